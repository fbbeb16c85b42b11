#include "postern/catalog.hpp"

// Every value is decoded from its record when it is asked for; ranges are a position and a count. Names are
// found by binary search: services, types and data in the order of their records, actions through an index by
// folded name.

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "catalog/blob.hpp"
#include "catalog/reader.hpp"

namespace postern {

using catalog::Reader;
using catalog::Section;

namespace {

template <class T>
CatalogRange<T> range_of(const Catalog& catalog, catalog::ListId list) {
  const auto words = Reader(catalog).list(list);
  return {catalog, words.first, words.count};
}

template <class T>
CatalogRange<T> whole(const Catalog& catalog, Section section, std::uint32_t place = 0) {
  return {catalog, place, Reader(catalog).count(section)};
}

}  // namespace

std::string_view to_string(AccessLevel access) noexcept {
  constexpr std::string_view names[] = {"List", "Read", "Write", "Tagging", "Permissions"};
  return names[static_cast<std::size_t>(access)];
}

std::string_view to_string(KeyType type) noexcept {
  constexpr std::string_view names[] = {"String", "ARN", "Bool", "Numeric", "Date", "IPAddress"};
  return names[static_cast<std::size_t>(type)];
}

std::string Action::full_name() const {
  return base::concat({service, ":", name});
}

template <>
Service CatalogRange<Service>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  const auto record = reader.record<catalog::ServiceRecord>(Section::services, first_ + index);
  Service service;
  service.prefix = reader.string(record.prefix);
  service.name = reader.string(record.name);
  service.rcp = (record.flags & catalog::service_rcp) != 0;
  service.endpoint_policy_unsupported = (record.flags & catalog::service_endpoint_policy_unsupported) != 0;
  service.actions = {*catalog_, record.first_action, record.action_count};
  service.resource_types = {*catalog_, record.first_type, record.type_count};
  service.keys = range_of<CatalogKey>(*catalog_, record.keys);
  return service;
}

template <>
Action CatalogRange<Action>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  const auto record = reader.record<catalog::ActionRecord>(Section::actions, first_ + index);
  Action action;
  action.id = static_cast<ActionId>(first_ + index);
  action.service =
      reader.string(reader.record<catalog::ServiceRecord>(Section::services, record.service).prefix);
  action.name = reader.string(record.name);
  action.access = static_cast<AccessLevel>(record.access);
  action.resource_level = (record.flags & catalog::action_resource_level) != 0;
  action.permission_only = (record.flags & catalog::action_permission_only) != 0;
  if ((record.flags & catalog::action_operation_known) != 0) {
    action.operation = (record.flags & catalog::action_operation) != 0;
  }
  action.resources = range_of<ActionResource>(*catalog_, record.resources);
  action.keys = range_of<std::string_view>(*catalog_, record.keys);
  action.dependents = range_of<ActionId>(*catalog_, record.dependents);
  if (const auto extra = reader.list(record.extra); extra.count != 0) {
    action.scenarios = range_of<Scenario>(*catalog_, reader.word(extra.first));
    action.groups = range_of<ResourceGroup>(*catalog_, reader.word(extra.first + 1));
    action.disputed = reader.string(reader.word(extra.first + 2));
  }
  return action;
}

template <>
ActionId CatalogRange<ActionId>::operator[](std::size_t index) const {
  return static_cast<ActionId>(Reader(*catalog_).word(first_ + index));
}

template <>
ResourceType CatalogRange<ResourceType>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  const auto record = reader.record<catalog::TypeRecord>(Section::types, first_ + index);
  return {reader.string(record.name), reader.string(record.arn),
          range_of<std::string_view>(*catalog_, record.keys)};
}

template <>
ActionResource CatalogRange<ActionResource>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  const std::uint32_t type = reader.word(first_ + 2 * index);
  return {CatalogRange<ResourceType>(*catalog_, 0, reader.count(Section::types))[type >> 1], (type & 1) != 0,
          range_of<std::string_view>(*catalog_, reader.word(first_ + 2 * index + 1))};
}

template <>
Scenario CatalogRange<Scenario>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  return {reader.string(reader.word(first_ + 2 * index)),
          range_of<ActionResource>(*catalog_, reader.word(first_ + 2 * index + 1))};
}

template <>
ResourceGroup CatalogRange<ResourceGroup>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  const std::size_t at = first_ + 3 * index;
  return {range_of<std::string_view>(*catalog_, reader.word(at)), reader.word(at + 1), reader.word(at + 2)};
}

template <>
std::string_view CatalogRange<std::string_view>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  return reader.string(reader.word(first_ + index));
}

template <>
CatalogSource CatalogRange<CatalogSource>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  const auto record = reader.record<catalog::SourceRecord>(Section::sources, first_ + index);
  return {reader.string(record.id), reader.string(record.title), reader.string(record.version),
          reader.string(record.date), reader.string(record.licence)};
}

template <>
CatalogData CatalogRange<CatalogData>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  const auto record = reader.record<catalog::DataRecord>(Section::data, first_ + index);
  return {reader.string(record.table), reader.string(record.name), reader.string(record.json)};
}

const Catalog& Catalog::builtin() noexcept {
  static constexpr Catalog instance{catalog::builtin_blob};
  return instance;
}

CatalogInfo Catalog::info() const {
  const Reader reader(*this);
  const auto record = reader.record<catalog::InfoRecord>(Section::info, 0);
  CatalogInfo info;
  info.date = reader.string(record.date);
  info.retrieved = reader.string(record.retrieved);
  info.services = reader.count(Section::services);
  info.actions = reader.count(Section::actions);
  info.resource_types = reader.count(Section::types);
  info.condition_keys = record.declared_keys;
  info.global_keys = reader.count(Section::global_keys);
  info.session_keys = reader.count(Section::session_keys);
  return info;
}

CatalogRange<CatalogSource> Catalog::sources() const {
  return whole<CatalogSource>(*this, Section::sources);
}

CatalogRange<Service> Catalog::services() const {
  return whole<Service>(*this, Section::services);
}

CatalogRange<Action> Catalog::actions() const {
  return whole<Action>(*this, Section::actions);
}

std::optional<Service> Catalog::find_service(std::string_view prefix) const {
  const std::uint32_t index = Reader(*this).service(prefix);
  if (index == catalog::no_index)
    return std::nullopt;
  return services()[index];
}

std::optional<Action> Catalog::find(std::string_view prefix, std::string_view action) const {
  const Reader reader(*this);
  const std::uint32_t service = reader.service(prefix);
  if (service == catalog::no_index)
    return std::nullopt;
  const std::uint32_t index = reader.action(service, action);
  if (index == catalog::no_index)
    return std::nullopt;
  return actions()[index];
}

std::optional<Action> Catalog::find(std::string_view full_name) const {
  const std::size_t colon = full_name.find(':');
  if (colon == std::string_view::npos)
    return std::nullopt;
  return find(full_name.substr(0, colon), full_name.substr(colon + 1));
}

Action Catalog::action(ActionId id) const {
  return actions()[static_cast<std::size_t>(id)];
}

std::optional<ResourceType> Catalog::find_resource_type(std::string_view prefix,
                                                        std::string_view type) const {
  const auto service = find_service(prefix);
  if (!service)
    return std::nullopt;
  const CatalogRange<ResourceType>& types = service->resource_types;
  const auto size = static_cast<std::uint32_t>(types.size());
  const std::uint32_t found =
      Reader::lower_bound(0, size, [&](std::uint32_t i) { return types[i].name < type; });
  if (found == size || types[found].name != type)
    return std::nullopt;
  return types[found];
}

CatalogRange<CatalogData> Catalog::data() const {
  return whole<CatalogData>(*this, Section::data);
}

CatalogRange<CatalogData> Catalog::data(std::string_view table) const {
  const auto all = data();
  const auto size = static_cast<std::uint32_t>(all.size());
  const auto first = Reader::lower_bound(0, size, [&](std::uint32_t i) { return all[i].table < table; });
  const auto last = Reader::lower_bound(first, size, [&](std::uint32_t i) { return all[i].table <= table; });
  return {*this, first, last - first};
}

CatalogRange<CatalogData> Catalog::data(std::string_view table, std::string_view name) const {
  const auto all = data();
  const auto size = static_cast<std::uint32_t>(all.size());
  const auto key_of = [&](std::uint32_t i) { return std::pair(all[i].table, all[i].name); };
  const std::pair key(table, name);
  const auto first = Reader::lower_bound(0, size, [&](std::uint32_t i) { return key_of(i) < key; });
  const auto last = Reader::lower_bound(first, size, [&](std::uint32_t i) { return key_of(i) <= key; });
  return {*this, first, last - first};
}

std::string_view catalog_date() noexcept {
  return Catalog::builtin().info().date;
}

}  // namespace postern
