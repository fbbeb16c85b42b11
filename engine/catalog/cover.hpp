#pragma once
// Minimum set cover: the fewest sets that together hold every element.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace postern::catalog {

struct CoverSet {
  std::vector<std::uint32_t> elements;  ///< ascending
  std::uint64_t cost = 0;               ///< the lower total wins among covers of equally many sets
};

struct Cover {
  std::vector<std::size_t> sets;  ///< indexes of the chosen sets, ascending
  bool minimal = true;            ///< proven; false when the budget ran out
};

/// Precondition: every element below `elements` is in some set. The exact minimum when the search ends within
/// `budget` nodes, which it takes from; otherwise the best cover met, which is never worse than the greedy
/// one. Deterministic.
Cover minimum_cover(std::size_t elements, const std::vector<CoverSet>& sets, std::size_t& budget);

}  // namespace postern::catalog
