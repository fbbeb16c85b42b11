#include "base/utf8.hpp"

namespace postern::base {
namespace {

struct Lead {
  std::uint8_t length;
  std::uint8_t second_min;
  std::uint8_t second_max;
};

// SPEC: RFC 3629, section 4: the second byte's range excludes overlong forms, surrogates and values above
// U+10FFFF.
constexpr Lead lead_of(std::uint8_t byte) noexcept {
  if (byte < 0x80)
    return {1, 0, 0};
  if (byte < 0xC2)
    return {0, 0, 0};
  if (byte < 0xE0)
    return {2, 0x80, 0xBF};
  if (byte == 0xE0)
    return {3, 0xA0, 0xBF};
  if (byte == 0xED)
    return {3, 0x80, 0x9F};
  if (byte < 0xF0)
    return {3, 0x80, 0xBF};
  if (byte == 0xF0)
    return {4, 0x90, 0xBF};
  if (byte < 0xF4)
    return {4, 0x80, 0xBF};
  if (byte == 0xF4)
    return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
  const std::uint8_t first = byte(at);
  const Lead lead = lead_of(first);
  if (lead.length == 1)
    return {first, 1, true};
  if (lead.length == 0)
    return {first, 1, false};

  char32_t value = first & (0xFFU >> (lead.length + 1U));
  for (std::uint8_t index = 1; index < lead.length; ++index) {
    if (at + index >= text.size())
      return {first, index, false};
    const std::uint8_t next = byte(at + index);
    const std::uint8_t low = index == 1 ? lead.second_min : std::uint8_t{0x80};
    const std::uint8_t high = index == 1 ? lead.second_max : std::uint8_t{0xBF};
    if (next < low || next > high)
      return {first, index, false};
    value = (value << 6U) | (next & 0x3FU);
  }
  return {value, lead.length, true};
}

std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const CodePoint point = decode_utf8(text, at);
    at += point.valid ? point.length : 1U;
  }
  return count;
}

bool is_unsafe_for_display(char32_t value) noexcept {
  return value < 0x20 || (value >= 0x7F && value <= 0x9F) || value == 0xAD ||  // controls, soft hyphen
         value == 0x061C || (value >= 0x200B && value <= 0x200F) ||            // zero width, direction marks
         (value >= 0x2028 && value <= 0x202E) ||                               // separators, overrides
         (value >= 0x2060 && value <= 0x206F) || value == 0xFEFF ||  // invisible operators, isolates
         (value >= 0xFFF0 && value <= 0xFFFB) || (value & 0xFFFEU) == 0xFFFE ||
         (value >= 0xE0000 && value <= 0xE0FFF);  // tags
}

}  // namespace postern::base
