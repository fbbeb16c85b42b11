// The explanation: which Allow came nearest, and what is said of each clause.

#include <gtest/gtest.h>

#include <functional>

#include "eval/evaluating.hpp"

namespace postern {
namespace {

using test::request_of;
using test::Stack;

struct Nearest {
  std::string_view name;
  std::function<void(Stack&)> build;
  std::string_view sid;  // of the nearest Allow; "" for none
  std::vector<std::string> resources = {std::string(test::queue)};
};

std::string allow(std::string_view sid, std::string_view action, std::string_view resource,
                  std::string_view condition = "{}") {
  return "{'Sid':'" + std::string(sid) + "','Effect':'Allow','Action':'" + std::string(action) +
         "','Resource':'" + std::string(resource) + "','Condition':" + std::string(condition) + "}";
}

TEST(Explain, finds_the_nearest_allow) {
  constexpr std::string_view other = "arn:aws:sqs:us-east-1:111122223333:other";
  constexpr std::string_view red = "{'StringEquals':{'aws:PrincipalTag/team':'red'}}";
  constexpr std::string_view red_and_big =
      "{'StringEquals':{'aws:PrincipalTag/team':'red','sqs:Size':'big'}}";
  const std::string all = "{'Effect':'Allow','Action':'*','Resource':'*'}";
  const Nearest cases[] = {
      {"fewest failures",
       [&](Stack& s) { s.identity(allow("two", "ec2:*", other) + "," + allow("one", "sqs:*", other)); },
       "one"},
      {"latest first failure",
       [&](Stack& s) {
         s.identity(allow("action", "ec2:*", "*") + "," + allow("condition", "*", "*", red) + "," +
                    allow("resource", "*", other));
       },
       "condition"},
      {"order",
       [&](Stack& s) { s.identity(allow("first", "sqs:*", other) + "," + allow("second", "sqs:*", other)); },
       "first"},
      {"every condition counts",
       [&](Stack& s) { s.identity(allow("two", "*", "*", red_and_big) + "," + allow("one", "ec2:*", "*")); },
       "one"},
      {"only of the deciding layer",
       [&](Stack& s) { s.identity(allow("identity", "sqs:*", other)).scp(allow("scp", "ec2:*", other)); },
       "scp"},
      {"no Allow there", [&](Stack& s) { s.identity("{'Effect':'Deny','Action':'ec2:*','Resource':'*'}"); },
       ""},
      {"only of a level that does not allow",
       [&](Stack& s) {
         s.scp(all + "," + allow("root", "sqs:*", other)).scp(allow("unit", "ec2:*", other)).scp(all);
       },
       "unit"},
      {"an empty level has none", [&](Stack& s) { s.scp(all + "," + allow("root", "sqs:*", other)).scp(""); },
       ""},
      {"of the resource that is missing",
       [&](Stack& s) { s.identity(allow("given", "sqs:*", test::queue) + "," + allow("far", "ec2:*", "*")); },
       "given",
       {std::string(test::queue), std::string(other)}},
      {"allowed: nothing is missing", [&](Stack& s) { s.identity(all + "," + allow("x", "ec2:*", "*")); },
       ""},
      {"explicitly denied: no Allow would help",
       [&](Stack& s) {
         s.identity(allow("x", "ec2:*", "*") + ",{'Effect':'Deny','Action':'*','Resource':'*'}");
       },
       ""},
      {"not a matching Allow that grants too little",
       [&](Stack& s) {
         s.resource(
             "{'Sid':'account','Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'*'},"
             "{'Sid':'queue','Effect':'Allow','Principal':'*','Action':'ec2:*'}");
         s.identity(allow("mine", "ec2:*", "*"));
       },
       "mine"},
  };
  for (const Nearest& c : cases) {
    Stack stack;
    c.build(stack);
    Request request = request_of(test::alice, "sqs:SendMessage", "*");
    request.resources = c.resources;
    const Explanation explanation = explain(stack.layers(), request, {});
    std::string sid;
    if (explanation.nearest)
      sid = explanation.statements.at(*explanation.nearest).statement().sid->value;
    EXPECT_EQ(sid, c.sid) << c.name;
  }
}

// Every clause of the only statement, "clause truth reason".
std::vector<std::string> clauses_of(const Explanation& explanation) {
  std::vector<std::string> out;
  for (const ClauseTrace& clause : explanation.statements.at(0).clauses) {
    const char* const truth = clause.truth == Truth::yes  ? "yes"
                              : clause.truth == Truth::no ? "no"
                                                          : "unknown";
    out.push_back(std::string(to_string(clause.clause)) + " " + truth + ": " + clause.reason);
  }
  return out;
}

TEST(Explain, says_what_was_asked_of_every_clause) {
  Stack stack;
  stack.endpoint(
      "{'Effect':'Allow','Principal':{'AWS':['444455556666','111122223333']},'Action':['ec2:*','sqs:Send*'],"
      "'Resource':'arn:aws:sqs:*:*:${aws:username}','Condition':{'StringEquals':{'aws:SourceVpce':['a','b']},"
      "'Bool':{'aws:SecureTransport':'true'},'StringNotLike':{'sqs:Label':'x'}}}");
  Request request = request_of(test::alice, "sqs:SendMessage", test::queue);
  request.endpoint.id = "vpce-1";
  const Explanation explanation = explain(stack.layers(), request, {});
  ASSERT_EQ(explanation.statements.size(), 1U);
  const std::vector<ClauseTrace>& clauses = explanation.statements[0].clauses;
  EXPECT_EQ(
      clauses_of(explanation),
      (std::vector<std::string>{"principal yes: \"111122223333\" names the caller's account",
                                "action yes: \"sqs:Send*\" matches",
                                "resource no: no pattern matches; ${aws:username} is \"alice\"",
                                "condition no: the value does not match", "condition yes: the value matches",
                                "condition yes: the key is absent, and a negated operator is true then"}));
  EXPECT_EQ(clauses[0].actual, test::alice);
  EXPECT_EQ(clauses[1].expected, "Action \"ec2:*\", \"sqs:Send*\"");
  EXPECT_EQ(clauses[2].actual, test::queue);
  EXPECT_EQ(clauses[3].expected, "StringEquals aws:SourceVpce \"a\", \"b\"");
  EXPECT_EQ(clauses[3].actual, "\"vpce-1\"");
  EXPECT_EQ(clauses[5].actual, "absent");
  EXPECT_EQ(explanation.statements[0].failures(), 2U);
  EXPECT_EQ(explanation.statements[0].first_failure(), &clauses[2]);
  EXPECT_EQ(explanation.nearest, 0U);
}

TEST(Explain, names_the_variable_as_written) {
  struct Case {
    std::string_view resource, reason;
  };
  constexpr Case cases[] = {
      {"arn:aws:s3:::lake/${aws:PrincipalTag/Team}", "${aws:PrincipalTag/Team} has no value"},
      {"arn:aws:s3:::lake/${*}/${aws:username}", "${aws:username} is \"alice\""},
      {"arn:aws:s3:::${aws:UserName, 'x'}", "${aws:UserName} is \"alice\""},
      {"arn:aws:s3:::${aws:userid}", "${aws:userid} is not known"},
  };
  for (const Case& c : cases) {
    Stack stack;
    const std::string text =
        R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":")" +
        std::string(c.resource) + "\"}}";
    stack.layers().identity = PolicyList{stack.own(test::policy_of_json(text, PolicyKind::identity))};
    Request request = request_of(test::alice, "s3:GetObject", "arn:aws:s3:::other/x");
    request.context.set_unknown("aws:userid");
    const Explanation explanation = explain(stack.layers(), request, {});
    const std::string& reason = explanation.statements.at(0).clauses.at(1).reason;
    EXPECT_TRUE(reason.ends_with(c.reason)) << reason;
  }
}

TEST(Explain, traces_only_layers_that_apply) {
  Stack stack;
  stack.identity("{'Effect':'Deny','Action':'*','Resource':'*'}");
  stack.resource("{'Effect':'Allow','Principal':'*','Action':'*'}");
  Request request = request_of(test::events, "sqs:SendMessage", test::queue);
  request.resources.push_back(std::string(test::other_queue));
  const Explanation explanation = explain(stack.layers(), request, {});
  EXPECT_EQ(explanation.evaluation.decision.verdict, Verdict::allowed);
  ASSERT_EQ(explanation.statements.size(), 2U);
  for (std::uint32_t index = 0; index < 2; ++index) {
    EXPECT_EQ(explanation.statements[index].ref.layer, Layer::resource);
    EXPECT_EQ(explanation.statements[index].resource, index);
  }
}

struct Doubt {
  std::string_view name;
  std::string_view codes;
  std::function<void(Stack&, Request&)> build;
};

TEST(Warnings, come_with_the_answers_they_belong_to) {
  constexpr std::string_view all = "{'Effect':'Allow','Action':'*','Resource':'*'}";
  constexpr std::string_view open = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";
  constexpr std::string_view guard =
      "{'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::111122223333:user/alice'},"
      "'Action':'sqs:*','Resource':'*'}";
  const Doubt cases[] = {
      {"none", "", [&](Stack& s, Request&) { s.identity(all).endpoint(open); }},
      {"two endpoint policies", "endpoint-several-policies",
       [&](Stack& s, Request&) { s.endpoint(open).endpoint(open); }},
      {"source address at an endpoint", "context-sourceip-with-endpoint",
       [&](Stack& s, Request& r) {
         s.endpoint(open);
         r.context.set("aws:SourceIp", "10.0.0.1");
       }},
      {"source address without one", "",
       [&](Stack& s, Request& r) {
         s.identity(all);
         r.context.set("aws:SourceIp", "10.0.0.1");
       }},
      {"session policy of a user", "session-policy-ignored",
       [&](Stack& s, Request&) { s.identity(all).session(all); }},
      {"wildcard in the resource", "request-resource-wildcard",
       [&](Stack& s, Request& r) {
         s.identity(all);
         r.resources = {"arn:aws:s3:::lake/a*"};
       }},
      {"a question mark too", "request-resource-wildcard",
       [&](Stack& s, Request& r) {
         s.identity(all);
         r.resources = {"arn:aws:s3:::lake/a?"};
       }},
      {"contradiction", "context-overrides-derived",
       [&](Stack& s, Request& r) {
         s.identity(all);
         r.context.set("AWS:username", "bob");
       }},
      {"contradiction of one resource", "context-overrides-derived",
       [&](Stack& s, Request& r) {
         s.identity(all);
         r.resource_context[std::string(test::queue)].set("aws:ResourceAccount", "777788889999");
       }},
      {"agreement", "",
       [&](Stack& s, Request& r) {
         s.identity(all);
         r.context.set("aws:username", "alice");
       }},
      {"the path of a role is no contradiction", "",
       [&](Stack& s, Request& r) {
         s.identity(all);
         r.principal = RequestPrincipal::parse(test::session).value();
         r.context.set("aws:PrincipalArn", "arn:aws:iam::111122223333:role/svc/BatchRunner");
       }},
      {"another role is", "context-overrides-derived",
       [&](Stack& s, Request& r) {
         s.identity(all);
         r.principal = RequestPrincipal::parse(test::session).value();
         r.context.set("aws:PrincipalArn", "arn:aws:iam::111122223333:role/svc/Runner");
       }},
      {"spared without its account", "not-principal-missing-parent",
       [&](Stack& s, Request&) { s.identity(all).endpoint(std::string(open) + "," + std::string(guard)); }},
      {"not when the action is another", "",
       [&](Stack& s, Request& r) {
         s.identity(all).endpoint(std::string(open) + "," + std::string(guard));
         r.action = ActionName::parse("batch:ListJobs").value();
       }},
      {"for any value of an absent key", "for-any-value-if-exists",
       [&](Stack& s, Request&) {
         s.identity(
             "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{"
             "'ForAnyValue:StringEqualsIfExists':{'aws:TagKeys':'a'}}}");
       }},
      {"for any value of a present key", "",
       [&](Stack& s, Request& r) {
         s.identity(
             "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{"
             "'ForAnyValue:StringEqualsIfExists':{'aws:TagKeys':'a'}}}");
         r.context.set("aws:TagKeys", "a");
       }},
      {"keys in two spellings", "context-merged-keys",
       [&](Stack& s, Request& r) {
         s.identity(all);
         r.merged_keys = {"aws:TagKeys"};
       }},
  };
  for (const Doubt& c : cases) {
    Stack stack;
    Request request = request_of(test::alice, "sqs:SendMessage", test::queue);
    c.build(stack, request);
    const Evaluation evaluation = evaluate(stack.layers(), request, {});
    EXPECT_EQ(test::codes_of(evaluation), c.codes) << c.name;
  }
}

}  // namespace
}  // namespace postern
