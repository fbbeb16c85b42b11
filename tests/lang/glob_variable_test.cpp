#include <gtest/gtest.h>

#include "lang/words.hpp"
#include "postern/glob.hpp"
#include "support/naive_glob.hpp"

// Policy variables: their syntax, and what becomes of them in a match.

namespace postern {
namespace {

using naive::MapVariables;
using test::Dice;
using test::words;

constexpr GlobSyntax modern{.wildcards = true, .variables = true, .fold_case = false};
constexpr GlobSyntax modern_exact{.wildcards = false, .variables = true, .fold_case = false};
constexpr GlobSyntax modern_folded{.wildcards = true, .variables = true, .fold_case = true};

struct VariableCase {
  const char* name;
  std::string_view pattern;
  GlobSyntax syntax;
  std::string_view text;
  Truth expected;
};

// `user` is alice, `star` is `*`, `code` is `a${user}:b`, `upper` is RED, `later` is unknown, others are
// unresolved.
constexpr VariableCase variable_cases[] = {
    {"V01 value", "q/${user}", modern, "q/alice", Truth::yes},
    {"V17 any case", "q/${USER}", modern, "q/alice", Truth::yes},
    {"V13 without wildcards", "${user}", modern_exact, "alice", Truth::yes},
    {"trimmed name", "q/${ user\t}", modern, "q/alice", Truth::yes},
    {"V04 unresolved", "q/${team}", modern, "q/${team}", Truth::no},
    {"unresolved beside a star", "*${team}", modern, "anything", Truth::no},
    {"V06 default", "q/${team, 'shared'}", modern, "q/shared", Truth::yes},
    {"V07 default not used", "q/${user, 'shared'}", modern, "q/shared", Truth::no},
    {"default without a space", "q/${team,'shared'}", modern, "q/shared", Truth::yes},
    {"default after many spaces", "q/${team,    'shared'}", modern, "q/shared", Truth::yes},
    {"empty default", "q/${team, ''}", modern, "q/", Truth::yes},
    {"default runs to the first closing mark", "${team, 'a'b}c'}d", modern, "a'b}cd", Truth::yes},
    {"default keeps its case", "${team, 'Ab'}", modern, "Ab", Truth::yes},
    {"default is literal", "${team, '*'}", modern, "x", Truth::no},
    {"default is literal text", "${team, '*?'}", modern, "*?", Truth::yes},
    {"default is not scanned again", "${team, '${user}'}", modern, "${user}", Truth::yes},
    {"V08 escaped star", "repo/${*}", modern, "repo/app", Truth::no},
    {"V09 escaped star matches itself", "repo/${*}", modern, "repo/*", Truth::yes},
    {"escaped one and dollar", "${?}${$}", modern, "?$", Truth::yes},
    {"escapes without wildcards", "${*}${?}${$}*", modern_exact, "*?$*", Truth::yes},
    {"an escape has no spaces", "${ * }", modern, "*", Truth::no},
    {"V11 a star by way of a value is literal", "q/${star}", modern, "q/prod", Truth::no},
    {"a star by way of a value matches itself", "q/${star}", modern, "q/*", Truth::yes},
    {"one pass only", "${code}", modern, "a${user}:b", Truth::yes},
    {"two variables", "${user}/${user}", modern, "alice/alice", Truth::yes},
    {"value between stars", "*${user}*", modern, "xxalicexx", Truth::yes},
    {"folded value", "q/${upper}", modern_folded, "Q/red", Truth::yes},
    {"not folded value", "q/${upper}", modern, "q/red", Truth::no},
    {"folded default", "q/${team, 'RED'}", modern_folded, "Q/red", Truth::yes},
    {"no closing brace is text", "a${user", modern, "a${user", Truth::yes},
    {"no closing brace, wildcard stays", "a${*", modern, "a${bc", Truth::yes},
    {"empty name is text", "a${}", modern, "a${}", Truth::yes},
    {"blank name is text", "a${ }", modern, "a${ }", Truth::yes},
    {"blank name with default", "${ , 'x'}", modern, "x", Truth::yes},
    {"default without end is part of a name", "${user, 'x}", modern, "alice", Truth::no},
    {"name with a comma", "${a,b}", modern, "x", Truth::no},
    {"dollar alone", "$$", modern, "$$", Truth::yes},
    {"dollar before a variable", "$${user}", modern, "$alice", Truth::yes},
    {"unknown matches as a star", "q/${later}", modern, "q/anything", Truth::unknown},
    {"unknown cannot help", "q/${later}", modern, "r/anything", Truth::no},
    {"unknown and a default", "q/${later, 'x'}", modern, "q/y", Truth::unknown},
    {"unknown and unresolved", "${later}${team}", modern, "x", Truth::no},
    {"unknown twice", "${later}-${later}", modern, "a-b", Truth::unknown},
};

MapVariables sample() {
  return MapVariables(
      {{"user", "alice"}, {"star", "*"}, {"code", "a${user}:b"}, {"upper", "RED"}, {"later", std::nullopt}});
}

TEST(GlobVariables, follow_the_spec) {
  const MapVariables variables = sample();
  for (const VariableCase& c : variable_cases) {
    EXPECT_EQ(Glob::parse(c.pattern, c.syntax).matches(c.text, variables), c.expected) << c.name;
    EXPECT_EQ(naive::glob(c.pattern, c.syntax, c.text, variables), c.expected) << "oracle: " << c.name;
  }
}

TEST(GlobVariables, are_not_resolved_without_a_source) {
  EXPECT_FALSE(Glob::parse("${user}", modern).matches("alice"));
  EXPECT_TRUE(Glob::parse("${user, 'bob'}", modern).matches("bob"));
}

TEST(GlobVariables, tell_name_default_and_place) {
  const std::string pattern = "Ab${ AWS:PrincipalTag/Team , 'Red'}*";
  const Glob glob = Glob::parse(pattern, modern);
  ASSERT_TRUE(glob.has_variables());
  const std::vector<Glob::Token> tokens = glob.tokens();
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(tokens[1].kind, Glob::TokenKind::variable);
  EXPECT_EQ(tokens[1].text, "aws:principaltag/team");
  EXPECT_TRUE(tokens[1].has_default);
  EXPECT_EQ(tokens[1].fallback, "Red");
  EXPECT_EQ(tokens[1].source, (Range{2, 35}));
  EXPECT_FALSE(Glob::parse(pattern, {}).has_variables());
}

// Every short arrangement of the marks that variables are made of.
TEST(GlobVariables, agree_with_the_oracle_on_all_short_patterns) {
  const MapVariables variables(MapVariables::Map{{"a", "b"}});
  const std::vector<std::string> texts{"", "a", "b", "$", "${", "${}", "a'", "'", "aa", "ab", "${a"};
  std::size_t hits = 0;
  for (const std::string& pattern : words({"${", "a", "}", ", '", "'}", "*", " "}, 6)) {
    const Glob glob = Glob::parse(pattern, modern);
    const naive::Atoms atoms = naive::atoms(pattern, modern, variables);
    for (const std::string& text : texts) {
      const Truth expected = naive::match(atoms, text);
      hits += expected == Truth::yes ? 1 : 0;
      ASSERT_EQ(glob.matches(text, variables), expected) << "`" << pattern << "` `" << text << "`";
    }
  }
  EXPECT_GT(hits, 1000U);
}

TEST(GlobVariables, agree_with_the_oracle_on_random_patterns) {
  constexpr std::uint32_t seed = 20260102;
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  const MapVariables variables(
      MapVariables::Map{{"a", "b"}, {"long", "aab"}, {"bad", "\xA9"}, {"odd", std::nullopt}});
  Dice dice(seed);
  std::array<std::size_t, 3> seen{};
  for (int round = 0; round < 50000; ++round) {
    const std::string pattern = dice.word(
        {"a", "b", "*", "?", "${a}", "${LONG}", "${odd}", "${bad}", "${no}", "${no, 'a'}", "\xC3"}, 6);
    const std::string text = dice.word({"a", "b", "aab", "\xC3", "\xA9", "\xC3\xA9"}, 8);
    const Truth expected = naive::glob(pattern, modern, text, variables);
    ++seen[static_cast<std::size_t>(expected)];
    ASSERT_EQ(Glob::parse(pattern, modern).matches(text, variables), expected) << pattern << " " << text;
  }
  EXPECT_GT(seen[static_cast<std::size_t>(Truth::yes)], 500U);
  EXPECT_GT(seen[static_cast<std::size_t>(Truth::unknown)], 500U);
}

}  // namespace
}  // namespace postern
