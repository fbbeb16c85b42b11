#pragma once
// The units of a JSON string literal: one source character or escape at a time, with what is wrong with it.
// The reader and the offset mapping share this, so both agree on how many decoded bytes each source byte
// gives.

#include <cstdint>
#include <string_view>

namespace postern::text {

struct StringUnit {
  enum class Defect : std::uint8_t {
    none,
    bad_escape,      ///< `\q`, `\u12x4`, or a backslash at the end
    lone_surrogate,  ///< `\ud800` without its other half
    bad_utf8,
    control,  ///< an unescaped control character other than a line break or NUL
    nul,
    line_break,  ///< ends the reading: the closing quote is missing
  };
  std::uint32_t raw = 1;  ///< source bytes
  std::uint32_t decoded =
      1;  ///< bytes of the decoded string; a defective unit decodes to `raw` question marks
  Defect defect = Defect::none;
};

/// The unit at `at` of `text`, which is inside a string. Precondition: at < text.size(), and not at the
/// closing quote.
StringUnit string_unit(std::string_view text, std::size_t at) noexcept;

}  // namespace postern::text
