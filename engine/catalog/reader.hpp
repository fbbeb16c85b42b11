#pragma once
// Typed access to the blob of a catalog. Nothing is checked: the generator did. All reads go through memcpy,
// so the words of the blob are never aliased as another type.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/text.hpp"
#include "catalog/blob.hpp"
#include "postern/catalog.hpp"

namespace postern::catalog {

/// Three-way comparison of ASCII-folded bytes.
constexpr int compare_folded(std::string_view a, std::string_view b) noexcept {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    const auto x = static_cast<unsigned char>(base::to_lower(a[i]));
    const auto y = static_cast<unsigned char>(base::to_lower(b[i]));
    if (x != y)
      return x < y ? -1 : 1;
  }
  return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

/// The elements of a list: one word each, or `stride` words.
struct WordList {
  std::uint32_t first;  ///< word index in `lists`
  std::uint32_t count;
};

inline constexpr std::uint32_t no_index = 0xffffffff;

class Reader {
 public:
  explicit Reader(const Catalog& catalog) : bytes_(reinterpret_cast<const char*>(catalog.blob_)) {}

  template <class Record>
  [[nodiscard]] Record record(Section section, std::size_t index) const {
    Record value;
    std::memcpy(&value, bytes_ + extent(section).offset + index * sizeof(Record), sizeof value);
    return value;
  }

  [[nodiscard]] std::uint32_t count(Section section) const { return extent(section).count; }

  [[nodiscard]] std::uint32_t word(std::size_t index) const {
    return record<std::uint32_t>(Section::lists, index);
  }

  [[nodiscard]] WordList list(ListId id) const { return {id + 1, word(id)}; }

  [[nodiscard]] std::string_view string(StringId id) const {
    const auto begin = record<std::uint32_t>(Section::string_offsets, id);
    const auto end = record<std::uint32_t>(Section::string_offsets, id + std::size_t{1});
    return {bytes_ + extent(Section::characters).offset + begin, end - begin};
  }

  /// The first of the indexes [first, last) that is not `before`, or `last`.
  template <class Before>
  static std::uint32_t lower_bound(std::uint32_t first, std::uint32_t last, Before before) {
    while (first < last) {
      const std::uint32_t middle = first + (last - first) / 2;
      if (before(middle)) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    return first;
  }

  /// Index of a service, or `no_index`.
  [[nodiscard]] std::uint32_t service(std::string_view prefix) const {
    const std::uint32_t end = count(Section::services);
    const auto prefix_of = [&](std::uint32_t i) {
      return string(record<ServiceRecord>(Section::services, i).prefix);
    };
    const std::uint32_t found =
        lower_bound(0, end, [&](std::uint32_t i) { return compare_folded(prefix_of(i), prefix) < 0; });
    return found != end && compare_folded(prefix_of(found), prefix) == 0 ? found : no_index;
  }

  [[nodiscard]] std::string_view action_name(std::uint32_t index) const {
    return string(record<ActionRecord>(Section::actions, index).name);
  }

  [[nodiscard]] std::string_view prefix_of_action(std::uint32_t index) const {
    const auto owner = record<ActionRecord>(Section::actions, index).service;
    return string(record<ServiceRecord>(Section::services, owner).prefix);
  }

  /// Index of an action of a service, or `no_index`.
  [[nodiscard]] std::uint32_t action(std::uint32_t service, std::string_view name) const {
    const auto owner = record<ServiceRecord>(Section::services, service);
    const std::uint32_t end = owner.first_action + owner.action_count;
    const auto index_at = [&](std::uint32_t i) { return record<std::uint32_t>(Section::folded_actions, i); };
    const std::uint32_t found = lower_bound(owner.first_action, end, [&](std::uint32_t i) {
      return compare_folded(action_name(index_at(i)), name) < 0;
    });
    if (found == end || compare_folded(action_name(index_at(found)), name) != 0)
      return no_index;
    return index_at(found);
  }

 private:
  [[nodiscard]] Extent extent(Section section) const {
    Extent value;
    std::memcpy(&value,
                bytes_ + offsetof(Header, sections) + static_cast<std::size_t>(section) * sizeof(Extent),
                sizeof value);
    return value;
  }

  const char* bytes_;
};

/// Tells apart the two places where elements of one type may be: with it, `first` is in `keys` rather than a
/// list, or in `session_keys` rather than `global_keys`.
inline constexpr std::uint32_t other_place = 0x80000000;

}  // namespace postern::catalog
