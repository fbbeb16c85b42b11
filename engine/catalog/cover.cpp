#include "catalog/cover.hpp"

// Elements that share no set directly or through others are independent problems; each is solved by branch
// and bound.
//
// A node takes the open element that the fewest sets hold and branches on those sets, largest gain first,
// leaving out a set that gains no more than another for no less. The bound: open elements, no two in one set,
// each need a set of their own, and each at least the cheapest that holds it. The greedy cover is the first
// bound from above.

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace postern::catalog {

namespace {

using Bits = std::vector<std::uint64_t>;

bool test(const Bits& bits, std::size_t i) {
  return (bits[i / 64] >> (i % 64) & 1) != 0;
}
void set(Bits& bits, std::size_t i) {
  bits[i / 64] |= std::uint64_t{1} << (i % 64);
}
bool none(const Bits& bits) {
  return std::all_of(bits.begin(), bits.end(), [](std::uint64_t word) { return word == 0; });
}

std::size_t common(const Bits& a, const Bits& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    count += static_cast<std::size_t>(std::popcount(a[i] & b[i]));
  return count;
}

/// Whether the part of `a` inside `open` is in `b`.
bool inside(const Bits& a, const Bits& b, const Bits& open) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((a[i] & open[i] & ~b[i]) != 0)
      return false;
  }
  return true;
}

Bits without(const Bits& a, const Bits& b) {
  Bits rest(a.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    rest[i] = a[i] & ~b[i];
  return rest;
}

/// Number of sets first, then their cost.
struct Price {
  std::size_t count = 0;
  std::uint64_t cost = 0;
  friend auto operator<=>(const Price&, const Price&) = default;
};

/// One connected problem. Elements and sets are numbered from 0.
class Search {
 public:
  Search(std::size_t elements, std::vector<Bits> sets, std::vector<std::uint64_t> costs, std::size_t& budget)
      : sets_(std::move(sets)), costs_(std::move(costs)), holders_(elements), budget_(budget) {
    for (std::size_t s = 0; s < sets_.size(); ++s) {
      for (std::size_t e = 0; e < elements; ++e) {
        if (test(sets_[s], e))
          holders_[e].push_back(s);
      }
    }
    order_.resize(elements);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return holders_[a].size() < holders_[b].size(); });
    for (const auto& holders : holders_) {
      std::uint64_t least = costs_[holders.front()];
      for (const std::size_t s : holders)
        least = std::min(least, costs_[s]);
      cheapest_.push_back(least);
    }
  }

  Cover run() {
    Bits open((holders_.size() + 63) / 64);
    for (std::size_t e = 0; e < holders_.size(); ++e)
      set(open, e);
    greedy(open);
    std::vector<std::size_t> chosen;
    visit(open, chosen, Price{});
    std::sort(best_.begin(), best_.end());
    return {best_, complete_};
  }

 private:
  void greedy(Bits open) {
    while (!none(open)) {
      std::size_t pick = 0;
      std::size_t gain = 0;
      for (std::size_t s = 0; s < sets_.size(); ++s) {
        const std::size_t here = common(sets_[s], open);
        if (here > gain || (here == gain && here > 0 && costs_[s] < costs_[pick])) {
          pick = s;
          gain = here;
        }
      }
      best_.push_back(pick);
      best_price_ = {best_price_.count + 1, best_price_.cost + costs_[pick]};
      open = without(open, sets_[pick]);
    }
  }

  [[nodiscard]] Price bound(const Bits& open, Price price) {
    Bits used((sets_.size() + 63) / 64);
    for (const std::size_t e : order_) {
      if (!test(open, e))
        continue;
      const auto& holders = holders_[e];
      if (std::any_of(holders.begin(), holders.end(), [&](std::size_t s) { return test(used, s); }))
        continue;
      for (const std::size_t s : holders)
        set(used, s);
      price = {price.count + 1, price.cost + cheapest_[e]};
    }
    return price;
  }

  [[nodiscard]] std::vector<std::size_t> branches(std::size_t element, const Bits& open) const {
    std::vector<std::size_t> sorted = holders_[element];
    std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) {
      const std::size_t gain_a = common(sets_[a], open);
      const std::size_t gain_b = common(sets_[b], open);
      return gain_a != gain_b ? gain_a > gain_b : costs_[a] < costs_[b];
    });
    std::vector<std::size_t> kept;
    for (const std::size_t s : sorted) {
      const bool useless = std::any_of(kept.begin(), kept.end(), [&](std::size_t other) {
        return costs_[other] <= costs_[s] && inside(sets_[s], sets_[other], open);
      });
      if (!useless)
        kept.push_back(s);
    }
    return kept;
  }

  void visit(const Bits& open, std::vector<std::size_t>& chosen, Price price) {
    if (budget_ == 0) {
      complete_ = false;
      return;
    }
    --budget_;
    if (none(open)) {
      if (price < best_price_) {
        best_price_ = price;
        best_ = chosen;
      }
      return;
    }
    if (bound(open, price) >= best_price_)
      return;
    const auto element =
        *std::find_if(order_.begin(), order_.end(), [&](std::size_t e) { return test(open, e); });
    for (const std::size_t s : branches(element, open)) {
      chosen.push_back(s);
      visit(without(open, sets_[s]), chosen, {price.count + 1, price.cost + costs_[s]});
      chosen.pop_back();
      if (!complete_)
        return;
    }
  }

  std::vector<Bits> sets_;
  std::vector<std::uint64_t> costs_;
  std::vector<std::vector<std::size_t>> holders_;  // of an element
  std::vector<std::size_t> order_;                 // elements, fewest holders first
  std::vector<std::uint64_t> cheapest_;
  std::size_t& budget_;
  std::vector<std::size_t> best_;
  Price best_price_;
  bool complete_ = true;
};

/// The number of the component of each element.
std::vector<std::size_t> components(std::size_t elements, const std::vector<CoverSet>& sets) {
  std::vector<std::size_t> parent(elements);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t e) {
    while (parent[e] != e)
      e = parent[e] = parent[parent[e]];
    return e;
  };
  for (const CoverSet& cover : sets) {
    for (const std::uint32_t e : cover.elements)
      parent[root(e)] = root(cover.elements.front());
  }
  std::vector<std::size_t> roots(elements);
  for (std::size_t e = 0; e < elements; ++e)
    roots[e] = root(e);
  return roots;
}

}  // namespace

Cover minimum_cover(std::size_t elements, const std::vector<CoverSet>& sets, std::size_t& budget) {
  const std::vector<std::size_t> roots = components(elements, sets);
  std::vector<std::vector<std::size_t>> members(elements), own_sets(elements);  // by root
  std::vector<std::size_t> place(elements);
  for (std::size_t e = 0; e < elements; ++e) {
    place[e] = members[roots[e]].size();
    members[roots[e]].push_back(e);
  }
  for (std::size_t s = 0; s < sets.size(); ++s)
    own_sets[roots[sets[s].elements.front()]].push_back(s);

  Cover total;
  for (std::size_t r = 0; r < elements; ++r) {
    if (members[r].empty())
      continue;
    std::vector<Bits> bits;
    std::vector<std::uint64_t> costs;
    for (const std::size_t s : own_sets[r]) {
      bits.emplace_back((members[r].size() + 63) / 64);
      for (const std::uint32_t e : sets[s].elements)
        set(bits.back(), place[e]);
      costs.push_back(sets[s].cost);
    }
    const Cover part = Search(members[r].size(), std::move(bits), std::move(costs), budget).run();
    for (const std::size_t s : part.sets)
      total.sets.push_back(own_sets[r][s]);
    total.minimal = total.minimal && part.minimal;
  }
  std::sort(total.sets.begin(), total.sets.end());
  return total;
}

}  // namespace postern::catalog
