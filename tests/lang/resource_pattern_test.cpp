#include <gtest/gtest.h>

#include "lang/words.hpp"
#include "postern/arn.hpp"
#include "support/naive_arn.hpp"

namespace postern {
namespace {

using naive::MapVariables;
using test::Dice;
using test::words;
using Options = ResourcePattern::Options;
using Form = ResourcePattern::Form;

constexpr Options v2008{};
constexpr Options v2012{.variables = true, .pad_without_star = false};
constexpr Options identity{.variables = true, .pad_without_star = true};

constexpr std::string_view jq = "arn:aws:batch:us-east-1:111122223333:job-queue/prod";
constexpr std::string_view jd = "arn:aws:batch:us-east-1:111122223333:job-definition/render:3";

struct Case {
  const char* name;
  std::string_view pattern;
  Options options;
  std::string_view resource;
  Truth expected;
};

constexpr Truth yes = Truth::yes;
constexpr Truth no = Truth::no;

// `aws:username` is alice, `team` is `*`, `colons` is `a:b`, `later` is unknown; others are unresolved.
constexpr Case cases[] = {
    {"itself", jq, v2012, jq, yes},
    {"R01 another", jq, v2012, "arn:aws:batch:us-east-1:111122223333:job-queue/dev", no},
    {"R02 wildcards per component", "arn:aws:batch:*:*:job-queue/*", v2012, jq, yes},
    {"R03 case", "arn:aws:batch:us-east-1:111122223333:job-queue/PROD", v2012, jq, no},
    {"R04 name is not the revision", "arn:aws:batch:us-east-1:111122223333:job-definition/render", v2012, jd,
     no},
    {"R05 any revision", "arn:aws:batch:us-east-1:111122223333:job-definition/render:*", v2012, jd, yes},
    {"R06 needs the colon", "arn:aws:batch:us-east-1:111122223333:job-definition/render:*", v2012,
     "arn:aws:batch:us-east-1:111122223333:job-definition/render", no},
    {"R07 star spans colons in the tail", "arn:aws:batch:us-east-1:111122223333:job-definition/*", v2012, jd,
     yes},
    {"prefix overreach", "arn:aws:batch:us-east-1:111122223333:job-definition/render*", v2012,
     "arn:aws:batch:us-east-1:111122223333:job-definition/render2:1", yes},
    {"R08 star spans slashes", "arn:aws:batch:us-east-1:111122223333:*", v2012,
     "arn:aws:batch:us-east-1:111122223333:job-queue/prod/quota-share/gold", yes},
    {"R09 short, star crosses", "arn:aws:batch:*:job-queue/prod", v2012, jq, yes},
    {"R10 short, padded", "arn:aws:batch:*", v2012, jq, yes},
    {"R10 shortest", "arn:*", v2012, jq, yes},
    {"R11 padded after us-*", "arn:aws:batch:us-*", v2012, jq, yes},
    {"short, star elsewhere, padded", "arn:aws:b*:us-east-1", v2012, jq, yes},
    {"short, star elsewhere, as written", "arn:a*s:batch:us-east-1:111122223333", v2012,
     "arn:aws:batch:us-east-1:111122223333", yes},
    {"short, wrong end", "arn:aws:b*:us-east-2", v2012, jq, no},
    {"R12 short without a star", "arn:aws:batch:us-east-1", v2012, jq, no},
    {"R12 not even itself", "arn:aws:batch:us-east-1", v2012, "arn:aws:batch:us-east-1", no},
    {"R29 short without a star, identity", "arn:aws:batch:us-east-1", identity, jq, yes},
    {"R29 prefix of a component is not enough", "arn:aws:batch:us-east", identity, jq, no},
    {"short with one, identity", "arn:aws:batch:us-east-?", identity, jq, yes},
    {"short with one, endpoint", "arn:aws:batch:us-east-?", v2012, jq, no},
    {"R13 star crosses into the tail", "arn:aws:batch:*:444455556666:job-queue/*", v2012,
     "arn:aws:batch:us-east-1:111122223333:job-queue/x:444455556666:job-queue/y", yes},
    {"2.3 events", "arn:aws:events:*:111122223333:rule/*", v2012,
     "arn:aws:events:us-east-1:999999999999:rule/x:111122223333:rule/y", yes},
    {"R30 inner star stays inside", "arn:aws:batch:u*a:444455556666:job-queue/*", v2012,
     "arn:aws:batch:us-east-1:111122223333:job-queue/a:444455556666:job-queue/y", no},
    {"inner star inside", "arn:aws:batch:u*1:111122223333:job-queue/*", v2012, jq, yes},
    {"inner and last star", "arn:aws:batch:u*t*:444455556666:x", v2012,
     "arn:aws:batch:us-east-1:111122223333:job-queue/a:444455556666:x", yes},
    {"one never matches a colon", "arn:aws:batch:us-east-1?11112222333?:job-queue/prod*", v2012, jq, no},
    {"R16 one code point", "arn:aws:batch:us-east-1:111122223333:job-queue/?", v2012,
     "arn:aws:batch:us-east-1:111122223333:job-queue/\xC3\xA9", yes},
    {"R19 ARN pattern, resource *", "arn:aws:batch:*:*:*", v2012, "*", no},
    {"short ARN pattern, resource *", "arn:*", v2012, "*", no},
    {"text, resource *", "?", v2012, "*", no},
    {"R24 everything, resource *", "*", v2012, "*", yes},
    {"two stars are everything", "**", v2012, "*", yes},
    {"everything", "*", v2012, jq, yes},
    {"empty", "", v2012, "", no},
    {"R25 partition", "arn:aws-cn:batch:*:*:*", v2012, jq, no},
    {"R26 several slashes", "arn:aws:s3:::lake/*/a.csv", v2012, "arn:aws:s3:::lake/x/y/a.csv", yes},
    {"R27 objects are not the bucket", "arn:aws:s3:::lake/*", v2012, "arn:aws:s3:::lake", no},
    {"rule 5 text", "*job-queue/prod", v2012, jq, yes},
    {"rule 5 upper case is text", "ARN:*", v2012, jq, no},
    {"rule 5 no variables", "*${aws:username}", v2012, "arn:aws:batch:::alice", no},
    {"star in the service", "arn:aws:*:us-east-1:111122223333:job-queue/prod", v2012, jq, yes},
    {"V01 variable", "arn:aws:batch:*:*:job-queue/${aws:username}", v2012,
     "arn:aws:batch:us-east-1:111122223333:job-queue/alice", yes},
    {"V02 2008", "arn:aws:batch:*:*:job-queue/${aws:username}", v2008,
     "arn:aws:batch:us-east-1:111122223333:job-queue/alice", no},
    {"V03 2008 literal", "arn:aws:batch:*:*:job-queue/${aws:username}", v2008,
     "arn:aws:batch:us-east-1:111122223333:job-queue/${aws:username}", yes},
    {"V04 unresolved", "arn:aws:batch:*:*:job-queue/${nobody}", v2012, jq, no},
    {"V06 default", "arn:aws:batch:*:*:job-queue/${nobody, 'prod'}", v2012, jq, yes},
    {"V11 star by way of a value", "arn:aws:batch:*:*:job-queue/${team}", v2012, jq, no},
    {"V12 before the fifth colon", "arn:aws:batch:*:${aws:PrincipalAccount}:job-queue/*", v2012, jq, no},
    {"V12 is literal text", "arn:aws:batch:*:${aws:PrincipalAccount}:job-queue/*", v2012,
     "arn:aws:batch:x:${aws:PrincipalAccount}:job-queue/y", yes},
    {"V12 literal wildcard", "arn:aws:batch:x:${a*b}:z", v2012, "arn:aws:batch:x:${ab}:z", no},
    {"V12 literal wildcard matches itself", "arn:aws:batch:x:${a*b}:z", v2012, "arn:aws:batch:x:${a*b}:z",
     yes},
    {"V12 escape is literal too", "arn:aws:batch:x:${*}:z", v2012, "arn:aws:batch:x:${*}:z", yes},
    {"2008: the colon separates", "arn:aws:batch:*:${aws:x}:y", v2008, "arn:aws:batch:us:${aws:x}:y", yes},
    {"values cannot shift components", "arn:aws:batch:x:y:${colons}", v2012, "arn:aws:batch:x:y:a:b", yes},
    {"unknown", "arn:aws:batch:*:*:job-queue/${later}", v2012, jq, Truth::unknown},
    {"unknown cannot help", "arn:aws:batch:*:*:job-definition/${later}", v2012, jq, no},
    {"unknown beside a crossing star", "arn:aws:batch:*:444455556666:${later}", v2012,
     "arn:aws:batch:us-east-1:111122223333:x:444455556666:y", Truth::unknown},
};

MapVariables sample() {
  return MapVariables(MapVariables::Map{
      {"aws:username", "alice"}, {"team", "*"}, {"colons", "a:b"}, {"later", std::nullopt}});
}

TEST(ResourcePattern, follows_the_spec) {
  const MapVariables variables = sample();
  for (const Case& c : cases) {
    const ResourcePattern pattern = ResourcePattern::parse(c.pattern, c.options);
    EXPECT_EQ(pattern.matches(c.resource, variables), c.expected) << c.name;
    EXPECT_EQ(naive::resource(c.pattern, c.options, c.resource, variables), c.expected)
        << "oracle: " << c.name;
    EXPECT_EQ(pattern.source(), c.pattern);
  }
}

struct Shape {
  std::string_view pattern;
  Options options;
  Form form;
  std::string_view prefix;
  bool exact;
  bool short_arn;
  bool variables;
};

constexpr Shape shapes[] = {
    {"", v2012, Form::empty, "", false, false, false},
    {"*", v2012, Form::everything, "", false, false, false},
    {"***", v2012, Form::everything, "", false, false, false},
    {jq, v2012, Form::arn, jq, true, false, false},
    {jq, identity, Form::arn, jq, true, false, false},
    {"arn:aws:batch:*:*:job-queue/*", v2012, Form::arn, "arn:aws:batch:", false, false, false},
    {"arn:aws:batch:us-*:1:x", v2012, Form::arn, "arn:aws:batch:us-", false, false, false},
    {"arn:aws:batch:us-?:1:x", v2012, Form::arn, "arn:aws:batch:us-", false, false, false},
    {"arn:aws:s3:::lake/${aws:username}/*", v2012, Form::arn, "arn:aws:s3:::lake/", false, false, true},
    {"arn:aws:s3:::lake/${aws:username}", v2008, Form::arn, "arn:aws:s3:::lake/${aws:username}", true, false,
     false},
    {"arn:aws:s3:::a${*}b", v2012, Form::arn, "arn:aws:s3:::a*b", false, false, false},
    {"arn:aws:s3::${a:b}:c", v2012, Form::arn, "arn:aws:s3::${a:b}:c", true, false, false},
    {"arn:aws:batch:us-*", v2012, Form::arn, "arn:aws:batch:us-", false, true, false},
    {"arn:aws:batch:*:job-queue/prod", v2012, Form::arn, "arn:aws:batch:", false, true, false},
    {"arn:aws:batch:us", identity, Form::arn, "arn:aws:batch:us:", false, true, false},
    {"my-queue", v2012, Form::text, "my-queue", true, false, false},
    {"b*", v2012, Form::text, "b", false, false, false},
};

TEST(ResourcePattern, tells_its_shape) {
  for (const Shape& s : shapes) {
    const ResourcePattern pattern = ResourcePattern::parse(s.pattern, s.options);
    EXPECT_EQ(pattern.form(), s.form) << s.pattern;
    EXPECT_EQ(pattern.literal_prefix(), s.prefix) << s.pattern;
    EXPECT_EQ(pattern.is_exact(), s.exact) << s.pattern;
    EXPECT_EQ(pattern.is_short_arn(), s.short_arn) << s.pattern;
    EXPECT_EQ(pattern.has_variables(), s.variables) << s.pattern;
  }
}

// One pair, and what the accessors promise about it.
::testing::AssertionResult agrees(const ResourcePattern& pattern, Options options,
                                  const std::string& resource, const VariableSource& variables,
                                  Truth& expected) {
  expected = naive::resource(pattern.source(), options, resource, variables);
  const Truth actual = pattern.matches(resource, variables);
  if (actual != expected) {
    return ::testing::AssertionFailure() << "pattern `" << pattern.source() << "` resource `" << resource
                                         << "` expected " << static_cast<int>(expected);
  }
  if (actual != Truth::no && !resource.starts_with(pattern.literal_prefix())) {
    return ::testing::AssertionFailure()
           << "prefix of `" << pattern.source() << "` is not one of `" << resource << "`";
  }
  if (pattern.is_exact() && (actual == Truth::yes) != (resource == pattern.source())) {
    return ::testing::AssertionFailure()
           << "`" << pattern.source() << "` is not exact for `" << resource << "`";
  }
  return ::testing::AssertionSuccess();
}

TEST(ResourcePattern, agrees_with_the_oracle_on_all_short_arns) {
  std::vector<std::string> texts;
  for (const std::string& word : words({"a", ":", ":"}, 7)) {
    texts.push_back("arn:" + word);
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  std::size_t hits = 0;
  for (const std::string& word : words({"a", "*", "?", ":"}, 5)) {
    const ResourcePattern pattern = ResourcePattern::parse("arn:" + word, identity);
    for (const std::string& text : texts) {
      Truth expected{};
      ASSERT_TRUE(agrees(pattern, identity, text, no_variables(), expected));
      hits += expected == Truth::yes ? 1 : 0;
    }
  }
  EXPECT_GT(hits, 10000U);
}

// All choices of small components, complete and short.
TEST(ResourcePattern, agrees_with_the_oracle_on_all_arrangements_of_components) {
  const std::vector<std::string> components = {":", ":a", ":*", ":a*", ":*a"};
  const std::vector<std::string> texts = words({":a", ":b", ":", "a"}, 6);
  std::size_t hits = 0;
  for (const std::string& word : words(components, 5)) {
    const ResourcePattern pattern = ResourcePattern::parse("arn" + word, v2012);
    for (std::size_t i = 0; i < texts.size(); i += 41) {
      Truth expected{};
      ASSERT_TRUE(agrees(pattern, v2012, "arn" + texts[i], no_variables(), expected));
      hits += expected == Truth::yes ? 1 : 0;
    }
  }
  EXPECT_GT(hits, 10000U);
}

TEST(ResourcePattern, agrees_with_the_oracle_on_random_patterns) {
  constexpr std::uint32_t seed = 20260103;
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  const MapVariables variables(MapVariables::Map{{"v", "a:b"}, {"odd", std::nullopt}});
  Dice dice(seed);
  std::array<std::size_t, 3> seen{};
  for (int round = 0; round < 150000; ++round) {
    const std::string pattern =
        (dice.below(50) == 0 ? "" : "arn:") +
        dice.joined({"a", "b", "*", "*", "*", "*", "?", "${x:a}", "${a*b}", "\xC3\xA9"}, 2, 3 + dice.below(2),
                    ":") +
        (dice.below(3) == 0 ? "" : ":") +
        dice.word({":", ":", ":*", "a", "*", "?", "${v}", "${odd}", "${odd}", "${no}", "${x:a}"}, 4);
    const std::string text =
        "arn:" + dice.joined({"a", "a", "b", "b", "${x:a}", "${a*b}", "\xC3\xA9"}, 1, 4, ":") + ":" +
        dice.word({"a", "b", ":", ":", "a:b"}, 6);
    const Options options{dice.below(3) != 0, dice.below(2) == 0};
    Truth expected{};
    ASSERT_TRUE(agrees(ResourcePattern::parse(pattern, options), options, text, variables, expected));
    ++seen[static_cast<std::size_t>(expected)];
  }
  EXPECT_GT(seen[static_cast<std::size_t>(Truth::yes)], 2000U);
  EXPECT_GT(seen[static_cast<std::size_t>(Truth::unknown)], 150U);
}

// Patterns made from the resource itself, so that most of them match.
TEST(ResourcePattern, agrees_with_the_oracle_on_patterns_derived_from_the_resource) {
  constexpr std::uint32_t seed = 20260104;
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  Dice dice(seed);
  std::size_t hits = 0;
  for (int round = 0; round < 50000; ++round) {
    const std::string text = "arn:aws:" + dice.word({"ab", "c", ":", ":", "/", "x:y", "prod"}, 20);
    std::string pattern = text;
    for (std::size_t cuts = dice.below(4); cuts > 0; --cuts) {
      const std::size_t from = 4 + dice.below(pattern.size() - 3);
      pattern.replace(std::min(from, pattern.size()), dice.below(12), dice.below(4) == 0 ? "?" : "*");
    }
    Truth expected{};
    ASSERT_TRUE(agrees(ResourcePattern::parse(pattern, v2012), v2012, text, no_variables(), expected));
    hits += expected == Truth::yes ? 1 : 0;
  }
  EXPECT_GT(hits, 10000U);
}

}  // namespace
}  // namespace postern
