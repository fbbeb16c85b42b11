#include <gtest/gtest.h>

#include "lang/literal.hpp"
#include "postern/arn.hpp"
#include "postern/glob.hpp"
#include "support/naive_glob.hpp"

// Inputs that make a careless matcher or parser take hours or run out of stack. That they come back at all is
// the test; the time limit of the test program is the judge.

namespace postern {
namespace {

constexpr GlobSyntax modern{.wildcards = true, .variables = true, .fold_case = false};

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

TEST(Hostile, many_stars_against_many_letters) {
  const std::string letters = repeated("a", 100000);
  for (const GlobSyntax syntax : {GlobSyntax{}, GlobSyntax{.fold_case = true}}) {
    EXPECT_FALSE(Glob::parse(repeated("*a", 50000) + "b", syntax).matches(letters));
    EXPECT_FALSE(Glob::parse(repeated("*a", 50000) + "b*", syntax).matches(letters));
    EXPECT_TRUE(Glob::parse(repeated("*a", 100000), syntax).matches(letters));
    EXPECT_FALSE(Glob::parse(repeated("*a", 100001), syntax).matches(letters));
    EXPECT_TRUE(Glob::parse(repeated("*?", 100000), syntax).matches(letters));
    EXPECT_FALSE(Glob::parse(repeated("?", 100001) + "*", syntax).matches(letters));
  }
}

TEST(Hostile, almost_matching_segments) {
  const std::string letters = repeated("a", 100000);
  const std::string almost = repeated("a", 5000) + "b";
  EXPECT_FALSE(Glob::parse("*" + almost + "*", {}).matches(letters));
  EXPECT_FALSE(Glob::parse("*" + repeated("a?", 500) + "b*", {}).matches(letters));
  EXPECT_FALSE(Glob::parse("*" + repeated("A", 2000) + "b*", {.fold_case = true}).matches(letters));
}

TEST(Hostile, stars_made_by_unknown_variables) {
  const naive::MapVariables variables(naive::MapVariables::Map{{"v", std::nullopt}});
  const std::string letters = repeated("a", 20000);
  EXPECT_EQ(Glob::parse(repeated("${v}a", 10000) + "b", modern).matches(letters, variables), Truth::no);
  EXPECT_EQ(Glob::parse(repeated("${v}a", 10000), modern).matches(letters, variables), Truth::unknown);
}

TEST(Hostile, variables_that_never_end) {
  for (const std::string_view part :
       {"${", "${a", "${a,", "${a, '", "${ ", "${,   ", "${a, 'b}", "${a,'b'", "$", "${}", "'}"}) {
    const std::string pattern = repeated(part, 300000);
    for (const std::string_view tail : {"", "}", "'}", "''}"}) {
      const Glob glob = Glob::parse(pattern + std::string(tail), modern);
      ASSERT_FALSE(glob.tokens().empty());
      EXPECT_EQ(glob.tokens().back().source.end, pattern.size() + tail.size()) << part << tail;
      const ResourcePattern resource =
          ResourcePattern::parse("arn:" + pattern + std::string(tail), {.variables = true});
      EXPECT_EQ(resource.form(), ResourcePattern::Form::arn);
    }
  }
}

TEST(Hostile, crossing_stars_and_many_colons) {
  const std::string colons = "arn:" + repeated("a:", 50000) + "a";
  for (const std::string_view pattern : {"arn:*:*:*:*:*b", "arn:a*:a*:a*:a*:b",
                                         "arn:*a*:*a*:*a*:*a*:a*a*a*a*b", "arn:*:b:*:b:*", "arn:*:*:*:b"}) {
    EXPECT_EQ(ResourcePattern::parse(pattern, {}).matches(colons, no_variables()), Truth::no) << pattern;
  }
  EXPECT_EQ(
      ResourcePattern::parse("arn:*:a:*:a:" + repeated("*a", 40000), {}).matches(colons, no_variables()),
      Truth::yes);
  EXPECT_EQ(ResourcePattern::parse("arn:*:*:*:*:" + repeated("a:", 20000) + "b", {})
                .matches(colons, no_variables()),
            Truth::no);
  // Literal colons in what looks like a variable make as many stretches.
  const std::string stretches = "arn:*:${" + repeated("a:", 2000) + "}:*:x";
  EXPECT_EQ(ResourcePattern::parse(stretches, {.variables = true}).matches(colons, no_variables()),
            Truth::no);
}

TEST(Hostile, bytes_that_are_no_text) {
  const std::string bytes = repeated("\xC3", 100000);
  EXPECT_TRUE(Glob::parse(repeated("*\xC3", 10000), {}).matches(bytes));
  EXPECT_FALSE(Glob::parse("*\xC3\xA9*", {}).matches(bytes));
  EXPECT_TRUE(Glob::parse("*" + repeated("?", 100000), {}).matches(bytes));
}

TEST(Hostile, long_literals) {
  using namespace lang;
  const std::string nines = repeated("9", 1000000);
  const auto big = parse_decimal(nines + ".5");
  const auto small = parse_decimal("-0." + repeated("0", 1000000) + "1");
  ASSERT_TRUE(big && small);
  EXPECT_TRUE(*small < *big);
  EXPECT_FALSE(parse_decimal("1e" + nines));
  EXPECT_TRUE(parse_decimal("1e" + repeated("0", 1000000)));
  EXPECT_TRUE(parse_instant(nines).value() > parse_instant("9999-12").value());
  EXPECT_TRUE(parse_instant("1969-01-01T00:00:00." + nines + "Z").value() <
              parse_instant("1969-01-01T00:00:01Z").value());
  EXPECT_FALSE(parse_ip_network(repeated("1:", 500000)));
  EXPECT_FALSE(parse_ip_network(repeated("::", 500000) + "/1"));
  EXPECT_EQ(parse_base64(repeated("QUJD", 250000)).value().size(), 750000U);
  EXPECT_FALSE(parse_base64(repeated("QUJD", 250000) + "="));
}

}  // namespace
}  // namespace postern
