#pragma once
// How text looks on a terminal: which characters may be printed, and how many columns they take. Pure
// functions.

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::report {

/// One code point as it is printed.
struct Glyph {
  std::size_t bytes = 0;    ///< of the input
  std::size_t columns = 0;  ///< of the terminal
};

/// Appends the printable form of the code point at `at`: itself, an escape `\u{1b}`, or four spaces for a
/// tab. Precondition: at < text.size().
Glyph append_glyph(std::string& out, std::string_view text, std::size_t at);

/// Columns of a code point that is printed as it is: 0 for combining marks, 2 for wide East Asian characters
/// and emoji, else 1 (Unicode Standard Annex 11).
std::size_t columns_of(char32_t value) noexcept;

/// Appends `text` with everything unsafe escaped; tabs too.
void append_safe(std::string& out, std::string_view text);

/// The escape sequences of a style, or nothing where colour is off.
struct Palette {
  explicit Palette(bool color) noexcept;
  std::string_view bold, red, green, yellow, magenta, cyan, dim, reset;
};

}  // namespace postern::report
