#pragma once
// Text as a sequence of code points. Any bytes are accepted: a byte that begins no valid UTF-8 sequence is a
// unit of its own, so every text has exactly one decoding. A byte below 0x80 or at least 0xC0 always begins a
// unit.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace postern::lang {

/// Length of the unit that begins at `at`: that of the valid UTF-8 sequence there, or 1. Needs at <
/// text.size().
std::size_t unit_length(std::string_view text, std::size_t at) noexcept;

/// Where the unit that ends at `end` begins. Needs 0 < end <= text.size(), and `end` a border of units.
std::size_t unit_begin(std::string_view text, std::size_t end) noexcept;

/// Whether every unit is a valid UTF-8 sequence. O(text).
bool is_utf8(std::string_view text) noexcept;

/// Appends the units of `text`: code points, and 0x110000 plus the byte for bytes that begin no valid
/// sequence.
void append_units(std::string_view text, std::vector<std::uint32_t>& out);

}  // namespace postern::lang
