#pragma once
// The patterns that may stand for a set of names among others.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::catalog {

struct PatternCandidate {
  std::string text;
  std::vector<std::uint32_t> covers;  ///< indexes of the names that it matches, ascending; all of them wanted
  std::uint64_t cost = 0;             ///< literal ends inside a word first, then the length
};

/// Enough patterns of the shapes `Name`, `Text*`, `*Text`, `*Text*` and `Text*Text` for a minimum cover:
/// whatever wanted names a pattern of these shapes matches without matching an unwanted one, some candidate
/// matches them too. At most one candidate for each set of names, the cheapest. Ordered by text. `names` are
/// distinct ignoring case, which matching ignores; `wanted` has one flag for each. O(characters of all names
/// squared) at worst; some milliseconds for a large service.
std::vector<PatternCandidate> pattern_candidates(const std::vector<std::string_view>& names,
                                                 const std::vector<bool>& wanted);

}  // namespace postern::catalog
