#include "report/display.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>

#include "base/utf8.hpp"
#include "postern/report.hpp"

namespace postern {
namespace report {
namespace {

struct CodePointRange {
  char32_t first, last;
};

// SPEC: Unicode 15, general categories Mn and Me of the scripts in everyday use, and variation selectors.
constexpr CodePointRange combining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x06D6, 0x06DC}, {0x0900, 0x0902}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},
    {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};

// SPEC: Unicode 15 EastAsianWidth W and F.
constexpr CodePointRange wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x2705, 0x2705},   {0x274C, 0x274C},
    {0x2753, 0x2755},   {0x2795, 0x2797},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0xA4CF},   {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x17000, 0x18CFF}, {0x1B000, 0x1B2FF}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

template <std::size_t N>
bool contains(const CodePointRange (&ranges)[N], char32_t value) noexcept {
  const auto* const after =
      std::upper_bound(std::begin(ranges), std::end(ranges), value,
                       [](char32_t wanted, const CodePointRange& range) { return wanted < range.first; });
  return after != std::begin(ranges) && value <= std::prev(after)->last;
}

std::size_t append_escape(std::string& out, char32_t value) {
  std::array<char, 16> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "\\u{%x}", static_cast<unsigned>(value));
  out += buffer.data();
  return static_cast<std::size_t>(length);
}

constexpr char32_t replacement_character = 0xFFFD;

}  // namespace

std::size_t columns_of(char32_t value) noexcept {
  if (value < 0x0300)
    return 1;
  if (contains(combining, value))
    return 0;
  return contains(wide, value) ? 2 : 1;
}

Glyph append_glyph(std::string& out, std::string_view text, std::size_t at) {
  const base::CodePoint point = base::decode_utf8(text, at);
  if (!point.valid)
    return {point.length, append_escape(out, replacement_character)};
  if (point.value == U'\t') {
    out += "    ";
    return {1, 4};
  }
  if (base::is_unsafe_for_display(point.value))
    return {point.length, append_escape(out, point.value)};
  out.append(text, at, point.length);
  return {point.length, columns_of(point.value)};
}

void append_safe(std::string& out, std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t plain = at;
    while (plain < text.size() && text[plain] >= 0x20 && text[plain] < 0x7F)
      ++plain;
    out.append(text, at, plain - at);
    at = plain;
    if (at == text.size())
      break;
    if (text[at] == '\t') {
      append_escape(out, U'\t');
      ++at;
    } else {
      at += append_glyph(out, text, at).bytes;
    }
  }
}

Palette::Palette(bool color) noexcept {
  if (!color)
    return;
  bold = "\x1b[1m";
  red = "\x1b[1;31m";
  green = "\x1b[1;32m";
  yellow = "\x1b[1;33m";
  magenta = "\x1b[1;35m";
  cyan = "\x1b[36m";
  dim = "\x1b[2m";
  reset = "\x1b[0m";
}

}  // namespace report

std::string escape_for_terminal(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  report::append_safe(out, text);
  return out;
}

}  // namespace postern
