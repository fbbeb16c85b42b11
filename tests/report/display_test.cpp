// What may reach a terminal, and how wide it is there.

#include "report/display.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "postern/report.hpp"

namespace postern::report {
namespace {

struct EscapeCase {
  std::string_view name;
  std::string_view text;
  std::string_view expected;
};

constexpr EscapeCase escape_cases[] = {
    {"plain", "batch:SubmitJob", "batch:SubmitJob"},
    {"empty", "", ""},
    {"escape_sequence", "\x1b[31mred\x1b[0m", "\\u{1b}[31mred\\u{1b}[0m"},
    {"operating_system_command", "\x1b]0;title\x07", "\\u{1b}]0;title\\u{7}"},
    {"line_breaks", "a\r\nb", "a\\u{d}\\u{a}b"},
    {"tab", "a\tb", "a\\u{9}b"},
    {"nul_and_delete", std::string_view("a\0b\x7f", 4), "a\\u{0}b\\u{7f}"},
    {"c1_control",
     "a\xC2\x9B"
     "31m",
     "a\\u{9b}31m"},
    {"bidirectional_override",
     "a\xE2\x80\xAE"
     "b",
     "a\\u{202e}b"},
    {"bidirectional_isolate", "\xE2\x81\xA6x\xE2\x81\xA9", "\\u{2066}x\\u{2069}"},
    {"line_separator",
     "a\xE2\x80\xA8"
     "b",
     "a\\u{2028}b"},
    {"zero_width_space",
     "a\xE2\x80\x8B"
     "b",
     "a\\u{200b}b"},
    {"bad_utf8",
     "a\xFF"
     "b",
     "a\\u{fffd}b"},
    {"cut_off_utf8", "a\xE2\x80", "a\\u{fffd}"},
    {"accent", "caf\xC3\xA9", "caf\xC3\xA9"},
    {"east_asian", "\xE7\x8E\xAF\xE5\xA2\x83", "\xE7\x8E\xAF\xE5\xA2\x83"},
};

TEST(Display, EscapesWhatATerminalWouldObey) {
  for (const EscapeCase& one : escape_cases) {
    SCOPED_TRACE(one.name);
    const std::string escaped = escape_for_terminal(one.text);
    if (one.name == "cut_off_utf8")  // one mark or two, but never the bytes
      EXPECT_EQ(escaped.substr(0, one.expected.size()), one.expected);
    else
      EXPECT_EQ(escaped, one.expected);
    for (const char c : escaped)
      EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  }
}

struct WidthCase {
  std::string_view name;
  char32_t value;
  std::size_t columns;
};

constexpr WidthCase width_cases[] = {
    {"ascii", U'a', 1},
    {"latin", U'\u00E9', 1},
    {"combining_acute", U'\u0301', 0},
    {"greek", U'\u03B1', 1},
    {"cjk", U'\u74B0', 2},
    {"hangul", U'\uD55C', 2},
    {"fullwidth", U'\uFF21', 2},
    {"halfwidth_kana", U'\uFF71', 1},
    {"emoji", U'\U0001F600', 2},
    {"variation", U'\uFE0F', 0},
    {"last_combining", U'\u036F', 0},
    {"after_combining", U'\u0370', 1},
};

TEST(Display, CountsTheColumnsOfACodePoint) {
  for (const WidthCase& one : width_cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(columns_of(one.value), one.columns);
  }
}

TEST(Display, TellsBytesAndColumnsOfAGlyph) {
  struct GlyphCase {
    std::string_view name, text, printed;
    std::size_t bytes, columns;
  };
  constexpr GlyphCase cases[] = {
      {"letter", "a", "a", 1, 1},
      {"tab", "\t", "    ", 1, 4},
      {"escape", "\x1b", "\\u{1b}", 1, 6},
      {"wide", "\xE7\x8E\xAF", "\xE7\x8E\xAF", 3, 2},
      {"override", "\xE2\x80\xAE", "\\u{202e}", 3, 8},
  };
  for (const GlyphCase& one : cases) {
    SCOPED_TRACE(one.name);
    std::string out;
    const Glyph glyph = append_glyph(out, one.text, 0);
    EXPECT_EQ(out, one.printed);
    EXPECT_EQ(glyph.bytes, one.bytes);
    EXPECT_EQ(glyph.columns, one.columns);
  }
}

TEST(Display, ColourIsAllOrNothing) {
  const Palette plain(false);
  const Palette colored(true);
  EXPECT_TRUE(plain.red.empty() && plain.bold.empty() && plain.reset.empty());
  EXPECT_FALSE(colored.red.empty() || colored.bold.empty() || colored.reset.empty());
}

}  // namespace
}  // namespace postern::report
