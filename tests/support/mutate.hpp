#pragma once
// Damaged copies of a text: cut short, with bits flipped, with pieces lost, doubled or put in. The same text
// and seed give the same copies on every platform.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::testing {

struct Mutant {
  std::string what;  ///< for example "cut at byte 17"
  std::string text;
};

/// At most `cuts` copies cut short and `flips` with one bit flipped, spread over the text, and `edits` with
/// one piece changed at random.
struct MutationPlan {
  std::size_t cuts = 128;
  std::size_t flips = 128;
  std::size_t edits = 192;
  std::uint64_t seed = 1;
};

std::vector<Mutant> mutants_of(std::string_view text, const MutationPlan& plan);

}  // namespace postern::testing
