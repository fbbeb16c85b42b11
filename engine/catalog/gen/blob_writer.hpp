#pragma once
// Collects the strings, lists and records of a catalog and lays them out as a blob. Used by the generator
// only.

#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/blob.hpp"

namespace postern::catalog {

class BlobWriter {
 public:
  BlobWriter();

  StringId string(std::string_view text);

  /// `count` elements of `words.size() / count` words each.
  ListId list(const std::vector<std::uint32_t>& words, std::size_t count);
  ListId list(const std::vector<std::uint32_t>& words) { return list(words, words.size()); }

  template <class Record>
  void section(Section section_id, const std::vector<Record>& records) {
    std::string& bytes = sections_[static_cast<std::size_t>(section_id)];
    bytes.resize(records.size() * sizeof(Record));
    if (!records.empty())
      std::memcpy(bytes.data(), records.data(), bytes.size());
    counts_[static_cast<std::size_t>(section_id)] = static_cast<std::uint32_t>(records.size());
  }

  /// The whole blob. Call once, last.
  std::vector<std::uint64_t> finish();

 private:
  std::unordered_map<std::string, StringId> ids_;
  std::vector<std::uint32_t> offsets_;
  std::string characters_;
  std::map<std::vector<std::uint32_t>, ListId> list_ids_;
  std::vector<std::uint32_t> lists_;
  std::string sections_[section_count];
  std::uint32_t counts_[section_count] = {};
};

/// A C++ source file that defines `builtin_blob`.
std::string cpp_source(const std::vector<std::uint64_t>& blob);

}  // namespace postern::catalog
