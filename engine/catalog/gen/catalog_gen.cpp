// catalog_gen DATA_DIRECTORY OUTPUT.cpp
//
// Reads the data files (data/SCHEMA.md) and writes the catalog blob as C++ source. This file knows JSON and
// checks types and enumerators; build_blob.cpp lays out the blob and checks names.
//
// What deserves a typed accessor becomes part of the model. The rest (operation map, endpoint services,
// requirements,
// ...) becomes data entries: canonical JSON, found by table and name.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/gen/blob_writer.hpp"
#include "catalog/gen/model.hpp"

namespace {

using namespace postern::catalog;
using nlohmann::json;

json read_json(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    fail(path.string(), "cannot be read");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  json value;
  try {
    value = json::parse(text);
  } catch (const json::exception& error) {
    fail(path.string(), error.what());
  }
  if (!value.is_object() || value.value("schema", json()) != 1) {
    fail(path.string(), "is no object with \"schema\": 1");
  }
  return value;
}

const json& member(const json& object, const char* name, const std::string& where) {
  const auto found = object.find(name);
  if (found == object.end())
    fail(where, std::string("has no member ") + name);
  return *found;
}

/// A member of the type of `missing`, which it stands for when it is absent.
const json& typed(const json& object, const char* name, const json& missing, const std::string& where) {
  const auto found = object.find(name);
  if (found == object.end())
    return missing;
  if (found->type() != missing.type())
    fail(where, std::string(name) + " is no " + missing.type_name());
  return *found;
}

bool flag_of(const json& object, const char* name, const std::string& where) {
  static const json missing = false;
  return typed(object, name, missing, where).get<bool>();
}

const json& array_of(const json& object, const char* name, const std::string& where) {
  static const json missing = json::array();
  return typed(object, name, missing, where);
}

const json& object_of(const json& object, const char* name, const std::string& where) {
  const json& value = member(object, name, where);
  if (!value.is_object())
    fail(where, std::string(name) + " is no object");
  return value;
}

std::string text_of(const json& object, const char* name, const std::string& where) {
  const json& value = member(object, name, where);
  if (!value.is_string())
    fail(where, std::string(name) + " is no string");
  return value.get<std::string>();
}

std::string optional_text(const json& object, const char* name, const std::string& where) {
  return object.contains(name) ? text_of(object, name, where) : "";
}

std::vector<std::string> texts_of(const json& object, const char* name, const std::string& where) {
  std::vector<std::string> texts;
  for (const json& text : array_of(object, name, where)) {
    if (!text.is_string())
      fail(where, std::string(name) + " holds something that is no string");
    texts.push_back(text.get<std::string>());
  }
  return texts;
}

std::uint32_t number_of(const json& object, const char* name, const std::string& where) {
  const json& value = member(object, name, where);
  if (!value.is_number_unsigned())
    fail(where, std::string(name) + " is no count");
  return value.get<std::uint32_t>();
}

std::uint32_t index_in(std::initializer_list<std::string_view> names, const std::string& name,
                       const std::string& where) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    fail(where, "unknown value `" + name + "`");
  return static_cast<std::uint32_t>(found - names.begin());
}

std::uint32_t key_type(const json& key, const char* name, const std::string& where) {
  return index_in({"String", "ARN", "Bool", "Numeric", "Date", "IPAddress"}, text_of(key, name, where),
                  where);
}

std::vector<UsedType> used_types(const json& owner, const std::string& where) {
  std::vector<UsedType> types;
  for (const json& resource : array_of(owner, "resources", where)) {
    types.push_back({text_of(resource, "type", where), flag_of(resource, "required", where),
                     texts_of(resource, "keys", where)});
  }
  return types;
}

ActionModel read_action(const json& action, const std::string& where) {
  ActionModel model;
  model.access = static_cast<std::uint8_t>(
      index_in({"List", "Read", "Write", "Tagging", "Permissions"}, text_of(action, "access", where), where));
  const auto flag = [&](bool set, std::uint8_t bit) {
    if (set)
      model.flags = static_cast<std::uint8_t>(model.flags | bit);
  };
  flag(flag_of(action, "resourceLevel", where), action_resource_level);
  flag(flag_of(action, "permissionOnly", where), action_permission_only);
  flag(action.contains("operation"), action_operation_known);
  flag(flag_of(action, "operation", where), action_operation);
  model.resources = used_types(action, where);
  model.keys = texts_of(action, "keys", where);
  model.dependents = texts_of(action, "dependents", where);
  for (const json& scenario : array_of(action, "scenarios", where)) {
    model.scenarios.push_back({text_of(scenario, "name", where), used_types(scenario, where)});
  }
  for (const json& group : array_of(action, "groups", where)) {
    model.groups.push_back(
        {texts_of(group, "types", where), number_of(group, "min", where), number_of(group, "max", where)});
  }
  const json& disputed = array_of(action, "disputed", where);
  if (!disputed.empty())
    model.disputed = disputed.dump();
  return model;
}

/// The members that are no record and no bookkeeping.
json without(json object, std::initializer_list<const char*> records) {
  for (const char* name : records)
    object.erase(name);
  object.erase("schema");
  object.erase("sources");
  return object;
}

class Reader {
 public:
  explicit Reader(std::filesystem::path directory);
  Model run();

 private:
  std::uint32_t key_flags(const std::string& name, const json& key, const std::string& where) const;
  bool endpoint_policy_unsupported(const std::string& prefix) const;
  void read_service(const std::string& prefix, const json& service);
  void read_services();
  void check_index() const;
  std::vector<GlobalKeyModel> global_keys(const char* list) const;
  void read_sources();
  void read_aliases();
  void add_tables(const std::string& table, const json& object, int depth);
  void add_listed(const std::string& table, const json& list, const char* name);
  void read_data();

  std::filesystem::path directory_;
  json batch_, index_, patterns_, global_keys_, privatelink_;
  std::set<std::string> patterned_keys_;
  Model model_;
};

Reader::Reader(std::filesystem::path directory)
    : directory_(std::move(directory)),
      batch_(read_json(directory_ / "batch.json")),
      index_(read_json(directory_ / "index.json")),
      patterns_(read_json(directory_ / "condition-key-patterns.json")),
      global_keys_(read_json(directory_ / "global-condition-keys.json")),
      privatelink_(read_json(directory_ / "privatelink.json")) {
  const std::string file = "condition-key-patterns.json";
  for (const auto& service : object_of(patterns_, "patterns", file).items()) {
    for (const auto& key : service.value().items())
      patterned_keys_.insert(key.key());
  }
  if (object_of(patterns_, "foreignKeyPrefixes", file) !=
      object_of(index_, "foreignKeyPrefixes", "index.json")) {
    fail(file, "foreignKeyPrefixes differs from index.json");
  }
}

std::uint32_t Reader::key_flags(const std::string& name, const json& key, const std::string& where) const {
  std::uint32_t flags = key_type(key, "type", where);
  if (flag_of(key, "multi", where))
    flags |= key_multi;
  if (flag_of(key, "template", where) || patterned_keys_.contains(name))
    flags |= key_template;
  return flags;
}

/// Only where every endpoint that carries the prefix is documented to take no policy.
bool Reader::endpoint_policy_unsupported(const std::string& prefix) const {
  const std::string file = "privatelink.json";
  const json& grades = object_of(privatelink_, "policyBasisValues", file);
  bool carried = false;
  for (const json& endpoint : array_of(privatelink_, "services", file)) {
    const json& iam = member(endpoint, "iam", file);
    if (iam.is_null() || std::find(iam.begin(), iam.end(), prefix) == iam.end())
      continue;
    carried = true;
    if (member(endpoint, "policy", file) != false)
      return false;
    const std::string basis = text_of(endpoint, "policyBasis", file);
    if (text_of(grades, basis.c_str(), file + " policyBasisValues") != "documented")
      return false;
  }
  return carried;
}

void Reader::read_service(const std::string& prefix, const json& service) {
  ServiceModel& model = model_.services[prefix];
  model.name = text_of(service, "name", prefix);
  if (flag_of(service, "rcp", prefix))
    model.flags |= service_rcp;
  if (endpoint_policy_unsupported(prefix))
    model.flags |= service_endpoint_policy_unsupported;
  for (const auto& action : object_of(service, "actions", prefix).items()) {
    model.actions[action.key()] = read_action(action.value(), prefix + ':' + action.key());
  }
  for (const auto& type : object_of(service, "resources", prefix).items()) {
    const std::string where = prefix + " resource type " + type.key();
    model.types[type.key()] = {text_of(type.value(), "arn", where), texts_of(type.value(), "keys", where)};
  }
  for (const auto& key : object_of(service, "conditionKeys", prefix).items()) {
    model.keys[key.key()] = key_flags(key.key(), key.value(), prefix + " key " + key.key());
  }
}

/// batch.json holds all of services/batch.json and more, and takes its place.
void Reader::read_services() {
  for (const auto& entry : std::filesystem::directory_iterator(directory_ / "services")) {
    if (entry.path().extension() != ".json")
      continue;
    const json service = read_json(entry.path());
    const std::string prefix = text_of(service, "service", entry.path().string());
    if (prefix != entry.path().stem().string())
      fail(entry.path().string(), "describes `" + prefix + "`");
    read_service(prefix, prefix == "batch" ? batch_ : service);
  }
}

void Reader::check_index() const {
  json services = json::object();
  std::size_t actions = 0;
  std::size_t types = 0;
  std::size_t keys = 0;
  for (const auto& [prefix, service] : model_.services) {
    services[prefix] = {{"name", service.name},
                        {"actions", service.actions.size()},
                        {"resources", service.types.size()},
                        {"conditionKeys", service.keys.size()},
                        {"rcp", (service.flags & service_rcp) != 0}};
    if (object_of(index_, "services", "index.json").value(prefix, json()) != services[prefix]) {
      fail("index.json", "`" + prefix + "` differs from its file");
    }
    actions += service.actions.size();
    types += service.types.size();
    keys += service.keys.size();
  }
  const json totals{
      {"services", services.size()}, {"actions", actions}, {"resourceTypes", types}, {"conditionKeys", keys}};
  if (services != index_["services"] || totals != member(index_, "totals", "index.json")) {
    fail("index.json", "differs from the services there are");
  }
}

std::vector<GlobalKeyModel> Reader::global_keys(const char* list) const {
  const std::string file = "global-condition-keys.json";
  const json& known = array_of(global_keys_, "availabilityValues", file);
  std::vector<GlobalKeyModel> models;
  for (const json& key : array_of(global_keys_, list, file)) {
    GlobalKeyModel model;
    model.name = text_of(key, "key", file);
    model.flags = key_flags(model.name, key, model.name);
    if (flag_of(key, "systemId", model.name))
      model.flags |= key_system_id;
    if (flag_of(key, "composite", model.name))
      model.flags |= key_composite;
    if (flag_of(key, "deprecated", model.name))
      model.flags |= key_deprecated;
    if (key.contains("alsoType")) {
      model.flags |= key_has_also_type | key_type(key, "alsoType", model.name) << key_also_type_shift;
    }
    model.category = optional_text(key, "category", model.name);
    model.value = optional_text(key, "value", model.name);
    model.system_id_basis = optional_text(key, "systemIdBasis", model.name);
    model.anonymous_value = optional_text(key, "anonymousValue", model.name);
    model.availability = texts_of(key, "availability", model.name);
    for (const std::string& value : model.availability) {
      if (std::find(known.begin(), known.end(), value) == known.end()) {
        fail(model.name, "unknown availability `" + value + "`");
      }
    }
    models.push_back(std::move(model));
  }
  return models;
}

void Reader::read_sources() {
  const json sources = read_json(directory_ / "sources.json");
  const std::string file = "sources.json";
  model_.date = text_of(sources, "catalogDate", file);
  model_.retrieved = text_of(sources, "retrieved", file);
  for (const json& source : array_of(sources, "sources", file)) {
    model_.sources[text_of(source, "id", file)] = {
        text_of(source, "title", file), text_of(source, "version", file), text_of(source, "date", file),
        text_of(source, "licence", file)};
  }
}

/// Short names of endpoint services that carry exactly one other prefix, such as `monitoring` for
/// `cloudwatch`.
void Reader::read_aliases() {
  const std::string file = "privatelink.json";
  for (const json& endpoint : array_of(privatelink_, "services", file)) {
    const std::string alias = text_of(endpoint, "short", file);
    const json& iam = member(endpoint, "iam", file);
    if (iam.size() != 1 || model_.services.contains(alias) || flag_of(endpoint, "fips", file))
      continue;
    model_.aliases[alias] = iam[0].get<std::string>();
  }
}

/// Every member of `object` becomes an entry of `table`; down to `depth`, a member that is itself an object
/// becomes a table of its own instead.
void Reader::add_tables(const std::string& table, const json& object, int depth) {
  for (const auto& entry : object.items()) {
    if (depth > 0 && entry.value().is_object()) {
      add_tables(table + '/' + entry.key(), entry.value(), depth - 1);
    } else {
      model_.data.push_back({table, entry.key(), entry.value().dump()});
    }
  }
}

/// Every element of `list` becomes an entry of `table` under its own `name`.
void Reader::add_listed(const std::string& table, const json& list, const char* name) {
  for (const json& entry : list)
    model_.data.push_back({table, text_of(entry, name, table), entry.dump()});
}

void Reader::read_data() {
  const json operations = read_json(directory_ / "operation-map.json");
  const json requirements = read_json(directory_ / "requirements.json");
  add_tables("batch/arnKinds", object_of(batch_, "arnKinds", "batch.json"), 0);
  add_tables("batch/operationsWithoutAction", object_of(batch_, "operationsWithoutAction", "batch.json"), 0);
  add_tables("condition-key-patterns", patterns_["patterns"], 1);
  add_tables("foreign-key-prefixes", index_["foreignKeyPrefixes"], 0);
  add_tables("global-condition-keys", without(global_keys_, {"keys", "sessionKeys"}), 0);
  add_tables("operation-map", without(operations, {}), 3);
  add_tables("privatelink", without(privatelink_, {"services", "partitions"}), 1);
  add_listed("privatelink/services", array_of(privatelink_, "services", "privatelink.json"), "short");
  add_listed("privatelink/partitions", array_of(privatelink_, "partitions", "privatelink.json"), "id");
  add_listed("requirements", array_of(requirements, "requirements", "requirements.json"), "id");
  add_tables("sources",
             {{"batch", member(batch_, "sources", "batch.json")},
              {"condition-key-patterns", member(patterns_, "sources", "condition-key-patterns.json")},
              {"global-condition-keys", member(global_keys_, "sources", "global-condition-keys.json")},
              {"operation-map", member(operations, "sources", "operation-map.json")},
              {"privatelink", member(privatelink_, "sources", "privatelink.json")},
              {"requirements", member(requirements, "sources", "requirements.json")}},
             0);
}

Model Reader::run() {
  read_services();
  check_index();
  model_.global_keys = global_keys("keys");
  model_.session_keys = global_keys("sessionKeys");
  read_sources();
  read_aliases();
  read_data();
  return std::move(model_);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: catalog_gen DATA_DIRECTORY OUTPUT.cpp\n", stderr);
    return 2;
  }
  try {
    const std::string text = cpp_source(build_blob(Reader(argv[1]).run()));
    std::ofstream file(argv[2], std::ios::binary | std::ios::trunc);
    file << text;
    if (!file.flush())
      throw std::runtime_error(std::string(argv[2]) + ": cannot be written");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "catalog_gen: %s\n", error.what());
    return 1;
  }
  return 0;
}
