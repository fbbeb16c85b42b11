#pragma once
// ASCII helpers that know nothing of locales. Bytes above 0x7F are never changed and belong to no class.
// SPEC: wherever the policy language ignores case, only A-Z are folded (semantics 2.0). Pure functions.

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::lang {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The bytes of `text`, A-Z folded. O(text).
inline std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = lower(c);
  }
  return out;
}

/// Equality with A-Z folded on both sides. O(text).
constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) {
      return false;
    }
  }
  return true;
}

/// The first position from `from` on that holds one of three characters, else the size of the text.
constexpr std::size_t find_any(std::string_view text, std::size_t from, char a, char b, char c) noexcept {
  while (from < text.size() && text[from] != a && text[from] != b && text[from] != c) {
    ++from;
  }
  return from;
}

/// `text` without spaces, tabs and line ends at either end.
constexpr std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

}  // namespace postern::lang
