// What must hold of every evaluation, on generated layers and requests.

#include <gtest/gtest.h>

#include <cstdio>
#include <set>
#include <tuple>

#include "support/eval_generator.hpp"

namespace postern {
namespace {

using test::Chance;
using test::OwnedStack;

constexpr std::uint64_t seed = 20240607;

std::string show(const OwnedStack& stack, const Request& request) {
  OwnedStack copy = stack;
  std::string out = request.principal.text + " " + request.action.text + " on";
  for (const std::string& resource : request.resources)
    out += " " + resource;
  for (const ContextEntry& entry : request.context.entries()) {
    out += "\n" + entry.key + " = ";
    out += entry.state == ContextEntry::State::unknown ? "unknown" : test::json_list(entry.values);
  }
  copy.each_policy([&](const Policy& policy) {
    out += "\n" + std::string(to_string(policy.kind)) + ": " + print_policy(policy);
  });
  return out;
}

// Calls `check` with generated cases.
template <class Check>
void for_cases(std::uint64_t offset, int count, Check check) {
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed + offset));
  Chance chance(seed + offset);
  for (int round = 0; round < count && !testing::Test::HasFailure(); ++round) {
    OwnedStack stack = test::random_stack(chance);
    for (int again = 0; again < 4 && !testing::Test::HasFailure(); ++again) {
      const Request request = test::random_request(chance);
      SCOPED_TRACE(show(stack, request));
      check(chance, stack, request);
    }
  }
}

Verdict verdict_of(const OwnedStack& stack, const Request& request) {
  return evaluate(stack.view(), request, {}).decision.verdict;
}

// Each statement that matched, by its text, on which resource and in which layer.
std::multiset<std::tuple<std::uint32_t, Layer, std::uint16_t, std::string>> texts_of(
    const Evaluation& evaluation) {
  std::multiset<std::tuple<std::uint32_t, Layer, std::uint16_t, std::string>> out;
  for (const MatchedStatement& matched : evaluation.matched) {
    Policy alone = *matched.policy;
    alone.statements = {matched.statement()};
    out.emplace(matched.resource, matched.ref.layer, matched.ref.level, print_policy(alone));
  }
  return out;
}

TEST(Properties, every_verdict_occurs) {
  std::array<int, 4> counts{};
  for_cases(0, 1500, [&](Chance&, const OwnedStack& stack, const Request& request) {
    ++counts.at(static_cast<std::size_t>(verdict_of(stack, request)));
  });
  for (const Verdict verdict : {Verdict::allowed, Verdict::implicit_deny, Verdict::explicit_deny})
    EXPECT_GT(counts.at(static_cast<std::size_t>(verdict)), 200) << to_string(verdict);
  EXPECT_EQ(counts.at(static_cast<std::size_t>(Verdict::undetermined)), 0);
}

TEST(Properties, another_deny_never_allows) {
  int turned = 0;
  for_cases(1, 1500, [&](Chance& chance, const OwnedStack& stack, const Request& request) {
    const Verdict before = verdict_of(stack, request);
    OwnedStack more = stack;
    more.each_policy([&](Policy& policy) {
      if (!chance.one_in(3))
        return;
      Policy extra = test::random_policy(chance, policy.kind);
      for (Statement& statement : extra.statements) {
        statement.effect = Effect::deny;
        policy.statements.push_back(std::move(statement));
      }
    });
    const Verdict after = verdict_of(more, request);
    if (before != Verdict::allowed) {
      EXPECT_NE(after, Verdict::allowed);
    }
    if (before == Verdict::explicit_deny) {
      EXPECT_EQ(after, Verdict::explicit_deny);
    }
    EXPECT_TRUE(after == before || after == Verdict::explicit_deny);
    turned += after != before ? 1 : 0;
  });
  EXPECT_GT(turned, 100);
}

// NotPrincipal and conditions turn around inside a statement, not between statements.
TEST(Properties, another_allow_never_denies) {
  int turned = 0;
  for_cases(2, 1500, [&](Chance& chance, const OwnedStack& stack, const Request& request) {
    const Verdict before = verdict_of(stack, request);
    OwnedStack more = stack;
    more.each_policy([&](Policy& policy) {
      Policy extra = test::random_policy(chance, policy.kind);
      for (Statement& statement : extra.statements) {
        statement.effect = Effect::allow;
        policy.statements.push_back(std::move(statement));
      }
    });
    const Verdict after = verdict_of(more, request);
    EXPECT_EQ(after == Verdict::explicit_deny, before == Verdict::explicit_deny);
    if (before == Verdict::allowed) {
      EXPECT_EQ(after, Verdict::allowed);
    }
    turned += after != before ? 1 : 0;
  });
  EXPECT_GT(turned, 50);
}

TEST(Properties, order_is_irrelevant) {
  for_cases(3, 1000, [&](Chance& chance, const OwnedStack& stack, const Request& request) {
    OwnedStack shuffled = stack;
    shuffled.each_policy([&](Policy& policy) { chance.shuffle(policy.statements); });
    shuffled.each_union([&](OwnedStack::Documents& documents) { chance.shuffle(documents); });
    const Evaluation before = evaluate(stack.view(), request, {});
    const Evaluation after = evaluate(shuffled.view(), request, {});
    EXPECT_EQ(before.decision.verdict, after.decision.verdict);
    EXPECT_EQ(before.decision.layer, after.decision.layer);
    EXPECT_EQ(texts_of(before), texts_of(after));

    Request reversed = request;
    std::reverse(reversed.resources.begin(), reversed.resources.end());
    EXPECT_EQ(verdict_of(stack, reversed), before.decision.verdict);
  });
}

TEST(Properties, a_union_may_be_split) {
  for_cases(4, 1000, [&](Chance&, const OwnedStack& stack, const Request& request) {
    OwnedStack split = stack;
    split.each_union([](OwnedStack::Documents& documents) {
      OwnedStack::Documents parts;
      for (const Policy& policy : documents) {
        for (const Statement& statement : policy.statements) {
          parts.push_back(policy);
          parts.back().statements = {statement};
        }
      }
      documents = std::move(parts);
    });
    const Evaluation before = evaluate(stack.view(), request, {});
    const Evaluation after = evaluate(split.view(), request, {});
    EXPECT_EQ(before.decision.verdict, after.decision.verdict);
    EXPECT_EQ(texts_of(before), texts_of(after));
  });
}

bool same(const MatchedStatement& a, const MatchedStatement& b) {
  return a.ref == b.ref && a.policy == b.policy && a.resource == b.resource;
}

TEST(Properties, an_explanation_explains_the_evaluation) {
  for_cases(5, 1000, [&](Chance& chance, const OwnedStack& stack, const Request& known) {
    Request request = known;
    if (chance.one_in(3))
      request.context.set_unknown(chance.of(test::condition_keys()));
    const Layers layers = stack.view();
    const Evaluation evaluation = evaluate(layers, request, {});
    const Explanation explanation = explain(layers, request, {});
    const Evaluation& explained = explanation.evaluation;
    EXPECT_EQ(explained.decision.verdict, evaluation.decision.verdict);
    EXPECT_EQ(explained.decision.layer, evaluation.decision.layer);
    EXPECT_EQ(explained.decision.witness, evaluation.decision.witness);
    EXPECT_EQ(explained.warnings, evaluation.warnings);
    EXPECT_TRUE(std::equal(explained.matched.begin(), explained.matched.end(), evaluation.matched.begin(),
                           evaluation.matched.end(), same));
    std::size_t matched = 0;
    for (const StatementTrace& trace : explanation.statements) {
      const bool listed =
          std::any_of(explained.matched.begin(), explained.matched.end(),
                      [&](const auto& at) { return at.ref == trace.ref && at.resource == trace.resource; });
      EXPECT_EQ(trace.truth == Truth::yes, listed);
      EXPECT_EQ(trace.truth == Truth::yes, trace.failures() == 0);
      EXPECT_EQ(trace.first_failure() == nullptr, trace.failures() == 0);
      matched += trace.truth == Truth::yes ? 1 : 0;
    }
    EXPECT_EQ(matched, explained.matched.size());
  });
}

// The witness is a matching statement of the deciding layer that has the verdict's effect.
TEST(Properties, a_witness_testifies) {
  for_cases(6, 1000, [&](Chance&, const OwnedStack& stack, const Request& request) {
    const Evaluation evaluation = evaluate(stack.view(), request, {});
    const StatementRef& witness = evaluation.decision.witness;
    if (evaluation.decision.verdict == Verdict::explicit_deny) {
      EXPECT_NE(witness.layer, Layer::none);
    }
    if (evaluation.decision.verdict == Verdict::implicit_deny) {
      EXPECT_EQ(witness.layer, Layer::none);
    }
    if (witness.layer == Layer::none)
      return;
    const auto found = std::find_if(evaluation.matched.begin(), evaluation.matched.end(),
                                    [&](const MatchedStatement& at) { return at.ref == witness; });
    ASSERT_NE(found, evaluation.matched.end());
    EXPECT_EQ(found->statement().effect == Effect::allow, evaluation.decision.verdict == Verdict::allowed);
    EXPECT_EQ(witness.layer, evaluation.decision.layer);
  });
}

// --- Three-valued logic
// --------------------------------------------------------------------------------------

// One way in which the unknown keys may turn out.
Request completed(Chance& chance, const Request& request) {
  Request out = request;
  for (const ContextEntry& entry : request.context.entries()) {
    if (entry.state != ContextEntry::State::unknown)
      continue;
    test::Pool pool = test::values_of(entry.key);
    for (const std::string_view base :
         {"DateEquals", "ArnEquals", "NumericEquals", "Bool", "IpAddress", "StringLike"}) {
      const test::Pool& more = test::pools_of(base).request;
      pool.insert(pool.end(), more.begin(), more.end());
    }
    out.context.set(entry.key, chance.some(pool, 0, chance.one_in(3) ? 3 : 1));
  }
  return out;
}

TEST(Unknown, a_definite_verdict_holds_for_every_completion) {
  int definite = 0;
  int undetermined = 0;
  int both_ways = 0;
  for_cases(7, 2000, [&](Chance& chance, const OwnedStack& stack, const Request& known) {
    Request request = known;
    for (std::size_t left = 1 + chance.below(3); left > 0; --left)
      request.context.set_unknown(chance.of(test::condition_keys()));
    const Evaluation evaluation = evaluate(stack.view(), request, {});
    std::set<Verdict> seen;
    for (int sample = 0; sample < 12; ++sample) {
      const Request full = completed(chance, request);
      const Evaluation complete = evaluate(stack.view(), full, {});
      EXPECT_NE(complete.decision.verdict, Verdict::undetermined);
      seen.insert(complete.decision.verdict);
      if (evaluation.decision.verdict != Verdict::undetermined) {
        EXPECT_EQ(complete.decision.verdict, evaluation.decision.verdict) << show(stack, full);
      }
      for (std::size_t index = 0; index < evaluation.resources.size(); ++index) {
        if (evaluation.resources[index].verdict != Verdict::undetermined) {
          EXPECT_EQ(complete.resources[index].verdict, evaluation.resources[index].verdict)
              << show(stack, full);
        }
      }
    }
    (evaluation.decision.verdict == Verdict::undetermined ? undetermined : definite)++;
    both_ways += seen.size() > 1 ? 1 : 0;
  });
  // Undetermined verdicts must not come from thin air either.
  EXPECT_GT(definite, 1000);
  EXPECT_GT(undetermined, 200);
  EXPECT_GT(both_ways, undetermined / 3);
}

TEST(Unknown, a_verdict_despite_it_names_what_surely_decides) {
  int checked = 0;
  for_cases(8, 2000, [&](Chance& chance, const OwnedStack& stack, const Request& known) {
    Request request = known;
    request.context.set_unknown(chance.of(test::condition_keys()));
    const Evaluation evaluation = evaluate(stack.view(), request, {});
    if (evaluation.decision.verdict == Verdict::undetermined) {
      EXPECT_EQ(evaluation.decision.layer, Layer::none);
      EXPECT_EQ(evaluation.decision.witness.layer, Layer::none);
    }
    if (evaluation.decision.verdict == Verdict::explicit_deny) {
      EXPECT_EQ(evaluation.decision.witness.layer, evaluation.decision.layer);
      ++checked;
    }
  });
  EXPECT_GT(checked, 100);
}

}  // namespace
}  // namespace postern
