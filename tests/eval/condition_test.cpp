// Every operator under every quantifier, with and without IfExists, against the naive twin.

#include <gtest/gtest.h>

#include <cstdio>

#include "eval/condition.hpp"
#include "eval/evaluating.hpp"
#include "support/eval_generator.hpp"
#include "support/naive_condition.hpp"

namespace postern {
namespace {

using naive::ConditionTest;
using naive::Facts;

constexpr std::string_view key = "s3:prefix";

Condition read(const ConditionTest& test) {
  std::string text = test.variables ? R"({"Version":"2012-10-17",)" : "{";
  text += R"("Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":)" + test::json_of(test) +
          "}}";
  Policy policy = test::policy_of_json(std::move(text), PolicyKind::identity);
  return std::move(policy.statements.at(0).conditions.at(0));
}

Context context_of(const Facts& facts) {
  Context context;
  for (const auto& [name, values] : facts)
    context.set(name, values);
  return context;
}

std::string show(const ConditionTest& test, const Facts& facts) {
  std::string out = test::json_of(test) + (test.variables ? "" : " (2008)") + " on {";
  for (const auto& [name, values] : facts)
    out += name + ": " + test::json_list(values) + " ";
  return out + "}";
}

// Absent, empty and unlike empties, one, many, mixed: the columns of semantics.md 4.2, for values of a
// family.
std::vector<std::optional<std::vector<std::string>>> columns(std::string_view base) {
  std::vector<std::optional<std::vector<std::string>>> out = {
      std::nullopt, std::vector<std::string>{}, {{""}}, {{"", ""}}};
  const test::Pool& pool = test::pools_of(base).request;
  for (const std::string_view value : pool)
    out.push_back({{std::string(value)}});
  for (std::size_t i = 0; i + 1 < pool.size(); ++i) {
    const std::string first(pool[i]);
    const std::string second(pool[i + 1]);
    out.push_back({{first, second}});
    out.push_back({{first, first}});
    out.push_back({{"", first}});
    out.push_back({{first, second, ""}});
  }
  return out;
}

std::vector<std::vector<std::string>> policy_lists(std::string_view base) {
  std::vector<std::vector<std::string>> out = {{}, {""}};
  const test::Pool& pool = test::pools_of(base).policy;
  for (const std::string_view value : pool)
    out.push_back({std::string(value)});
  for (std::size_t i = 0; i + 1 < pool.size(); i += 2)
    out.push_back({std::string(pool[i]), std::string(pool[i + 1])});
  return out;
}

class Operators : public testing::TestWithParam<std::string_view> {};

TEST_P(Operators, agree_with_the_table_in_every_form) {
  std::size_t pairs = 0;
  for (const std::string_view quantifier : {"", "ForAllValues", "ForAnyValue"}) {
    for (const bool if_exists : {false, true}) {
      if (if_exists && GetParam() == "Null")
        continue;
      for (const std::vector<std::string>& values : policy_lists(GetParam())) {
        ConditionTest test{
            std::string(quantifier), std::string(GetParam()), if_exists, std::string(key), values, true};
        const Condition condition = read(test);
        for (const auto& column : columns(GetParam())) {
          Facts facts = {{"aws:username", {"alice"}}};
          if (column && !column->empty())
            facts[std::string(key)] = *column;
          Context context = context_of(facts);
          if (column)
            context.set(key, *column);  // an empty list is said to be absent
          ASSERT_EQ(eval::match_condition(condition, context), truth(naive::holds(test, facts)))
              << show(test, facts);
          ++pairs;
        }
      }
    }
  }
  EXPECT_GT(pairs, 500U);
}

INSTANTIATE_TEST_SUITE_P(All, Operators, testing::ValuesIn(test::operator_bases),
                         [](const auto& of) { return std::string(of.param); });

TEST(Conditions, agree_with_the_table_at_random) {
  constexpr std::uint64_t seed = 20240501;
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  test::Chance chance(seed);
  const test::Pool keys = {"s3:prefix", "S3:Prefix", "aws:ResourceTag/env", "aws:username",
                           "AWS:resourcetag/ENV"};
  std::size_t pairs = 0;
  std::size_t held = 0;
  for (int round = 0; round < 6000; ++round) {
    ConditionTest test = test::random_condition(chance, keys);
    test.variables = !chance.one_in(4);
    const Condition condition = read(test);
    for (int context = 0; context < 20; ++context) {
      Facts facts;
      for (const std::string_view name : {"s3:prefix", "aws:resourcetag/env", "aws:username"}) {
        auto values = chance.some(test::pools_of(test.base).request, 0, chance.one_in(3) ? 3 : 1);
        if (!values.empty())
          facts[std::string(name)] = std::move(values);
      }
      const bool expected = naive::holds(test, facts);
      ASSERT_EQ(eval::match_condition(condition, context_of(facts)), truth(expected)) << show(test, facts);
      ++pairs;
      held += expected ? 1 : 0;
    }
  }
  EXPECT_GE(pairs, 100'000U);
  EXPECT_GT(held, pairs / 5);
  EXPECT_LT(held, pairs * 4 / 5);
}

// SPEC: semantics.md 4.2: a negated operator is the exact complement of its positive twin on one value.
TEST(Conditions, negate_exactly) {
  constexpr std::pair<std::string_view, std::string_view> twins[] = {
      {"StringEquals", "StringNotEquals"}, {"StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"},
      {"StringLike", "StringNotLike"},     {"NumericEquals", "NumericNotEquals"},
      {"DateEquals", "DateNotEquals"},     {"IpAddress", "NotIpAddress"},
      {"ArnEquals", "ArnNotEquals"},       {"ArnLike", "ArnNotLike"}};
  for (const auto& [positive, negative] : twins) {
    for (const std::vector<std::string>& values : policy_lists(positive)) {
      ConditionTest test{"", std::string(positive), false, std::string(key), values, true};
      const Condition yes = read(test);
      test.base = negative;
      const Condition no = read(test);
      for (const std::string_view value : test::pools_of(positive).request) {
        const Context context = context_of({{std::string(key), {std::string(value)}}});
        EXPECT_EQ(eval::match_condition(no, context), !eval::match_condition(yes, context))
            << negative << " " << value;
      }
    }
  }
}

struct Unknown {
  std::string_view name, condition;
  Truth expected;
};

// The key s3:prefix and the variable aws:userid are unknown; aws:username is alice.
TEST(Conditions, are_unknown_only_where_an_unknown_key_decides) {
  constexpr Unknown cases[] = {
      {"plain", "{'StringEquals':{'s3:prefix':'a'}}", Truth::unknown},
      {"negated", "{'StringNotEquals':{'s3:prefix':'a'}}", Truth::unknown},
      {"if exists", "{'StringEqualsIfExists':{'s3:prefix':'a'}}", Truth::unknown},
      {"another key", "{'StringEquals':{'aws:username':'alice'}}", Truth::yes},
      {"variable decides", "{'StringEquals':{'aws:username':'${aws:userid}'}}", Truth::unknown},
      {"variable decides a negation", "{'StringNotLike':{'aws:username':'a*${aws:userid}'}}", Truth::unknown},
      {"no value of the variable can match", "{'StringEquals':{'aws:username':'bob${aws:userid}'}}",
       Truth::no},
      {"nor can it for the negation", "{'StringNotEquals':{'aws:username':'bob${aws:userid}'}}", Truth::yes},
      {"another value matches anyway", "{'StringEquals':{'aws:username':['${aws:userid}','alice']}}",
       Truth::yes},
      {"null", "{'Null':{'s3:prefix':'true'}}", Truth::unknown},
      {"null either way", "{'Null':{'s3:prefix':['true','false']}}", Truth::yes},
      {"null of nothing", "{'Null':{'s3:prefix':'maybe'}}", Truth::no},
      {"null for all", "{'ForAllValues:Null':{'s3:prefix':'true'}}", Truth::yes},
      {"null for any", "{'ForAnyValue:Null':{'s3:prefix':'true'}}", Truth::no},
  };
  Context context;
  context.set_unknown("s3:prefix");
  context.set_unknown("aws:userid");
  context.set("aws:username", "alice");
  for (const Unknown& c : cases) {
    const Policy policy = test::policy_of(
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':" + std::string(c.condition) + "}",
        PolicyKind::identity);
    EXPECT_EQ(eval::match_condition(policy.statements[0].conditions[0], context), c.expected) << c.name;
  }
}

}  // namespace
}  // namespace postern
