// The objects that every JSON report of the catalog is made of. Names follow the data files where those name
// the fact, and are written out where the data abbreviate.

#include <string>
#include <vector>

#include "report/catalog_json.hpp"
#include "report/catalog_related.hpp"

namespace postern::report {
namespace {

using base::JsonWriter;

void write_text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  if (text.empty())
    json.null();
  else
    json.string(text);
}

void write_resources(JsonWriter& json, const CatalogRange<ActionResource>& resources) {
  json.key("resourceTypes").begin_array();
  for (const ActionResource& resource : resources) {
    json.begin_object().member("type", resource.type.name).key("required").boolean(resource.required);
    json.member("arn", resource.type.arn);
    write_strings(json, "conditionKeys", resource.keys);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_action(JsonWriter& json, const Action& action) {
  json.member("action", action.full_name()).member("accessLevel", to_string(action.access));
  json.key("resourceLevel").boolean(action.resource_level);
  write_resources(json, action.resources);
  write_strings(json, "conditionKeys", keys_usable_with(action));
}

void write_action_details(JsonWriter& json, const Catalog& catalog, const Action& action) {
  write_action(json, action);
  write_strings(json, "ownConditionKeys", action.keys);
  json.key("permissionOnly").boolean(action.permission_only).key("operation");
  if (action.operation)
    json.boolean(*action.operation);
  else
    json.null();
  json.key("dependents").begin_array();
  for (const ActionId id : action.dependents)
    json.string(catalog.action(id).full_name());
  json.end_array().key("scenarios").begin_array();
  for (const Scenario& scenario : action.scenarios) {
    json.begin_object().member("name", scenario.name);
    write_resources(json, scenario.resources);
    json.end_object();
  }
  json.end_array().key("groups").begin_array();
  for (const ResourceGroup& group : action.groups) {
    json.begin_object();
    write_strings(json, "types", group.types);
    json.member("min", group.min).member("max", group.max).end_object();
  }
  json.end_array().key("disputed").raw(action.disputed.empty() ? "[]" : action.disputed);
  write_data(json, data_of_action(catalog, action));
}

void write_resource_type(JsonWriter& json, const ResourceType& type) {
  json.member("type", type.name).member("arn", type.arn);
  write_strings(json, "conditionKeys", type.keys);
}

void write_key(JsonWriter& json, const CatalogKey& key) {
  json.member("key", key.name).member("type", to_string(key.type));
  json.key("multi").boolean(key.multi).key("template").boolean(key.is_template);
}

void write_global_key(JsonWriter& json, const GlobalKey& key) {
  write_key(json, {key.name, key.type, key.multi, key.is_template});
  write_text_or_null(json, "alsoType", key.also_type ? to_string(*key.also_type) : std::string_view());
  write_text_or_null(json, "category", key.category);
  write_text_or_null(json, "value", key.value);
  json.key("systemId").boolean(key.system_id);
  write_text_or_null(json, "systemIdBasis", key.system_id_basis);
  json.key("composite").boolean(key.composite).key("deprecated").boolean(key.deprecated);
  write_text_or_null(json, "anonymousValue", key.anonymous_value);
  write_strings(json, "availability", key.availability);
}

}  // namespace postern::report
