#include "catalog/cover.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace postern::catalog {
namespace {

bool covers_all(std::size_t elements, const std::vector<CoverSet>& sets,
                const std::vector<std::size_t>& chosen) {
  std::vector<bool> held(elements);
  for (const std::size_t s : chosen) {
    for (const std::uint32_t e : sets[s].elements)
      held[e] = true;
  }
  return std::find(held.begin(), held.end(), false) == held.end();
}

std::pair<std::size_t, std::uint64_t> price(const std::vector<CoverSet>& sets,
                                            const std::vector<std::size_t>& chosen) {
  std::uint64_t cost = 0;
  for (const std::size_t s : chosen)
    cost += sets[s].cost;
  return {chosen.size(), cost};
}

/// Every subset of the sets.
std::pair<std::size_t, std::uint64_t> best_price(std::size_t elements, const std::vector<CoverSet>& sets) {
  std::pair<std::size_t, std::uint64_t> best{sets.size() + 1, 0};
  for (std::size_t mask = 0; mask < std::size_t{1} << sets.size(); ++mask) {
    std::vector<std::size_t> chosen;
    for (std::size_t s = 0; s < sets.size(); ++s) {
      if ((mask >> s & 1) != 0)
        chosen.push_back(s);
    }
    if (covers_all(elements, sets, chosen))
      best = std::min(best, price(sets, chosen));
  }
  return best;
}

std::vector<CoverSet> random_sets(std::size_t elements, std::size_t count, std::mt19937& random) {
  std::vector<CoverSet> sets;
  for (std::uint32_t e = 0; e < elements; ++e)
    sets.push_back({{e}, 5 + random() % 5});
  while (sets.size() < count) {
    CoverSet next{{}, 1 + random() % 9};
    for (std::uint32_t e = 0; e < elements; ++e) {
      if (random() % 3 == 0)
        next.elements.push_back(e);
    }
    if (!next.elements.empty())
      sets.push_back(next);
  }
  return sets;
}

TEST(MinimumCover, IsTheBestOfAllSubsets) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::size_t elements = 1 + random() % 6;
    const auto sets = random_sets(elements, elements + random() % 8, random);
    std::size_t budget = 10000;
    const Cover cover = minimum_cover(elements, sets, budget);
    EXPECT_TRUE(cover.minimal);
    ASSERT_TRUE(covers_all(elements, sets, cover.sets));
    EXPECT_EQ(price(sets, cover.sets), best_price(elements, sets));
  }
}

TEST(MinimumCover, BeatsTheGreedyChoice) {
  // Greedy takes the set of four and then needs two more.
  const std::vector<CoverSet> sets = {{{0, 1, 2}, 1}, {{3, 4, 5}, 1}, {{1, 2, 3, 4}, 1}};
  std::size_t budget = 100;
  const Cover cover = minimum_cover(6, sets, budget);
  EXPECT_EQ(cover.sets, (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(cover.minimal);
}

TEST(MinimumCover, StillCoversWhenTheBudgetIsSpent) {
  std::mt19937 random(11);
  const std::size_t elements = 40;
  const auto sets = random_sets(elements, 120, random);
  std::size_t budget = 3;
  const Cover cover = minimum_cover(elements, sets, budget);
  EXPECT_FALSE(cover.minimal);
  EXPECT_EQ(budget, 0u);
  EXPECT_TRUE(covers_all(elements, sets, cover.sets));
}

TEST(MinimumCover, OfNothingIsEmpty) {
  std::size_t budget = 10;
  const Cover cover = minimum_cover(0, {}, budget);
  EXPECT_TRUE(cover.sets.empty());
  EXPECT_TRUE(cover.minimal);
}

}  // namespace
}  // namespace postern::catalog
