#pragma once
// UTF-8 (RFC 3629): one code point at a time. Pure functions, no allocation.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postern::base {

struct CodePoint {
  char32_t value = 0;
  std::uint8_t length = 1;  ///< bytes consumed, at least 1
  bool valid = false;       ///< false: `length` bytes that start no valid sequence
};

/// The code point at `at`. Precondition: at < text.size().
CodePoint decode_utf8(std::string_view text, std::size_t at) noexcept;

/// Code points of `text`; each byte of an invalid sequence counts as one.
std::size_t count_code_points(std::string_view text) noexcept;

/// Whether a code point may not reach a terminal raw: C0 and C1 controls, bidirectional controls, zero-width
/// and line separators, byte-order marks, tags and non-characters.
bool is_unsafe_for_display(char32_t value) noexcept;

inline constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

}  // namespace postern::base
