// The lines of `simulate`, member by member: scripts rely on their order.

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

struct LineCase {
  std::string_view name;
  std::string policy;
  std::string_view principal;
  std::string_view action;
  std::vector<std::string> resources;
  std::string expected;
};

const LineCase line_cases[] = {
    {"allowed",
     R"({"Statement":{"Sid":"All","Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}})",
     ann,
     "batch:ListJobs",
     {"*"},
     R"({"schema":1,"id":"r1","decision":"allowed","decidedBy":"endpoint","matched":[{"layer":"endpoint",)"
     R"("document":"ep.json","statement":0,"sid":"All","effect":"Allow","resource":"*","line":1,"column":14}],)"
     R"("warnings":[]})"},
    {"implicit_deny",
     R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}})",
     ann,
     "batch:ListJobs",
     {"*"},
     R"({"schema":1,"id":"r1","decision":"implicitDeny","decidedBy":"endpoint","matched":[],"warnings":[]})"},
    {"two_resources_no_sid",
     "{\"Statement\":[\n {\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"},\n"
     " {\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*queue/prod\"}]}",
     ann,
     "batch:SubmitJob",
     {std::string(definition), std::string(queue)},
     R"({"schema":1,"id":"r1","decision":"explicitDeny","decidedBy":"endpoint","matched":[{"layer":"endpoint",)"
     R"("document":"ep.json","statement":0,"sid":null,"effect":"Allow",)"
     R"("resource":"arn:aws:batch:us-east-1:111122223333:job-definition/d:1","line":2,"column":2},)"
     R"({"layer":"endpoint","document":"ep.json","statement":0,"sid":null,"effect":"Allow",)"
     R"("resource":"arn:aws:batch:us-east-1:111122223333:job-queue/prod","line":2,"column":2},)"
     R"({"layer":"endpoint","document":"ep.json","statement":1,"sid":null,"effect":"Deny",)"
     R"("resource":"arn:aws:batch:us-east-1:111122223333:job-queue/prod","line":3,"column":2}],"warnings":[]})"},
    {"hostile_sid",
     R"({"Statement":{"Sid":"a\u001b\u202e\"","Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}})",
     ann,
     "batch:ListJobs",
     {"*"},
     R"({"schema":1,"id":"r1","decision":"explicitDeny","decidedBy":"endpoint","matched":[{"layer":"endpoint",)"
     R"("document":"ep.json","statement":0,"sid":"a\u001b\u202e\"","effect":"Deny","resource":"*",)"
     R"("line":1,"column":14}],"warnings":[]})"},
};

TEST(EvaluationJson, IsTheLineOfTheContract) {
  for (const LineCase& one : line_cases) {
    SCOPED_TRACE(one.name);
    const Judged judged(one.policy, one.principal, one.action, one.resources);
    const Evaluation& evaluation = judged.explanation.evaluation;
    EXPECT_EQ(evaluation_json(evaluation, judged.request, judged.sources), one.expected);

    EvaluationPrinter printer(judged.sources);
    std::string out;
    printer.append_json(out, evaluation, judged.request);
    printer.append_json(out, evaluation, judged.request);
    EXPECT_EQ(out, one.expected + "\n" + one.expected + "\n");

    // An explained line says the same first.
    const std::string explained = explanation_json(judged.explanation, judged.request, judged.sources);
    EXPECT_EQ(explained.substr(0, one.expected.size() - 1), one.expected.substr(0, one.expected.size() - 1));
  }
}

TEST(EvaluationJson, AddsExpectationAndWarningsAtTheEnd) {
  Judged judged(R"({"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}})", ann,
                "batch:ListJobs", {"*"});
  judged.explanation.evaluation.warnings = {{"unknown-action", "no `x`"}};
  const Expectation expectation{"allowed", false};
  const std::string line =
      evaluation_json(judged.explanation.evaluation, judged.request, judged.sources, &expectation);
  EXPECT_EQ(line,
            R"({"schema":1,"id":"r1","decision":"implicitDeny","decidedBy":"endpoint","matched":[],)"
            R"("warnings":[{"code":"unknown-action","message":"no `x`"}],"expect":"allowed","ok":false})");
}

TEST(EvaluationJson, ExplainsEveryClause) {
  const Judged judged(R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"batch:*","Resource":"*",)"
                      R"("Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}})",
                      ann, "batch:ListJobs", {"*"});
  const std::string line = explanation_json(judged.explanation, judged.request, judged.sources);
  EXPECT_EQ(
      line.substr(line.find("\"resources\"")),
      R"("resources":[{"resource":"*","decision":"implicitDeny","decidedBy":"endpoint",)"
      R"("layers":{"endpoint":"none"}}],"nearest":0,"statements":[{"layer":"endpoint","document":"ep.json",)"
      R"("statement":0,"sid":null,"effect":"Allow","resource":"*","line":1,"column":14,"matches":"no",)"
      R"("clauses":[{"clause":"principal","holds":"yes","expected":"Principal \"*\"",)"
      R"("actual":"arn:aws:iam::111122223333:user/ann","reason":"\"*\" names the caller","line":1,"column":44},)"
      R"({"clause":"action","holds":"yes","expected":"Action \"batch:*\"","actual":"batch:ListJobs",)"
      R"("reason":"\"batch:*\" matches","line":1,"column":57},)"
      R"({"clause":"resource","holds":"yes","expected":"Resource \"*\"","actual":"*",)"
      R"("reason":"\"*\" matches","line":1,"column":78},)"
      R"({"clause":"condition","holds":"no","expected":"StringEquals aws:SourceVpc \"vpc-1\"",)"
      R"("actual":"absent","reason":"the key is absent from the request","line":1,"column":111}]}]})");
}

TEST(EvaluationJson, SaysWhyARequestCouldNotBeEvaluated) {
  EXPECT_EQ(error_json("r\n1", "invalid-request", "no `action`"),
            R"({"schema":1,"id":"r\n1","error":{"code":"invalid-request","message":"no `action`"}})");
}

}  // namespace
}  // namespace postern
