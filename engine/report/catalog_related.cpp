// The values of data entries are canonical JSON without white space, so a name in quotes is found by its
// bytes.

#include "report/catalog_related.hpp"

#include <optional>

#include "base/text.hpp"

namespace postern::report {
namespace {

constexpr std::string_view operation_map = "operation-map/services/";

std::string in_quotes(std::string_view text) {
  return base::concat({"\"", text, "\""});
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Whether the list of IAM prefixes of an endpoint service holds `quoted`.
bool carries(const CatalogData& endpoint, std::string_view quoted) {
  constexpr std::string_view list = "\"iam\":[";
  const std::size_t begin = endpoint.json.find(list);
  if (begin == std::string_view::npos)
    return false;
  return contains(endpoint.json.substr(begin, endpoint.json.find(']', begin) - begin), quoted);
}

bool is_or_is_below(std::string_view table, std::string_view parent) {
  return table.substr(0, parent.size()) == parent &&
         (table.size() == parent.size() || table[parent.size()] == '/');
}

}  // namespace

std::vector<CatalogData> data_of_action(const Catalog& catalog, const Action& action) {
  const std::string own_map = base::concat({operation_map, action.service});
  const std::string full_name = in_quotes(action.full_name());
  const std::string name = in_quotes(action.name);
  std::vector<CatalogData> out;
  for (const CatalogData& entry : catalog.data()) {
    const bool about_own = is_or_is_below(entry.table, own_map) &&
                           (base::equals_ignore_case(entry.name, action.name) || contains(entry.json, name));
    if (about_own || contains(entry.json, full_name))
      out.push_back(entry);
  }
  return out;
}

std::vector<CatalogData> data_of_service(const Catalog& catalog, std::string_view prefix) {
  const std::string own_map = base::concat({operation_map, prefix});
  const std::string patterns = base::concat({"condition-key-patterns/", prefix});
  const std::string quoted = in_quotes(prefix);
  std::vector<CatalogData> out;
  for (const CatalogData& entry : catalog.data()) {
    const bool names_it = entry.table == "operation-map/eventSources" && entry.json == quoted;
    const bool endpoint = entry.table == "privatelink/services" && carries(entry, quoted);
    if (names_it || endpoint || entry.table == patterns || is_or_is_below(entry.table, own_map) ||
        is_or_is_below(entry.table, prefix)) {
      out.push_back(entry);
    }
  }
  return out;
}

std::vector<CatalogData> data_of_key(const Catalog& catalog, std::string_view key) {
  const std::string_view prefix = key.substr(0, key.find(':'));
  std::vector<CatalogData> out;
  for (const CatalogData& entry : catalog.data()) {
    const bool pattern = is_or_is_below(entry.table, "condition-key-patterns") && entry.name == key;
    const bool foreign = entry.table == "foreign-key-prefixes" && entry.name == prefix;
    if (pattern || foreign || contains(entry.json, in_quotes(key)))
      out.push_back(entry);
  }
  return out;
}

std::vector<std::string> endpoints_of_service(const Catalog& catalog, std::string_view prefix) {
  const std::string quoted = in_quotes(prefix);
  std::vector<std::string> out;
  for (const CatalogData& entry : catalog.data("privatelink/services")) {
    if (carries(entry, quoted) && (out.empty() || out.back() != entry.name))
      out.emplace_back(entry.name);
  }
  return out;
}

std::vector<ActionId> actions_taking(const Catalog& catalog, std::string_view key) {
  std::vector<ActionId> out;
  for (const std::string_view prefix : catalog.services_declaring(key)) {
    const std::optional<Service> service = catalog.find_service(prefix);
    for (const Action& action : service->actions) {
      if (takes_key(action, key))
        out.push_back(action.id);
    }
  }
  return out;
}

}  // namespace postern::report
