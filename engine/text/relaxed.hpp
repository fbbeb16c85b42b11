#pragma once
// JSON as people write it for other readers: comments, trailing commas, strings in single quotes, member
// names without quotes. AWS reads none of it; this names what was used, and lets the rest be read.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/diagnostic.hpp"
#include "postern/span.hpp"

namespace postern::text {

struct Relaxed {
  std::string same_length;              ///< JSON with every byte of the original in its place; see `relax`
  std::string repaired;                 ///< JSON of the same value as the original
  std::vector<Diagnostic> diagnostics;  ///< SX101 for each use, then one SX102 with the edits that repair all
};

/// Nothing when the text uses no extension, or holds a string that a line break or the end cuts short. The
/// extensions are found by their tokens alone: whether `repaired` is JSON is for a parser to say.
///
/// In `same_length`, comments and trailing commas are spaces; strings have double quotes, with question marks
/// for inner double quotes and `\'`; a member name without quotes has lost its first and last byte to them,
/// so its name is that of the original text. A name of one byte has no room for quotes and stays. O(text).
std::optional<Relaxed> relax(std::string_view text, DocumentId document);

}  // namespace postern::text
