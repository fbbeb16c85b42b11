#pragma once
// The layout of the catalog blob, shared by the generator that writes it and the reader that uses it in
// place.
//
// The blob is an array of 64-bit words holding little-endian bytes: a Header, then the sections. Every
// section but `characters` is an array of 32-bit words or of the records below; a record has no padding.
// Nothing is a pointer, so the blob needs no relocation and no initialiser.
//
// Strings: string i is characters[string_offsets[i] .. string_offsets[i + 1]). Equal strings have equal ids;
// string 0 is the empty string. Lists: a ListId is the index in `lists` of a count, after which that many
// elements follow. List 0 is empty. Equal lists are stored once.

#include <bit>
#include <cstddef>
#include <cstdint>

namespace postern::catalog {

static_assert(std::endian::native == std::endian::little, "the catalog blob is little-endian");

inline constexpr std::uint32_t blob_magic = 0x43545350;  // "PSTC"
inline constexpr std::uint32_t blob_layout = 1;

using StringId = std::uint32_t;
using ListId = std::uint32_t;

enum class Section : std::uint32_t {
  string_offsets,  ///< StringId + 1 words
  characters,      ///< bytes
  lists,           ///< words
  services,        ///< ServiceRecord, sorted by prefix
  actions,         ///< ActionRecord, sorted by service, then name
  folded_actions,  ///< action indexes, sorted by service, then folded name
  types,           ///< TypeRecord, sorted by service, then name
  keys,            ///< KeyRecord: every distinct key that a service declares, sorted by folded name
  templates,       ///< key indexes of the keys with a hole
  global_keys,     ///< GlobalKeyRecord, sorted by folded name
  session_keys,    ///< GlobalKeyRecord, sorted by folded name
  sources,         ///< SourceRecord, sorted by id
  aliases,         ///< AliasRecord, sorted by alias
  data,            ///< DataRecord, sorted by table, then name
  info,            ///< one InfoRecord
};
inline constexpr std::size_t section_count = 15;

/// Where a section is: byte offset from the start of the blob, and number of elements.
struct Extent {
  std::uint32_t offset;
  std::uint32_t count;
};

struct Header {
  std::uint32_t magic;
  std::uint32_t layout;
  Extent sections[section_count];
};

struct ServiceRecord {
  StringId prefix;
  StringId name;
  std::uint32_t flags;
  std::uint32_t first_action;
  std::uint32_t action_count;
  std::uint32_t first_type;
  std::uint32_t type_count;
  ListId keys;  ///< elements: key index << 8 | key flags
};
inline constexpr std::uint32_t service_rcp = 1;
inline constexpr std::uint32_t service_endpoint_policy_unsupported = 2;

struct ActionRecord {
  StringId name;
  std::uint16_t service;
  std::uint8_t access;
  std::uint8_t flags;
  ListId resources;   ///< elements of two words: type index << 1 | required, ListId of keys (strings)
  ListId keys;        ///< StringId
  ListId dependents;  ///< action indexes
  ListId extra;       ///< none, or: ListId of scenarios, ListId of groups, StringId of the disputed points
};  // a scenario: StringId of the name, ListId of resources; a group: ListId of types, min, max
inline constexpr std::uint8_t action_resource_level = 1;
inline constexpr std::uint8_t action_permission_only = 2;
inline constexpr std::uint8_t action_operation_known = 4;
inline constexpr std::uint8_t action_operation = 8;

struct TypeRecord {
  StringId name;
  StringId arn;
  ListId keys;  ///< StringId
};

struct KeyRecord {
  StringId name;
  std::uint32_t flags;
  ListId services;  ///< service indexes
};
inline constexpr std::uint32_t key_type_mask = 7;
inline constexpr std::uint32_t key_multi = 8;
inline constexpr std::uint32_t key_template = 16;

struct GlobalKeyRecord {
  StringId name;
  std::uint32_t flags;  ///< key flags, and those below
  StringId category;
  StringId value;
  StringId system_id_basis;
  StringId anonymous_value;
  ListId availability;  ///< StringId
};
inline constexpr std::uint32_t key_system_id = 32;
inline constexpr std::uint32_t key_composite = 64;
inline constexpr std::uint32_t key_deprecated = 128;
inline constexpr std::uint32_t key_has_also_type = 256;
inline constexpr std::uint32_t key_also_type_shift = 9;

struct SourceRecord {
  StringId id;
  StringId title;
  StringId version;
  StringId date;
  StringId licence;
};

struct AliasRecord {
  StringId alias;
  std::uint32_t service;
};

struct DataRecord {
  StringId table;
  StringId name;
  StringId json;
};

struct InfoRecord {
  StringId date;
  StringId retrieved;
  std::uint32_t declared_keys;  ///< pairs of service and key
};

/// The catalog that was generated from engine/catalog/data when the library was built.
extern const std::uint64_t builtin_blob[];

}  // namespace postern::catalog
