// From a set of actions back to patterns.
//
// No pattern but `*` reaches across services, so each service is a problem of its own: its candidates are the
// patterns that match wanted names only, and the answer is a minimum cover of the wanted names by candidates.

#include <algorithm>

#include "base/text.hpp"
#include "catalog/blob.hpp"
#include "catalog/cover.hpp"
#include "catalog/pattern_candidates.hpp"
#include "catalog/reader.hpp"
#include "postern/catalog.hpp"

namespace postern {

namespace {

using catalog::Reader;
using catalog::Section;

// Search nodes: for one service, and for all together. A node costs some microseconds.
constexpr std::size_t service_budget = 50'000;
constexpr std::size_t total_budget = 100'000;

/// Sorts, removes repetitions and what is outside the scope.
std::vector<ActionId> normalised(const Catalog& catalog, std::span<const ActionId> actions,
                                 std::span<const std::string_view> scope) {
  std::vector<ActionId> wanted(actions.begin(), actions.end());
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  if (scope.empty())
    return wanted;
  std::vector<ActionId> kept;
  for (const ActionId id : wanted) {
    const std::string_view prefix = catalog.action(id).service;
    if (std::any_of(scope.begin(), scope.end(),
                    [&](std::string_view name) { return base::equals_ignore_case(name, prefix); })) {
      kept.push_back(id);
    }
  }
  return kept;
}

/// Appends the patterns for `wanted`, some of the actions of one service.
void condense_service(const Reader& reader, const catalog::ServiceRecord& service,
                      std::span<const ActionId> wanted, std::size_t& budget, Condensed& result) {
  const std::string_view prefix = reader.string(service.prefix);
  const auto add = [&](std::string_view name) {
    result.patterns.push_back(base::concat({prefix, ":", name}));
  };
  if (wanted.size() == service.action_count) {
    add(wanted.size() == 1 ? reader.action_name(service.first_action) : "*");
    return;
  }
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < service.action_count; ++i)
    names.push_back(reader.action_name(service.first_action + i));
  std::vector<bool> flags(names.size());
  std::vector<std::uint32_t> element(names.size());  // numbers the wanted names
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto local = static_cast<std::uint32_t>(wanted[i]) - service.first_action;
    flags[local] = true;
    element[local] = static_cast<std::uint32_t>(i);
  }
  const auto candidates = catalog::pattern_candidates(names, flags);
  std::vector<catalog::CoverSet> sets;
  for (const auto& candidate : candidates) {
    sets.push_back({{}, candidate.cost});
    for (const std::uint32_t name : candidate.covers)
      sets.back().elements.push_back(element[name]);
  }
  std::size_t share = std::min(budget, service_budget);
  budget -= share;
  const catalog::Cover cover = catalog::minimum_cover(wanted.size(), sets, share);
  budget += share;
  for (const std::size_t chosen : cover.sets)
    add(candidates[chosen].text);
  result.minimal = result.minimal && cover.minimal;
}

}  // namespace

Condensed condense(const Catalog& catalog, std::span<const ActionId> actions,
                   std::span<const std::string_view> scope) {
  const Reader reader(catalog);
  const std::vector<ActionId> wanted = normalised(catalog, actions, scope);
  Condensed result;
  if (scope.empty() && wanted.size() == reader.count(Section::actions)) {
    result.patterns.push_back("*");
    return result;
  }
  std::size_t budget = total_budget;
  for (std::size_t begin = 0; begin < wanted.size();) {
    const auto owner =
        reader.record<catalog::ActionRecord>(Section::actions, static_cast<std::size_t>(wanted[begin]));
    const auto service = reader.record<catalog::ServiceRecord>(Section::services, owner.service);
    const auto past = static_cast<ActionId>(service.first_action + service.action_count);
    std::size_t end = begin;
    while (end < wanted.size() && wanted[end] < past)
      ++end;
    condense_service(reader, service, std::span(wanted).subspan(begin, end - begin), budget, result);
    begin = end;
  }
  std::sort(result.patterns.begin(), result.patterns.end());
  return result;
}

}  // namespace postern
