#include "text/string_unit.hpp"

#include <optional>

#include "base/utf8.hpp"

namespace postern::text {
namespace {

using Defect = StringUnit::Defect;

std::optional<std::uint32_t> hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9')
    return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f')
    return static_cast<std::uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F')
    return static_cast<std::uint32_t>(c - 'A' + 10);
  return std::nullopt;
}

// The code unit of `\uXXXX` at `at`, if that is what stands there.
std::optional<std::uint32_t> code_unit(std::string_view text, std::size_t at) noexcept {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
    return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t index = at + 2; index < at + 6; ++index) {
    const std::optional<std::uint32_t> digit = hex_digit(text[index]);
    if (!digit)
      return std::nullopt;
    value = value * 16 + *digit;
  }
  return value;
}

constexpr std::uint32_t utf8_length(std::uint32_t code_point) noexcept {
  return code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
}

StringUnit unicode_escape(std::string_view text, std::size_t at) noexcept {
  const std::optional<std::uint32_t> unit = code_unit(text, at);
  if (!unit)
    return {2, 2, Defect::bad_escape};
  if (*unit < 0xD800 || *unit > 0xDFFF)
    return {6, utf8_length(*unit), Defect::none};
  const std::optional<std::uint32_t> low = *unit < 0xDC00 ? code_unit(text, at + 6) : std::nullopt;
  if (low && *low >= 0xDC00 && *low <= 0xDFFF)
    return {12, 4, Defect::none};
  return {6, 6, Defect::lone_surrogate};
}

}  // namespace

StringUnit string_unit(std::string_view text, std::size_t at) noexcept {
  const char c = text[at];
  if (c == '\\') {
    if (at + 1 >= text.size())
      return {1, 1, Defect::bad_escape};
    const char escape = text[at + 1];
    if (escape == 'u')
      return unicode_escape(text, at);
    if (std::string_view("\"\\/bfnrt").find(escape) != std::string_view::npos)
      return {2, 1, Defect::none};
    const bool ascii =
        static_cast<unsigned char>(escape) >= 0x20 && static_cast<unsigned char>(escape) < 0x80;
    return ascii ? StringUnit{2, 2, Defect::bad_escape} : StringUnit{1, 1, Defect::bad_escape};
  }
  if (c == '\n' || c == '\r')
    return {1, 1, Defect::line_break};
  if (c == '\0')
    return {1, 1, Defect::nul};
  if (static_cast<unsigned char>(c) < 0x20)
    return {1, 1, Defect::control};
  if (static_cast<unsigned char>(c) < 0x80)
    return {1, 1, Defect::none};
  const base::CodePoint point = base::decode_utf8(text, at);
  return {point.length, point.length, point.valid ? Defect::none : Defect::bad_utf8};
}

}  // namespace postern::text
