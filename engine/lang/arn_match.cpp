#include "lang/arn_access.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "lang/glob_access.hpp"

// The resource is cut at its colons into runs, the head of the pattern into stretches. A stretch fits a run
// or it does not; after it, matching goes on behind the colon that ends the run, or, if it ends in a crossing
// star, behind any later colon as well. So the set of runs at which the next stretch may begin is all that
// has to be kept: stretches × runs steps, each a small glob. The tail is then tried from the runs that are
// left.
//
// Almost every resource has as many colons as the pattern, and then only one alignment is possible; that one
// is tried first, without the set.

namespace postern::lang {

// The runs of a resource and, for each, whether the next stretch may begin there. Up to 64 are kept in place.
struct ResourceMatch::Runs {
  Runs(std::string_view resource, std::size_t from, std::size_t count) : size(resource.size()) {
    if (count > few_begins_.size()) {
      many_begins_.resize(count);
      many_reachable_.resize(count);
      begins = many_begins_;
      reachable = many_reachable_;
    } else {
      begins = std::span(few_begins_).first(count);
      reachable = std::span(few_reachable_).first(count);
    }
    for (std::uint32_t& begin : begins) {
      begin = static_cast<std::uint32_t>(from);
      from = resource.find(':', from) + 1;
    }
    reachable[0] = 1;
  }
  Runs(const Runs&) = delete;
  Runs& operator=(const Runs&) = delete;

  [[nodiscard]] std::size_t count() const { return begins.size(); }
  [[nodiscard]] std::size_t end(std::size_t run) const {
    return run + 1 < begins.size() ? begins[run + 1] - 1 : size;
  }

  std::size_t size;
  std::span<std::uint32_t> begins;
  std::span<std::uint8_t> reachable;

 private:
  std::array<std::uint32_t, 64> few_begins_{};
  std::array<std::uint8_t, 64> few_reachable_{};
  std::vector<std::uint32_t> many_begins_;
  std::vector<std::uint8_t> many_reachable_;
};

Truth ResourceMatch::result() const {
  if (!resource_.starts_with(pattern_.literal_prefix_)) {
    return Truth::no;
  }
  if (pattern_.exact_) {
    return truth(resource_.size() == pattern_.source_.size());
  }
  if (pattern_.short_arn_) {
    return pattern_.padded_ ? crossing() : Truth::no;
  }
  const Truth quick = component_wise();
  return quick == Truth::no ? crossing() : quick;
}

bool ResourceMatch::fits(const Stretch& stretch, std::string_view run) const {
  switch (stretch.kind) {
    case Stretch::Kind::star:
      return true;
    case Stretch::Kind::literal:
      return run == std::string_view(pattern_.source_)
                        .substr(stretch.source.begin, stretch.source.end - stretch.source.begin);
    case Stretch::Kind::glob:
      return pattern_.globs_[stretch.glob].matches(run);
  }
  return false;
}

// No star crosses a colon.
Truth ResourceMatch::component_wise() const {
  std::size_t at = pattern_.fixed_end_;
  for (std::size_t i = pattern_.fixed_; i < pattern_.head_.size(); ++i) {
    const std::size_t colon = resource_.find(':', at);
    if (colon == std::string_view::npos || !fits(pattern_.head_[i], resource_.substr(at, colon - at))) {
      return Truth::no;
    }
    at = colon + 1;
  }
  return pattern_.tail_.matches(resource_.substr(at), variables_);
}

Truth ResourceMatch::crossing() const {
  const auto stretches = std::span<const Stretch>(pattern_.head_).subspan(pattern_.fixed_);
  const std::string_view rest = resource_.substr(pattern_.fixed_end_);
  const auto colons = static_cast<std::size_t>(std::count(rest.begin(), rest.end(), ':'));
  if (!pattern_.short_arn_) {
    const auto crosses = [](const Stretch& stretch) { return stretch.crosses; };
    if (colons <= stretches.size() || std::none_of(stretches.begin(), stretches.end(), crosses)) {
      return Truth::no;
    }
  }
  Runs runs(resource_, pattern_.fixed_end_, colons + 1);
  // The last stretch of a short ARN may end the pattern, so it is looked at apart.
  for (const Stretch& stretch : stretches.first(stretches.size() - (pattern_.short_arn_ ? 1 : 0))) {
    if (!reach(stretch, runs)) {
      return Truth::no;
    }
  }
  return pattern_.short_arn_ ? truth(short_arn(runs)) : tail(runs);
}

// Moves the reachable runs past one stretch and the colon behind it; false when none is left.
bool ResourceMatch::reach(const Stretch& stretch, Runs& runs) const {
  bool any = false;
  bool open = false;  // a crossing star began in an earlier run
  bool next = false;  // the stretch fits the run before
  for (std::size_t i = 0; i < runs.count(); ++i) {
    const bool here = runs.reachable[i] != 0;
    runs.reachable[i] = next || open ? 1 : 0;
    any = any || next || open;
    next = !open && here && fits(stretch, resource_.substr(runs.begins[i], runs.end(i) - runs.begins[i]));
    open = open || (next && stretch.crosses);
  }
  return any;
}

// SPEC: semantics 2.2 rules 3 and 4. As written, the last component ends the resource; read with the missing
// components as stars, it is followed by at least one colon for each of them.
bool ResourceMatch::short_arn(const Runs& runs) const {
  const Stretch& last = pattern_.head_.back();
  for (std::size_t i = 0; i < runs.count(); ++i) {
    const std::size_t colons_after = runs.count() - 1 - i;
    const bool as_written = pattern_.starred_ && (last.crosses || colons_after == 0);
    if (runs.reachable[i] != 0 && (as_written || colons_after >= pattern_.missing_) &&
        fits(last, resource_.substr(runs.begins[i], runs.end(i) - runs.begins[i]))) {
      return true;
    }
  }
  return false;
}

Truth ResourceMatch::tail(Runs& runs) const {
  std::size_t starts = 0;
  for (std::size_t i = 0; i < runs.count(); ++i) {
    if (runs.reachable[i] != 0) {
      runs.begins[starts++] = runs.begins[i];
    }
  }
  StepList steps;
  MatchOptions options;
  const Truth best = GlobAccess::resolve(pattern_.tail_, variables_, steps, options);
  if (best == Truth::no || !matches_from_any(steps.view(), resource_, runs.begins.first(starts), options)) {
    return Truth::no;
  }
  return best;
}

}  // namespace postern::lang
