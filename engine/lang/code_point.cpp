#include "lang/code_point.hpp"

// The table of well-formed byte sequences of the Unicode standard (3.9, table 3-7): the first byte decides
// the length and narrows the range of the second one, which excludes overlong forms, surrogates and values
// above U+10FFFF.

namespace postern::lang {
namespace {

constexpr std::uint32_t byte_unit = 0x110000;

constexpr unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

constexpr bool is_continuation(unsigned byte) {
  return (byte & 0xC0U) == 0x80U;
}

}  // namespace

std::size_t unit_length(std::string_view text, std::size_t at) noexcept {
  const unsigned first = byte_at(text, at);
  if (first < 0xC2 || first > 0xF4) {
    return 1;
  }
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (text.size() - at < length) {
    return 1;
  }
  const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  const unsigned second = byte_at(text, at + 1);
  if (second < low || second > high) {
    return 1;
  }
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(byte_at(text, at + i))) {
      return 1;
    }
  }
  return length;
}

std::size_t unit_begin(std::string_view text, std::size_t end) noexcept {
  std::size_t begin = end - 1;
  for (int steps = 0; steps < 3 && begin > 0 && is_continuation(byte_at(text, begin)); ++steps) {
    --begin;
  }
  return unit_length(text, begin) == end - begin ? begin : end - 1;
}

bool is_utf8(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    if (byte_at(text, at) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = unit_length(text, at);
    if (length == 1) {
      return false;
    }
    at += length;
  }
  return true;
}

void append_units(std::string_view text, std::vector<std::uint32_t>& out) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = unit_length(text, at);
    const unsigned first = byte_at(text, at);
    std::uint32_t unit = first;
    if (length == 1) {
      unit += first < 0x80 ? 0 : byte_unit;
    } else {
      unit = first & (0x7FU >> length);
      for (std::size_t i = 1; i < length; ++i) {
        unit = (unit << 6U) | (byte_at(text, at + i) & 0x3FU);
      }
    }
    out.push_back(unit);
    at += length;
  }
}

}  // namespace postern::lang
