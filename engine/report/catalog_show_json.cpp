// One name of the catalog, and everything known about it. An object of `found` per thing that has the name.

#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "postern/report.hpp"
#include "report/catalog_found.hpp"
#include "report/catalog_json.hpp"
#include "report/catalog_related.hpp"

namespace postern {
namespace report {
namespace {

using base::JsonWriter;

void write_service(JsonWriter& json, const Catalog& catalog, const Service& service) {
  json.member("kind", "service").member("service", service.prefix).member("name", service.name);
  json.key("rcp").boolean(service.rcp);
  json.key("endpointPolicyUnsupported").boolean(service.endpoint_policy_unsupported);
  write_strings(json, "endpointServices", endpoints_of_service(catalog, service.prefix));
  json.key("actions").begin_array();
  for (const Action& action : service.actions)
    json.string(action.full_name());
  json.end_array().key("resourceTypes").begin_array();
  for (const ResourceType& type : service.resource_types) {
    json.begin_object();
    write_resource_type(json, type);
    json.end_object();
  }
  json.end_array().key("conditionKeys").begin_array();
  for (const CatalogKey& key : service.keys) {
    json.begin_object();
    write_key(json, key);
    json.end_object();
  }
  json.end_array();
  write_data(json, data_of_service(catalog, service.prefix));
}

void write_type(JsonWriter& json, const Found& found) {
  json.member("kind", "resourceType").member("service", found.owner.prefix);
  write_resource_type(json, *found.resource_type);
  json.key("actions").begin_array();
  for (const Action& action : found.owner.actions) {
    for (const ActionResource& resource : action.resources) {
      if (resource.type.name != found.resource_type->name)
        continue;
      json.begin_object().member("action", action.full_name());
      json.key("required").boolean(resource.required).end_object();
    }
  }
  json.end_array();
}

void write_found_key(JsonWriter& json, const Catalog& catalog, const Found& found) {
  json.member("kind", "conditionKey").member("origin", to_string(found.key->origin));
  if (found.global_key)
    write_global_key(json, *found.global_key);
  else
    write_key(json, found.key->key);
  const std::string_view name = found.key->key.name;
  json.key("services").begin_array();
  for (const std::string_view prefix : catalog.services_declaring(name)) {
    const std::optional<CatalogKey> own = catalog.find_key(prefix, name);
    json.begin_object().member("service", prefix).member("type", to_string(own->type));
    json.key("multi").boolean(own->multi).end_object();
  }
  json.end_array().key("actions").begin_array();
  for (const ActionId id : actions_taking(catalog, name))
    json.string(catalog.action(id).full_name());
  json.end_array();
  write_data(json, data_of_key(catalog, name));
}

// Each thing found, between `begin` and `end`.
template <class Begin, class End>
void write_each(const Catalog& catalog, const Found& found, Begin&& begin, End&& end) {
  if (found.action) {
    JsonWriter& json = begin();
    json.member("kind", "action");
    write_action_details(json, catalog, *found.action);
    end();
  }
  if (found.service) {
    write_service(begin(), catalog, *found.service);
    end();
  }
  if (found.resource_type) {
    write_type(begin(), found);
    end();
  }
  if (found.key) {
    write_found_key(begin(), catalog, found);
    end();
  }
}

}  // namespace

std::string found_json(const Catalog& catalog, std::string_view name, const Found& found, ListFormat format) {
  std::string out;
  if (format == ListFormat::json) {
    JsonWriter json(out);
    json.begin_object().member("schema", output_schema).member("name", name).key("found").begin_array();
    write_each(
        catalog, found, [&]() -> JsonWriter& { return json.begin_object(); }, [&] { json.end_object(); });
    json.end_array().end_object();
    return out.append("\n");
  }
  std::optional<JsonWriter> json;
  write_each(
      catalog, found,
      [&]() -> JsonWriter& { return json.emplace(out).begin_object().member("schema", output_schema); },
      [&] {
        json->end_object();
        out.append("\n");
      });
  return out;
}

}  // namespace report

std::optional<std::string> catalog_entry_report(const Catalog& catalog, std::string_view name,
                                                ListFormat format) {
  const report::Found found = report::look_up(catalog, name);
  if (found.nothing())
    return std::nullopt;
  if (format == ListFormat::text)
    return report::found_text(catalog, found);
  return report::found_json(catalog, name, found, format);
}

}  // namespace postern
