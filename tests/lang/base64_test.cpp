#include <gtest/gtest.h>

#include <set>

#include "lang/ascii.hpp"
#include "lang/literal.hpp"
#include "lang/words.hpp"
#include "support/naive_literal.hpp"

namespace postern::lang {
namespace {

using test::Dice;
using test::words;
using Bytes = std::vector<std::uint8_t>;

TEST(Base64, is_strict) {
  EXPECT_EQ(parse_base64(""), Bytes{});
  EXPECT_EQ(parse_base64("QUJD"), (Bytes{'A', 'B', 'C'}));  // C55
  EXPECT_NE(parse_base64("qujd"), parse_base64("QUJD"));    // C56
  EXPECT_EQ(parse_base64("QQ=="), Bytes{'A'});
  EXPECT_EQ(parse_base64("QUI="), (Bytes{'A', 'B'}));
  EXPECT_EQ(parse_base64("+/+/"), (Bytes{0xFB, 0xFF, 0xBF}));
  const std::string_view invalid[] = {"Q",
                                      "QQ",
                                      "QUI",
                                      "QQ=",
                                      "=",
                                      "====",
                                      "QR==",
                                      "QUJ=",
                                      "QUI==",
                                      "QQ==QQ==",
                                      "QU=I",
                                      "Q===",
                                      "QU JD",
                                      "QUJD\n",
                                      "-_-_",
                                      "QUJ*",
                                      "QUJDQ===",
                                      "QUJ\xC3\xA9",
                                      "\xFF\xFF\xFF\xFF"};
  for (const std::string_view text : invalid) {
    EXPECT_FALSE(parse_base64(text).has_value()) << text;
  }
}

// A text is valid exactly if it is what some bytes encode to.
TEST(Base64, accepts_exactly_what_the_oracle_encodes) {
  std::set<std::string> encoded{""};
  for (unsigned first = 0; first < 256; ++first) {
    encoded.insert(naive::base64({static_cast<std::uint8_t>(first)}));
    for (unsigned second = 0; second < 256; ++second) {
      const Bytes bytes{static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)};
      encoded.insert(naive::base64(bytes));
      ASSERT_EQ(parse_base64(naive::base64(bytes)), bytes);
    }
  }
  std::size_t accepted = 0;
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  for (const char a : alphabet) {
    for (const char b : alphabet) {
      for (const char c : alphabet) {
        const std::string text{a, b, c, '='};
        const bool expected = encoded.count(text) == 1;
        accepted += expected ? 1 : 0;
        ASSERT_EQ(parse_base64(text).has_value(), expected) << text;
      }
    }
  }
  EXPECT_EQ(accepted, 256U + 65536U);
}

TEST(Base64, decodes_random_bytes) {
  constexpr std::uint32_t seed = 20260109;
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  Dice dice(seed);
  for (int round = 0; round < 5000; ++round) {
    Bytes bytes(dice.below(40));
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(dice.below(256));
    }
    ASSERT_EQ(parse_base64(naive::base64(bytes)), bytes);
  }
}

TEST(Bool, ignores_case_and_takes_nothing_else) {
  EXPECT_EQ(parse_bool("TRUE"), true);  // C53
  EXPECT_EQ(parse_bool("true"), true);
  EXPECT_EQ(parse_bool("False"), false);
  for (const std::string_view text : {"", "yes", "1", "true ", " false", "t", "truee", "0"}) {  // C54
    EXPECT_FALSE(parse_bool(text).has_value()) << text;
  }
}

TEST(Ascii, knows_digits_and_blanks) {
  for (int value = 0; value < 256; ++value) {
    const char c = static_cast<char>(value);
    EXPECT_EQ(is_digit(c), value >= '0' && value <= '9') << value;
  }
  EXPECT_EQ(trimmed(" \ta b\r\n"), "a b");
  EXPECT_EQ(trimmed(" \t"), "");
}

}  // namespace
}  // namespace postern::lang
