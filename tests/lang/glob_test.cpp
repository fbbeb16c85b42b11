#include "postern/glob.hpp"

#include <gtest/gtest.h>

#include "lang/words.hpp"
#include "support/naive_glob.hpp"

namespace postern {
namespace {

using test::Dice;
using test::words;

struct MatchCase {
  const char* name;
  std::string_view pattern;
  GlobSyntax syntax;
  std::string_view text;
  bool expected;
};

constexpr GlobSyntax plain{};
constexpr GlobSyntax folded{.wildcards = true, .variables = false, .fold_case = true};
constexpr GlobSyntax exact{.wildcards = false, .variables = false, .fold_case = false};
constexpr GlobSyntax exact_folded{.wildcards = false, .variables = false, .fold_case = true};

constexpr MatchCase match_cases[] = {
    {"empty pattern, empty text", "", plain, "", true},
    {"empty pattern, text", "", plain, "a", false},
    {"star, empty text", "*", plain, "", true},
    {"one, empty text", "?", plain, "", false},
    {"A03 one character", "Describe?obs", plain, "DescribeJobs", true},
    {"A04 one is not none", "DescribeJob?", plain, "DescribeJob", false},
    {"A05 star at both ends may be empty", "*Job*", plain, "TerminateJob", true},
    {"anchored at the end", "a*b", plain, "abc", false},
    {"anchored at the begin", "b*c", plain, "abc", false},
    {"ends may not overlap", "aba*aba", plain, "ababa", false},
    {"ends may touch", "aba*aba", plain, "abaaba", true},
    {"leftmost is enough", "*ab*b", plain, "aabb", true},
    {"R14 one", "job-queue/pro?", plain, "job-queue/prod", true},
    {"R15 five for four", "job-queue/?????", plain, "job-queue/prod", false},
    {"R16 one code point of two bytes", "job-queue/?", plain, "job-queue/\xC3\xA9", true},
    {"one code point of four bytes", "?", plain, "\xF0\x9F\x92\xA9", true},
    {"two for one code point", "??", plain, "\xC3\xA9", false},
    {"no Unicode normalisation", "\xC3\xA9", plain, "e\xCC\x81", false},
    {"invalid bytes count one each", "???", plain, "\xC3\xFF\xA9", true},
    {"overlong form is two bytes", "??", plain, "\xC0\xAF", true},
    {"surrogate is three bytes", "???", plain, "\xED\xA0\x80", true},
    {"star does not split a code point", "*??", plain, "\xE2\x82\xAC", false},
    {"last ones step over code points", "*??b", plain,
     "\xE2\x82\xAC\xC3\xA9"
     "b",
     true},
    {"last ones step over four bytes", "*??b", plain,
     "\xF0\x9F\x92\xA9"
     "b",
     false},
    {"half a code point is no prefix of it", "\xC3*", plain, "\xC3\xA9", false},
    {"half a code point matches itself", "\xC3*", plain, "\xC3x", true},
    {"backslash is no escape", "\\*", plain, "\\x", true},
    {"case matters", "PROD", plain, "prod", false},
    {"folded", "BATCH:submit*", folded, "batch:SubmitJob", true},
    {"folded search", "*JOB*s", folded, "DescribeJobQueueS", true},
    {"C79 only ASCII is folded", "\xC3\x89T\xC3\x89", folded, "\xC3\xA9t\xC3\xA9", false},
    {"folding does not reach [ and {", "[", folded, "{", false},
    {"C15 wildcards are ordinary", "a*", exact, "ab", false},
    {"C15 wildcards match themselves", "a*?", exact, "a*?", true},
    {"C03 exact ignoring case", "Prod*", exact_folded, "pROD*", true},
    {"V10 2008: wildcard inside braces", "${*}", plain, "${abc}", true},
    {"V03 2008: variables are text", "x/${aws:username}", plain, "x/${aws:username}", true},
};

TEST(Glob, matches_like_the_spec_says) {
  for (const MatchCase& c : match_cases) {
    const Glob glob = Glob::parse(c.pattern, c.syntax);
    EXPECT_EQ(glob.matches(c.text), c.expected) << c.name;
    EXPECT_EQ(glob.matches(c.text, no_variables()), truth(c.expected)) << c.name;
    EXPECT_EQ(naive::glob(c.pattern, c.syntax, c.text), truth(c.expected)) << "oracle: " << c.name;
  }
}

TEST(Glob, default_matches_the_empty_text_only) {
  const Glob glob;
  EXPECT_TRUE(glob.matches(""));
  EXPECT_FALSE(glob.matches("a"));
  EXPECT_TRUE(glob.is_literal());
  EXPECT_TRUE(glob.tokens().empty());
}

// Compares engine and oracle on every pair, and counts the matches so that a world without any is noticed.
std::size_t compare_all(const std::vector<std::string>& patterns, const std::vector<std::string>& texts,
                        GlobSyntax syntax) {
  std::size_t hits = 0;
  for (const std::string& pattern : patterns) {
    const Glob glob = Glob::parse(pattern, syntax);
    const naive::Atoms atoms = naive::atoms(pattern, syntax, no_variables());
    for (const std::string& text : texts) {
      const bool expected = naive::match(atoms, text, syntax.fold_case) == Truth::yes;
      hits += expected ? 1 : 0;
      if (glob.matches(text) != expected) {
        ADD_FAILURE() << "pattern `" << pattern << "` text `" << text << "` expected " << expected;
        return hits;
      }
    }
  }
  return hits;
}

TEST(Glob, agrees_with_the_oracle_on_all_short_patterns) {
  const auto patterns = words({"a", "b", "*", "?"}, 5);
  const auto texts = words({"a", "b"}, 6);
  ASSERT_EQ(patterns.size(), 1365U);
  ASSERT_EQ(texts.size(), 127U);
  EXPECT_GT(compare_all(patterns, texts, plain), 10000U);
  EXPECT_GT(compare_all(patterns, texts, exact), 50U);
}

TEST(Glob, agrees_with_the_oracle_on_mixed_case) {
  EXPECT_GT(compare_all(words({"a", "A", "*", "?", "["}, 4), words({"a", "A", "b", "["}, 4), folded), 1000U);
}

TEST(Glob, agrees_with_the_oracle_on_code_points_and_broken_ones) {
  const std::vector<std::string> texts = words({"a", "\xC3\xA9", "\xC3", "\xA9", "\xE2\x82\xAC"}, 4);
  EXPECT_GT(compare_all(words({"\xC3\xA9", "\xE2\x82\xAC", "*", "?"}, 4), texts, plain), 1000U);
  EXPECT_GT(compare_all(words({"\xC3", "\xA9", "\xC3\xA9", "*", "?"}, 4), texts, plain), 1000U);
  EXPECT_GT(compare_all(words({"\xC3", "\xA9", "*", "?", "A"}, 4), texts, folded), 1000U);
}

TEST(Glob, agrees_with_the_oracle_on_long_random_patterns) {
  constexpr std::uint32_t seed = 20260101;
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  Dice dice(seed);
  std::size_t hits = 0;
  for (int round = 0; round < 100000; ++round) {
    const std::string pattern = dice.word({"a", "a", "b", "*", "?", "ab", "\xC3\xA9"}, 14);
    const std::string text = dice.word({"a", "a", "b", "ab", "\xC3\xA9"}, 24);
    const bool expected = naive::glob(pattern, plain, text) == Truth::yes;
    hits += expected ? 1 : 0;
    ASSERT_EQ(Glob::parse(pattern, plain).matches(text), expected) << "`" << pattern << "` `" << text << "`";
  }
  EXPECT_GT(hits, 3000U);
}

struct ShapeCase {
  std::string_view pattern;
  GlobSyntax syntax;
  std::string_view prefix;
  bool literal;
  bool everything;
  std::size_t tokens;
};

constexpr GlobSyntax modern{.wildcards = true, .variables = true, .fold_case = false};

constexpr ShapeCase shape_cases[] = {
    {"", plain, "", true, false, 0},
    {"abc", plain, "abc", true, false, 1},
    {"*", plain, "", false, true, 1},
    {"****", plain, "", false, true, 1},
    {"a**b", plain, "a", false, false, 3},
    {"??", plain, "", false, false, 2},
    {"Ab*", folded, "ab", false, false, 2},
    {"a*", exact, "a*", true, false, 1},
    {"a${b}c", modern, "a", false, false, 3},
    {"a${*}c${$}", modern, "a*c$", true, false, 1},
    {"a${}${", modern, "a${}${", true, false, 1},
    {"a${b}", plain, "a${b}", true, false, 1},
};

TEST(Glob, tells_its_shape) {
  for (const ShapeCase& c : shape_cases) {
    const Glob glob = Glob::parse(c.pattern, c.syntax);
    EXPECT_EQ(glob.literal_prefix(), c.prefix) << c.pattern;
    EXPECT_EQ(glob.is_literal(), c.literal) << c.pattern;
    EXPECT_EQ(glob.matches_everything(), c.everything) << c.pattern;
    EXPECT_EQ(glob.tokens().size(), c.tokens) << c.pattern;
    EXPECT_EQ(glob.syntax(), c.syntax) << c.pattern;
  }
}

// The tokens tell the pattern back: their ranges are its bytes, in order and without gaps.
TEST(Glob, tokens_cover_the_pattern) {
  for (const std::string& pattern : words({"a", "*", "?", "${v}", "${*}", "${", "}"}, 5)) {
    const Glob glob = Glob::parse(pattern, modern);
    const Glob copy = glob;
    std::uint32_t at = 0;
    Glob::TokenKind before = Glob::TokenKind::one;
    for (const Glob::Token& token : copy.tokens()) {
      ASSERT_EQ(token.source.begin, at) << pattern;
      ASSERT_LT(token.source.begin, token.source.end) << pattern;
      at = token.source.end;
      const bool repeatable = token.kind == Glob::TokenKind::one || token.kind == Glob::TokenKind::variable;
      ASSERT_TRUE(repeatable || token.kind != before) << pattern;
      ASSERT_EQ(token.text.empty(),
                token.kind == Glob::TokenKind::star || token.kind == Glob::TokenKind::one);
      before = token.kind;
    }
    ASSERT_EQ(at, pattern.size()) << pattern;
  }
}

}  // namespace
}  // namespace postern
