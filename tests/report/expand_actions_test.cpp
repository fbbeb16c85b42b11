// What patterns cover, as lists and as counts.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "postern/report.hpp"

namespace postern {
namespace {

const Catalog& catalog() {
  return Catalog::builtin();
}

struct NoServiceCase {
  const char* pattern;
  bool expected;
};

const NoServiceCase no_service_cases[] = {
    {"*", true},        {"**", true},           {"*:*", true},      {"*:List*", true},
    {"e*:List*", true}, {"batc?:*", true},      {"batch:*", false}, {"batch", false},
    {"", false},        {"batch:List*", false}, {"batch*", true},
};

TEST(ExpandWithin, tells_which_patterns_name_no_service) {
  for (const NoServiceCase& c : no_service_cases)
    EXPECT_EQ(names_no_service(c.pattern), c.expected) << c.pattern;
}

// Service by service, from the definition.
std::size_t actions_in(const std::vector<std::string_view>& services) {
  std::size_t sum = 0;
  for (const std::string_view prefix : services)
    sum += catalog().find_service(prefix)->actions.size();
  return sum;
}

struct WithinCase {
  const char* name;
  std::string_view pattern;
  std::vector<std::string_view> services;
  std::size_t expected;
};

TEST(ExpandWithin, limits_only_patterns_without_a_service) {
  const std::size_t batch = actions_in({"batch"});
  const WithinCase cases[] = {
      {"star_within_one", "*", {"batch"}, batch},
      {"star_within_two", "*", {"batch", "sqs"}, batch + actions_in({"sqs"})},
      {"service_in_any_case", "*", {"Batch"}, batch},
      {"star_everywhere", "*", {}, catalog().actions().size()},
      {"own_service_is_not_limited", "batch:*", {"sqs"}, batch},
      {"wildcard_service", "*:SubmitJob", {"batch"}, 1},
      {"wildcard_service_elsewhere", "*:SubmitJob", {"sqs"}, 0},
  };
  for (const WithinCase& c : cases)
    EXPECT_EQ(expand_within(catalog(), c.pattern, c.services).size(), c.expected) << c.name;
}

TEST(ActionsReport, is_sorted_by_prefix_then_name_and_free_of_duplicates) {
  std::vector<ActionId> actions = expand(catalog(), "s3*:Get*");
  const std::vector<ActionId> again = actions;
  actions.insert(actions.begin(), again.rbegin(), again.rend());
  const std::string report = actions_report(catalog(), actions, ListFormat::text);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < report.size(); at = report.find('\n', at) + 1)
    lines.push_back(report.substr(at, report.find('\n', at) - at));
  EXPECT_EQ(lines.size(), again.size());
  // `s3-outposts:` goes before `s3:` as text, but not as a prefix.
  EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end(), [](const std::string& a, const std::string& b) {
    const auto parts = [](const std::string& line) {
      return std::pair(line.substr(0, line.find(':')), line.substr(line.find(':')));
    };
    return parts(a) < parts(b);
  }));
  EXPECT_EQ(std::adjacent_find(lines.begin(), lines.end()), lines.end());
}

TEST(ActionsReport, prints_each_format) {
  const std::vector<ActionId> actions = expand(catalog(), "batch:ListJobs");
  const std::string object =
      R"("action":"batch:ListJobs","accessLevel":"List","resourceLevel":false,"resourceTypes":[],"conditionKeys":[]})";
  EXPECT_EQ(actions_report(catalog(), actions, ListFormat::text), "batch:ListJobs\n");
  EXPECT_EQ(actions_report(catalog(), actions, ListFormat::ndjson), R"({"schema":1,)" + object + "\n");
  EXPECT_EQ(actions_report(catalog(), actions, ListFormat::json),
            R"({"schema":1,"actions":[{)" + object + "]}\n");
  EXPECT_EQ(actions_report(catalog(), {}, ListFormat::text), "");
  EXPECT_EQ(actions_report(catalog(), {}, ListFormat::ndjson), "");
  EXPECT_EQ(actions_report(catalog(), {}, ListFormat::json), "{\"schema\":1,\"actions\":[]}\n");
}

TEST(PatternsReport, prints_each_format) {
  const Condensed condensed{{"batch:*", "sqs:Send*"}, false};
  EXPECT_EQ(patterns_report(condensed, ListFormat::text), "batch:*\nsqs:Send*\n");
  EXPECT_EQ(patterns_report(condensed, ListFormat::json),
            "{\"schema\":1,\"patterns\":[\"batch:*\",\"sqs:Send*\"],\"minimal\":false}\n");
  EXPECT_EQ(patterns_report(condensed, ListFormat::ndjson),
            "{\"schema\":1,\"pattern\":\"batch:*\"}\n{\"schema\":1,\"pattern\":\"sqs:Send*\"}\n");
}

std::string coverage(const std::string& statement, const std::vector<std::string_view>& services,
                     ListFormat format) {
  Sources sources;
  DiagnosticList list;
  const Document& document = sources.add("p.json", "{\"Statement\":" + statement + "}", ReadLimits{}, list);
  Policy policy = read_policy(document, document.root(), PolicyKind::identity, list);
  EXPECT_TRUE(policy.complete);
  policy.name = "p.json";
  return coverage_report(catalog(), policy, sources, services, format);
}

TEST(CoverageReport, counts_overlapping_patterns_once) {
  EXPECT_EQ(
      coverage(
          R"({"Effect":"Deny","Sid":"A\u001b","Action":["sqs:Get*","sqs:GetQueueUrl","nope:X"],"Resource":"*"})",
          {"batch"}, ListFormat::text),
      "Statement[0] Deny (Sid A\\u{1b}): Action\n"
      "  access level  actions\n"
      "  List                0\n"
      "  Read                2\n"
      "  Write               0\n"
      "  Tagging             0\n"
      "  Permissions         0\n"
      "  total               2\n");
}

TEST(CoverageReport, says_what_not_action_leaves_of_the_services) {
  const std::string statement = R"({"Effect":"Allow","NotAction":["sqs:*","iam:*"],"Resource":"*"})";
  const std::string zero = R"({"List":0,"Read":0,"Write":0,"Tagging":0,"Permissions":0,"total":0})";
  const std::string report = coverage(statement, {"sqs"}, ListFormat::json);
  EXPECT_NE(report.find(R"("element":"NotAction","patterns":["sqs:*","iam:*"],"covered":)" + zero),
            std::string::npos)
      << report;
  const std::string total = std::to_string(actions_in({"sqs"}));
  EXPECT_NE(report.find("\"total\":" + total + "},\"line\":1,\"column\":14}]}\n"), std::string::npos)
      << report;
  const std::size_t left = catalog().actions().size() - actions_in({"sqs", "iam"});
  EXPECT_NE(coverage(statement, {}, ListFormat::ndjson).find("\"total\":" + std::to_string(left)),
            std::string::npos);
}

}  // namespace
}  // namespace postern
