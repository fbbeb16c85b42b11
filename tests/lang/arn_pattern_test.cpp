#include <gtest/gtest.h>

#include "lang/words.hpp"
#include "postern/arn.hpp"
#include "support/naive_arn.hpp"

namespace postern {
namespace {

using naive::MapVariables;
using test::Dice;
using test::words;

struct Case {
  const char* name;
  std::string_view pattern;
  bool variables;
  std::string_view value;
  Truth expected;
};

constexpr Truth yes = Truth::yes;
constexpr Truth no = Truth::no;

// `acct` is 111122223333, `colons` is `a:b`, `later` is unknown; others are unresolved.
constexpr Case cases[] = {
    {"C66", "arn:aws:iam::*:user/a*", true, "arn:aws:iam::111122223333:user/alice", yes},
    {"C67 no star crosses", "arn:aws:events:*:111122223333:rule/*", true,
     "arn:aws:events:us-east-1:999999999999:rule/x:111122223333:rule/y", no},
    {"C69 fewer than six", "*", true, "arn:aws:iam::111122223333:user/alice", no},
    {"five", "arn:aws:iam::*", true, "arn:aws:iam::111122223333:user/alice", no},
    {"value with fewer than six", "*:*:*:*:*:*", true, "arn:aws:iam::x", no},
    {"value with six", "*:*:*:*:*:*", true, "arn:aws:iam::x:y", yes},
    {"C71 sixth spans slashes and colons", "arn:aws:sts::*:*", true, "arn:aws:sts::1:assumed-role/r/s:t",
     yes},
    {"case", "arn:aws:iam::1:user/Alice", true, "arn:aws:iam::1:user/alice", no},
    {"variable in the account", "arn:aws:iam::${acct}:role/*", true, "arn:aws:iam::111122223333:role/x", yes},
    {"2008: colon in braces separates", "arn:aws:iam::${a:b}:x", false, "arn:aws:iam::${a:b}:x", yes},
    {"2012: colon in braces does not separate", "arn:aws:iam::${a:b}", true, "arn:aws:iam::x:y", no},
    {"value cannot shift components", "arn:aws:iam:${colons}:x", true, "arn:aws:iam:a:b:x", no},
    {"value with colons in the sixth", "arn:aws:iam:::${colons}", true, "arn:aws:iam:::a:b", yes},
    {"unresolved", "arn:aws:iam::${none}:*", true, "arn:aws:iam::1:x", no},
    {"unknown", "arn:aws:iam::${later}:x", true, "arn:aws:iam::1:x", Truth::unknown},
    {"unknown cannot help", "arn:aws:iam::${later}:x", true, "arn:aws:iam::1:y", no},
    {"unresolved beside unknown", "arn:aws:iam:${later}:${none}:x", true, "arn:aws:iam:1:1:x", no},
};

TEST(ArnPattern, follows_the_spec) {
  const MapVariables variables(
      MapVariables::Map{{"acct", "111122223333"}, {"colons", "a:b"}, {"later", std::nullopt}});
  for (const Case& c : cases) {
    const ArnPattern pattern = ArnPattern::parse(c.pattern, c.variables);
    EXPECT_EQ(pattern.matches(c.value, variables), c.expected) << c.name;
    EXPECT_EQ(naive::arn_like(c.pattern, c.variables, c.value, variables), c.expected)
        << "oracle: " << c.name;
  }
}

TEST(ArnPattern, tells_its_shape) {
  EXPECT_FALSE(ArnPattern().valid());
  EXPECT_EQ(ArnPattern().matches("arn:a:b:c:d:e", no_variables()), Truth::no);
  EXPECT_FALSE(ArnPattern::parse("arn:aws:iam::1", true).valid());
  EXPECT_FALSE(ArnPattern::parse("arn:aws:iam::1", true).is_literal());
  EXPECT_TRUE(ArnPattern::parse("arn:aws:iam::1:x", true).is_literal());
  EXPECT_FALSE(ArnPattern::parse("arn:aws:iam::*:x", true).is_literal());
  EXPECT_TRUE(ArnPattern::parse("arn:aws:iam::${x}:x", true).has_variables());
  EXPECT_FALSE(ArnPattern::parse("arn:aws:iam::${x}:x", true).is_literal());
  EXPECT_FALSE(ArnPattern::parse("arn:aws:iam::${x}:x", false).has_variables());
}

TEST(ArnPattern, agrees_with_the_oracle) {
  constexpr std::uint32_t seed = 20260105;
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  const MapVariables variables(MapVariables::Map{{"v", "a:b"}, {"odd", std::nullopt}});
  Dice dice(seed);
  std::array<std::size_t, 3> seen{};
  for (int round = 0; round < 100000; ++round) {
    const std::string pattern =
        dice.joined({"a", "*", "*", "*", "?", "${v}", "${odd}", "${x:y, 'a'}"}, 2, 5 + dice.below(3), ":");
    const std::string value = dice.joined({"a", "a", "b"}, 1, 5 + dice.below(3), ":");
    const bool with_variables = dice.below(3) != 0;
    const Truth expected = naive::arn_like(pattern, with_variables, value, variables);
    ++seen[static_cast<std::size_t>(expected)];
    ASSERT_EQ(ArnPattern::parse(pattern, with_variables).matches(value, variables), expected)
        << "`" << pattern << "` `" << value << "`";
  }
  EXPECT_GT(seen[static_cast<std::size_t>(Truth::yes)], 100U);
  EXPECT_GT(seen[static_cast<std::size_t>(Truth::unknown)], 100U);
}

TEST(ArnPattern, agrees_with_the_oracle_on_all_short_patterns) {
  std::size_t hits = 0;
  const std::vector<std::string> values = words({"a", ":"}, 3);
  for (const std::string& word : words({"a", "*", "?", ":"}, 5)) {
    const std::string text = ":::" + word;
    const ArnPattern pattern = ArnPattern::parse(text, true);
    for (const std::string& value : values) {
      const Truth expected = naive::arn_like(text, true, ":::" + value);
      hits += expected == Truth::yes ? 1 : 0;
      ASSERT_EQ(pattern.matches(":::" + value, no_variables()), expected) << text << " " << value;
    }
  }
  EXPECT_GT(hits, 100U);
}

}  // namespace
}  // namespace postern
