// Requests made for a policy match it about half of the time; else a differential test would compare silence
// with silence.

#include "support/request_generator.hpp"

#include <gtest/gtest.h>

#include "postern/evaluate.hpp"
#include "support/policy_generator.hpp"

namespace postern {
namespace {

TEST(RequestGenerator, AboutHalfOfTheRequestsMatch) {
  std::size_t requests = 0;
  std::size_t matching = 0;
  std::size_t verdicts[3] = {};
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    testing::Random random(seed);
    const Policy policy = testing::random_policy(random, PolicyKind::endpoint);
    Layers layers;
    layers.endpoint = PolicyList{&policy};
    for (int draw = 0; draw < 4; ++draw) {
      const Request request = testing::random_request(random, policy);
      ASSERT_FALSE(request.resources.empty());
      const Evaluation evaluation = evaluate(layers, request, {});
      ASSERT_NE(evaluation.decision.verdict, Verdict::undetermined) << seed;
      ++verdicts[static_cast<std::size_t>(evaluation.decision.verdict)];
      matching += evaluation.matched.empty() ? 0U : 1U;
      ++requests;
    }
  }
  const double share = static_cast<double>(matching) / static_cast<double>(requests);
  EXPECT_GT(share, 0.4);
  EXPECT_LT(share, 0.7);
  for (const std::size_t count : verdicts)
    EXPECT_GT(count, requests / 10);
}

TEST(RequestGenerator, TheSameSeedGivesTheSameRequest) {
  testing::Random first(11);
  testing::Random second(11);
  const Policy policy = testing::random_policy(first, PolicyKind::identity);
  const Policy twin = testing::random_policy(second, PolicyKind::identity);
  for (int draw = 0; draw < 50; ++draw) {
    const Request a = testing::random_request(first, policy);
    const Request b = testing::random_request(second, twin);
    EXPECT_EQ(a.principal.text, b.principal.text);
    EXPECT_EQ(a.action.text, b.action.text);
    EXPECT_EQ(a.resources, b.resources);
    EXPECT_EQ(a.context.entries().size(), b.context.entries().size());
  }
}

}  // namespace
}  // namespace postern
