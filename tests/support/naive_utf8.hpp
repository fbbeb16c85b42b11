#pragma once
// UTF-8 by its definition: a sequence is valid if and only if it is what encoding some code point gives.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::testing {

/// RFC 3629, section 3, for code points that have an encoding: up to U+10FFFF, no surrogates.
inline std::string naive_encode_utf8(std::uint32_t value) {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (value < 0x80)
    return {byte(value)};
  if (value < 0x800)
    return {byte(0xC0 + value / 64), byte(0x80 + value % 64)};
  if (value < 0x10000)
    return {byte(0xE0 + value / 4096), byte(0x80 + value / 64 % 64), byte(0x80 + value % 64)};
  return {byte(0xF0 + value / 262144), byte(0x80 + value / 4096 % 64), byte(0x80 + value / 64 % 64),
          byte(0x80 + value % 64)};
}

/// The code point whose encoding `text` is, if there is one. Reads the payload bits without a check, and then
/// compares the encoding of the result with what stands there.
inline std::optional<std::uint32_t> naive_decode_utf8(std::string_view text) {
  if (text.empty() || text.size() > 4)
    return std::nullopt;
  const auto byte = [&](std::size_t at) { return std::uint32_t{static_cast<unsigned char>(text[at])}; };
  constexpr std::uint32_t lead_bits[] = {0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t value = byte(0) & lead_bits[text.size() - 1];
  for (std::size_t at = 1; at < text.size(); ++at)
    value = value * 64 + byte(at) % 64;
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) || naive_encode_utf8(value) != text)
    return std::nullopt;
  return value;
}

}  // namespace postern::testing
