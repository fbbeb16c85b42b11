#pragma once
// What the data files say, as plain values: the hand-over from the part of the generator that reads JSON to
// the part that lays out the blob. Names are as in data/SCHEMA.md; flags are those of blob.hpp.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "catalog/blob.hpp"

namespace postern::catalog {

struct UsedType {
  std::string type;
  bool required;
  std::vector<std::string> keys;
};

struct ScenarioModel {
  std::string name;
  std::vector<UsedType> resources;
};

struct GroupModel {
  std::vector<std::string> types;
  std::uint32_t min, max;
};

struct ActionModel {
  std::uint8_t access = 0;
  std::uint8_t flags = 0;
  std::vector<UsedType> resources;
  std::vector<std::string> keys;
  std::vector<std::string> dependents;
  std::vector<ScenarioModel> scenarios;
  std::vector<GroupModel> groups;
  std::string disputed;  ///< JSON, or empty
};

struct TypeModel {
  std::string arn;
  std::vector<std::string> keys;
};

struct ServiceModel {
  std::string name;
  std::uint32_t flags = 0;
  std::map<std::string, ActionModel> actions;
  std::map<std::string, TypeModel> types;
  std::map<std::string, std::uint32_t> keys;  ///< to key flags
};

struct GlobalKeyModel {
  std::string name;
  std::uint32_t flags = 0;
  std::string category, value, system_id_basis, anonymous_value;
  std::vector<std::string> availability;
};

struct SourceModel {
  std::string title, version, date, licence;
};

struct DataModel {
  std::string table, name, json;
  friend auto operator<=>(const DataModel&, const DataModel&) = default;
};

struct Model {
  std::string date, retrieved;
  std::map<std::string, ServiceModel> services;
  std::vector<GlobalKeyModel> global_keys, session_keys;
  std::map<std::string, SourceModel> sources;
  std::map<std::string, std::string> aliases;  ///< to a service prefix
  std::vector<DataModel> data;
};

/// Throws std::runtime_error that names the place where the data contradicts itself.
std::vector<std::uint64_t> build_blob(const Model& model);

/// ASCII only.
std::string folded(std::string text);

[[noreturn]] void fail(const std::string& where, const std::string& what);

}  // namespace postern::catalog
