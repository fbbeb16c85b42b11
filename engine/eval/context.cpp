#include <algorithm>

#include "base/text.hpp"
#include "postern/request.hpp"

namespace postern {

ContextEntry& Context::slot(std::string_view key) {
  std::string lookup_key = base::to_lower(key);
  const auto at = std::lower_bound(
      entries_.begin(), entries_.end(), lookup_key,
      [](const ContextEntry& entry, const std::string& wanted) { return entry.lookup_key < wanted; });
  if (at != entries_.end() && at->lookup_key == lookup_key)
    return *at;
  ContextEntry entry;
  entry.key = key;
  entry.lookup_key = std::move(lookup_key);
  return *entries_.insert(at, std::move(entry));
}

void Context::set(std::string_view key, std::vector<std::string> values) {
  ContextEntry& entry = slot(key);
  entry.state = values.empty() ? ContextEntry::State::removed : ContextEntry::State::values;
  entry.values = std::move(values);
}

void Context::set(std::string_view key, std::string value) {
  std::vector<std::string> values;
  values.push_back(std::move(value));
  set(key, std::move(values));
}

void Context::append(std::string_view key, std::vector<std::string> values) {
  ContextEntry& entry = slot(key);
  for (std::string& value : values)
    entry.values.push_back(std::move(value));
  entry.state = entry.values.empty() ? ContextEntry::State::removed : ContextEntry::State::values;
}

void Context::remove(std::string_view key) {
  ContextEntry& entry = slot(key);
  entry.state = ContextEntry::State::removed;
  entry.values.clear();
}

void Context::set_unknown(std::string_view key) {
  ContextEntry& entry = slot(key);
  entry.state = ContextEntry::State::unknown;
  entry.values.clear();
}

const ContextEntry* Context::find(std::string_view lookup_key) const {
  const auto at = std::lower_bound(
      entries_.begin(), entries_.end(), lookup_key,
      [](const ContextEntry& entry, std::string_view wanted) { return entry.lookup_key < wanted; });
  return at != entries_.end() && at->lookup_key == lookup_key ? &*at : nullptr;
}

// SPEC: semantics.md 2.4, substitution 2-4: exactly one non-empty value, else the variable has none.
VariableSource::Value Context::variable(std::string_view lower_case_name) const {
  const ContextEntry* const entry = find(lower_case_name);
  if (entry == nullptr)
    return {};
  if (entry->state == ContextEntry::State::unknown)
    return {State::unknown, {}};
  if (entry->values.size() != 1 || entry->values[0].empty())
    return {};
  return {State::resolved, entry->values[0]};
}

}  // namespace postern
