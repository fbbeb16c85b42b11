// The names that somebody probably meant.

#include "suggest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace postern::cli {
namespace {

struct SuggestCase {
  std::string_view name, word, expected;
};

constexpr SuggestCase suggest_cases[] = {
    {"swapped", "simluate", "simulate"},
    {"missing_letter", "simulat", "simulate"},
    {"extra_letter", "ssimulate", "simulate"},
    {"cut_short", "comp", "completion"},
    {"cut_short_but_ambiguous", "--end", ""},
    {"nearest_of_two", "--endpoint-tipe", "--endpoint-type"},
    {"far", "frobnicate", ""},
    {"short_word", "x", ""},
    {"empty", "", ""},
    {"nothing_in_common", "zzzzzzzz", ""},
};

TEST(Suggest, FindsTheNearestName) {
  for (const SuggestCase& one : suggest_cases) {
    SCOPED_TRACE(one.name);
    const std::string expected =
        one.expected.empty() ? std::string() : "; did you mean `" + std::string(one.expected) + "`?";
    EXPECT_EQ(
        did_you_mean(one.word, {"simulate", "completion", "catalog", "--endpoint-policy", "--endpoint-type"}),
        expected);
  }
}

TEST(Suggest, DoesNotTryLongWords) {
  EXPECT_EQ(did_you_mean(std::string(100'000, 'a'), {"simulate"}), "");
}

}  // namespace
}  // namespace postern::cli
