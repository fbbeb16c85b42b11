// Answers as people read them.

#include <gtest/gtest.h>

#include <string>

#include "postern/report.hpp"
#include "report/judged.hpp"

namespace postern {
namespace {

using testing::ann;
using testing::definition;
using testing::Judged;
using testing::queue;

struct PageCase {
  std::string_view name;
  std::string policy;
  std::string_view action;
  std::vector<std::string> resources;
  bool all_statements;
  std::string expected;  // after the lines that repeat the request
};

const PageCase page_cases[] = {
    {"allowed",
     R"({"Statement":{"Sid":"All","Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}})",
     "batch:ListJobs",
     {"*"},
     false,
     "decided by: endpoint policy\n"
     "  Statement[0] Allow (Sid All) at ep.json:1:14\n"},
    {"allowed_twice_by_one_statement",
     R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}})",
     "batch:SubmitJob",
     {std::string(queue), std::string(definition)},
     false,
     "decided by: endpoint policy\n"
     "  Statement[0] Allow at ep.json:1:14\n"},
    {"every_denying_statement",
     "{\"Statement\":[\n"
     "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"},\n"
     "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"batch:*\",\"Resource\":\"*\"},\n"
     "{\"Sid\":\"B\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
     "batch:ListJobs",
     {"*"},
     false,
     "decided by: endpoint policy\n"
     "  Statement[1] Deny at ep.json:3:1\n"
     "  Statement[2] Deny (Sid B) at ep.json:4:1\n"},
    {"no_allow_at_all",
     R"({"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}})",
     "batch:ListJobs",
     {"*"},
     false,
     "decided by: endpoint policy\n"
     "  it has no Allow statement\n"},
    {"nearest_fails_one_clause",
     "{\"Statement\":[\n"
     "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b\"},\n"
     "{\"Sid\":\"Near\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"batch:*\",\"Resource\":\"*\",\n"
     " \"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":[\"1\",\"2\"]}}}]}",
     "batch:ListJobs",
     {"*"},
     false,
     "decided by: endpoint policy\n"
     "nearest: Statement[1] Allow (Sid Near) at ep.json:3:1\n"
     "  Condition: the value does not match\n"
     "    policy   StringEquals aws:PrincipalAccount \"1\", \"2\"\n"
     "    request  \"111122223333\"\n"},
    {"every_statement",
     R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}})",
     "batch:ListJobs",
     {"*"},
     true,
     "decided by: endpoint policy\n"
     "nearest: Statement[0] Allow at ep.json:1:14\n"
     "  Action: no pattern matches\n"
     "    policy   Action \"s3:*\"\n"
     "    request  batch:ListJobs\n"
     "\n"
     "every statement:\n"
     "  endpoint policy: ep.json\n"
     "    Statement[0] Allow at ep.json:1:14: does not match\n"
     "      yes  Principal: \"*\" names the caller\n"
     "           policy   Principal \"*\"\n"
     "           request  arn:aws:iam::111122223333:user/ann\n"
     "      no   Action: no pattern matches  <- first to fail\n"
     "           policy   Action \"s3:*\"\n"
     "           request  batch:ListJobs\n"
     "      yes  Resource: \"*\" matches\n"
     "           policy   Resource \"*\"\n"
     "           request  *\n"},
    {"hostile_texts",
     R"({"Statement":{"Sid":"\u001b[2J","Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}})",
     "batch:ListJobs",
     {"*"},
     false,
     "decided by: endpoint policy\n"
     "  Statement[0] Deny (Sid \\u{1b}[2J) at ep.json:1:14\n"},
};

TEST(ExplanationText, SaysWhatDecidedAndWhatWasMissing) {
  for (const PageCase& one : page_cases) {
    SCOPED_TRACE(one.name);
    const Judged judged(one.policy, ann, one.action, one.resources);
    const std::string page =
        explanation_text(judged.explanation, judged.request, judged.sources, {}, one.all_statements);
    const std::size_t decided = page.find("decided by");
    ASSERT_NE(decided, std::string::npos);
    EXPECT_EQ(page.substr(decided), one.expected);
  }
}

TEST(ExplanationText, BeginsWithTheVerdictAndTheRequest) {
  const Judged judged(
      "{\"Statement\":[\n"
      "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"},\n"
      "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"arn:aws:batch:*:*:job-queue/"
      "*\"}]}",
      ann, "batch:SubmitJob", {std::string(queue), std::string(definition)});
  EXPECT_EQ(
      explanation_text(judged.explanation, judged.request, judged.sources, {}, false),
      "explicitDeny\n"
      "\n"
      "  principal  arn:aws:iam::111122223333:user/ann\n"
      "  action     batch:SubmitJob\n"
      "  resource   arn:aws:batch:us-east-1:111122223333:job-queue/prod  explicitDeny by the endpoint "
      "policy\n"
      "  resource   arn:aws:batch:us-east-1:111122223333:job-definition/d:1  allowed by the endpoint policy\n"
      "\n"
      "decided by: endpoint policy\n"
      "  Statement[1] Deny at ep.json:3:1\n");
}

TEST(ExplanationText, SaysWhenAllowStatementsAloneDoNotSuffice) {
  Judged judged(R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}})", ann,
                "batch:ListJobs", {"*"});
  judged.explanation.evaluation.decision.verdict = Verdict::implicit_deny;
  const std::string page = explanation_text(judged.explanation, judged.request, judged.sources, {}, false);
  EXPECT_EQ(page.substr(page.find("decided by")),
            "decided by: endpoint policy\n"
            "  its Allow statements do not suffice by themselves\n");
}

TEST(ExplanationText, EndsWithTheWarnings) {
  Judged judged(R"({"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}})", ann,
                "batch:ListJobs", {"*"});
  judged.explanation.evaluation.warnings = {{"unknown-action", "no `\x1b`"}, {"other", "text"}};
  const std::string page = explanation_text(judged.explanation, judged.request, judged.sources, {}, true);
  const std::string expected = "\nwarning[unknown-action]: no `\\u{1b}`\nwarning[other]: text\n";
  ASSERT_GT(page.size(), expected.size());
  EXPECT_EQ(page.substr(page.size() - expected.size()), expected);
}

TEST(ExplanationText, ColoursTheVerdict) {
  const Judged judged(R"({"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}})",
                      ann, "batch:ListJobs", {"*"});
  const std::string page =
      explanation_text(judged.explanation, judged.request, judged.sources, {true}, false);
  EXPECT_EQ(page.substr(0, page.find('\n')), "\x1b[1;31mimplicitDeny\x1b[0m");
}

TEST(EvaluationPrinter, WritesOneLineForPeople) {
  const Judged judged(R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"batch:*","Resource":"*"}})",
                      ann, "batch:ListJobs", {"*"});
  EvaluationPrinter printer(judged.sources);
  const Expectation met{"allowed", true};
  const Expectation not_met{"explicitDeny", false};
  std::string out;
  printer.append_text(out, judged.explanation.evaluation, judged.request, {});
  printer.append_text(out, judged.explanation.evaluation, judged.request, {}, &met);
  printer.append_text(out, judged.explanation.evaluation, judged.request, {}, &not_met);
  EXPECT_EQ(out,
            "r1  allowed  endpoint  ep.json:1:14\n"
            "r1  allowed  endpoint  ep.json:1:14  ok\n"
            "r1  allowed  endpoint  ep.json:1:14  expected explicitDeny\n");
  EXPECT_EQ(error_text("a\x1b", "no `\n`", {}), "a\\u{1b}  error  no `\\u{a}`");
}

}  // namespace
}  // namespace postern
