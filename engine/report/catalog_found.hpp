#pragma once
// What a name of the catalog may stand for.

#include <optional>
#include <string>
#include <string_view>

#include "postern/catalog.hpp"
#include "postern/report.hpp"

namespace postern::report {

/// A name stands for more than one thing where an action, a resource type and a condition key share it.
struct Found {
  std::optional<Action> action;
  std::optional<Service> service;
  std::optional<ResourceType> resource_type;
  Service owner;  ///< of the resource type, where there is one
  std::optional<KeyInfo> key;
  std::optional<GlobalKey> global_key;  ///< or session key, with the details that only those have

  [[nodiscard]] bool nothing() const { return !action && !service && !resource_type && !key; }
};

Found look_up(const Catalog& catalog, std::string_view name);

std::string_view to_string(KeyInfo::Origin origin) noexcept;  ///< "global", "service", "session"

std::string found_text(const Catalog& catalog, const Found& found);
std::string found_json(const Catalog& catalog, std::string_view name, const Found& found, ListFormat format);

}  // namespace postern::report
