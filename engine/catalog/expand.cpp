// Expansion of action patterns over the catalog.
//
// Ids ascend in canonical order and services are walked in order, so the result of one pattern comes out
// sorted. SPEC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html

#include <algorithm>

#include "catalog/blob.hpp"
#include "catalog/reader.hpp"
#include "postern/catalog.hpp"
#include "postern/glob.hpp"

namespace postern {

namespace {

using catalog::Reader;
using catalog::Section;

constexpr GlobSyntax action_syntax{true, false, true};

bool has_wildcard(std::string_view text) {
  return text.find_first_of("*?") != std::string_view::npos;
}

void expand_service(const Reader& reader, std::uint32_t service, std::string_view name, const Glob& glob,
                    std::vector<ActionId>& found) {
  if (!has_wildcard(name)) {
    const std::uint32_t index = reader.action(service, name);
    if (index != catalog::no_index)
      found.push_back(static_cast<ActionId>(index));
    return;
  }
  const auto record = reader.record<catalog::ServiceRecord>(Section::services, service);
  for (std::uint32_t i = record.first_action; i < record.first_action + record.action_count; ++i) {
    if (glob.matches_everything() || glob.matches(reader.action_name(i)))
      found.push_back(static_cast<ActionId>(i));
  }
}

std::vector<ActionId> all_actions(const Reader& reader) {
  std::vector<ActionId> all(reader.count(Section::actions));
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] = static_cast<ActionId>(i);
  return all;
}

}  // namespace

std::vector<ActionId> expand(const Catalog& catalog, std::string_view pattern) {
  const Reader reader(catalog);
  if (!pattern.empty() && pattern.find_first_not_of('*') == std::string_view::npos)
    return all_actions(reader);
  std::vector<ActionId> found;
  const std::size_t colon = pattern.find(':');
  if (colon == std::string_view::npos)
    return found;
  const std::string_view prefix = pattern.substr(0, colon);
  const std::string_view name = pattern.substr(colon + 1);
  const Glob name_glob = Glob::parse(name, action_syntax);
  if (!has_wildcard(prefix)) {
    const std::uint32_t service = reader.service(prefix);
    if (service != catalog::no_index)
      expand_service(reader, service, name, name_glob, found);
    return found;
  }
  const Glob prefix_glob = Glob::parse(prefix, action_syntax);
  for (std::uint32_t i = 0; i < reader.count(Section::services); ++i) {
    if (!prefix_glob.matches(
            reader.string(reader.record<catalog::ServiceRecord>(Section::services, i).prefix))) {
      continue;
    }
    expand_service(reader, i, name, name_glob, found);
  }
  return found;
}

std::vector<ActionId> expand(const Catalog& catalog, std::span<const std::string_view> patterns) {
  std::vector<ActionId> all;
  for (const std::string_view pattern : patterns) {
    const auto found = expand(catalog, pattern);
    all.insert(all.end(), found.begin(), found.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace postern
