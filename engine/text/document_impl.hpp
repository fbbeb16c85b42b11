#pragma once
// The state behind a `Document`, shared by the reader that fills it and the accessors.

#include <deque>
#include <string>
#include <vector>

#include "postern/document.hpp"

namespace postern {

struct Document::Impl {
  DocumentId id{};
  std::string name;
  std::string text;
  std::vector<Node> nodes;               // preorder
  std::vector<std::uint32_t> positions;  // of each node among the children of its parent
  std::deque<std::string>
      decoded;  // strings whose decoded text differs from their bytes; addresses are stable
  std::vector<std::uint32_t> lines;  // offset of the first byte of each line
  bool bom = false;
  bool well_formed = true;
};

}  // namespace postern
