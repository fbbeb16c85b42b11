#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/pattern_candidates.hpp"
#include "postern/catalog.hpp"

namespace postern {
namespace {

std::vector<ActionId> expansion(const std::vector<std::string>& patterns) {
  const std::vector<std::string_view> views(patterns.begin(), patterns.end());
  return expand(Catalog::builtin(), views);
}

struct CondenseCase {
  const char* name;
  std::vector<std::string> actions;  // patterns, expanded first
  std::vector<std::string> expected;
};

TEST(Condense, FindsTheShortestList) {
  const CondenseCase cases[] = {
      {"nothing", {}, {}},
      {"everything", {"*"}, {"*"}},
      {"a service", {"batch:*"}, {"batch:*"}},
      {"two services", {"batch:*", "a2c:*"}, {"a2c:*", "batch:*"}},
      {"one action is a name", {"batch:SubmitJob"}, {"batch:SubmitJob"}},
      {"common beginning", {"batch:Submit*"}, {"batch:Submit*"}},
      {"common beginning, ending with a word", {"batch:Describe*"}, {"batch:Describe*"}},
      {"common end", {"batch:*ComputeEnvironment"}, {"batch:*ComputeEnvironment"}},
      {"common middle", {"batch:*JobQueue*"}, {"batch:*Queue*"}},
      {"beginning and end", {"s3:Put*Acl"}, {"s3:Put*Acl"}},
      {"name and pattern", {"batch:Submit*", "batch:CancelJob"}, {"batch:CancelJob", "batch:Submit*"}},
      {"overlapping patterns", {"batch:Describe*", "batch:*JobQueue"}, {"batch:*Queue", "batch:Describe*"}},
  };
  for (const CondenseCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto wanted = expansion(c.actions);
    const Condensed condensed = condense(Catalog::builtin(), wanted);
    EXPECT_EQ(condensed.patterns, c.expected);
    EXPECT_TRUE(condensed.minimal);
    EXPECT_EQ(expansion(condensed.patterns), wanted);
  }
}

TEST(Condense, IgnoresOrderRepetitionAndOtherServices) {
  auto wanted = expansion({"batch:Submit*", "a2c:*"});
  std::reverse(wanted.begin(), wanted.end());
  wanted.push_back(wanted.front());
  const std::string_view scope[] = {"BATCH"};
  EXPECT_EQ(condense(Catalog::builtin(), wanted, scope).patterns,
            (std::vector<std::string>{"batch:Submit*"}));
}

/// The sets of actions that people condense: some of a service, picked by access level, by pattern, or at
/// random.
std::vector<ActionId> random_actions(std::mt19937& random) {
  const auto services = Catalog::builtin().services();
  std::vector<ActionId> wanted;
  for (int count = 1 + static_cast<int>(random() % 4); count > 0; --count) {
    const Service service = services[random() % services.size()];
    const auto level = static_cast<AccessLevel>(random() % 5);
    const auto kind = random() % 3;
    const auto keep = 1 + random() % 9;
    const std::string verb = random() % 2 == 0 ? "Get" : "Describe";
    for (const Action& action : service.actions) {
      const bool wants = kind == 0   ? action.access == level
                         : kind == 1 ? action.name.starts_with(verb)
                                     : random() % 10 < keep;
      if (wants)
        wanted.push_back(action.id);
    }
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  return wanted;
}

TEST(Condense, ExpandsToExactlyTheSameActions) {
  std::mt19937 random(4711);
  for (int round = 0; round < 150; ++round) {
    const auto wanted = random_actions(random);
    const Condensed condensed = condense(Catalog::builtin(), wanted);
    ASSERT_EQ(expansion(condensed.patterns), wanted) << "round " << round;
    EXPECT_LE(condensed.patterns.size(), wanted.size());
    EXPECT_TRUE(std::is_sorted(condensed.patterns.begin(), condensed.patterns.end()));
    EXPECT_EQ(condense(Catalog::builtin(), wanted).patterns, condensed.patterns);
  }
}

TEST(Condense, EveryServiceByAccessLevel) {
  for (const Service& service : Catalog::builtin().services()) {
    std::vector<ActionId> wanted;
    for (const Action& action : service.actions) {
      if (action.access == AccessLevel::read || action.access == AccessLevel::list)
        wanted.push_back(action.id);
    }
    const Condensed condensed = condense(Catalog::builtin(), wanted);
    ASSERT_EQ(expansion(condensed.patterns), wanted) << service.prefix;
  }
}

TEST(Condense, HalfOfTheCatalogStaysExact) {
  std::mt19937 random(99);
  std::vector<ActionId> wanted;
  for (const Action& action : Catalog::builtin().actions()) {
    if (random() % 2 == 0)
      wanted.push_back(action.id);
  }
  const Condensed condensed = condense(Catalog::builtin(), wanted);
  EXPECT_EQ(expansion(condensed.patterns), wanted);
  EXPECT_LT(condensed.patterns.size(), wanted.size());
}

bool naive_glob(std::string_view pattern, std::string_view text) {
  if (pattern.empty())
    return text.empty();
  if (pattern[0] == '*') {
    return naive_glob(pattern.substr(1), text) || (!text.empty() && naive_glob(pattern, text.substr(1)));
  }
  return !text.empty() && pattern[0] == text[0] && naive_glob(pattern.substr(1), text.substr(1));
}

/// All literals up to four letters over the alphabet of the names.
std::vector<std::string> all_literals(std::string_view alphabet) {
  std::vector<std::string> literals = {""};
  for (std::size_t from = 0, length = 0; length < 4; ++length) {
    const std::size_t end = literals.size();
    for (; from < end; ++from) {
      for (const char c : alphabet)
        literals.push_back(literals[from] + c);
    }
  }
  return literals;
}

/// Against every pattern of the shapes over a small alphabet: each set of names that some pattern matches
/// exactly (no unwanted name among them) is inside the cover of a candidate, and candidates match what they
/// say.
TEST(PatternCandidates, MissNothing) {
  std::mt19937 random(3);
  const auto literals = all_literals("ab");
  for (int round = 0; round < 40; ++round) {
    std::set<std::string> distinct;
    while (distinct.size() < 8) {
      std::string name;
      for (std::size_t length = 1 + random() % 4; length > 0; --length)
        name += random() % 2 == 0 ? 'a' : 'b';
      distinct.insert(name);
    }
    const std::vector<std::string_view> names(distinct.begin(), distinct.end());
    std::vector<bool> wanted;
    for (std::size_t i = 0; i < names.size(); ++i)
      wanted.push_back(random() % 3 != 0);
    const auto candidates = catalog::pattern_candidates(names, wanted);

    const auto matched = [&](const std::string& pattern) {
      std::vector<std::uint32_t> found;
      for (std::uint32_t i = 0; i < names.size(); ++i) {
        if (naive_glob(pattern, names[i]))
          found.push_back(i);
      }
      return found;
    };
    const auto all_wanted = [&](const std::vector<std::uint32_t>& found) {
      return std::all_of(found.begin(), found.end(), [&](std::uint32_t i) { return wanted[i]; });
    };
    for (const auto& candidate : candidates) {
      EXPECT_EQ(matched(candidate.text), candidate.covers) << candidate.text;
      EXPECT_TRUE(all_wanted(candidate.covers)) << candidate.text;
    }
    for (const std::string& a : literals) {
      for (const std::string& b : literals) {
        for (const std::string& pattern : {a + '*' + b, '*' + a + '*'}) {
          const auto found = matched(pattern);
          if (found.empty() || pattern == "*" || pattern == "**" || !all_wanted(found))
            continue;
          const bool held = std::any_of(candidates.begin(), candidates.end(), [&](const auto& candidate) {
            return std::includes(candidate.covers.begin(), candidate.covers.end(), found.begin(),
                                 found.end());
          });
          EXPECT_TRUE(held) << pattern;
        }
      }
    }
  }
}

}  // namespace
}  // namespace postern
