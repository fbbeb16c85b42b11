// Condition keys by the name that a policy gives them.
//
// Exact names are found by binary search in three tables: global keys, session keys, keys that services
// declare. A name that none of them has may still fit a template. A template is literal text around holes;
// each hole takes one character or more. Between two holes the leftmost place is taken, which is safe because
// a hole takes anything.

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "catalog/blob.hpp"
#include "catalog/reader.hpp"
#include "postern/catalog.hpp"

namespace postern {

using catalog::compare_folded;
using catalog::Reader;
using catalog::Section;

namespace {

CatalogKey key_of(std::string_view name, std::uint32_t flags) {
  return {name, static_cast<KeyType>(flags & catalog::key_type_mask), (flags & catalog::key_multi) != 0,
          (flags & catalog::key_template) != 0};
}

struct Hole {
  std::size_t begin, end;
};

/// The first hole at or after `from`; {size, size} when there is none.
Hole next_hole(std::string_view name, std::size_t from) noexcept {
  for (std::size_t i = from; i < name.size(); ++i) {
    const bool dollar = name.substr(i, 2) == "${";
    if (!dollar && name[i] != '<')
      continue;
    const std::size_t close = name.find(dollar ? '}' : '>', i);
    if (close != std::string_view::npos)
      return {i, close + 1};
  }
  return {name.size(), name.size()};
}

std::size_t find_folded(std::string_view text, std::string_view part, std::size_t from) noexcept {
  for (std::size_t i = from; i + part.size() <= text.size(); ++i) {
    if (compare_folded(text.substr(i, part.size()), part) == 0)
      return i;
  }
  return std::string_view::npos;
}

/// Where `name` is in a table sorted by folded name, or `no_index`.
template <class NameAt>
std::uint32_t find_in(std::uint32_t count, std::string_view name, NameAt name_at) {
  const std::uint32_t found =
      Reader::lower_bound(0, count, [&](std::uint32_t i) { return compare_folded(name_at(i), name) < 0; });
  return found != count && compare_folded(name_at(found), name) == 0 ? found : catalog::no_index;
}

std::uint32_t find_service_key(const Reader& reader, std::string_view name) {
  return find_in(reader.count(Section::keys), name, [&](std::uint32_t i) {
    return reader.string(reader.record<catalog::KeyRecord>(Section::keys, i).name);
  });
}

/// Index of the first declared template that `key` fits, or `no_index`.
std::uint32_t find_service_template(const Reader& reader, std::string_view key) {
  for (std::uint32_t i = 0; i < reader.count(Section::templates); ++i) {
    const auto index = reader.record<std::uint32_t>(Section::templates, i);
    if (key_matches(reader.string(reader.record<catalog::KeyRecord>(Section::keys, index).name), key))
      return index;
  }
  return catalog::no_index;
}

std::optional<GlobalKey> find_exact(const CatalogRange<GlobalKey>& keys, std::string_view name) {
  const auto index =
      find_in(static_cast<std::uint32_t>(keys.size()), name, [&](std::uint32_t i) { return keys[i].name; });
  if (index == catalog::no_index)
    return std::nullopt;
  return keys[index];
}

std::optional<GlobalKey> find_template(const CatalogRange<GlobalKey>& keys, std::string_view name) {
  for (const GlobalKey& key : keys) {
    if (key.is_template && key_matches(key.name, name))
      return key;
  }
  return std::nullopt;
}

KeyInfo info_of(const GlobalKey& key, KeyInfo::Origin origin) {
  return {origin, {key.name, key.type, key.multi, key.is_template}, key.also_type};
}

}  // namespace

template <>
CatalogKey CatalogRange<CatalogKey>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  if ((first_ & catalog::other_place) != 0) {
    const auto record =
        reader.record<catalog::KeyRecord>(Section::keys, (first_ ^ catalog::other_place) + index);
    return key_of(reader.string(record.name), record.flags);
  }
  const std::uint32_t word = reader.word(first_ + index);
  return key_of(reader.string(reader.record<catalog::KeyRecord>(Section::keys, word >> 8).name), word & 0xff);
}

template <>
GlobalKey CatalogRange<GlobalKey>::operator[](std::size_t index) const {
  const Reader reader(*catalog_);
  const bool session = (first_ & catalog::other_place) != 0;
  const auto record = reader.record<catalog::GlobalKeyRecord>(
      session ? Section::session_keys : Section::global_keys, (first_ & ~catalog::other_place) + index);
  const CatalogKey common = key_of(reader.string(record.name), record.flags);
  GlobalKey key;
  key.name = common.name;
  key.type = common.type;
  if ((record.flags & catalog::key_has_also_type) != 0) {
    key.also_type =
        static_cast<KeyType>(record.flags >> catalog::key_also_type_shift & catalog::key_type_mask);
  }
  key.multi = common.multi;
  key.is_template = common.is_template;
  key.system_id = (record.flags & catalog::key_system_id) != 0;
  key.composite = (record.flags & catalog::key_composite) != 0;
  key.deprecated = (record.flags & catalog::key_deprecated) != 0;
  key.category = reader.string(record.category);
  key.value = reader.string(record.value);
  key.system_id_basis = reader.string(record.system_id_basis);
  key.anonymous_value = reader.string(record.anonymous_value);
  const auto availability = reader.list(record.availability);
  key.availability = {*catalog_, availability.first, availability.count};
  return key;
}

CatalogRange<CatalogKey> Catalog::keys() const {
  return {*this, catalog::other_place, Reader(*this).count(Section::keys)};
}

CatalogRange<GlobalKey> Catalog::global_keys() const {
  return {*this, 0, Reader(*this).count(Section::global_keys)};
}

CatalogRange<GlobalKey> Catalog::session_keys() const {
  return {*this, catalog::other_place, Reader(*this).count(Section::session_keys)};
}

std::optional<KeyInfo> Catalog::find_key(std::string_view key) const {
  const Reader reader(*this);
  if (const auto global = find_exact(global_keys(), key))
    return info_of(*global, KeyInfo::Origin::global);
  if (const auto session = find_exact(session_keys(), key))
    return info_of(*session, KeyInfo::Origin::session);
  std::uint32_t index = find_service_key(reader, key);
  if (index != catalog::no_index)
    return KeyInfo{KeyInfo::Origin::service, keys()[index], std::nullopt};
  if (const auto global = find_template(global_keys(), key))
    return info_of(*global, KeyInfo::Origin::global);
  index = find_service_template(reader, key);
  if (index != catalog::no_index)
    return KeyInfo{KeyInfo::Origin::service, keys()[index], std::nullopt};
  return std::nullopt;
}

std::optional<CatalogKey> Catalog::find_key(std::string_view prefix, std::string_view key) const {
  const auto service = find_service(prefix);
  if (!service)
    return std::nullopt;
  std::optional<CatalogKey> fitting;
  for (const CatalogKey& declared : service->keys) {
    if (base::equals_ignore_case(declared.name, key))
      return declared;
    if (!fitting && declared.is_template && key_matches(declared.name, key))
      fitting = declared;
  }
  return fitting;
}

std::optional<GlobalKey> Catalog::find_global_key(std::string_view key) const {
  if (auto exact = find_exact(global_keys(), key))
    return exact;
  return find_template(global_keys(), key);
}

std::optional<GlobalKey> Catalog::find_session_key(std::string_view key) const {
  return find_exact(session_keys(), key);
}

std::vector<std::string_view> Catalog::services_declaring(std::string_view key) const {
  const Reader reader(*this);
  std::uint32_t index = find_service_key(reader, key);
  if (index == catalog::no_index)
    index = find_service_template(reader, key);
  std::vector<std::string_view> prefixes;
  if (index == catalog::no_index)
    return prefixes;
  const auto owners = reader.list(reader.record<catalog::KeyRecord>(Section::keys, index).services);
  for (std::uint32_t i = 0; i < owners.count; ++i)
    prefixes.push_back(services()[reader.word(owners.first + i)].prefix);
  return prefixes;
}

bool key_matches(std::string_view name, std::string_view key) noexcept {
  Hole hole = next_hole(name, 0);
  if (hole.begin == name.size())
    return base::equals_ignore_case(name, key);
  if (key.size() <= hole.begin ||
      compare_folded(key.substr(0, hole.begin), name.substr(0, hole.begin)) != 0) {
    return false;
  }
  std::size_t at = hole.begin;  // where the open hole starts in `key`
  for (;;) {
    const Hole next = next_hole(name, hole.end);
    const std::string_view literal = name.substr(hole.end, next.begin - hole.end);
    if (next.begin == name.size()) {
      return key.size() > at + literal.size() &&
             compare_folded(key.substr(key.size() - literal.size()), literal) == 0;
    }
    const std::size_t found = find_folded(key, literal, at + 1);
    if (found == std::string_view::npos)
      return false;
    at = found + literal.size();
    hole = next;
  }
}

std::vector<std::string_view> keys_usable_with(const Action& action) {
  std::vector<std::string_view> keys(action.keys.begin(), action.keys.end());
  for (const ActionResource& resource : action.resources) {
    keys.insert(keys.end(), resource.keys.begin(), resource.keys.end());
    keys.insert(keys.end(), resource.type.keys.begin(), resource.type.keys.end());
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool takes_key(const Action& action, std::string_view key) {
  for (const std::string_view name : keys_usable_with(action)) {
    if (key_matches(name, key))
      return true;
  }
  return false;
}

}  // namespace postern
