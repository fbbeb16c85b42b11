#include "catalog/pattern_candidates.hpp"

// A literal that begins (or ends, or is inside) wanted names only is pure, and every extension of it matches
// no more. So it is enough to find the pure classes that are as large as possible. For `Text*` those are
// nodes of the trie of the names, for `*Text` of the trie of the reversed names, for `*Text*` of the trie of
// all suffixes; in each, the nodes that are pure while their parent is not. `Text*Text` is, for each impure
// node of the first trie, the second trie over what is left of its names. The tries are not built: they are
// ranges of a sorted array.

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/text.hpp"

namespace postern::catalog {

namespace {

struct Piece {
  std::string_view text;
  std::uint32_t owner;
};

/// Pieces [begin, end) share a prefix; `shortest` characters of it tell them apart from all others, and they
/// agree on `longest`.
struct Class {
  std::size_t begin, end, shortest, longest;
};

/// Whether a word of `name` begins at `at`, or the name ends there.
bool is_word_boundary(std::string_view name, std::size_t at) {
  const auto upper = [&](std::size_t i) { return i < name.size() && name[i] >= 'A' && name[i] <= 'Z'; };
  if (at == 0 || at == name.size())
    return true;
  const bool inside_acronym = upper(at - 1) && (at + 1 == name.size() || upper(at + 1));
  return upper(at) && !inside_acronym;
}

class Finder {
 public:
  Finder(const std::vector<std::string_view>& names, const std::vector<bool>& wanted)
      : names_(names), wanted_(wanted) {
    for (const std::string_view name : names) {
      folded_.push_back(base::to_lower(name));
      reversed_.emplace_back(folded_.back().rbegin(), folded_.back().rend());
    }
  }

  std::vector<PatternCandidate> run();

 private:
  using Covers = std::vector<std::uint32_t>;

  void names_alone();
  void prefixes_and_both_ends();
  void suffixes();
  void infixes();
  void both_ends(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end, std::size_t prefix);

  [[nodiscard]] bool pure(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) const;
  template <class OnPure, class OnImpure>
  void split(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end, std::size_t depth,
             const OnPure& on_pure, const OnImpure& on_impure) const;
  [[nodiscard]] Covers owners(const std::vector<Piece>& pieces, const Class& found) const;
  void offer(Covers covers, std::string text, std::size_t broken_words);

  const std::vector<std::string_view>& names_;
  const std::vector<bool>& wanted_;
  std::vector<std::string> folded_, reversed_;
  std::map<Covers, PatternCandidate> best_;
};

bool Finder::pure(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) const {
  return std::all_of(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                     pieces.begin() + static_cast<std::ptrdiff_t>(end),
                     [&](const Piece& piece) { return wanted_[piece.owner]; });
}

/// Walks the trie below pieces [begin, end), which are sorted and share `depth` characters.
template <class OnPure, class OnImpure>
void Finder::split(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end, std::size_t depth,
                   const OnPure& on_pure, const OnImpure& on_impure) const {
  while (begin < end && pieces[begin].text.size() == depth)
    ++begin;
  while (begin < end) {
    const char c = pieces[begin].text[depth];
    std::size_t stop = begin + 1;
    while (stop < end && pieces[stop].text[depth] == c)
      ++stop;
    if (stop - begin > 1) {
      if (pure(pieces, begin, stop)) {
        const std::string_view first = pieces[begin].text;
        const std::string_view last = pieces[stop - 1].text;
        const auto differ = std::mismatch(first.begin(), first.end(), last.begin(), last.end()).first;
        on_pure(Class{begin, stop, depth + 1, static_cast<std::size_t>(differ - first.begin())});
      } else {
        on_impure(begin, stop, depth + 1);
        split(pieces, begin, stop, depth + 1, on_pure, on_impure);
      }
    }
    begin = stop;
  }
}

Finder::Covers Finder::owners(const std::vector<Piece>& pieces, const Class& found) const {
  Covers covers;
  for (std::size_t i = found.begin; i < found.end; ++i)
    covers.push_back(pieces[i].owner);
  std::sort(covers.begin(), covers.end());
  covers.erase(std::unique(covers.begin(), covers.end()), covers.end());
  return covers;
}

/// A name alone is always written in full: a pattern that happens to match nothing else today says less.
void Finder::offer(Covers covers, std::string text, std::size_t broken_words) {
  if (covers.size() < 2)
    return;
  PatternCandidate candidate{std::move(text), covers, 0};
  candidate.cost = broken_words << 16 | candidate.text.size();
  const auto [known, added] = best_.try_emplace(std::move(covers), candidate);
  if (!added && std::tie(candidate.cost, candidate.text) < std::tie(known->second.cost, known->second.text)) {
    known->second = std::move(candidate);
  }
}

/// The shortest length from `shortest` to `longest` for which `is_boundary` holds, and 0; else `shortest`
/// and 1.
template <class IsBoundary>
std::pair<std::size_t, std::size_t> cut(const Class& found, const IsBoundary& is_boundary) {
  for (std::size_t length = found.shortest; length <= found.longest; ++length) {
    if (is_boundary(length))
      return {length, 0};
  }
  return {found.shortest, 1};
}

void Finder::names_alone() {
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (wanted_[i])
      best_[{i}] = {std::string(names_[i]), {i}, names_[i].size()};
  }
}

void Finder::prefixes_and_both_ends() {
  std::vector<Piece> pieces;
  for (std::uint32_t i = 0; i < names_.size(); ++i)
    pieces.push_back({folded_[i], i});
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.text < b.text; });
  split(
      pieces, 0, pieces.size(), 0,
      [&](const Class& found) {
        const Covers covers = owners(pieces, found);
        const std::string_view name = names_[covers.front()];
        const auto [length, broken] = cut(found, [&](std::size_t at) { return is_word_boundary(name, at); });
        offer(covers, std::string(name.substr(0, length)) + '*', broken);
      },
      [&](std::size_t begin, std::size_t end, std::size_t depth) { both_ends(pieces, begin, end, depth); });
}

void Finder::both_ends(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end,
                       std::size_t prefix) {
  std::vector<Piece> rests;
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint32_t owner = pieces[i].owner;
    const std::string_view backwards = reversed_[owner];
    rests.push_back({backwards.substr(0, backwards.size() - prefix), owner});
  }
  std::sort(rests.begin(), rests.end(), [](const Piece& a, const Piece& b) { return a.text < b.text; });
  const auto on_pure = [&](const Class& found) {
    const Covers covers = owners(rests, found);
    const std::string_view name = names_[covers.front()];
    const auto [length, broken] =
        cut(found, [&](std::size_t l) { return is_word_boundary(name, name.size() - l); });
    std::string text = std::string(name.substr(0, prefix)) + '*';
    text += name.substr(name.size() - length);
    offer(covers, std::move(text), broken + (is_word_boundary(name, prefix) ? 0 : 1));
  };
  split(rests, 0, rests.size(), 0, on_pure, [](std::size_t, std::size_t, std::size_t) {});
}

void Finder::suffixes() {
  std::vector<Piece> pieces;
  for (std::uint32_t i = 0; i < names_.size(); ++i)
    pieces.push_back({reversed_[i], i});
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.text < b.text; });
  const auto on_pure = [&](const Class& found) {
    const Covers covers = owners(pieces, found);
    const std::string_view name = names_[covers.front()];
    const auto [length, broken] =
        cut(found, [&](std::size_t l) { return is_word_boundary(name, name.size() - l); });
    offer(covers, '*' + std::string(name.substr(name.size() - length)), broken);
  };
  split(pieces, 0, pieces.size(), 0, on_pure, [](std::size_t, std::size_t, std::size_t) {});
}

void Finder::infixes() {
  std::vector<Piece> pieces;
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    const std::string_view name = folded_[i];
    for (std::size_t at = 0; at < name.size(); ++at)
      pieces.push_back({name.substr(at), i});
  }
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return std::tie(a.text, a.owner) < std::tie(b.text, b.owner);
  });
  const auto on_pure = [&](const Class& found) {
    const Covers covers = owners(pieces, found);
    const std::uint32_t owner = covers.front();
    const std::string_view name = names_[owner];
    // Where the literal first is in that name.
    const std::size_t begin = folded_[owner].find(pieces[found.begin].text.substr(0, found.longest));
    const auto [length, broken] =
        cut(found, [&](std::size_t l) { return is_word_boundary(name, begin + l); });
    std::string text = '*' + std::string(name.substr(begin, length)) + '*';
    offer(covers, std::move(text), broken + (is_word_boundary(name, begin) ? 0 : 1));
  };
  split(pieces, 0, pieces.size(), 0, on_pure, [](std::size_t, std::size_t, std::size_t) {});
}

std::vector<PatternCandidate> Finder::run() {
  names_alone();
  prefixes_and_both_ends();
  suffixes();
  infixes();

  std::vector<PatternCandidate> all;
  for (auto& entry : best_)
    all.push_back(std::move(entry.second));
  std::vector<std::vector<std::size_t>> covering(names_.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::uint32_t name : all[i].covers)
      covering[name].push_back(i);
  }
  const auto dominated = [&](std::size_t i) {
    const auto& mine = all[i];
    for (const std::size_t j : covering[mine.covers.front()]) {
      const auto& other = all[j];
      if (j != i && other.covers.size() > mine.covers.size() && other.cost <= mine.cost &&
          std::includes(other.covers.begin(), other.covers.end(), mine.covers.begin(), mine.covers.end())) {
        return true;
      }
    }
    return false;
  };
  std::vector<PatternCandidate> kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!dominated(i))
      kept.push_back(all[i]);
  }
  std::sort(kept.begin(), kept.end(),
            [](const PatternCandidate& a, const PatternCandidate& b) { return a.text < b.text; });
  return kept;
}

}  // namespace

std::vector<PatternCandidate> pattern_candidates(const std::vector<std::string_view>& names,
                                                 const std::vector<bool>& wanted) {
  return Finder(names, wanted).run();
}

}  // namespace postern::catalog
