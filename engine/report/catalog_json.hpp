#pragma once
// Facts of the catalog as members of a JSON object that is open. Member order is part of the contract.

#include <cstdint>
#include <string_view>

#include "base/json_writer.hpp"
#include "postern/catalog.hpp"

namespace postern::report {

inline constexpr std::uint64_t output_schema = 1;

/// `name`: a list of strings.
template <class Range>
void write_strings(base::JsonWriter& json, std::string_view name, const Range& values) {
  json.key(name).begin_array();
  for (const std::string_view value : values)
    json.string(value);
  json.end_array();
}

/// What a list of actions says of each: access level, resource types, condition keys.
void write_action(base::JsonWriter& json, const Action& action);

/// All that the catalog knows of it.
void write_action_details(base::JsonWriter& json, const Catalog& catalog, const Action& action);

void write_resource_type(base::JsonWriter& json, const ResourceType& type);
void write_key(base::JsonWriter& json, const CatalogKey& key);
void write_global_key(base::JsonWriter& json, const GlobalKey& key);

/// `data`: table, name and value of each entry.
template <class Range>
void write_data(base::JsonWriter& json, const Range& entries) {
  json.key("data").begin_array();
  for (const CatalogData& entry : entries) {
    json.begin_object().member("table", entry.table).member("name", entry.name);
    json.key("value").raw(entry.json).end_object();
  }
  json.end_array();
}

}  // namespace postern::report
