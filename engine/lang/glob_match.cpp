#include "lang/glob_match.hpp"

#include <cstring>

#include "base/text.hpp"
#include "lang/code_point.hpp"

// Stars cut the steps into segments. The first segment is anchored at a start, the last one at the end of the
// text; each one between takes its leftmost place after the one before, which is never worse than a later
// place. So a segment is searched once, whatever the number of stars.
//
// Several starts cost no more than one: the steps after the first star match from a position exactly if they
// match from every earlier one, so only the smallest start at which the first segment fits needs to be
// followed.
//
// All this works on bytes. INVARIANT: positions are borders of code points. A valid UTF-8 literal keeps it,
// for its first byte begins a unit of any text and its last byte ends one. Literals that are not UTF-8 would
// not; for them the pattern and the text are decoded first.

namespace postern::lang {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;

using Segment = std::span<const Step>;

class Matcher {
 public:
  Matcher(std::string_view text, bool fold) : text_(text), fold_(fold) {}

  // The end of the segment placed at `at`.
  [[nodiscard]] std::size_t forward(Segment segment, std::size_t at) const {
    for (const Step& step : segment) {
      if (step.kind == StepKind::one) {
        if (at >= text_.size()) {
          return nowhere;
        }
        at += unit_length(text_, at);
      } else {
        if (!literal_at(step.text, at)) {
          return nowhere;
        }
        at += step.text.size();
      }
    }
    return at;
  }

  // The begin of the segment placed so that it ends at `end`.
  [[nodiscard]] std::size_t backward(Segment segment, std::size_t end) const {
    for (std::size_t i = segment.size(); i-- > 0;) {
      const Step& step = segment[i];
      if (step.kind == StepKind::one) {
        if (end == 0) {
          return nowhere;
        }
        end = unit_begin(text_, end);
      } else {
        if (step.text.size() > end || !literal_at(step.text, end - step.text.size())) {
          return nowhere;
        }
        end -= step.text.size();
      }
    }
    return end;
  }

  // The end of the leftmost place of the segment at or after `from`.
  [[nodiscard]] std::size_t leftmost_end(Segment segment, std::size_t from) const {
    while (!segment.empty() && segment.front().kind == StepKind::one) {
      if (from >= text_.size()) {
        return nowhere;
      }
      from += unit_length(text_, from);
      segment = segment.subspan(1);
    }
    if (segment.empty()) {
      return from;
    }
    const std::string_view first = segment.front().text;
    for (;; ++from) {
      from = find(first, from);
      if (from == nowhere) {
        return nowhere;
      }
      const std::size_t end = forward(segment.subspan(1), from + first.size());
      if (end != nowhere) {
        return end;
      }
    }
  }

 private:
  [[nodiscard]] bool literal_at(std::string_view literal, std::size_t at) const {
    if (literal.size() > text_.size() - at) {
      return false;
    }
    const std::string_view part = text_.substr(at, literal.size());
    return fold_ ? base::equals_ignore_case(part, literal) : part == literal;
  }

  [[nodiscard]] std::size_t find(std::string_view literal, std::size_t from) const {
    if (literal.empty()) {
      return from <= text_.size() ? from : nowhere;
    }
    if (!fold_) {
      if (from >= text_.size()) {
        return nowhere;
      }
      const void* hit = memmem(text_.data() + from, text_.size() - from, literal.data(), literal.size());
      return hit == nullptr ? nowhere
                            : static_cast<std::size_t>(static_cast<const char*>(hit) - text_.data());
    }
    const char first = base::to_lower(literal.front());
    for (; from < text_.size() && literal.size() <= text_.size() - from; ++from) {
      if (base::to_lower(text_[from]) == first && literal_at(literal, from)) {
        return from;
      }
    }
    return nowhere;
  }

  std::string_view text_;
  bool fold_;
};

std::size_t next_star(std::span<const Step> steps, std::size_t from) {
  while (from < steps.size() && steps[from].kind != StepKind::star) {
    ++from;
  }
  return from;
}

// The steps after the first star, where the first segment ended at `at`.
bool matches_rest(std::span<const Step> rest, std::string_view text, std::size_t at, bool fold) {
  std::size_t last = rest.size();
  while (last > 0 && rest[last - 1].kind != StepKind::star) {
    --last;
  }
  const std::size_t end = Matcher(text, fold).backward(rest.subspan(last), text.size());
  if (end == nowhere || end < at) {
    return false;
  }
  const Matcher middle(text.substr(0, end), fold);
  for (std::size_t begin = 0; begin < last;) {
    const std::size_t star = next_star(rest, begin);
    at = middle.leftmost_end(rest.subspan(begin, star - begin), at);
    if (at == nowhere) {
      return false;
    }
    begin = star + 1;
  }
  return true;
}

// A pattern and a text as units. Wildcards are values that no unit has.
constexpr std::uint32_t star_unit = 0xFFFFFFFF;
constexpr std::uint32_t one_unit = 0xFFFFFFFE;

constexpr std::uint32_t folded(std::uint32_t unit) {
  return unit < 0x80 ? static_cast<std::uint32_t>(base::to_lower(static_cast<char>(unit))) : unit;
}

// The textbook matcher that returns to the last star only: O(pattern × text).
bool units_match(std::span<const std::uint32_t> pattern, std::span<const std::uint32_t> text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = nowhere;
  std::size_t retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == star_unit) {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && (pattern[p] == one_unit || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != nowhere) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == star_unit) {
    ++p;
  }
  return p == pattern.size();
}

std::vector<std::uint32_t> units_of(std::string_view text, bool fold) {
  std::vector<std::uint32_t> units;
  append_units(text, units);
  if (fold) {
    for (std::uint32_t& unit : units) {
      unit = folded(unit);
    }
  }
  return units;
}

bool odd_matches_from_any(std::span<const Step> steps, std::string_view text,
                          std::span<const std::uint32_t> starts, bool fold) {
  std::vector<std::uint32_t> pattern;
  std::size_t first = nowhere;  // length of the first segment
  for (const Step& step : steps) {
    if (step.kind == StepKind::literal) {
      const std::vector<std::uint32_t> literal = units_of(step.text, fold);
      pattern.insert(pattern.end(), literal.begin(), literal.end());
    } else {
      if (step.kind == StepKind::star && first == nowhere) {
        first = pattern.size();
      }
      pattern.push_back(step.kind == StepKind::star ? star_unit : one_unit);
    }
  }
  const std::span<const std::uint32_t> all = pattern;
  for (const std::uint32_t start : starts) {
    if (first == nowhere) {
      if (units_match(all, units_of(text.substr(start), fold))) {
        return true;
      }
      continue;
    }
    // As many bytes as the units of the first segment can have at most.
    const std::vector<std::uint32_t> begin = units_of(text.substr(start, 4 * first + 4), fold);
    if (begin.size() >= first && units_match(all.first(first), std::span(begin).first(first))) {
      return units_match(all, units_of(text.substr(start), fold));
    }
  }
  return false;
}

}  // namespace

bool matches_from_any(std::span<const Step> steps, std::string_view text,
                      std::span<const std::uint32_t> starts, MatchOptions options) {
  if (options.odd_bytes) {
    return odd_matches_from_any(steps, text, starts, options.fold_case);
  }
  const std::size_t star = next_star(steps, 0);
  const Segment first = steps.first(star);
  const Matcher whole(text, options.fold_case);
  for (const std::uint32_t start : starts) {
    const std::size_t end = whole.forward(first, start);
    if (star == steps.size()) {
      if (end == text.size()) {
        return true;
      }
    } else if (end != nowhere) {
      return matches_rest(steps.subspan(star + 1), text, end, options.fold_case);
    }
  }
  return false;
}

}  // namespace postern::lang
