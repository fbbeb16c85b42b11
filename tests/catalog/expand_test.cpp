#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "postern/catalog.hpp"

namespace postern {
namespace {

std::vector<std::string> names(const std::vector<ActionId>& ids) {
  std::vector<std::string> texts;
  for (const ActionId id : ids)
    texts.push_back(Catalog::builtin().action(id).full_name());
  return texts;
}

struct ExpandCase {
  const char* name;
  const char* pattern;
  std::vector<std::string> expected;
};

TEST(Expand, FollowsTheRulesForActionPatterns) {
  const ExpandCase cases[] = {
      {"name", "batch:SubmitJob", {"batch:SubmitJob"}},
      {"name in another case", "BATCH:submitJOB", {"batch:SubmitJob"}},
      {"prefix of names", "batch:Submit*", {"batch:SubmitJob", "batch:SubmitServiceJob"}},
      {"wildcard in another case", "Batch:sUBMIT*", {"batch:SubmitJob", "batch:SubmitServiceJob"}},
      {"question mark", "batch:?ubmitJob", {"batch:SubmitJob"}},
      {"question mark takes one, not none", "batch:?SubmitJob", {}},
      {"star takes none", "batch:*SubmitJob*", {"batch:SubmitJob"}},
      {"wildcard in the prefix", "bat*:SubmitJob", {"batch:SubmitJob"}},
      {"wildcard as the prefix", "*:SubmitJob", {"batch:SubmitJob"}},
      {"question mark in the prefix", "b?tch:SubmitJob", {"batch:SubmitJob"}},
      {"both", "ba?ch:Submit*Job", {"batch:SubmitJob", "batch:SubmitServiceJob"}},
      {"no colon", "batch*", {}},
      {"no colon, no wildcard", "SubmitJob", {}},
      {"question marks are not rule one", "???", {}},
      {"empty", "", {}},
      {"only a colon", ":", {}},
      {"empty name", "batch:", {}},
      {"empty prefix", ":SubmitJob", {}},
      {"second colon", "batch:SubmitJob:*", {}},
      {"white space", "batch: SubmitJob", {}},
      {"trailing white space before a star", "batch:SubmitJob *", {}},
      {"a variable is literal", "batch:${aws:username}", {}},
      {"an escaped star is literal dollar and braces", "batch:${*}", {}},
      {"unknown service", "bitch:*", {}},
      {"unknown action", "batch:SubmitJobs", {}},
      {"hyphen", "vpc-lattice:*-*", {"vpc-lattice:AssociateViaAWSService-EventsAndStates"}},
  };
  for (const ExpandCase& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(names(expand(Catalog::builtin(), c.pattern)), c.expected);
  }
}

TEST(Expand, StarsAloneAreEverything) {
  const std::size_t all = Catalog::builtin().info().actions;
  for (const char* pattern : {"*", "**", "*:*", "**:**"}) {
    EXPECT_EQ(expand(Catalog::builtin(), pattern).size(), all) << pattern;
  }
}

TEST(Expand, AServiceAndAStarAreItsActions) {
  for (const Service& service : Catalog::builtin().services()) {
    const auto found = expand(Catalog::builtin(), std::string(service.prefix) + ":*");
    ASSERT_EQ(found.size(), service.actions.size()) << service.prefix;
    for (std::size_t i = 0; i < found.size(); ++i)
      EXPECT_EQ(found[i], service.actions[i].id);
  }
}

TEST(Expand, IsInCanonicalOrderByPrefixThenName) {
  // `ec2` sorts before `ec2-instance-connect`, although the colon sorts after the hyphen.
  const auto texts = names(expand(Catalog::builtin(), "ec2*:*"));
  const auto first_of = [&](std::string_view prefix) {
    return std::find_if(texts.begin(), texts.end(),
                        [&](const std::string& text) { return text.starts_with(prefix); });
  };
  ASSERT_NE(first_of("ec2:"), texts.end());
  ASSERT_NE(first_of("ec2-instance-connect:"), texts.end());
  EXPECT_LT(first_of("ec2:"), first_of("ec2-instance-connect:"));
}

TEST(Expand, UnitesPatterns) {
  const std::string_view patterns[] = {"batch:Submit*", "a2c:*", "batch:SubmitJob", "no-such:*"};
  const auto found = expand(Catalog::builtin(), patterns);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
  EXPECT_EQ(std::adjacent_find(found.begin(), found.end()), found.end());
  EXPECT_EQ(found.size(), 2 + Catalog::builtin().find_service("a2c")->actions.size());
}

/// A glob without tricks: the definition, by recursion.
bool naive_glob(std::string_view pattern, std::string_view text) {
  if (pattern.empty())
    return text.empty();
  if (pattern[0] == '*') {
    return naive_glob(pattern.substr(1), text) || (!text.empty() && naive_glob(pattern, text.substr(1)));
  }
  if (text.empty())
    return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return (pattern[0] == '?' || lower(pattern[0]) == lower(text[0])) &&
         naive_glob(pattern.substr(1), text.substr(1));
}

/// A pattern made from a name by putting wildcards over parts of it.
std::string random_pattern(std::string text, std::mt19937& random) {
  for (int edits = 1 + static_cast<int>(random() % 3); edits > 0 && !text.empty(); --edits) {
    const std::size_t at = random() % text.size();
    const std::size_t length = random() % (text.size() - at + 1);
    if (random() % 3 == 0) {
      text.replace(at, 1, "?");
    } else {
      text.replace(at, length, "*");
    }
  }
  return text;
}

TEST(Expand, AgreesWithTheDefinition) {
  std::mt19937 random(20261123);
  const auto all = Catalog::builtin().actions();
  int matching = 0;
  for (int round = 0; round < 500; ++round) {
    const Action model = all[random() % all.size()];
    const std::string prefix =
        random() % 4 == 0 ? random_pattern(std::string(model.service), random) : std::string(model.service);
    const std::string name = random_pattern(std::string(model.name), random);
    std::vector<ActionId> expected;
    for (const Service& service : Catalog::builtin().services()) {
      if (!naive_glob(prefix, service.prefix))
        continue;
      for (const Action& action : service.actions) {
        if (naive_glob(name, action.name))
          expected.push_back(action.id);
      }
    }
    if (!expected.empty()) {
      ++matching;
    }
    EXPECT_EQ(expand(Catalog::builtin(), prefix + ':' + name), expected) << prefix << ':' << name;
  }
  EXPECT_GT(matching, 400);
}

}  // namespace
}  // namespace postern
