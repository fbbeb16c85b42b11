// A written-out policy covers what the policy covers, and differs from it in nothing but the values of Action
// and NotAction.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "postern/report.hpp"

namespace postern {
namespace {

namespace fs = std::filesystem;
using Services = std::vector<std::string_view>;

const Catalog& catalog() {
  return Catalog::builtin();
}

struct Read {
  Sources sources;
  DiagnosticList list;
  Policy policy;

  explicit Read(std::string text, PolicyKind kind = PolicyKind::identity) {
    const Document& document = sources.add("p.json", std::move(text), ReadLimits{}, list);
    policy = read_policy(document, document.root(), kind, list);
  }
  [[nodiscard]] std::string_view text() const { return sources[policy.span.document].text(); }
};

// --- By example ---

struct TextCase {
  const char* name;
  std::string before;
  Services services;
  std::string after;
  std::size_t left = 0;
};

const TextCase text_cases[] = {
    {"nothing_to_write_out",
     R"({"Statement":{"Effect":"Allow","Action":"batch:submitjob","Resource":"*"}})",
     {},
     R"({"Statement":{"Effect":"Allow","Action":"batch:submitjob","Resource":"*"}})"},
    {"one_action_stays_a_string",
     R"({"Statement":{"Effect":"Allow","Action":"BATCH:submitj*","Resource":"*"}})",
     {},
     R"({"Statement":{"Effect":"Allow","Action":"batch:SubmitJob","Resource":"*"}})"},
    {"compact_string",
     R"({"Statement":{"Effect":"Allow","Action":"sqs:*MessageMoveTask","Resource":"*"}})",
     {},
     R"({"Statement":{"Effect":"Allow","Action":["sqs:CancelMessageMoveTask","sqs:StartMessageMoveTask"],"Resource":"*"}})"},
    {"spaced_string",
     R"({"Statement": {"Action": "sqs:*MessageMoveTask", "Effect": "Allow", "Resource": "*"}})",
     {},
     R"({"Statement": {"Action": ["sqs:CancelMessageMoveTask", "sqs:StartMessageMoveTask"], "Effect": "Allow", "Resource": "*"}})"},
    {"string_on_a_line_of_its_own",
     "{\n  \"Statement\": {\n    \"Effect\": \"Allow\",\n    \"Action\": \"sqs:*MessageMoveTask\",\n    "
     "\"Resource\": \"*\"\n  }\n}\n",
     {},
     "{\n  \"Statement\": {\n    \"Effect\": \"Allow\",\n    \"Action\": [\n      "
     "\"sqs:CancelMessageMoveTask\",\n      \"sqs:StartMessageMoveTask\"\n    ],\n    \"Resource\": "
     "\"*\"\n  }\n}\n"},
    {"list_on_one_line_of_several",
     "{\r\n\t\"Statement\": {\r\n\t\t\"Action\": [\"sqs:*MessageMoveTask\", \"x:Y\"],\r\n\t\t\"Effect\": "
     "\"Deny\", \"Resource\": \"*\"}}",
     {},
     "{\r\n\t\"Statement\": {\r\n\t\t\"Action\": [\r\n\t\t\t\"sqs:CancelMessageMoveTask\",\r\n\t\t\t\"sqs:"
     "StartMessageMoveTask\",\r\n\t\t\t\"x:Y\"\r\n\t\t],\r\n\t\t\"Effect\": \"Deny\", \"Resource\": \"*\"}}"},
    {"list_of_lines",
     "{ \"Statement\": { \"Effect\": \"Allow\", \"Action\": [\n   \"sqs:*MessageMoveTask\",\n   "
     "\"x:\\u0059\" ], \"Resource\": \"*\" } }",
     {},
     "{ \"Statement\": { \"Effect\": \"Allow\", \"Action\": [\n   \"sqs:CancelMessageMoveTask\",\n   "
     "\"sqs:StartMessageMoveTask\",\n   \"x:\\u0059\" ], \"Resource\": \"*\" } }"},
    {"each_action_once",
     R"({"Statement":{"Effect":"Allow","Action":["sqs:*MoveTask","sqs:Start*","SQS:CANCELMESSAGEMOVETASK"],"Resource":"*"}})",
     {},
     R"({"Statement":{"Effect":"Allow","Action":["sqs:StartMessageMoveTask","SQS:CANCELMESSAGEMOVETASK"],"Resource":"*"}})"},
    {"escaped_wildcard",
     R"({"Statement":{"Effect":"Allow","\u0041ction":"batch:SubmitJ\u002a","Resource":"*"}})",
     {},
     R"({"Statement":{"Effect":"Allow","\u0041ction":"batch:SubmitJob","Resource":"*"}})"},
    {"star_is_left",
     R"({"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})",
     {},
     R"({"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})",
     1},
    {"star_within_a_service",
     R"({"Statement":{"Effect":"Allow","Action":["*:*JobDefinition"],"Resource":"*"}})",
     {"batch"},
     R"({"Statement":{"Effect":"Allow","Action":["batch:DeregisterJobDefinition","batch:RegisterJobDefinition"],"Resource":"*"}})"},
    {"nothing_within_the_service",
     R"({"Statement":{"Effect":"Allow","Action":"*:SubmitJob","Resource":"*"}})",
     {"sqs"},
     R"({"Statement":{"Effect":"Allow","Action":"*:SubmitJob","Resource":"*"}})",
     1},
    {"not_action_stays_not_action",
     R"({"Statement":{"Effect":"Allow","NotAction":["sqs:Start*"],"Resource":"*"}})",
     {"batch"},
     R"({"Statement":{"Effect":"Allow","NotAction":["sqs:StartMessageMoveTask"],"Resource":"*"}})"},
    {"exceptions_are_never_narrowed",
     R"({"Statement":{"Effect":"Allow","NotAction":"*","Resource":"*"}})",
     {"batch"},
     R"({"Statement":{"Effect":"Allow","NotAction":"*","Resource":"*"}})",
     1},
    {"unknown_wildcards_stay",
     R"({"Statement":{"Effect":"Allow","Action":["nope:*","sqs:Start*"],"Resource":"*"}})",
     {},
     R"({"Statement":{"Effect":"Allow","Action":["nope:*","sqs:StartMessageMoveTask"],"Resource":"*"}})"},
    {"byte_order_mark_and_white_space",
     "\xEF\xBB\xBF \n{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:Start*\",\"Resource\":\"*\"}} "
     "\n\n",
     {},
     "\xEF\xBB\xBF \n{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:StartMessageMoveTask\","
     "\"Resource\":\"*\"}} \n\n"},
};

TEST(ExpandPolicy, edits_only_actions) {
  for (const TextCase& c : text_cases) {
    SCOPED_TRACE(c.name);
    const Read read(c.before);
    ASSERT_TRUE(read.policy.complete);
    const ExpandedPolicy expanded = expand_policy(catalog(), read.policy, read.sources, c.services);
    EXPECT_EQ(expanded.text, c.after);
    EXPECT_EQ(expanded.left.size(), c.left);
  }
}

TEST(ExpandPolicy, prints_a_policy_inside_a_file_alone) {
  Sources sources;
  DiagnosticList list;
  const Document& outer = sources.add(
      "t.json",
      R"({"a":{"Statement":{"Effect":"Allow","Action":"sqs:Start*","Resource":"*"}},"b":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:Start*\",\"Resource\":\"*\"}} "})",
      ReadLimits{}, list);
  const std::string expected =
      R"({"Statement":{"Effect":"Allow","Action":"sqs:StartMessageMoveTask","Resource":"*"}})"
      "\n";
  const Policy object = read_policy(outer, outer.find(outer.root(), "a"), PolicyKind::identity, list);
  EXPECT_EQ(expand_policy(catalog(), object, sources, {}).text, expected);
  const Document& inner = sources.add_embedded(outer, outer.find(outer.root(), "b"), ReadLimits{}, list);
  const Policy embedded = read_policy(inner, inner.root(), PolicyKind::identity, list);
  EXPECT_EQ(expand_policy(catalog(), embedded, sources, {}).text, expected);
}

TEST(ExpandPolicy, names_the_patterns_without_an_action) {
  const Read read(
      R"({"Statement":[{"Effect":"Allow","Action":["nope:*","sqs:*"],"Resource":"*"},{"Effect":"Deny","NotAction":"batch:Submitjobs","Resource":"*"}]})");
  const auto unmatched = unmatched_patterns(catalog(), read.policy);
  ASSERT_EQ(unmatched.size(), 2U);
  EXPECT_EQ(unmatched[0].value, "nope:*");
  EXPECT_EQ(unmatched[1].value, "batch:Submitjobs");
  EXPECT_EQ(read.text().substr(unmatched[1].span.begin, 18), "\"batch:Submitjobs\"");
}

// --- By property ---

bool covers(const ActionMatcher& matcher, std::string_view action, const Services& services) {
  const bool outside = !services.empty() && std::find(services.begin(), services.end(),
                                                      action.substr(0, action.find(':'))) == services.end();
  for (const Located<ActionPattern>& pattern : matcher.patterns) {
    const bool limited = outside && matcher.sense == Sense::is && names_no_service(pattern.value.source());
    if (!limited && pattern.value.matches(action))
      return true;
  }
  return false;
}

std::string without_actions(const Read& read) {
  std::string out;
  std::uint32_t at = 0;
  for (const Statement& statement : read.policy.statements) {
    out.append(read.text().substr(at, statement.action.span.begin - at)).append("?");
    at = statement.action.span.end;
  }
  return out.append(read.text().substr(at));
}

const std::vector<std::string>& probes() {
  static const auto names = [] {
    std::vector<std::string> out;
    for (const char* const prefix : {"batch", "ecr", "ecs", "logs", "s3", "secretsmanager", "sqs"}) {
      const auto service = catalog().find_service(prefix);
      for (const Action& action : service->actions)
        out.push_back(action.full_name());
    }
    return out;
  }();
  return names;
}

void expect_equivalent(const std::string& text, PolicyKind kind, const Services& services) {
  const Read before(text, kind);
  ASSERT_TRUE(before.policy.complete) << text;
  const ExpandedPolicy expanded = expand_policy(catalog(), before.policy, before.sources, services);
  const Read after(expanded.text, kind);
  ASSERT_TRUE(after.policy.complete) << expanded.text;
  EXPECT_EQ(without_actions(after), without_actions(before));
  ASSERT_EQ(after.policy.statements.size(), before.policy.statements.size());
  std::size_t wildcards = 0;
  for (std::size_t i = 0; i < before.policy.statements.size(); ++i) {
    const ActionMatcher& old_actions = before.policy.statements[i].action;
    const ActionMatcher& new_actions = after.policy.statements[i].action;
    EXPECT_EQ(new_actions.sense, old_actions.sense);
    for (const auto& pattern : new_actions.patterns)
      wildcards += pattern.value.source().find_first_of("*?") != std::string::npos ? 1U : 0U;
    for (const std::string& action : probes())
      ASSERT_EQ(covers(new_actions, action, services), covers(old_actions, action, services))
          << action << " in " << expanded.text;
  }
  EXPECT_EQ(wildcards, expanded.left.size());
  EXPECT_EQ(expand_policy(catalog(), after.policy, after.sources, services).text, expanded.text);
}

TEST(ExpandPolicy, keeps_the_meaning_of_every_policy_of_the_project) {
  std::size_t policies = 0;
  for (const char* const folder : {"policies/batch", "policies/companions"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(POSTERN_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".json")
        continue;
      SCOPED_TRACE(entry.path().string());
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
      expect_equivalent(text, PolicyKind::endpoint, {});
      expect_equivalent(text, PolicyKind::endpoint, {"batch"});
      ++policies;
    }
  }
  EXPECT_GE(policies, 15U);
}

// A policy of random patterns in one of the layouts that people and tools write.
std::string random_policy(std::mt19937& random) {
  const char* const patterns[] = {"batch:*Job*", "batch:Describe*",  "batch:SubmitJob", "BATCH:list?obs",
                                  "sqs:*",       "s3:Get*",          "ecr:Batch*",      "*",
                                  "*:*MoveTask", "logs:PutLogEvents"};
  const char* const breaks[] = {"", " ", "\n  ", "\r\n\t", "\n"};
  const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random()) % count; };
  const std::string outer = breaks[pick(5)];
  const std::string inner = breaks[pick(5)];
  const std::string colon = pick(2) == 0 ? ":" : ": ";
  std::string out = "{" + outer + "\"Statement\"" + colon + "[";
  for (std::size_t statements = 1 + pick(3), i = 0; i < statements; ++i) {
    out += (i == 0 ? "" : "," + outer) + "{" + outer + "\"Effect\"" + colon + "\"Allow\"," + outer;
    out += (pick(4) == 0 ? "\"NotAction\"" : "\"Action\"") + colon;
    const std::size_t count = pick(5);
    out += count == 0 ? "" : "[" + inner;
    for (std::size_t j = 0; j < std::max<std::size_t>(count, 1); ++j)
      out += (j == 0 ? "" : "," + inner) + "\"" + patterns[pick(10)] + "\"";
    out += (count == 0 ? "," : "]," + outer) + "\"Resource\"" + colon + "\"*\"" + outer + "}";
  }
  return out + "]" + outer + "}" + outer;
}

TEST(ExpandPolicy, keeps_the_meaning_of_random_policies) {
  std::mt19937 random(20260926);  // NOLINT: the same policies every time
  for (int i = 0; i < 300; ++i)
    expect_equivalent(random_policy(random), PolicyKind::identity,
                      i % 2 == 0 ? Services{} : Services{"batch", "sqs"});
}

struct TerminalCase {
  const char* name;
  std::string_view json;
  std::string_view expected;
};

const TerminalCase terminal_cases[] = {
    {"layout_stays", "{\r\n\t\"a\": 1}\n", "{\r\n\t\"a\": 1}\n"},
    {"letters_stay", "\"\xC3\xA9\"", "\"\xC3\xA9\""},
    {"bidirectional_override", "\"a\xE2\x80\xAE\"", "\"a\\u202e\""},
    {"c1_control", "\"\xC2\x9B\"", "\"\\u009b\""},
    {"beyond_the_first_plane", "\"\xF3\xA0\x80\x81\"", "\"\\udb40\\udc01\""},
    {"byte_order_mark", "\xEF\xBB\xBF{}", "{}"},
};

TEST(JsonForTerminal, escapes_what_is_unsafe) {
  for (const TerminalCase& c : terminal_cases)
    EXPECT_EQ(json_for_terminal(c.json), c.expected) << c.name;
}

}  // namespace
}  // namespace postern
