#pragma once
// The catalog of AWS services: actions, resource types, condition keys, and the facts about them that lint,
// completion, replay and documentation need. What the data are and where they come from:
// engine/catalog/data/SCHEMA.md and NOTICE.md.
// https://docs.aws.amazon.com/service-authorization/latest/reference/
//
// All of it is read-only data of the program, sorted when the library was built and used in place: there is
// nothing to load and nothing to free. Every string_view and every range views that data and stays valid as
// long as the catalog, which for Catalog::builtin() is for ever. Everything here is safe to share between
// threads.
//
// Names compare ignoring ASCII case wherever AWS ignores it: service prefixes, action names and condition
// keys. Resource types are this data's own names and compare exactly.
//
// Unless another cost is given, a lookup is a binary search and a range costs nothing until it is walked.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern {

class Catalog;

namespace catalog {
class Reader;
}

/// A range of catalog values that are made when they are looked at. Copying it is free.
template <class T>
class CatalogRange {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = T;

    iterator() = default;
    iterator(const CatalogRange& range, std::size_t index) : range_(range), index_(index) {}
    T operator*() const { return range_[index_]; }
    iterator& operator++() {
      ++index_;
      return *this;
    }
    iterator operator++(int) {
      const iterator before = *this;
      ++index_;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) { return a.index_ == b.index_; }

   private:
    CatalogRange range_;
    std::size_t index_ = 0;
  };

  CatalogRange() = default;
  /// For the catalog itself: `first` is a position in its data.
  CatalogRange(const Catalog& catalog, std::uint32_t first, std::uint32_t count)
      : catalog_(&catalog), first_(first), count_(count) {}

  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  [[nodiscard]] iterator begin() const { return {*this, 0}; }
  [[nodiscard]] iterator end() const { return {*this, count_}; }
  /// Precondition: index < size().
  T operator[](std::size_t index) const;

 private:
  const Catalog* catalog_ = nullptr;
  std::uint32_t first_ = 0;
  std::uint32_t count_ = 0;
};

enum class AccessLevel : std::uint8_t { list, read, write, tagging, permissions };
/// As the data and AWS's tables write it: `List`, `Read`, `Write`, `Tagging`, `Permissions`.
std::string_view to_string(AccessLevel access) noexcept;

enum class KeyType : std::uint8_t { string, arn, boolean, numeric, date, ip_address };
/// As the data writes it: `String`, `ARN`, `Bool`, `Numeric`, `Date`, `IPAddress`.
std::string_view to_string(KeyType type) noexcept;

/// An action of the catalog. Ids ascend in canonical order: by service prefix, then by name, bytewise.
enum class ActionId : std::uint32_t {};

struct ResourceType {
  std::string_view name;
  std::string_view arn;                 ///< a format with `${Name}` holes
  CatalogRange<std::string_view> keys;  ///< condition keys that the type brings to an action
};

struct ActionResource {
  ResourceType type;
  bool required = false;                ///< takes part in every request of the action
  CatalogRange<std::string_view> keys;  ///< usable with this action when the request touches this type
};

/// One of the alternative sets of resources that a few actions have, ec2:RunInstances among them.
struct Scenario {
  std::string_view name;
  CatalogRange<ActionResource> resources;
};

/// How many resources of these types one request names.
struct ResourceGroup {
  CatalogRange<std::string_view> types;
  std::uint32_t min = 0;
  std::uint32_t max = 0;
};

struct Action {
  ActionId id{};
  std::string_view service;  ///< prefix
  std::string_view name;     ///< canonical spelling
  AccessLevel access = AccessLevel::read;
  bool resource_level = false;             ///< false: only `Resource: "*"` can match
  bool permission_only = false;            ///< no API operation of that name
  std::optional<bool> operation;           ///< whether the SDK has one; known for batch only
  CatalogRange<ActionResource> resources;  ///< required ones first, then by name
  CatalogRange<std::string_view> keys;     ///< condition keys of the action itself
  CatalogRange<ActionId> dependents;       ///< further actions that a caller may need
  CatalogRange<Scenario> scenarios;
  CatalogRange<ResourceGroup> groups;
  std::string_view disputed;  ///< where sources contradict each other: a JSON array, or empty

  [[nodiscard]] std::string full_name() const;  ///< `batch:SubmitJob`
};

/// A condition key as one service declares it.
struct CatalogKey {
  std::string_view name;  ///< canonical spelling, for a template with its hole: `ecr:ResourceTag/${TagKey}`
  KeyType type = KeyType::string;
  bool multi = false;        ///< several values: set operators apply
  bool is_template = false;  ///< stands for every key with some text in place of the hole
};

/// A condition key that requests to any service may carry.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
struct GlobalKey {
  std::string_view name;
  KeyType type = KeyType::string;
  std::optional<KeyType> also_type;  ///< operators of this type apply too
  bool multi = false;
  bool is_template = false;
  bool system_id = false;  ///< the value is an identifier made by AWS
  bool composite = false;  ///< the value joins a system id with a chosen name
  bool deprecated = false;
  std::string_view
      category;  ///< `principal`, `session`, `network`, `resource`, `request`; empty for session keys
  std::string_view value;                       ///< `system`, `name` or `none`; empty for session keys
  std::string_view system_id_basis;             ///< how sure `system_id` is; empty when it is false
  std::string_view anonymous_value;             ///< what an unsigned request carries; empty when nothing
  CatalogRange<std::string_view> availability;  ///< all must hold for the key to be in the request
};

/// What the catalog knows about a condition key as a policy writes it.
struct KeyInfo {
  enum class Origin : std::uint8_t { global, service, session };
  Origin origin = Origin::global;
  CatalogKey key;                    ///< services that disagree: multivalued if one says so
  std::optional<KeyType> also_type;  ///< global keys only
};

struct Service {
  std::string_view prefix;
  std::string_view name;  ///< for people: `AWS Batch`
  bool rcp = false;       ///< resource control policies apply
  /// Every endpoint that carries this prefix is documented to take no endpoint policy.
  bool endpoint_policy_unsupported = false;
  CatalogRange<Action> actions;
  CatalogRange<ResourceType> resource_types;
  CatalogRange<CatalogKey> keys;  ///< includes the `aws:` tag keys that the service lists
};

/// Where data came from.
struct CatalogSource {
  std::string_view id, title, version, date, licence;  ///< version and date may be empty
};

/// A fact without an accessor of its own, as canonical JSON on one line (members sorted, no white space).
struct CatalogData {
  std::string_view table;  ///< for example `operation-map/services/batch/requests`
  std::string_view name;   ///< for example `SubmitJob`; may repeat within `privatelink/services`
  std::string_view json;
};

struct CatalogInfo {
  std::string_view date;       ///< of the newest data, for example "2026-09-26"
  std::string_view retrieved;  ///< when it was gathered
  std::size_t services = 0;
  std::size_t actions = 0;
  std::size_t resource_types = 0;
  std::size_t condition_keys = 0;  ///< as declared by services; a key of two services counts twice
  std::size_t global_keys = 0;
  std::size_t session_keys = 0;
};

class Catalog {
 public:
  static const Catalog& builtin() noexcept;

  [[nodiscard]] CatalogInfo info() const;
  [[nodiscard]] CatalogRange<CatalogSource> sources() const;  ///< by id
  [[nodiscard]] CatalogRange<Service> services() const;       ///< by prefix
  [[nodiscard]] CatalogRange<Action> actions() const;         ///< in canonical order; the index is the id

  [[nodiscard]] std::optional<Service> find_service(std::string_view prefix) const;
  [[nodiscard]] std::optional<Action> find(std::string_view prefix, std::string_view action) const;
  /// The same for `prefix:Name`.
  [[nodiscard]] std::optional<Action> find(std::string_view full_name) const;
  /// Precondition: the id came from this catalog.
  [[nodiscard]] Action action(ActionId id) const;
  [[nodiscard]] std::optional<ResourceType> find_resource_type(std::string_view prefix,
                                                               std::string_view type) const;

  [[nodiscard]] CatalogRange<CatalogKey> keys()
      const;  ///< every distinct key that a service declares, by folded name
  [[nodiscard]] CatalogRange<GlobalKey> global_keys() const;  ///< by folded name
  /// Service-prefixed keys that the session of a role carries into requests to any service.
  [[nodiscard]] CatalogRange<GlobalKey> session_keys() const;

  /// A key as a policy writes it (`aws:ResourceTag/env`, `S3:PREFIX`). Exact names come before templates, and
  /// within both global keys before session keys before other keys of services. The hole of a template takes
  /// one character or more. Binary searches; a key that no table has is tried against every template
  /// (about 150).
  [[nodiscard]] std::optional<KeyInfo> find_key(std::string_view key) const;
  /// As the service declares it. Nothing for a key that the service does not list, global or not.
  [[nodiscard]] std::optional<CatalogKey> find_key(std::string_view prefix, std::string_view key) const;
  [[nodiscard]] std::optional<GlobalKey> find_global_key(std::string_view key) const;
  [[nodiscard]] std::optional<GlobalKey> find_session_key(std::string_view key) const;
  /// Prefixes of the services that declare the key, sorted.
  [[nodiscard]] std::vector<std::string_view> services_declaring(std::string_view key) const;

  [[nodiscard]] CatalogRange<CatalogData> data() const;  ///< everything, by table, then name
  [[nodiscard]] CatalogRange<CatalogData> data(std::string_view table) const;
  [[nodiscard]] CatalogRange<CatalogData> data(std::string_view table, std::string_view name) const;

 private:
  friend class catalog::Reader;
  constexpr explicit Catalog(const std::uint64_t* blob) : blob_(blob) {}

  const std::uint64_t* blob_;
};

/// Date of the built-in catalog, for example "2026-09-26".
std::string_view catalog_date() noexcept;

/// The condition keys usable with an action, apart from global ones that it does not list: its own, those of
/// its resources and those of their types. Sorted, each once. O(keys log keys).
std::vector<std::string_view> keys_usable_with(const Action& action);

/// Whether `key`, as a policy writes it, is among them (through a template or exactly).
bool takes_key(const Action& action, std::string_view key);

/// Whether `key` is `name` or, where `name` has holes (`${TagKey}`, `<key>`), fits it with one character or
/// more in each. Ignores ASCII case. O(|name| × |key|).
bool key_matches(std::string_view name, std::string_view key) noexcept;

/// The actions that an action pattern of a policy matches, in canonical order. A pattern of stars alone
/// matches all; one without a colon matches none; else the text before the first colon is globbed against
/// prefixes and the text after it against names. O(actions of the services that match) globs; a pattern
/// without wildcards is looked up.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
std::vector<ActionId> expand(const Catalog& catalog, std::string_view pattern);

/// The union of several, in canonical order, each action once.
std::vector<ActionId> expand(const Catalog& catalog, std::span<const std::string_view> patterns);

/// What somebody may have meant by `text`, which is no action, pattern or service prefix of the catalog, best
/// first: `prefix:Name`; for text without a colon also bare prefixes. Counts edits (a swap of neighbours is
/// one) ignoring case; wildcards in `text` fit for free. Up to `limit`; nothing that is further than a third
/// of the text away. For messages about errors: some milliseconds, tens of them for text without a colon.
std::vector<std::string> closest(const Catalog& catalog, std::string_view text, std::size_t limit = 3);

struct Condensed {
  std::vector<std::string> patterns;  ///< sorted
  bool minimal = true;                ///< false: the search was cut off, a shorter list may exist
};

/// The inverse of `expand`: a shortest list of patterns that matches these actions and no other action of the
/// services in `scope` (all services when empty). Actions of other services are left out.
///
/// Shortest among lists of the patterns `*` (for the whole catalog, without a scope), `prefix:*`,
/// `prefix:Name`, `prefix:Text*`, `prefix:*Text`, `prefix:*Text*` and `prefix:Text*Text`. The list is that of
/// fewest patterns; among such lists, the one whose literals end where words do, then the shorter text, then
/// a fixed order. A single action is always written as its name. The search visits a bounded number of nodes
/// and keeps its best answer when they run out. Deterministic. `actions` need not be sorted. Up to about a
/// second for a random half of the whole catalog.
Condensed condense(const Catalog& catalog, std::span<const ActionId> actions,
                   std::span<const std::string_view> scope = {});

// How each element is made.
template <>
Service CatalogRange<Service>::operator[](std::size_t index) const;
template <>
Action CatalogRange<Action>::operator[](std::size_t index) const;
template <>
ActionId CatalogRange<ActionId>::operator[](std::size_t index) const;
template <>
ResourceType CatalogRange<ResourceType>::operator[](std::size_t index) const;
template <>
ActionResource CatalogRange<ActionResource>::operator[](std::size_t index) const;
template <>
Scenario CatalogRange<Scenario>::operator[](std::size_t index) const;
template <>
ResourceGroup CatalogRange<ResourceGroup>::operator[](std::size_t index) const;
template <>
CatalogKey CatalogRange<CatalogKey>::operator[](std::size_t index) const;
template <>
GlobalKey CatalogRange<GlobalKey>::operator[](std::size_t index) const;
template <>
std::string_view CatalogRange<std::string_view>::operator[](std::size_t index) const;
template <>
CatalogSource CatalogRange<CatalogSource>::operator[](std::size_t index) const;
template <>
CatalogData CatalogRange<CatalogData>::operator[](std::size_t index) const;

}  // namespace postern
