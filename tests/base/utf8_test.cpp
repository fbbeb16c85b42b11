// The decoder against the definition: every code point, every sequence of one and two bytes, and the edges of
// every range for three and four.

#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/naive_utf8.hpp"

namespace postern::base {
namespace {

std::string hex(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += {digits[byte / 16], digits[byte % 16], ' '};
  }
  return out;
}

std::string bytes(std::initializer_list<int> values) {
  std::string out;
  for (const int value : values)
    out += static_cast<char>(static_cast<unsigned char>(value));
  return out;
}

// Whether some valid sequence starts with `prefix`, of two bytes at least: only the second byte has limits of
// its own, so further bytes of 80 will do.
bool begins_a_code_point(std::string_view prefix) {
  for (std::string text(prefix); text.size() <= 4; text += '\x80') {
    if (testing::naive_decode_utf8(text))
      return true;
  }
  return false;
}

// What decoding at the start of `text` must give: the one valid prefix, or the longest prefix that could
// still have become valid (one byte at least), as the Unicode standard recommends for replacement.
CodePoint expected(std::string_view text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
    if (const auto value = testing::naive_decode_utf8(text.substr(0, length)))
      return {static_cast<char32_t>(*value), static_cast<std::uint8_t>(length), true};
  }
  std::size_t length = 1;
  while (length < text.size() && length < 3 && begins_a_code_point(text.substr(0, length + 1)))
    ++length;
  return {0, static_cast<std::uint8_t>(length), false};
}

void check(std::string_view text) {
  const CodePoint want = expected(text);
  const CodePoint got = decode_utf8(text, 0);
  ASSERT_EQ(got.valid, want.valid) << hex(text);
  ASSERT_EQ(got.length, want.length) << hex(text);
  if (want.valid) {
    ASSERT_EQ(got.value, want.value) << hex(text);
  }
}

TEST(Utf8, EveryCodePointDecodesToItself) {
  for (std::uint32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF)
      continue;
    const std::string text = "x" + testing::naive_encode_utf8(value) + "y";
    const CodePoint got = decode_utf8(text, 1);
    ASSERT_TRUE(got.valid) << value;
    ASSERT_EQ(got.value, static_cast<char32_t>(value));
    ASSERT_EQ(got.length, text.size() - 2) << value;
  }
}

TEST(Utf8, EverySequenceOfOneAndTwoBytes) {
  for (int first = 0; first < 256; ++first) {
    check(bytes({first}));
    for (int second = 0; second < 256; ++second)
      check(bytes({first, second}));
  }
}

// Every lead byte with the edges of every continuation range, and text after it.
TEST(Utf8, EdgesOfThreeAndFourBytes) {
  constexpr int edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
                           0xA0, 0xBF, 0xC0, 0xC2, 0xED, 0xF4, 0xFF};
  for (int first = 0; first < 256; ++first) {
    for (const int second : edges) {
      for (const int third : edges) {
        check(bytes({first, second, third}));
        for (const int fourth : edges)
          check(bytes({first, second, third, fourth}));
      }
    }
  }
}

struct CountCase {
  std::string_view name;
  std::string text;
  std::size_t count;
};

TEST(Utf8, CountsCodePointsAndBadBytes) {
  const CountCase cases[] = {
      {"empty", "", 0},
      {"ASCII", "abc", 3},
      {"two, three and four bytes", "aé€😀", 4},
      {"NUL", std::string(2, '\0'), 2},
      {"stray continuation", "a\x80z", 3},
      {"each byte of a cut sequence", "\xF0\x9F\x98", 3},
      {"encoded surrogate", "\xED\xA0\x80", 3},
      {"combining mark", "e\xCC\x81", 2},
  };
  for (const CountCase& c : cases)
    EXPECT_EQ(count_code_points(c.text), c.count) << c.name;
}

TEST(Utf8, UnsafeForDisplay) {
  struct Case {
    char32_t first, last;
    bool unsafe;
  };
  constexpr Case cases[] = {
      {0x00, 0x1F, true},       {0x20, 0x7E, false},        {0x7F, 0x9F, true},
      {0xA0, 0xAC, false},      {0xAD, 0xAD, true},         {0xAE, 0x061B, false},
      {0x061C, 0x061C, true},   {0x061D, 0x180A, false},    {0x200B, 0x200F, true},
      {0x2010, 0x2027, false},  {0x2028, 0x202E, true},     {0x202F, 0x205F, false},
      {0x2060, 0x206F, true},   {0x2070, 0xD7FF, false},    {0xFEFF, 0xFEFF, true},
      {0xFF00, 0xFFEF, false},  {0xFFF0, 0xFFFB, true},     {0xFFFC, 0xFFFD, false},
      {0xFFFE, 0xFFFF, true},   {0x1F300, 0x1F5FF, false},  {0x1FFFE, 0x1FFFF, true},
      {0xE0000, 0xE0FFF, true}, {0x10FFFE, 0x10FFFF, true},
  };
  for (const Case& c : cases) {
    for (char32_t value = c.first; value <= c.last; ++value)
      ASSERT_EQ(is_unsafe_for_display(value), c.unsafe) << static_cast<std::uint32_t>(value);
  }
}

}  // namespace
}  // namespace postern::base
