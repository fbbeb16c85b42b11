// The listings of the catalog: what is in it, one line or one object an entry.

#include <string>
#include <utility>
#include <vector>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "postern/report.hpp"
#include "report/catalog_json.hpp"
#include "report/table.hpp"

namespace postern {
namespace {

using base::JsonWriter;
using report::output_schema;
using report::Table;

// `entries` as one object with a list called `name`, or as one object a line.
template <class Range, class Write>
std::string json_list(const Range& entries, std::string_view name, ListFormat format, Write&& write) {
  std::string out;
  if (format == ListFormat::json) {
    JsonWriter json(out);
    json.begin_object().member("schema", output_schema).key(name).begin_array();
    for (const auto& entry : entries) {
      json.begin_object();
      write(json, entry);
      json.end_object();
    }
    json.end_array().end_object();
    return out.append("\n");
  }
  for (const auto& entry : entries) {
    JsonWriter json(out);
    json.begin_object().member("schema", output_schema);
    write(json, entry);
    json.end_object();
    out.append("\n");
  }
  return out;
}

std::string counted(std::size_t count, std::string_view singular) {
  return base::concat({std::to_string(count), " ", singular, count == 1 ? "" : "s"});
}

constexpr std::string_view service_endpoint_note(const Service& service) {
  return service.endpoint_policy_unsupported ? "no endpoint policy" : "";
}

// --- info ---

void write_counts(JsonWriter& json, const CatalogInfo& info) {
  json.member("date", info.date).member("retrieved", info.retrieved).member("services", info.services);
  json.member("actions", info.actions).member("resourceTypes", info.resource_types);
  json.member("conditionKeys", info.condition_keys).member("globalKeys", info.global_keys);
  json.member("sessionKeys", info.session_keys);
}

void write_source(JsonWriter& json, const CatalogSource& source) {
  json.member("id", source.id).member("title", source.title).member("version", source.version);
  json.member("date", source.date).member("licence", source.licence);
}

std::string info_text(const Catalog& catalog) {
  const CatalogInfo info = catalog.info();
  Table counts(0, {1});
  counts.add({"date", std::string(info.date)});
  counts.add({"retrieved", std::string(info.retrieved)});
  counts.add({"services", std::to_string(info.services)});
  counts.add({"actions", std::to_string(info.actions)});
  counts.add({"resource types", std::to_string(info.resource_types)});
  counts.add({"condition keys of services", std::to_string(info.condition_keys)});
  counts.add({"global condition keys", std::to_string(info.global_keys)});
  counts.add({"session condition keys", std::to_string(info.session_keys)});
  std::string out;
  counts.append_to(out);
  out.append("\nsources\n");
  Table sources(2);
  for (const CatalogSource& source : catalog.sources()) {
    sources.add({std::string(source.id), std::string(source.date), std::string(source.version),
                 std::string(source.licence), std::string(source.title)});
  }
  sources.append_to(out);
  return out;
}

// --- actions ---

std::string resource_list(const Action& action) {
  std::string out;
  for (const ActionResource& resource : action.resources) {
    out.append(out.empty() ? "" : ", ").append(resource.type.name);
    out.append(resource.required ? "*" : "");
  }
  return out;
}

// --- data ---

std::vector<std::pair<std::string_view, std::size_t>> tables_of(const Catalog& catalog) {
  std::vector<std::pair<std::string_view, std::size_t>> out;
  for (const CatalogData& entry : catalog.data()) {
    if (out.empty() || out.back().first != entry.table)
      out.emplace_back(entry.table, 0);
    ++out.back().second;
  }
  return out;
}

}  // namespace

std::string catalog_info_report(const Catalog& catalog, ListFormat format) {
  if (format == ListFormat::text)
    return info_text(catalog);
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("schema", output_schema);
  write_counts(json, catalog.info());
  json.key("sources").begin_array();
  for (const CatalogSource& source : catalog.sources()) {
    json.begin_object();
    write_source(json, source);
    json.end_object();
  }
  json.end_array().end_object();
  return out.append("\n");
}

std::string catalog_services_report(const Catalog& catalog, ListFormat format) {
  if (format != ListFormat::text) {
    return json_list(catalog.services(), "services", format, [](JsonWriter& json, const Service& service) {
      json.member("service", service.prefix).member("name", service.name);
      json.member("actions", service.actions.size()).member("resourceTypes", service.resource_types.size());
      json.member("conditionKeys", service.keys.size()).key("rcp").boolean(service.rcp);
      json.key("endpointPolicyUnsupported").boolean(service.endpoint_policy_unsupported);
    });
  }
  Table table(0);
  for (const Service& service : catalog.services()) {
    table.add({std::string(service.prefix), std::string(service.name),
               counted(service.actions.size(), "action"),
               counted(service.resource_types.size(), "resource type"),
               counted(service.keys.size(), "condition key"), service.rcp ? "RCP" : "",
               std::string(service_endpoint_note(service))});
  }
  std::string out;
  table.append_to(out);
  return out;
}

std::string catalog_actions_report(const Catalog& catalog, std::span<const ActionId> actions,
                                   ListFormat format) {
  if (format != ListFormat::text)
    return actions_report(catalog, actions, format);
  Table table(0);
  for (const ActionId id : actions) {
    const Action action = catalog.action(id);
    table.add({action.full_name(), std::string(to_string(action.access)), resource_list(action)});
  }
  std::string out;
  table.append_to(out);
  return out;
}

std::string catalog_tables_report(const Catalog& catalog, ListFormat format) {
  const auto tables = tables_of(catalog);
  if (format != ListFormat::text) {
    return json_list(tables, "tables", format, [](JsonWriter& json, const auto& table) {
      json.member("table", table.first).member("entries", table.second);
    });
  }
  Table table(0, {1});
  for (const auto& [name, size] : tables)
    table.add({std::string(name), std::to_string(size)});
  std::string out;
  table.append_to(out);
  return out;
}

std::optional<std::string> catalog_data_report(const Catalog& catalog, std::string_view table,
                                               std::string_view name, ListFormat format) {
  const CatalogRange<CatalogData> entries = name.empty() ? catalog.data(table) : catalog.data(table, name);
  if (entries.empty())
    return std::nullopt;
  if (format != ListFormat::text) {
    return json_list(entries, "data", format, [](JsonWriter& json, const CatalogData& entry) {
      json.member("table", entry.table).member("name", entry.name).key("value").raw(entry.json);
    });
  }
  Table lines(0);
  for (const CatalogData& entry : entries)
    lines.add({std::string(entry.name), std::string(entry.json)});
  std::string out;
  lines.append_to(out);
  return out;
}

}  // namespace postern
