#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "postern/catalog.hpp"

namespace postern {
namespace {

struct FindCase {
  const char* name;
  const char* text;
  const char* found;  // nullptr: nothing
};

TEST(Lookup, FindsActionsIgnoringCase) {
  const FindCase cases[] = {
      {"canonical", "batch:SubmitJob", "batch:SubmitJob"},
      {"lower", "batch:submitjob", "batch:SubmitJob"},
      {"upper", "BATCH:SUBMITJOB", "batch:SubmitJob"},
      {"hyphen in the name", "vpc-lattice:AssociateViaAWSService-EventsAndStates",
       "vpc-lattice:AssociateViaAWSService-EventsAndStates"},
      {"hyphen in the name, lower", "vpc-lattice:associateviaawsservice-eventsandstates",
       "vpc-lattice:AssociateViaAWSService-EventsAndStates"},
      {"first service", "a2c:GetContainerizationJobDetails", "a2c:GetContainerizationJobDetails"},
      {"last service", "xray:UpdateSamplingRule", "xray:UpdateSamplingRule"},
      {"unknown action", "batch:SubmitJobs", nullptr},
      {"unknown service", "bitch:SubmitJob", nullptr},
      {"no colon", "SubmitJob", nullptr},
      {"empty", "", nullptr},
      {"only a colon", ":", nullptr},
      {"prefix only", "batch:", nullptr},
      {"a wildcard is no name", "batch:Submit*", nullptr},
      {"white space is not trimmed", "batch:SubmitJob ", nullptr},
      {"another letter than ASCII folds to", "batch:SubmıtJob", nullptr},
      {"second colon", "batch:SubmitJob:1", nullptr},
  };
  for (const FindCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto action = Catalog::builtin().find(c.text);
    EXPECT_EQ(action.has_value(), c.found != nullptr);
    if (action && c.found != nullptr) {
      EXPECT_EQ(action->full_name(), c.found);
    }
  }
}

TEST(Lookup, FindsServicesIgnoringCase) {
  const FindCase cases[] = {
      {"canonical", "batch", "AWS Batch"},
      {"upper", "BATCH", "AWS Batch"},
      {"prefix of a prefix", "bat", nullptr},
      {"longer", "batches", nullptr},
      {"empty", "", nullptr},
  };
  for (const FindCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto service = Catalog::builtin().find_service(c.text);
    EXPECT_EQ(service.has_value(), c.found != nullptr);
    if (service && c.found != nullptr) {
      EXPECT_EQ(service->name, c.found);
    }
  }
}

TEST(Lookup, EveryNameIsFoundInAnyCase) {
  for (const Action& action : Catalog::builtin().actions()) {
    std::string upper(action.name);
    for (char& c : upper) {
      if (c >= 'a' && c <= 'z')
        c = static_cast<char>(c - 'a' + 'A');
    }
    const auto found = Catalog::builtin().find(action.service, upper);
    ASSERT_TRUE(found) << action.full_name();
    EXPECT_EQ(found->id, action.id);
  }
}

TEST(Lookup, ActionsAreInCanonicalOrder) {
  std::pair<std::string_view, std::string_view> last;
  for (const Action& action : Catalog::builtin().actions()) {
    const std::pair here(action.service, action.name);
    EXPECT_LT(last, here);
    last = here;
  }
}

TEST(Lookup, KnowsWhatSubmitJobNeeds) {
  const auto action = Catalog::builtin().find("batch", "SubmitJob");
  ASSERT_TRUE(action);
  EXPECT_EQ(action->access, AccessLevel::write);
  EXPECT_TRUE(action->resource_level);
  EXPECT_FALSE(action->permission_only);
  EXPECT_EQ(action->operation, true);
  std::vector<std::string_view> required;
  for (const ActionResource& resource : action->resources) {
    if (resource.required)
      required.push_back(resource.type.name);
  }
  EXPECT_EQ(required, (std::vector<std::string_view>{"job", "job-queue"}));
  ASSERT_EQ(action->groups.size(), 1u);
  EXPECT_EQ(action->groups[0].types.size(), 2u);
  EXPECT_NE(action->disputed.find("\"type\":\"job\""), std::string_view::npos);
}

TEST(Lookup, FindsResourceTypes) {
  const auto queue = Catalog::builtin().find_resource_type("Batch", "job-queue");
  ASSERT_TRUE(queue);
  EXPECT_EQ(queue->arn, "arn:${Partition}:batch:${Region}:${Account}:job-queue/${JobQueueName}");
  EXPECT_FALSE(Catalog::builtin().find_resource_type("batch", "job-queues"));
  EXPECT_FALSE(Catalog::builtin().find_resource_type("batch", "zzz"));
  EXPECT_FALSE(Catalog::builtin().find_resource_type("no-such", "job-queue"));
}

TEST(Lookup, FindsDataEntries) {
  const Catalog& catalog = Catalog::builtin();
  const auto submit = catalog.data("operation-map/services/batch/requests", "SubmitJob");
  ASSERT_EQ(submit.size(), 1u);
  EXPECT_NE(submit[0].json.find("\"required\":[\"jobDefinition\",\"jobName\",\"jobQueue\"]"),
            std::string_view::npos);
  const auto source = catalog.data("operation-map/eventSources", "batch.amazonaws.com");
  ASSERT_EQ(source.size(), 1u);
  EXPECT_EQ(source[0].json, "\"batch\"");
  EXPECT_EQ(catalog.data("privatelink/services", "s3").size(), 2u);
  EXPECT_TRUE(catalog.data("operation-map/eventSources", "batch").empty());
  EXPECT_TRUE(catalog.data("no-such-table").empty());
  EXPECT_TRUE(catalog.data("zzz").empty());
}

TEST(Lookup, RangesOfServicesAreThoseOfTheCatalog) {
  std::size_t total = 0;
  for (const Service& service : Catalog::builtin().services()) {
    for (const Action& action : service.actions) {
      EXPECT_EQ(action.service, service.prefix);
      EXPECT_EQ(static_cast<std::size_t>(action.id), total++);
    }
  }
  EXPECT_EQ(total, Catalog::builtin().info().actions);
}

// The promise is "well under a millisecond" for the first lookup. A thousand lookups in a tenth of a second
// leave room for the slowest machine and the slowest build, and none for parsing or initialising anything.
TEST(Lookup, NeedsNoPreparation) {
  const auto begin = std::chrono::steady_clock::now();
  std::size_t found = 0;
  for (int i = 0; i < 1000; ++i)
    found += Catalog::builtin().find("batch", "SubmitJob").has_value() ? 1 : 0;
  const auto elapsed = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(found, 1000u);
  EXPECT_LT(elapsed, std::chrono::milliseconds(100));
}

}  // namespace
}  // namespace postern
