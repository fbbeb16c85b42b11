// Which resources a request must name, by the data of the built-in catalog.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "postern/endpoint.hpp"

namespace postern {
namespace {

RequiredResources required_by(std::string_view action) {
  const Catalog& catalog = Catalog::builtin();
  return RequiredResources::of(catalog, catalog.find(action).value());
}

std::string batch(std::string_view resource) {
  return "arn:aws:batch:us-east-1:111122223333:" + std::string(resource);
}

std::string ec2(std::string_view resource) {
  return "arn:aws:ec2:us-east-1:111122223333:" + std::string(resource);
}

struct MissingCase {
  std::string_view name;
  std::string_view action;
  std::vector<std::string> resources;
  std::vector<std::string_view> missing;  // what the warnings name
};

const MissingCase missing_cases[] = {
    {"complete", "batch:SubmitJob", {batch("job-queue/q"), batch("job-definition/d:1")}, {}},
    {"definition_without_revision", "batch:SubmitJob", {batch("job-queue/q"), batch("job-definition/d")}, {}},
    {"no_queue", "batch:SubmitJob", {batch("job-definition/d:1")}, {"type job-queue,"}},
    {"no_definition",
     "batch:SubmitJob",
     {batch("job-queue/q")},
     {"type job-definition or job-definition-revision,"}},
    {"quota_share_is_no_queue",
     "batch:SubmitJob",
     {batch("job-definition/d:1"), batch("job-queue/q/quota-share/s")},
     {"type job-queue,"}},
    {"other_service",
     "batch:SubmitJob",
     {"arn:aws:sqs:us-east-1:111122223333:job-queue/q"},
     {"type job-queue,", "type job-definition or"}},
    {"star", "batch:TerminateJob", {"*"}, {"type job,"}},
    {"revision_is_no_definition",
     "batch:RegisterJobDefinition",
     {batch("job-definition/d:1")},
     {"type job-definition,"}},
    {"group_of_a_tagging_action", "batch:TagResource", {batch("job/1234")}, {}},
    {"group_of_a_tagging_action_unmet",
     "batch:TagResource",
     {"arn:aws:s3:::b"},
     {"type compute-environment or"}},
    {"bucket_is_no_object", "s3:ReplicateObject", {"arn:aws:s3:::b"}, {"type object,"}},
    {"object", "s3:ReplicateObject", {"arn:aws:s3:::b/k/l"}, {}},
    {"scenario_met",
     "ec2:RunInstances",
     {"arn:aws:ec2:us-east-1::image/ami-1", ec2("instance/*"), ec2("network-interface/*"),
      ec2("security-group/sg-1"), ec2("volume/*")},
     {}},
    {"nearest_scenario",
     "ec2:RunInstances",
     {"arn:aws:ec2:us-east-1::image/ami-1", ec2("instance/*"), ec2("network-interface/*"), ec2("volume/*")},
     {"type security-group,"}},
};

TEST(RequiredResources, WarnAboutTheTypesThatAreMissing) {
  for (const MissingCase& one : missing_cases) {
    SCOPED_TRACE(one.name);
    const std::vector<Warning> warnings = required_by(one.action).missing(one.resources);
    ASSERT_EQ(warnings.size(), one.missing.size());
    for (std::size_t i = 0; i < warnings.size(); ++i) {
      EXPECT_EQ(warnings[i].code, "request-missing-resource");
      EXPECT_NE(warnings[i].message.find(one.missing[i]), std::string::npos) << warnings[i].message;
    }
  }
}

TEST(RequiredResources, AreNoneForActionsThatNeedNone) {
  for (const std::string_view action :
       {"batch:ListJobs", "batch:DescribeJobs", "s3:ListAllMyBuckets", "s3:GetObject"}) {
    SCOPED_TRACE(action);
    EXPECT_TRUE(required_by(action).none());
    EXPECT_TRUE(required_by(action).missing(std::vector<std::string>{"*"}).empty());
    EXPECT_EQ(required_by(action).description(), "");
  }
  EXPECT_FALSE(required_by("batch:SubmitJob").none());
}

TEST(RequiredResources, AreDescribedByTypeAndFormat) {
  EXPECT_EQ(required_by("batch:TerminateJob").description(),
            "job (arn:${Partition}:batch:${Region}:${Account}:job/${JobId})");
  EXPECT_EQ(
      required_by("batch:SubmitJob").description(),
      "job-queue (arn:${Partition}:batch:${Region}:${Account}:job-queue/${JobQueueName}), and "
      "job-definition (arn:${Partition}:batch:${Region}:${Account}:job-definition/${JobDefinitionName}) or "
      "job-definition-revision (arn:${Partition}:batch:${Region}:${Account}:job-definition/"
      "${JobDefinitionName}:${Revision})");
}

TEST(RequiredResources, CanBeHadForEveryActionOfTheCatalog) {
  const Catalog& catalog = Catalog::builtin();
  std::size_t with_needs = 0;
  for (const Action action : catalog.actions()) {
    const RequiredResources required = RequiredResources::of(catalog, action);
    if (required.none())
      continue;
    ++with_needs;
    EXPECT_FALSE(required.description().empty()) << action.full_name();
    EXPECT_FALSE(required.missing(std::vector<std::string>{"*"}).empty()) << action.full_name();
  }
  EXPECT_GT(with_needs, 1000U);
}

}  // namespace
}  // namespace postern
