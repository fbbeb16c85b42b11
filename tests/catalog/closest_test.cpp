#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "postern/catalog.hpp"

namespace postern {
namespace {

struct ClosestCase {
  const char* name;
  const char* text;
  const char* first;  // the best suggestion; nullptr: none at all
};

TEST(Closest, NamesWhatWasMeant) {
  const ClosestCase cases[] = {
      {"one letter missing", "batch:SubmitJb", "batch:SubmitJob"},
      {"one letter too many", "batch:SubmitJobs", "batch:SubmitJob"},
      {"two letters swapped", "batch:SumbitJob", "batch:SubmitJob"},
      {"another case does not count", "batch:sumbitjob", "batch:SubmitJob"},
      {"misspelt service", "bacth:SubmitJob", "batch:SubmitJob"},
      {"misspelt both", "bacth:SumbitJob", "batch:SubmitJob"},
      {"action of another service", "ecs:SubmitJob", "batch:SubmitJob"},
      {"action of an unknown service", "zzzzzz:SubmitJob", "batch:SubmitJob"},
      {"name of an endpoint service", "monitoring:PutMetricData", "cloudwatch:PutMetricData"},
      {"vendor in front", "awsbatch:SubmitJob", "batch:SubmitJob"},
      {"vendor and hyphen in front", "aws-batch:SubmitJob", "batch:SubmitJob"},
      {"pattern that matches nothing", "batch:Sumbit*", "batch:SubmitJob"},
      {"pattern with a question mark", "batch:Sumbit?ob", "batch:SubmitJob"},
      {"service alone", "bacth", "batch"},
      {"service alone, by another name", "monitoring", "cloudwatch"},
      {"action without its prefix", "SubmitJob", "batch:SubmitJob"},
      {"misspelt action without its prefix", "SumbitJob", "batch:SubmitJob"},
      {"pattern without a prefix", "SubmitServiceJ*", "batch:SubmitServiceJob"},
      {"nothing near", "batch:Xyzzyplugh", nullptr},
      {"nothing near, no colon", "xyzzyplughxyzzy", nullptr},
  };
  for (const ClosestCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto found = closest(Catalog::builtin(), c.text);
    EXPECT_EQ(found.empty(), c.first == nullptr) << (found.empty() ? "" : found.front());
    if (!found.empty() && c.first != nullptr) {
      EXPECT_EQ(found.front(), c.first);
    }
  }
}

TEST(Closest, KeepsToTheLimitAndRepeatsNothing) {
  const auto one = closest(Catalog::builtin(), "ec2:DescribeInstanc", 1);
  ASSERT_EQ(one.size(), 1u);
  const auto three = closest(Catalog::builtin(), "ec2:DescribeInstanc");
  ASSERT_EQ(three.size(), 3u);
  EXPECT_EQ(three[0], one[0]);
  EXPECT_NE(three[0], three[1]);
  EXPECT_NE(three[1], three[2]);
  EXPECT_TRUE(closest(Catalog::builtin(), "ec2:DescribeInstanc", 0).empty());
}

TEST(Closest, SurvivesOddText) {
  for (const char* text : {"", ":", "*", "*:*", "::", "batch:", "?", "ba?ch"}) {
    EXPECT_LE(closest(Catalog::builtin(), text).size(), 3u) << text;
  }
  EXPECT_TRUE(closest(Catalog::builtin(), std::string(100000, 'x') + ':' + std::string(100000, 'y')).empty());
}

}  // namespace
}  // namespace postern
