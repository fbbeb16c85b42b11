#include "base/text.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"
#include "postern/diagnostic.hpp"

namespace postern::base {
namespace {

TEST(Text, FoldsAsciiLettersAndNothingElse) {
  for (int value = 0; value < 256; ++value) {
    const char c = static_cast<char>(value);
    const bool upper = value >= 'A' && value <= 'Z';
    EXPECT_EQ(to_lower(c), upper ? static_cast<char>(value + 32) : c) << value;
    EXPECT_EQ(to_lower(std::string(1, c)), std::string(1, to_lower(c))) << value;
    for (int other = 0; other < 256; ++other) {
      const char d = static_cast<char>(other);
      ASSERT_EQ(equals_ignore_case({&c, 1}, {&d, 1}), to_lower(c) == to_lower(d)) << value << " " << other;
    }
  }
  EXPECT_TRUE(equals_ignore_case("ForAllValues:STRINGLIKE", "forallvalues:StringLike"));
  EXPECT_FALSE(equals_ignore_case("Effect", "Effects"));
  EXPECT_FALSE(equals_ignore_case("É", "é"));
  EXPECT_TRUE(equals_ignore_case("", ""));
}

// The textbook recursion.
std::size_t naive_distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty())
    return a.size() + b.size();
  const std::size_t substituted =
      naive_distance(a.substr(1), b.substr(1)) + (a.front() == b.front() ? 0U : 1U);
  return std::min({substituted, naive_distance(a.substr(1), b) + 1, naive_distance(a, b.substr(1)) + 1});
}

std::vector<std::string> words(std::string_view letters, std::size_t longest) {
  std::vector<std::string> all = {""};
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (all[at].size() == longest)
      break;
    for (const char letter : letters)
      all.push_back(all[at] + letter);
  }
  return all;
}

TEST(Text, EditDistanceIsThatOfTheDefinition) {
  const std::vector<std::string> all = words("ab", 4);
  for (const std::string& a : all) {
    for (const std::string& b : all)
      ASSERT_EQ(edit_distance(a, b), naive_distance(a, b)) << a << " " << b;
  }
  EXPECT_EQ(edit_distance("StringEqual", "StringEquals"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Text, ClosestIsNearOrNothing) {
  struct Case {
    std::string_view text, found;
  };
  constexpr Case cases[] = {
      {"Actions", "Action"},
      {"Efect", "Effect"},
      {"EFFECT", "Effect"},
      {"Ressource", "Resource"},
      {"Comment", ""},
      {"X", ""},
      {"", ""},
      {"NotActions", "NotAction"},
      {"Rersourcse", "Resource"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(closest(c.text, {"Effect", "Action", "NotAction", "Resource"}), c.found) << c.text;
  EXPECT_EQ(closest("abcx", {"abcy", "abcz"}), "abcy") << "the first of equals";
}

TEST(Text, QuotedIsShortAndWhole) {
  EXPECT_EQ(base::quoted(""), "``");
  EXPECT_EQ(base::quoted("a b"), "`a b`");
  EXPECT_EQ(base::quoted(std::string(80, 'x')), "`" + std::string(80, 'x') + "`");
  EXPECT_EQ(base::quoted(std::string(81, 'x')), "`" + std::string(80, 'x') + "…`");
  for (std::size_t before = 70; before < 90; ++before) {
    const std::string text = std::string(before, 'x') + "😀😀😀😀😀";
    const std::string out = base::quoted(text);
    for (std::size_t at = 0; at < out.size();) {
      const CodePoint point = decode_utf8(out, at);
      ASSERT_TRUE(point.valid) << before;
      at += point.length;
    }
  }
}

TEST(Text, QuotedIsOneSafeLine) {
  EXPECT_EQ(base::quoted("a\nb\x1B[31m"), "`a\\u{a}b\\u{1b}[31m`");
  EXPECT_EQ(base::quoted("a\xE2\x80\xAE"), "`a\\u{202e}`");
  EXPECT_EQ(base::quoted("\xFFz"), "`\\u{fffd}z`");
  const std::string long_text(79, 'x');
  EXPECT_EQ(base::quoted(concat({long_text, "\xF0\xF0"})), concat({"`", long_text, "\\u{fffd}…`"}));
}

TEST(Text, Concat) {
  EXPECT_EQ(concat({}), "");
  EXPECT_EQ(concat({"a", "", "bc"}), "abc");
}

TEST(Severity, IsOrderedAndNamed) {
  EXPECT_LT(Severity::suggestion, Severity::warning);
  EXPECT_LT(Severity::warning, Severity::security_warning);
  EXPECT_LT(Severity::security_warning, Severity::error);
  EXPECT_EQ(to_string(Severity::suggestion), "suggestion");
  EXPECT_EQ(to_string(Severity::warning), "warning");
  EXPECT_EQ(to_string(Severity::security_warning), "security-warning");
  EXPECT_EQ(to_string(Severity::error), "error");
}

}  // namespace
}  // namespace postern::base
