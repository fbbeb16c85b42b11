#include "e2e/case_file.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace postern::testing {
namespace {

constexpr std::string_view sample = R"(# heading
== first one
args: lint 'a b' "c\"d" e\ f
  --last
env: A=1
file sub/policy.json:
| {
|
|  }
stdin:
| x
\ no newline
exit: 1
stdout:
| old
stderr contains:
| a
| b

== second
args: --version
exit: 0
)";

TEST(CaseFile, reads_every_directive) {
  const auto cases = parse_cases(sample);
  ASSERT_EQ(cases.size(), 2U);
  const auto& first = cases[0];
  EXPECT_EQ(first.name, "first one");
  EXPECT_EQ(first.words, (std::vector<std::string>{"lint", "a b", "c\"d", "e f", "--last"}));
  EXPECT_EQ(first.environment, std::vector<std::string>{"A=1"});
  EXPECT_EQ(first.files.at("sub/policy.json"), "{\n\n }\n");
  EXPECT_EQ(first.standard_input, "x");
  EXPECT_EQ(first.exit_code, 1);
  ASSERT_EQ(first.standard_output.size(), 1U);
  EXPECT_EQ(first.standard_output[0].text, "old\n");
  ASSERT_EQ(first.standard_error.size(), 1U);
  EXPECT_EQ(first.standard_error[0].match, Match::contains);
  EXPECT_EQ(first.standard_error[0].lines, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(cases[1].standard_output.empty());
}

TEST(CaseFile, rejects_what_it_does_not_know) {
  struct Row {
    const char* name;
    std::string_view text;
    std::string_view message;
  };
  constexpr Row rows[] = {
      {"no_case", "args: x\n", "line 1: expected `== NAME`"},
      {"no_exit", "== a\nargs: x\n", "line 1: no `exit:`"},
      {"twice", "== a\nexit: 0\n== a\nexit: 0\n", "line 3: a second case `a`"},
      {"directive", "== a\nexit: 0\nstdout equals:\n| a\n", "line 3: unknown expectation ` equals`"},
      {"misspelt", "== a\nexti: 0\n", "line 2: unknown directive `exti`"},
      {"number", "== a\nexit: one\n", "line 2: `one` is no number"},
      {"inline_text", "== a\nexit: 0\nstdout: hello\n", "line 3: text belongs on the next line, after `| `"},
      {"open_quote", "== a\nargs: 'x\nexit: 0\n", "an open quote in `'x`"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    try {
      parse_cases(row.text);
      ADD_FAILURE() << "was accepted";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(error.what(), row.message);
    }
  }
}

TEST(CaseFile, replaces_and_adds_expectations) {
  const auto cases = parse_cases(sample);
  const auto replaced = with_expectation(sample, cases[0], false, "new\n\nend");
  EXPECT_NE(replaced.find("stdout:\n| new\n|\n| end\n\\ no newline\nstderr contains:\n"), std::string::npos)
      << replaced;
  EXPECT_EQ(parse_cases(replaced)[0].standard_output[0].text, "new\n\nend");

  const auto added = with_expectation(sample, cases[1], true, "oops\n");
  EXPECT_EQ(parse_cases(added)[1].standard_error[0].text, "oops\n");

  EXPECT_EQ(with_expectation(sample, cases[0], true, "more"), sample) << "only exact blocks are rewritten";
}

TEST(CaseFile, judges_output) {
  struct Row {
    const char* name;
    StreamExpectation expected;
    std::string_view actual;
    bool fine;
  };
  const Row rows[] = {
      {"exact", {Match::exact, "a\n", {}, 0, 0}, "a\n", true},
      {"final_newline", {Match::exact, "a\n", {}, 0, 0}, "a", false},
      {"contains", {Match::contains, {}, {"b", "a"}, 0, 0}, "xax\nxbx\n", true},
      {"contains_one_only", {Match::contains, {}, {"b", "c"}, 0, 0}, "b\n", false},
      {"lacks", {Match::lacks, {}, {"c"}, 0, 0}, "b\n", true},
      {"lacks_not", {Match::lacks, {}, {"b"}, 0, 0}, "b\n", false},
      {"matches", {Match::matches, {}, {"^b+$"}, 0, 0}, "a\nbbb\n", true},
      {"matches_one_line", {Match::matches, {}, {"a.b"}, 0, 0}, "a\nb\n", false},
      {"any", {Match::any, {}, {}, 0, 0}, "whatever", true},
  };
  for (const auto& row : rows)
    EXPECT_EQ(mismatch(row.expected, row.actual, {}).empty(), row.fine) << row.name;
}

TEST(CaseFile, shows_where_texts_differ) {
  EXPECT_EQ(difference("a\nb\nc\nd\n", "a\nb\nx\nd\n"),
            "from line 3 (- expected, + actual)\n  a\n  b\n- c\n+ x\n  d\n");
  EXPECT_EQ(difference("a\n", "a\n"), "");
}

}  // namespace
}  // namespace postern::testing
