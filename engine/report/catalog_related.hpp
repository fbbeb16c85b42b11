#pragma once
// Which data entries of the catalog belong to an action, a service or a condition key. A scan of all entries,
// some hundred kilobytes.

#include <string>
#include <string_view>
#include <vector>

#include "postern/catalog.hpp"

namespace postern::report {

/// Entries of its operation map called after the action, and every entry that names the action.
std::vector<CatalogData> data_of_action(const Catalog& catalog, const Action& action);

/// Tables about the service, its endpoints and its event sources.
std::vector<CatalogData> data_of_service(const Catalog& catalog, std::string_view prefix);

/// Patterns of a template key, and who declares keys with a foreign prefix.
std::vector<CatalogData> data_of_key(const Catalog& catalog, std::string_view key);

/// The endpoint services that carry actions of the prefix, by short name, each once.
std::vector<std::string> endpoints_of_service(const Catalog& catalog, std::string_view prefix);

/// The actions that take the key, in canonical order, of the services that declare it.
std::vector<ActionId> actions_taking(const Catalog& catalog, std::string_view key);

}  // namespace postern::report
