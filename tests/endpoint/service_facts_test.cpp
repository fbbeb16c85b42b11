// The three facts of the catalog that reach a verdict.

#include <gtest/gtest.h>

#include <string_view>

#include "postern/endpoint.hpp"

namespace postern {
namespace {

TEST(ServiceFacts, SayWhichServicesResourceControlPoliciesGovern) {
  const ServiceFacts facts = builtin_service_facts();
  for (const std::string_view service : {"s3", "sqs", "sts", "kms", "secretsmanager", "S3"}) {
    SCOPED_TRACE(service);
    EXPECT_TRUE(facts.rcp_supported(service));
  }
  for (const std::string_view service :
       {"batch", "ecs", "ec2", "lambda", "sns", "iam", "es", "no-such", ""}) {
    SCOPED_TRACE(service);
    EXPECT_FALSE(facts.rcp_supported(service));
  }
}

TEST(ServiceFacts, AgreeWithTheCatalogOnEndpointPolicies) {
  const ServiceFacts facts = builtin_service_facts();
  EXPECT_FALSE(facts.endpoint_policy_unsupported("batch"));
  EXPECT_FALSE(facts.endpoint_policy_unsupported("s3"));
  EXPECT_FALSE(facts.endpoint_policy_unsupported("no-such"));
  std::size_t unsupported = 0;
  for (const Service service : Catalog::builtin().services()) {
    EXPECT_EQ(facts.endpoint_policy_unsupported(service.prefix), service.endpoint_policy_unsupported);
    unsupported += service.endpoint_policy_unsupported ? 1U : 0U;
  }
  EXPECT_GT(unsupported, 0U);
}

TEST(ServiceFacts, TellActionsWithoutResourcesFromUnknownOnes) {
  struct LevelCase {
    std::string_view service, action;
    ServiceFacts::ResourceLevel expected;
  };
  constexpr LevelCase cases[] = {
      {"batch", "SubmitJob", ServiceFacts::ResourceLevel::supported},
      {"BATCH", "submitjob", ServiceFacts::ResourceLevel::supported},
      {"batch", "ListJobs", ServiceFacts::ResourceLevel::none},
      {"batch", "SubmitJbo", ServiceFacts::ResourceLevel::unknown_action},
      {"no-such", "SubmitJob", ServiceFacts::ResourceLevel::unknown_action},
      {"", "", ServiceFacts::ResourceLevel::unknown_action},
  };
  const ServiceFacts facts = builtin_service_facts();
  for (const LevelCase& one : cases) {
    SCOPED_TRACE(one.action);
    EXPECT_EQ(facts.resource_level(one.service, one.action), one.expected);
  }
}

}  // namespace
}  // namespace postern
