// From the model to the blob. Everything is sorted and cross-checked here, so that the reader need not check
// anything: a name that is used but not declared, or two names that differ only in case, end the build.
//
// Actions and types are numbered in the order of std::map, by prefix and then by name, bytewise; keys by
// folded name.

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/text.hpp"
#include "catalog/gen/blob_writer.hpp"
#include "catalog/gen/model.hpp"

namespace postern::catalog {

namespace {

using Words = std::vector<std::uint32_t>;

std::uint32_t u32(std::size_t value) {
  return static_cast<std::uint32_t>(value);
}

template <class Value>
void check_distinct(const std::map<std::string, Value>& names, const std::string& where) {
  std::set<std::string> seen;
  for (const auto& [name, value] : names) {
    if (!seen.insert(folded(name)).second)
      fail(where, "two spellings of `" + name + "`");
  }
}

class Builder {
 public:
  explicit Builder(const Model& model) : model_(model) {}
  std::vector<std::uint64_t> run();

 private:
  void number();
  void emit_services();
  void emit_folded_actions();
  void emit_keys();
  void emit_rest();

  ActionRecord action_record(const std::string& prefix, const std::string& name, const ActionModel& action);
  ListId used_types(const std::string& prefix, const std::vector<UsedType>& used, const std::string& where);
  ListId key_names(const std::string& prefix, const std::vector<std::string>& keys, const std::string& where);
  ListId extra(const std::string& prefix, const ActionModel& action, const std::string& where);
  ListId strings(const std::vector<std::string>& texts);
  std::vector<GlobalKeyRecord> global_keys(const std::vector<GlobalKeyModel>& keys);
  std::uint32_t type_index(const std::string& prefix, const std::string& type,
                           const std::string& where) const;

  const Model& model_;
  BlobWriter writer_;
  std::map<std::string, std::uint32_t> actions_, types_;  // of `prefix:name`
  std::map<std::string, std::string> key_spelling_;       // of a folded name
  std::map<std::string, std::uint32_t> keys_;             // of a name
};

void Builder::number() {
  std::uint32_t action = 0;
  std::uint32_t type = 0;
  for (const auto& [prefix, service] : model_.services) {
    if (prefix != folded(prefix))
      fail(prefix, "the prefix is not lower case");
    check_distinct(service.actions, prefix);
    check_distinct(service.types, prefix);
    for (const auto& entry : service.actions)
      actions_[prefix + ':' + entry.first] = action++;
    for (const auto& entry : service.types)
      types_[prefix + ':' + entry.first] = type++;
    for (const auto& entry : service.keys) {
      const auto [known, added] = key_spelling_.emplace(folded(entry.first), entry.first);
      if (!added && known->second != entry.first)
        fail(prefix, "another spelling of key `" + entry.first + "`");
    }
  }
  for (const auto& [fold, name] : key_spelling_)
    keys_[name] = u32(keys_.size());
}

ListId Builder::strings(const std::vector<std::string>& texts) {
  Words words;
  for (const std::string& text : texts)
    words.push_back(writer_.string(text));
  return writer_.list(words);
}

ListId Builder::key_names(const std::string& prefix, const std::vector<std::string>& keys,
                          const std::string& where) {
  for (const std::string& key : keys) {
    if (!model_.services.at(prefix).keys.contains(key))
      fail(where, "undeclared key `" + key + "`");
  }
  return strings(keys);
}

std::uint32_t Builder::type_index(const std::string& prefix, const std::string& type,
                                  const std::string& where) const {
  const auto found = types_.find(prefix + ':' + type);
  if (found == types_.end())
    fail(where, "undeclared resource type `" + type + "`");
  return found->second;
}

ListId Builder::used_types(const std::string& prefix, const std::vector<UsedType>& used,
                           const std::string& where) {
  Words words;
  for (const UsedType& type : used) {
    words.push_back(type_index(prefix, type.type, where) << 1 | (type.required ? 1u : 0u));
    words.push_back(key_names(prefix, type.keys, where));
  }
  return writer_.list(words, used.size());
}

ListId Builder::extra(const std::string& prefix, const ActionModel& action, const std::string& where) {
  if (action.scenarios.empty() && action.groups.empty() && action.disputed.empty())
    return 0;
  Words scenarios;
  for (const ScenarioModel& scenario : action.scenarios) {
    scenarios.push_back(writer_.string(scenario.name));
    scenarios.push_back(used_types(prefix, scenario.resources, where));
  }
  Words groups;
  for (const GroupModel& group : action.groups) {
    for (const std::string& type : group.types)
      type_index(prefix, type, where);
    groups.insert(groups.end(), {strings(group.types), group.min, group.max});
  }
  return writer_.list({writer_.list(scenarios, action.scenarios.size()),
                       writer_.list(groups, action.groups.size()), writer_.string(action.disputed)});
}

ActionRecord Builder::action_record(const std::string& prefix, const std::string& name,
                                    const ActionModel& action) {
  const std::string where = prefix + ':' + name;
  if ((action.flags & action_resource_level) == 0 && !action.resources.empty()) {
    fail(where, "has resource types but no resource-level permission");
  }
  Words dependents;
  for (const std::string& dependent : action.dependents) {
    const auto found = actions_.find(dependent);
    if (found == actions_.end())
      fail(where, "unknown dependent action `" + dependent + "`");
    dependents.push_back(found->second);
  }
  ActionRecord record{};
  record.name = writer_.string(name);
  record.access = action.access;
  record.flags = action.flags;
  record.resources = used_types(prefix, action.resources, where);
  record.keys = key_names(prefix, action.keys, where);
  record.dependents = writer_.list(dependents);
  record.extra = extra(prefix, action, where);
  return record;
}

void Builder::emit_services() {
  std::vector<ServiceRecord> services;
  std::vector<ActionRecord> actions;
  std::vector<TypeRecord> types;
  for (const auto& [prefix, service] : model_.services) {
    ServiceRecord record{};
    record.prefix = writer_.string(prefix);
    record.name = writer_.string(service.name);
    record.flags = service.flags;
    record.first_action = u32(actions.size());
    record.action_count = u32(service.actions.size());
    record.first_type = u32(types.size());
    record.type_count = u32(service.types.size());
    for (const auto& [name, action] : service.actions) {
      actions.push_back(action_record(prefix, name, action));
      actions.back().service = static_cast<std::uint16_t>(services.size());
    }
    for (const auto& [name, type] : service.types) {
      types.push_back({writer_.string(name), writer_.string(type.arn), key_names(prefix, type.keys, name)});
    }
    Words keys;
    for (const auto& [name, flags] : service.keys)
      keys.push_back(keys_[name] << 8 | flags);
    record.keys = writer_.list(keys);
    services.push_back(record);
  }
  writer_.section(Section::services, services);
  writer_.section(Section::actions, actions);
  writer_.section(Section::types, types);
}

void Builder::emit_folded_actions() {
  Words order;
  for (const auto& [prefix, service] : model_.services) {
    std::map<std::string, std::uint32_t> sorted;
    for (const auto& entry : service.actions) {
      sorted[folded(entry.first)] = actions_[prefix + ':' + entry.first];
    }
    for (const auto& [fold, index] : sorted)
      order.push_back(index);
  }
  writer_.section(Section::folded_actions, order);
}

/// Where services disagree about a key, it counts as multivalued if any of them says so.
void Builder::emit_keys() {
  std::vector<KeyRecord> records;
  Words templates;
  std::uint32_t declared = 0;
  for (const auto& [fold, name] : key_spelling_) {
    std::uint32_t flags = 0;
    Words declarers;
    std::uint32_t index = 0;
    for (const auto& [prefix, service] : model_.services) {
      const auto found = service.keys.find(name);
      if (found != service.keys.end()) {
        if (!declarers.empty() && ((found->second ^ flags) & key_type_mask) != 0) {
          fail(prefix, "another type of key `" + name + "`");
        }
        flags |= found->second;
        declarers.push_back(index);
      }
      ++index;
    }
    declared += u32(declarers.size());
    if ((flags & key_template) != 0)
      templates.push_back(u32(records.size()));
    records.push_back({writer_.string(name), flags, writer_.list(declarers)});
  }
  writer_.section(Section::keys, records);
  writer_.section(Section::templates, templates);
  const InfoRecord info{writer_.string(model_.date), writer_.string(model_.retrieved), declared};
  writer_.section(Section::info, std::vector<InfoRecord>{info});
}

std::vector<GlobalKeyRecord> Builder::global_keys(const std::vector<GlobalKeyModel>& keys) {
  std::map<std::string, GlobalKeyRecord> sorted;
  for (const GlobalKeyModel& key : keys) {
    const GlobalKeyRecord record{writer_.string(key.name),
                                 key.flags,
                                 writer_.string(key.category),
                                 writer_.string(key.value),
                                 writer_.string(key.system_id_basis),
                                 writer_.string(key.anonymous_value),
                                 strings(key.availability)};
    if (!sorted.emplace(folded(key.name), record).second)
      fail(key.name, "is listed twice");
  }
  std::vector<GlobalKeyRecord> records;
  for (const auto& [fold, record] : sorted)
    records.push_back(record);
  return records;
}

void Builder::emit_rest() {
  writer_.section(Section::global_keys, global_keys(model_.global_keys));
  writer_.section(Section::session_keys, global_keys(model_.session_keys));

  std::vector<SourceRecord> sources;
  for (const auto& [id, source] : model_.sources) {
    sources.push_back({writer_.string(id), writer_.string(source.title), writer_.string(source.version),
                       writer_.string(source.date), writer_.string(source.licence)});
  }
  writer_.section(Section::sources, sources);

  std::vector<AliasRecord> aliases;
  for (const auto& [alias, prefix] : model_.aliases) {
    const auto service = model_.services.find(prefix);
    if (service == model_.services.end())
      fail(alias, "stands for the unknown prefix `" + prefix + "`");
    const auto index = std::distance(model_.services.begin(), service);
    aliases.push_back({writer_.string(alias), static_cast<std::uint32_t>(index)});
  }
  writer_.section(Section::aliases, aliases);

  std::vector<DataModel> sorted = model_.data;
  std::sort(sorted.begin(), sorted.end());
  std::vector<DataRecord> data;
  for (const DataModel& entry : sorted) {
    data.push_back({writer_.string(entry.table), writer_.string(entry.name), writer_.string(entry.json)});
  }
  writer_.section(Section::data, data);
}

std::vector<std::uint64_t> Builder::run() {
  number();
  emit_services();
  emit_folded_actions();
  emit_keys();
  emit_rest();
  return writer_.finish();
}

}  // namespace

std::vector<std::uint64_t> build_blob(const Model& model) {
  return Builder(model).run();
}

std::string folded(std::string text) {
  for (char& c : text)
    c = base::to_lower(c);
  return text;
}

void fail(const std::string& where, const std::string& what) {
  throw std::runtime_error(where + ": " + what);
}

}  // namespace postern::catalog
