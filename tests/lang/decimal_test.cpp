#include <gtest/gtest.h>

#include "lang/literal.hpp"
#include "lang/words.hpp"
#include "support/naive_literal.hpp"

namespace postern::lang {
namespace {

using test::Dice;
using test::words;

constexpr std::string_view valid[] = {"0",        "-0",        "+1",      "1.",   ".5",      "-.5",
                                      "1.50",     "007",       "1e3",     "1E+3", "1.5e-10", "1e10000",
                                      "1e-10000", "1e0010000", "0e10000", "5.e1"};
constexpr std::string_view invalid[] = {
    "",         "+",     "-",     ".",     "1e",      "e1",       "1e+",
    "--1",      "+-1",   " 1",    "1 ",    "1,5",     "0x10",     "inf",
    "nan",      "10x",   "1.2.3", "1e1.5", "1e10001", "1e-10001", "1e99999999999999999999",
    "\xD9\xA1", "1\xFF", "1_0"};

TEST(Decimal, has_one_spelling_rule) {
  for (const std::string_view text : valid) {
    EXPECT_TRUE(parse_decimal(text).has_value()) << text;
  }
  for (const std::string_view text : invalid) {
    EXPECT_FALSE(parse_decimal(text).has_value()) << text;
  }
}

struct Order {
  std::string_view less;
  std::string_view greater;
};

constexpr Order orders[] = {
    {"9.5", "10"},                             // C40
    {"9007199254740992", "9007199254740993"},  // C42
    {"999", "1e3"},                            // C78
    {"-1", "0"},
    {"-10", "-9"},
    {"-1e10000", "-1"},
    {"1e-10000", "1e-9999"},
    {"0", "1e-10000"},
    {"-1e-10000", "0"},
    {"0.1", "0.10000000000000000000000000000001"},
    {"99999e9995", "1e10000"},
    {"1e9999", "10000e9999"},
};

TEST(Decimal, is_ordered_exactly) {
  for (const Order& order : orders) {
    const auto a = parse_decimal(order.less);
    const auto b = parse_decimal(order.greater);
    ASSERT_TRUE(a && b) << order.less;
    EXPECT_TRUE(*a < *b) << order.less << " " << order.greater;
    EXPECT_TRUE(*b > *a) << order.less << " " << order.greater;
    EXPECT_FALSE(*a == *b) << order.less << " " << order.greater;
  }
}

TEST(Decimal, is_equal_by_value) {
  const std::pair<std::string_view, std::string_view> equal[] = {
      {"10", "10.0"}, {"0", "-0"},      {"0e5", "0.000"},       {"1e3", "1000"}, {"+5", "5."},
      {".5", "0.50"}, {"1e-2", "0.01"}, {"1e10000", "10e9999"}, {"100e-2", "1"}, {"-0.0e-7", "+0"}};
  for (const auto& [a, b] : equal) {
    EXPECT_EQ(parse_decimal(a), parse_decimal(b)) << a << " " << b;
    EXPECT_TRUE((*parse_decimal(a) <=> *parse_decimal(b)) == 0) << a << " " << b;
  }
}

int order_of(const Decimal& a, const Decimal& b) {
  const auto order = a <=> b;
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

TEST(Decimal, accepts_exactly_the_lexemes_of_the_oracle) {
  std::size_t accepted = 0;
  for (const std::string& text : words({"0", "7", ".", "e", "-", "+"}, 6)) {
    const bool expected = naive::plain_decimal(text).has_value();
    accepted += expected ? 1 : 0;
    ASSERT_EQ(parse_decimal(text).has_value(), expected) << text;
  }
  EXPECT_GT(accepted, 1000U);
}

TEST(Decimal, compares_like_the_oracle) {
  std::vector<std::string> texts;
  for (const std::string& text : words({"0", "7", ".", "e-1", "e2", "-"}, 4)) {
    if (naive::plain_decimal(text)) {
      texts.push_back(text);
    }
  }
  constexpr std::uint32_t seed = 20260106;
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  Dice dice(seed);
  while (texts.size() < 900) {
    const std::string text = dice.word({"-", ""}, 1) + dice.word({"0", "0", "1", "9"}, 8) + "." +
                             dice.word({"0", "0", "1", "9"}, 8) + dice.word({"e3", "e-5", "e12", "e-20"}, 1);
    if (naive::plain_decimal(text)) {
      texts.push_back(text);
    }
  }
  std::vector<Decimal> decimals;
  std::vector<naive::PlainDecimal> plain;
  for (const std::string& text : texts) {
    decimals.push_back(parse_decimal(text).value());
    plain.push_back(naive::plain_decimal(text).value());
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = i; j < texts.size(); ++j) {
      const int expected = naive::compare(plain[i], plain[j]);
      ASSERT_EQ(order_of(decimals[i], decimals[j]), expected) << texts[i] << " " << texts[j];
      ASSERT_EQ(order_of(decimals[j], decimals[i]), -expected) << texts[i] << " " << texts[j];
      ASSERT_EQ(decimals[i] == decimals[j], expected == 0) << texts[i] << " " << texts[j];
    }
  }
}

}  // namespace
}  // namespace postern::lang
