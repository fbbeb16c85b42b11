#pragma once
// Small text helpers that every room needs. Case folding is ASCII only, so that no result depends on the
// version of a Unicode table. Pure functions.

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace postern::base {

constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string to_lower(std::string_view text);

/// Equal after ASCII folding.
bool equals_ignore_case(std::string_view a, std::string_view b) noexcept;

/// Levenshtein distance, O(|a| × |b|) time, O(|b|) space.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `text` ignoring case, if it is at most a third of its length (and at least one
/// edit) away; else empty.
std::string_view closest(std::string_view text, std::span<const std::string_view> candidates);
std::string_view closest(std::string_view text, std::initializer_list<std::string_view> candidates);

/// "`text`" on one line: cut to a readable length, with what a terminal must not see as `\u{1b}`.
std::string quoted(std::string_view text);

/// Concatenation with one allocation.
std::string concat(std::initializer_list<std::string_view> parts);

}  // namespace postern::base
