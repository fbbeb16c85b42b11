// The catalog against the data files, record by record, in both directions: everything in the files is in the
// catalog and, by the counts, nothing else.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "postern/catalog.hpp"

namespace postern {
namespace {

using nlohmann::json;

const std::filesystem::path data_directory =
    std::filesystem::path(POSTERN_SOURCE_DIR) / "engine/catalog/data";

json file(const std::string& name) {
  std::ifstream stream(data_directory / name);
  EXPECT_TRUE(stream) << name;
  return json::parse(stream);
}

std::map<std::string, json> service_files() {
  std::map<std::string, json> services;
  for (const auto& entry : std::filesystem::directory_iterator(data_directory / "services")) {
    services[entry.path().stem().string()] = file("services/" + entry.path().filename().string());
  }
  services["batch"] = file("batch.json");
  return services;
}

std::vector<std::string> texts(const json& object, const char* name) {
  return object.value(name, std::vector<std::string>());
}

template <class Range>
std::vector<std::string> strings(const Range& range) {
  return {range.begin(), range.end()};
}

void expect_same_resources(const json& expected, const CatalogRange<ActionResource>& actual,
                           const std::string& where) {
  ASSERT_EQ(expected.size(), actual.size()) << where;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    EXPECT_EQ(expected[i].at("type"), actual[i].type.name) << where;
    EXPECT_EQ(expected[i].value("required", false), actual[i].required) << where;
    EXPECT_EQ(texts(expected[i], "keys"), strings(actual[i].keys)) << where;
  }
}

void expect_same_action(const json& expected, const Action& actual, const std::string& where) {
  EXPECT_EQ(where, actual.full_name());
  EXPECT_EQ(expected.at("access"), to_string(actual.access)) << where;
  EXPECT_EQ(expected.value("resourceLevel", false), actual.resource_level) << where;
  EXPECT_EQ(expected.value("permissionOnly", false), actual.permission_only) << where;
  EXPECT_EQ(expected.contains("operation"), actual.operation.has_value()) << where;
  EXPECT_EQ(expected.value("operation", false), actual.operation.value_or(false)) << where;
  EXPECT_EQ(texts(expected, "keys"), strings(actual.keys)) << where;
  expect_same_resources(expected.value("resources", json::array()), actual.resources, where);

  std::vector<std::string> dependents;
  for (const ActionId id : actual.dependents)
    dependents.push_back(Catalog::builtin().action(id).full_name());
  EXPECT_EQ(texts(expected, "dependents"), dependents) << where;

  const json scenarios = expected.value("scenarios", json::array());
  ASSERT_EQ(scenarios.size(), actual.scenarios.size()) << where;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    EXPECT_EQ(scenarios[i].at("name"), actual.scenarios[i].name) << where;
    expect_same_resources(scenarios[i].at("resources"), actual.scenarios[i].resources, where);
  }
  const json groups = expected.value("groups", json::array());
  ASSERT_EQ(groups.size(), actual.groups.size()) << where;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    EXPECT_EQ(texts(groups[i], "types"), strings(actual.groups[i].types)) << where;
    EXPECT_EQ(groups[i].at("min"), actual.groups[i].min) << where;
    EXPECT_EQ(groups[i].at("max"), actual.groups[i].max) << where;
  }
  EXPECT_EQ(expected.contains("disputed") ? expected["disputed"].dump() : "", actual.disputed) << where;
}

TEST(Blob, HoldsEveryService) {
  const json patterns = file("condition-key-patterns.json").at("patterns");
  std::set<std::string> patterned;
  for (const auto& [prefix, keys] : patterns.items()) {
    for (const auto& entry : keys.items())
      patterned.insert(entry.key());
  }
  const auto files = service_files();
  const auto services = Catalog::builtin().services();
  ASSERT_EQ(files.size(), services.size());
  std::size_t position = 0;
  for (const auto& [prefix, expected] : files) {
    const Service actual = services[position++];
    EXPECT_EQ(prefix, actual.prefix);
    EXPECT_EQ(expected.at("name"), actual.name);
    EXPECT_EQ(expected.value("rcp", false), actual.rcp) << prefix;

    ASSERT_EQ(expected.at("resources").size(), actual.resource_types.size()) << prefix;
    std::size_t i = 0;
    for (const auto& [name, type] : expected["resources"].items()) {
      EXPECT_EQ(name, actual.resource_types[i].name) << prefix;
      EXPECT_EQ(type.at("arn"), actual.resource_types[i].arn) << prefix;
      EXPECT_EQ(texts(type, "keys"), strings(actual.resource_types[i].keys)) << prefix;
      ++i;
    }
    ASSERT_EQ(expected.at("conditionKeys").size(), actual.keys.size()) << prefix;
    i = 0;
    for (const auto& [name, key] : expected["conditionKeys"].items()) {
      EXPECT_EQ(name, actual.keys[i].name) << prefix;
      EXPECT_EQ(key.at("type"), to_string(actual.keys[i].type)) << prefix << ' ' << name;
      EXPECT_EQ(key.value("multi", false), actual.keys[i].multi) << prefix << ' ' << name;
      EXPECT_EQ(key.value("template", false) || patterned.contains(name), actual.keys[i].is_template) << name;
      ++i;
    }
  }
}

TEST(Blob, HoldsEveryAction) {
  const auto all = Catalog::builtin().actions();
  std::size_t position = 0;
  for (const auto& [prefix, expected] : service_files()) {
    const auto service = Catalog::builtin().find_service(prefix);
    ASSERT_TRUE(service) << prefix;
    ASSERT_EQ(expected.at("actions").size(), service->actions.size()) << prefix;
    for (const auto& [name, action] : expected["actions"].items()) {
      ASSERT_LT(position, all.size());
      EXPECT_EQ(position, static_cast<std::size_t>(all[position].id));
      expect_same_action(action, all[position++], prefix + ':' + name);
    }
  }
  EXPECT_EQ(position, all.size());
}

TEST(Blob, HoldsEveryGlobalAndSessionKey) {
  const json data = file("global-condition-keys.json");
  const Catalog& catalog = Catalog::builtin();
  ASSERT_EQ(data.at("keys").size(), catalog.global_keys().size());
  ASSERT_EQ(data.at("sessionKeys").size(), catalog.session_keys().size());
  for (const bool session : {false, true}) {
    for (const json& expected : data[session ? "sessionKeys" : "keys"]) {
      const std::string name = expected.at("key");
      const auto actual = session ? catalog.find_session_key(name) : catalog.find_global_key(name);
      ASSERT_TRUE(actual) << name;
      EXPECT_EQ(name, actual->name);
      EXPECT_EQ(expected.at("type"), to_string(actual->type)) << name;
      EXPECT_EQ(expected.value("alsoType", ""), actual->also_type ? to_string(*actual->also_type) : "")
          << name;
      EXPECT_EQ(expected.value("multi", false), actual->multi) << name;
      EXPECT_EQ(expected.value("template", false), actual->is_template) << name;
      EXPECT_EQ(expected.value("systemId", false), actual->system_id) << name;
      EXPECT_EQ(expected.value("composite", false), actual->composite) << name;
      EXPECT_EQ(expected.value("deprecated", false), actual->deprecated) << name;
      EXPECT_EQ(expected.value("category", ""), actual->category) << name;
      EXPECT_EQ(expected.value("value", ""), actual->value) << name;
      EXPECT_EQ(expected.value("systemIdBasis", ""), actual->system_id_basis) << name;
      EXPECT_EQ(expected.value("anonymousValue", ""), actual->anonymous_value) << name;
      EXPECT_EQ(texts(expected, "availability"), strings(actual->availability)) << name;
    }
  }
}

TEST(Blob, HoldsDatesCountsAndSources) {
  const json data = file("sources.json");
  const json totals = file("index.json").at("totals");
  const CatalogInfo info = Catalog::builtin().info();
  EXPECT_EQ(data.at("catalogDate"), info.date);
  EXPECT_EQ(info.date, catalog_date());
  EXPECT_EQ(data.at("retrieved"), info.retrieved);
  EXPECT_EQ(totals.at("services"), info.services);
  EXPECT_EQ(totals.at("actions"), info.actions);
  EXPECT_EQ(totals.at("resourceTypes"), info.resource_types);
  EXPECT_EQ(totals.at("conditionKeys"), info.condition_keys);
  EXPECT_EQ(file("global-condition-keys.json").at("keys").size(), info.global_keys);
  EXPECT_EQ(file("global-condition-keys.json").at("sessionKeys").size(), info.session_keys);

  const auto sources = Catalog::builtin().sources();
  ASSERT_EQ(data.at("sources").size(), sources.size());
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const json& expected = data["sources"][i];
    EXPECT_EQ(expected.at("id"), sources[i].id);
    EXPECT_EQ(expected.at("title"), sources[i].title);
    EXPECT_EQ(expected.at("version"), sources[i].version);
    EXPECT_EQ(expected.at("date"), sources[i].date);
    EXPECT_EQ(expected.at("licence"), sources[i].licence);
  }
}

/// Every source id that a data file mentions is explained.
TEST(Blob, EverySourceIdIsListed) {
  std::set<std::string> listed;
  for (const CatalogSource& source : Catalog::builtin().sources())
    listed.emplace(source.id);
  const auto lists = Catalog::builtin().data("sources");
  ASSERT_EQ(lists.size(), 6u);
  for (const CatalogData& entry : lists) {
    for (const json& source : json::parse(entry.json)) {
      const std::string id = source.is_string() ? source : source.at("id");
      EXPECT_TRUE(listed.contains(id)) << entry.name << ": " << id;
    }
  }
}

json without(json object, std::initializer_list<const char*> members) {
  for (const char* name : members)
    object.erase(name);
  return object;
}

/// Adds `value` back where add_tables took it from.
void put(json& tree, const std::vector<std::string>& path, const std::string& name, const json& value) {
  json* at = &tree;
  for (const std::string& step : path)
    at = &(*at)[step];
  (*at)[name] = value;
}

struct TreeCase {
  const char* table;
  json expected;
};

/// Re-assembles the documents that are kept as data entries.
TEST(Blob, DataEntriesMakeUpTheirFiles) {
  const std::vector<TreeCase> cases = {
      {"batch/arnKinds", file("batch.json").at("arnKinds")},
      {"batch/operationsWithoutAction", file("batch.json").at("operationsWithoutAction")},
      {"foreign-key-prefixes", file("index.json").at("foreignKeyPrefixes")},
      {"global-condition-keys",
       without(file("global-condition-keys.json"), {"keys", "sessionKeys", "schema", "sources"})},
      {"operation-map", without(file("operation-map.json"), {"schema", "sources"})},
      {"privatelink", without(file("privatelink.json"), {"schema", "sources", "services", "partitions"})},
  };
  for (const TreeCase& c : cases) {
    json tree = json::object();
    const std::string root = c.table;
    for (const CatalogData& entry : Catalog::builtin().data()) {
      std::string table(entry.table);
      if (table == "privatelink/services" || table == "privatelink/partitions")
        continue;
      if (table != root && !table.starts_with(root + '/'))
        continue;
      std::vector<std::string> path;
      for (table.erase(0, root.size()); !table.empty();) {
        const std::size_t end = std::min(table.find('/', 1), table.size());
        path.push_back(table.substr(1, end - 1));
        table.erase(0, end);
      }
      put(tree, path, std::string(entry.name), json::parse(entry.json));
    }
    // A member that is an empty object has no entries to come back from.
    json expected = c.expected;
    for (auto& service : expected.contains("services") ? expected["services"] : expected) {
      if (!service.is_object())
        continue;
      for (auto member = service.begin(); member != service.end();) {
        member = member->is_object() && member->empty() ? service.erase(member) : std::next(member);
      }
    }
    EXPECT_EQ(expected, tree) << c.table;
  }
}

TEST(Blob, ListsAreDataEntriesByName) {
  struct ListCase {
    const char* table;
    const char* name;
    json expected;
  };
  const ListCase cases[] = {
      {"privatelink/services", "short", file("privatelink.json").at("services")},
      {"privatelink/partitions", "id", file("privatelink.json").at("partitions")},
      {"requirements", "id", file("requirements.json").at("requirements")},
  };
  for (const ListCase& c : cases) {
    const auto entries = Catalog::builtin().data(c.table);
    EXPECT_EQ(c.expected.size(), entries.size()) << c.table;
    for (const json& expected : c.expected) {
      const auto named = Catalog::builtin().data(c.table, expected.at(c.name).get<std::string>());
      const bool found = std::any_of(named.begin(), named.end(),
                                     [&](const CatalogData& entry) { return entry.json == expected.dump(); });
      EXPECT_TRUE(found) << c.table << ' ' << expected.at(c.name);
    }
  }
}

TEST(Blob, PatternsAreDataEntriesByServiceAndKey) {
  std::size_t count = 0;
  const json patterns = file("condition-key-patterns.json").at("patterns");
  for (const auto& [prefix, keys] : patterns.items()) {
    for (const auto& [key, pattern] : keys.items()) {
      const auto entries = Catalog::builtin().data("condition-key-patterns/" + prefix, key);
      ASSERT_EQ(entries.size(), 1u) << key;
      EXPECT_EQ(json(pattern).dump(), entries[0].json);
      ++count;
    }
  }
  std::size_t stored = 0;
  for (const CatalogData& entry : Catalog::builtin().data()) {
    if (entry.table.starts_with("condition-key-patterns/"))
      ++stored;
  }
  EXPECT_EQ(count, stored);
}

TEST(Blob, EndpointPolicyUnsupportedFollowsTheGrades) {
  const json links = file("privatelink.json");
  std::map<std::string, bool> carried;  // to: unsupported so far
  for (const json& endpoint : links.at("services")) {
    if (endpoint.at("iam").is_null())
      continue;
    const std::string basis = endpoint.at("policyBasis");
    const bool no_policy =
        endpoint.at("policy") == false && links.at("policyBasisValues").at(basis) == "documented";
    for (const std::string prefix : endpoint["iam"]) {
      const auto [entry, added] = carried.emplace(prefix, true);
      entry->second = entry->second && no_policy;
    }
  }
  std::vector<std::string> unsupported;
  for (const Service& service : Catalog::builtin().services()) {
    const auto entry = carried.find(std::string(service.prefix));
    EXPECT_EQ(entry != carried.end() && entry->second, service.endpoint_policy_unsupported) << service.prefix;
    if (service.endpoint_policy_unsupported)
      unsupported.emplace_back(service.prefix);
  }
  EXPECT_EQ(unsupported, (std::vector<std::string>{"appstream", "awsconnector"}));
}

}  // namespace
}  // namespace postern
