// One name of the catalog for people: facts first, then lists.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "postern/report.hpp"
#include "report/catalog_found.hpp"
#include "report/catalog_related.hpp"
#include "report/table.hpp"

namespace postern::report {
namespace {

using base::concat;

std::string type_text(const CatalogKey& key) {
  return concat({to_string(key.type), key.multi ? ", several values" : ""});
}

std::string_view yes_or_no(bool value) {
  return value ? "yes" : "no";
}

void add_fact(Table& facts, std::string_view name, std::string_view value) {
  if (!value.empty())
    facts.add({std::string(name), std::string(value)});
}

void append_heading(std::string& out, std::string_view heading) {
  out.append("\n").append(heading).append("\n");
}

void append_list(std::string& out, std::string_view heading, const Table& table, bool empty) {
  if (empty)
    return;
  append_heading(out, heading);
  table.append_to(out);
}

// Values longer than `longest` are left to `catalog data`.
void append_data(std::string& out, const std::vector<CatalogData>& data, std::size_t longest) {
  if (!data.empty())
    append_heading(out, "data");
  for (const CatalogData& entry : data) {
    out.append(concat({"  ", entry.table, " ", entry.name, "\n"}));
    if (entry.json.size() <= longest)
      out.append(concat({"    ", entry.json, "\n"}));
  }
}

void append_tables(std::string& out, const std::vector<CatalogData>& data) {
  Table table(2, {1});
  for (std::size_t first = 0, i = 0; i < data.size(); ++i) {
    if (i + 1 < data.size() && data[i + 1].table == data[i].table)
      continue;
    table.add({std::string(data[i].table), std::to_string(i + 1 - first)});
    first = i + 1;
  }
  append_list(out, "data, by table", table, data.empty());
}

// --- Action ---

std::string operation_text(const Action& action) {
  if (action.permission_only)
    return "none: the action is a permission only";
  if (!action.operation)
    return {};
  return std::string(yes_or_no(*action.operation));
}

std::string group_text(const ResourceGroup& group) {
  const std::string least = std::to_string(group.min);
  return concat({group.min == group.max ? least : concat({least, " to ", std::to_string(group.max)}), " of ",
                 joined(group.types)});
}

void append_resources(std::string& out, std::string_view heading, const CatalogRange<ActionResource>& all) {
  Table table(2);
  for (const ActionResource& resource : all) {
    table.add({std::string(resource.type.name), resource.required ? "required" : "optional",
               std::string(resource.type.arn)});
  }
  append_list(out, heading, table, all.empty());
}

bool contains(const CatalogRange<std::string_view>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// The types that a request must touch to carry the key; nothing where the action itself has it.
std::string types_with_key(const Action& action, std::string_view key) {
  if (contains(action.keys, key))
    return {};
  std::vector<std::string_view> types;
  for (const ActionResource& resource : action.resources) {
    if (contains(resource.keys, key) || contains(resource.type.keys, key))
      types.push_back(resource.type.name);
  }
  return concat({"with ", joined(types)});
}

void append_keys(std::string& out, const Catalog& catalog, const Action& action) {
  Table table(2);
  const std::vector<std::string_view> keys = keys_usable_with(action);
  for (const std::string_view name : keys) {
    const std::optional<CatalogKey> own = catalog.find_key(action.service, name);
    const std::optional<KeyInfo> known = catalog.find_key(name);
    const std::string type = own ? type_text(*own) : known ? type_text(known->key) : std::string();
    table.add({std::string(name), type, types_with_key(action, name)});
  }
  append_list(out, "condition keys (and the global ones)", table, keys.empty());
}

void append_action(std::string& out, const Catalog& catalog, const Action& action) {
  out.append("action ").append(action.full_name()).append("\n");
  std::vector<std::string> dependents;
  for (const ActionId id : action.dependents)
    dependents.push_back(catalog.action(id).full_name());
  Table facts(2);
  add_fact(facts, "access level", to_string(action.access));
  add_fact(facts, "resource level", action.resource_level ? "yes" : "no: only the resource `*` matches");
  add_fact(facts, "API operation", operation_text(action));
  add_fact(facts, "may also need", joined(dependents));
  for (const ResourceGroup& group : action.groups)
    add_fact(facts, "one request names", group_text(group));
  add_fact(facts, "sources disagree", action.disputed);
  facts.append_to(out);
  append_resources(out, "resource types", action.resources);
  for (const Scenario& scenario : action.scenarios)
    append_resources(out, concat({"scenario ", scenario.name}), scenario.resources);
  append_keys(out, catalog, action);
  append_data(out, data_of_action(catalog, action), std::string::npos);
}

// --- Service ---

void append_service(std::string& out, const Catalog& catalog, const Service& service) {
  out.append(concat({"service ", service.prefix, "\n"}));
  Table facts(2);
  add_fact(facts, "name", service.name);
  add_fact(facts, "control policies", service.rcp ? "SCP and RCP" : "SCP only");
  add_fact(facts, "endpoint services", joined(endpoints_of_service(catalog, service.prefix)));
  if (service.endpoint_policy_unsupported)
    add_fact(facts, "endpoint policy", "none: the endpoints take no policy");
  facts.append_to(out);
  Table actions(2);
  for (const Action& action : service.actions)
    actions.add({action.full_name(), std::string(to_string(action.access))});
  append_list(out, "actions", actions, service.actions.empty());
  Table types(2);
  for (const ResourceType& type : service.resource_types)
    types.add({std::string(type.name), std::string(type.arn), joined(type.keys)});
  append_list(out, "resource types", types, service.resource_types.empty());
  Table keys(2);
  for (const CatalogKey& key : service.keys)
    keys.add({std::string(key.name), type_text(key)});
  append_list(out, "condition keys", keys, service.keys.empty());
  append_tables(out, data_of_service(catalog, service.prefix));
}

// --- Resource type ---

void append_type(std::string& out, const Found& found) {
  const ResourceType& type = *found.resource_type;
  out.append(concat({"resource type ", found.owner.prefix, ":", type.name, "\n"}));
  Table facts(2);
  add_fact(facts, "ARN", type.arn);
  add_fact(facts, "condition keys", joined(type.keys));
  facts.append_to(out);
  Table actions(2);
  bool empty = true;
  for (const Action& action : found.owner.actions) {
    for (const ActionResource& resource : action.resources) {
      if (resource.type.name != type.name)
        continue;
      actions.add({action.full_name(), std::string(to_string(action.access)),
                   resource.required ? "required" : "optional"});
      empty = false;
    }
  }
  append_list(out, "actions", actions, empty);
}

// --- Condition key ---

std::string key_type_text(const KeyInfo& info) {
  std::string out = type_text(info.key);
  if (info.also_type)
    out.append(concat({", ", to_string(*info.also_type), " operators too"}));
  return out;
}

void add_global_facts(Table& facts, const GlobalKey& key) {
  add_fact(facts, "category", key.category);
  add_fact(facts, "value", key.value);
  std::string system_id(yes_or_no(key.system_id));
  if (!key.system_id_basis.empty())
    system_id.append(concat({", ", key.system_id_basis}));
  add_fact(facts, "identifier of AWS", system_id);
  if (key.composite)
    add_fact(facts, "composite", "joins an identifier of AWS with a chosen name");
  if (key.deprecated)
    add_fact(facts, "deprecated", "yes");
  add_fact(facts, "unsigned requests", key.anonymous_value);
  add_fact(facts, "in the request if", joined(key.availability));
}

void append_key(std::string& out, const Catalog& catalog, const Found& found) {
  const CatalogKey& key = found.key->key;
  out.append(concat({"condition key ", key.name, "\n"}));
  Table facts(2);
  add_fact(facts, "origin", to_string(found.key->origin));
  add_fact(facts, "type", key_type_text(*found.key));
  if (key.is_template)
    add_fact(facts, "template", "stands for every key with text in place of the hole");
  if (found.global_key)
    add_global_facts(facts, *found.global_key);
  facts.append_to(out);
  const std::vector<std::string_view> services = catalog.services_declaring(key.name);
  if (!services.empty()) {
    append_heading(out, "declared by");
    out.append("  ").append(joined(services)).append("\n");
  }
  Table actions(2);
  const std::vector<ActionId> taking = actions_taking(catalog, key.name);
  for (const ActionId id : taking)
    actions.add({catalog.action(id).full_name(), std::string(to_string(catalog.action(id).access))});
  append_list(out, "actions", actions, taking.empty());
  constexpr std::size_t one_line = 200;
  append_data(out, data_of_key(catalog, key.name), one_line);
}

}  // namespace

std::string_view to_string(KeyInfo::Origin origin) noexcept {
  switch (origin) {
    case KeyInfo::Origin::global:
      return "global";
    case KeyInfo::Origin::service:
      return "service";
    case KeyInfo::Origin::session:
      break;
  }
  return "session";
}

Found look_up(const Catalog& catalog, std::string_view name) {
  Found found;
  found.action = catalog.find(name);
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) {
    found.service = catalog.find_service(name);
    return found;
  }
  if (const std::optional<Service> service = catalog.find_service(name.substr(0, colon))) {
    found.owner = *service;
    found.resource_type = catalog.find_resource_type(service->prefix, name.substr(colon + 1));
  }
  found.key = catalog.find_key(name);
  if (found.key && found.key->origin == KeyInfo::Origin::global)
    found.global_key = catalog.find_global_key(name);
  if (found.key && found.key->origin == KeyInfo::Origin::session)
    found.global_key = catalog.find_session_key(name);
  return found;
}

std::string found_text(const Catalog& catalog, const Found& found) {
  std::string out;
  const auto separate = [&] { out.append(out.empty() ? "" : "\n"); };
  if (found.action)
    append_action(out, catalog, *found.action);
  if (found.service) {
    separate();
    append_service(out, catalog, *found.service);
  }
  if (found.resource_type) {
    separate();
    append_type(out, found);
  }
  if (found.key) {
    separate();
    append_key(out, catalog, found);
  }
  return out;
}

}  // namespace postern::report
