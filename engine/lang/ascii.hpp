#pragma once
// ASCII helpers that know nothing of locales. Bytes above 0x7F belong to no class. Pure functions.

#include <cstddef>
#include <string_view>

namespace postern::lang {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
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
