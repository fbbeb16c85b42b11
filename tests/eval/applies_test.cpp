// Whom each layer binds (semantics.md 6.2), the exceptions (6.4), and which layer is named as the deciding
// one (6.6).

#include <gtest/gtest.h>

#include <functional>

#include "eval/evaluating.hpp"

namespace postern {
namespace {

using test::request_of;
using test::Stack;

constexpr std::string_view slr_session = "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForBatch/x";
constexpr std::string_view slr_role =
    "arn:aws:iam::111122223333:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch";

bool s3_only(std::string_view prefix) {
  return prefix == "s3" || prefix == "S3" || prefix == "kms";
}
ServiceFacts::ResourceLevel levels(std::string_view, std::string_view name) {
  if (name == "ListJobs")
    return ServiceFacts::ResourceLevel::none;
  return name == "Unheard" ? ServiceFacts::ResourceLevel::unknown_action
                           : ServiceFacts::ResourceLevel::supported;
}
constexpr ServiceFacts facts = {s3_only, nullptr, levels};

struct Applicability {
  std::string_view name;
  Layer layer;
  std::string_view principal;
  bool applies;
  std::string_view action = "s3:GetObject";
  std::string_view resource = "arn:aws:s3:::lake/raw";
  std::function<void(Request&)> change = [](Request&) {};
};

// The layer holds one Deny of everything.
void set_deny(Stack& stack, Layer layer) {
  constexpr std::string_view deny = "{'Effect':'Deny','Action':'*','Resource':'*'}";
  constexpr std::string_view deny_all = "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}";
  switch (layer) {
    case Layer::scp:
      stack.scp(deny);
      break;
    case Layer::rcp:
      stack.rcp(deny_all);
      break;
    case Layer::endpoint:
      stack.endpoint(deny_all);
      break;
    case Layer::resource:
      stack.resource(deny_all);
      break;
    case Layer::identity:
      stack.identity(deny);
      break;
    case Layer::boundary:
      stack.boundary(deny);
      break;
    case Layer::session:
      stack.session(deny);
      break;
    case Layer::none:
      break;
  }
}

TEST(Layers, bind_whom_they_bind) {
  const auto in_management = [](Request& request) { request.principal_in_management_account = true; };
  const auto resource_in_management = [](Request& request) { request.resource_in_management_account = true; };
  const auto linked = [](Request& request) { request.service_linked_role = true; };
  const auto not_linked = [](Request& request) { request.service_linked_role = false; };
  const std::string_view other = "arn:aws:s3:us-east-1:444455556666:accesspoint/x";
  const Applicability cases[] = {
      {"user", Layer::endpoint, test::alice, true},
      {"session", Layer::endpoint, test::session, true},
      {"root", Layer::endpoint, test::root_user, true},
      {"service", Layer::endpoint, test::events, true},
      {"anonymous", Layer::endpoint, "anonymous", true},
      {"service-linked role", Layer::endpoint, slr_session, true},
      {"GetCallerIdentity", Layer::endpoint, test::alice, true, "sts:GetCallerIdentity", "*"},

      {"user", Layer::identity, test::alice, true},
      {"session", Layer::identity, test::session, true},
      {"role", Layer::identity, test::runner, true},
      {"federated user", Layer::identity, test::federated_alice, true},
      {"root", Layer::identity, test::root_user, false},
      {"service", Layer::identity, test::events, false},
      {"anonymous", Layer::identity, "anonymous", false},
      {"unsigned", Layer::identity, "federated:accounts.google.com", false},
      {"GetCallerIdentity", Layer::identity, test::alice, false, "sts:GetCallerIdentity", "*"},

      {"user", Layer::boundary, test::alice, true},
      {"session", Layer::boundary, test::session, true},
      {"federated user", Layer::boundary, test::federated_alice, true},
      {"root", Layer::boundary, test::root_user, false},
      {"service", Layer::boundary, test::events, false},
      {"anonymous", Layer::boundary, "anonymous", false},
      {"GetCallerIdentity", Layer::boundary, test::alice, false, "STS:getcalleridentity", "*"},

      {"user", Layer::session, test::alice, false},
      {"session", Layer::session, test::session, true},
      {"role", Layer::session, test::runner, true},
      {"federated user", Layer::session, test::federated_alice, true},
      {"root", Layer::session, test::root_user, false},
      {"service", Layer::session, test::events, false},

      {"user", Layer::resource, test::alice, true},
      {"root", Layer::resource, test::root_user, true},
      {"service", Layer::resource, test::events, true},
      {"anonymous", Layer::resource, "anonymous", true},
      {"unsigned", Layer::resource, "federated:accounts.google.com", true},
      {"GetCallerIdentity", Layer::resource, test::alice, false, "sts:GetCallerIdentity", "*"},

      {"user", Layer::scp, test::alice, true},
      {"root", Layer::scp, test::root_user, true},
      {"federated user", Layer::scp, test::federated_alice, true},
      {"service", Layer::scp, test::events, false},
      {"anonymous", Layer::scp, "anonymous", false},
      {"unsigned", Layer::scp, "federated:accounts.google.com", false},
      {"service-linked session", Layer::scp, slr_session, false},
      {"service-linked role", Layer::scp, slr_role, false},
      {"said to be linked", Layer::scp, test::session, false, "s3:GetObject", "arn:aws:s3:::lake/raw",
       linked},
      {"said not to be linked", Layer::scp, slr_session, true, "s3:GetObject", "arn:aws:s3:::lake/raw",
       not_linked},
      {"role that is merely named so", Layer::scp, "arn:aws:iam::111122223333:role/AWSServiceRoleForBatch",
       true},
      {"user that is named so", Layer::scp, "arn:aws:iam::111122223333:user/AWSServiceRoleForBatch", true},
      {"management account", Layer::scp, test::alice, false, "s3:GetObject", "arn:aws:s3:::lake/raw",
       in_management},
      {"resource of the management account", Layer::scp, test::alice, true, "s3:GetObject",
       "arn:aws:s3:::lake/raw", resource_in_management},
      {"GetCallerIdentity", Layer::scp, test::alice, false, "sts:GetCallerIdentity", "*"},

      {"user", Layer::rcp, test::alice, true},
      {"root", Layer::rcp, test::root_user, true},
      {"service", Layer::rcp, test::events, true},
      {"anonymous", Layer::rcp, "anonymous", true},
      {"service-linked role", Layer::rcp, slr_role, false},
      {"another service", Layer::rcp, test::alice, false, "batch:SubmitJob",
       "arn:aws:batch:us-east-1:111122223333:job-queue/q"},
      {"service in another case", Layer::rcp, test::alice, true, "S3:GetObject"},
      {"no resource", Layer::rcp, test::alice, false, "s3:ListAllMyBuckets", "*"},
      {"RetireGrant", Layer::rcp, test::alice, false, "kms:retiregrant",
       "arn:aws:kms:us-east-1:111122223333:key/1"},
      {"another action of KMS", Layer::rcp, test::alice, true, "kms:Decrypt",
       "arn:aws:kms:us-east-1:111122223333:key/1"},
      {"resource of the management account", Layer::rcp, test::alice, false, "s3:GetObject",
       "arn:aws:s3:::lake/raw", resource_in_management},
      {"caller and resource in the management account", Layer::rcp, test::alice, false, "s3:GetObject",
       "arn:aws:s3:::lake/raw", in_management},
      {"caller in the management account, resource not", Layer::rcp, test::alice, true, "s3:GetObject", other,
       in_management},
  };
  for (const Applicability& c : cases) {
    Stack stack;
    set_deny(stack, c.layer);
    Request request = request_of(c.principal, c.action, c.resource);
    c.change(request);
    const Evaluation evaluation = evaluate(stack.layers(), request, facts);
    const LayerResult result = evaluation.resources[0].layers[static_cast<std::size_t>(c.layer)];
    EXPECT_EQ(result, c.applies ? LayerResult::deny : LayerResult::not_applicable)
        << to_string(c.layer) << ": " << c.name;
    EXPECT_EQ(evaluation.decision.verdict == Verdict::explicit_deny, c.applies)
        << to_string(c.layer) << ": " << c.name;
    EXPECT_EQ(evaluation.matched.size(), c.applies ? 1U : 0U) << to_string(c.layer) << ": " << c.name;
  }
}

TEST(Layers, follow_the_facts_of_the_service) {
  const auto endpointless = [](std::string_view prefix) { return prefix == "ec2"; };
  const ServiceFacts unsupported = {nullptr, endpointless, nullptr};
  Stack stack;
  set_deny(stack, Layer::endpoint);
  const Evaluation lifted =
      evaluate(stack.layers(), request_of(test::alice, "ec2:RunInstances", "*"), unsupported);
  EXPECT_EQ(lifted.decision.verdict, Verdict::allowed);
  EXPECT_EQ(test::codes_of(lifted), "endpoint-policy-unsupported");
  const Evaluation kept = evaluate(stack.layers(), request_of(test::alice, "s3:GetObject", "*"), unsupported);
  EXPECT_EQ(kept.decision.verdict, Verdict::explicit_deny);
  EXPECT_EQ(test::codes_of(kept), "");
}

// SPEC: semantics.md 6.5: an ARN given for an action without resource-level permissions.
TEST(Resources, are_replaced_where_the_action_has_none) {
  Stack stack;
  stack.identity(
      "{'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'arn:*'}");
  Request request =
      request_of(test::alice, "batch:ListJobs", "arn:aws:batch:us-east-1:111122223333:job-queue/q");
  request.resources.push_back("arn:aws:batch:us-east-1:111122223333:job-queue/r");
  const Evaluation evaluation = evaluate(stack.layers(), request, facts);
  EXPECT_EQ(evaluation.decision.verdict, Verdict::allowed);
  ASSERT_EQ(evaluation.resources.size(), 1U);
  EXPECT_EQ(evaluation.resources[0].resource, "*");
  EXPECT_EQ(test::codes_of(evaluation), "no-resource-level");

  request.resources = {"*"};
  EXPECT_EQ(test::codes_of(evaluate(stack.layers(), request, facts)), "");
  request.action = ActionName::parse("batch:SubmitJob").value();
  EXPECT_EQ(evaluate(stack.layers(), request, facts).decision.verdict, Verdict::allowed);
  request.resources = {"arn:aws:batch:us-east-1:111122223333:job-queue/q"};
  EXPECT_EQ(evaluate(stack.layers(), request, facts).decision.verdict, Verdict::explicit_deny);
  request.action = ActionName::parse("batch:Unheard").value();
  EXPECT_EQ(test::codes_of(evaluate(stack.layers(), request, facts)), "unknown-action");
}

struct Several {
  std::string_view name;
  std::vector<std::string> resources;
  Verdict verdict;
  std::vector<Verdict> each;
  Layer layer;
};

TEST(Resources, are_judged_one_by_one) {
  constexpr auto yes = Verdict::allowed;
  constexpr auto no = Verdict::implicit_deny;
  constexpr auto never = Verdict::explicit_deny;
  const std::string a = "arn:aws:s3:::a/x";
  const std::string b = "arn:aws:s3:::b/x";
  const std::string c = "arn:aws:s3:::c/x";
  const Several cases[] = {
      {"one allowed", {a}, yes, {yes}, Layer::identity},
      {"the same twice", {a, a}, yes, {yes, yes}, Layer::identity},
      {"one missing", {a, b}, no, {yes, no}, Layer::identity},
      {"a deny outranks what is missing", {b, c}, never, {no, never}, Layer::boundary},
      {"in any order", {c, b, a}, never, {never, no, yes}, Layer::boundary},
      {"denied twice", {c, c}, never, {never, never}, Layer::boundary},
  };
  Stack stack;
  stack.identity(
      "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::a/*'},"
      "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::c/*'}");
  stack.boundary(
      "{'Effect':'Allow','Action':'*','Resource':'*'},"
      "{'Effect':'Deny','Action':'*','Resource':'arn:aws:s3:::c/*'}");
  for (const Several& of : cases) {
    Request request = request_of(test::alice, "s3:GetObject", "*");
    request.resources = of.resources;
    const Evaluation evaluation = evaluate(stack.layers(), request, {});
    EXPECT_EQ(evaluation.decision.verdict, of.verdict) << of.name;
    EXPECT_EQ(evaluation.decision.layer, of.layer) << of.name;
    ASSERT_EQ(evaluation.resources.size(), of.resources.size()) << of.name;
    for (std::size_t index = 0; index < of.each.size(); ++index) {
      EXPECT_EQ(evaluation.resources[index].verdict, of.each[index]) << of.name;
      EXPECT_EQ(evaluation.resources[index].resource, of.resources[index]) << of.name;
    }
    for (const MatchedStatement& matched : evaluation.matched)
      EXPECT_LT(matched.resource, of.resources.size());
  }
}

struct Deciding {
  std::string_view name;
  std::function<void(Stack&)> build;
  std::string_view principal;
  Verdict verdict;
  Layer layer;
  Layer witness;
  std::string_view action = "sqs:SendMessage";
  std::string_view resource = test::queue;
};

TEST(Decision, names_the_deciding_layer) {
  constexpr std::string_view all = "{'Effect':'Allow','Action':'*','Resource':'*'}";
  constexpr std::string_view none = "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}";
  constexpr std::string_view deny = "{'Effect':'Deny','Action':'*','Resource':'*'}";
  constexpr std::string_view open = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";
  constexpr std::string_view shut = "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}";
  constexpr std::string_view to_ec2 = "{'Effect':'Allow','Principal':'*','Action':'ec2:*'}";
  constexpr std::string_view delegates = "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'*'}";
  constexpr std::string_view by_role =
      "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:role/BatchRunner'},'Action':'*'}";
  constexpr auto yes = Verdict::allowed;
  constexpr auto no = Verdict::implicit_deny;
  constexpr auto never = Verdict::explicit_deny;
  const Deciding cases[] = {
      {"identity grants", [&](Stack& s) { s.identity(all).endpoint(open).scp(all); }, test::alice, yes,
       Layer::identity, Layer::identity},
      {"resource grants", [&](Stack& s) { s.identity("").resource(open); }, test::alice, yes, Layer::resource,
       Layer::resource},
      {"delegation: identity grants", [&](Stack& s) { s.identity(all).resource(delegates); }, test::alice,
       yes, Layer::identity, Layer::identity},
      {"delegation alone", [&](Stack& s) { s.resource(delegates); }, test::alice, no, Layer::identity,
       Layer::none},
      {"resource silent", [&](Stack& s) { s.resource(to_ec2); }, test::alice, no, Layer::resource,
       Layer::none},
      {"nothing grants", [&](Stack& s) { s.identity(none).resource(delegates); }, test::alice, no,
       Layer::identity, Layer::none},
      {"boundary limits", [&](Stack& s) { s.identity(all).boundary(none); }, test::alice, no, Layer::boundary,
       Layer::none},
      {"session limits", [&](Stack& s) { s.identity(all).session(none); }, test::session, no, Layer::session,
       Layer::none},
      {"both limit", [&](Stack& s) { s.identity(all).session(none).boundary(none); }, test::session, no,
       Layer::boundary, Layer::none},
      {"session limits the grant of the role", [&](Stack& s) { s.resource(by_role).session(none); },
       test::session, no, Layer::session, Layer::none},
      {"federated user without a session policy", [&](Stack& s) { s.identity(all); }, test::federated_alice,
       no, Layer::session, Layer::none},
      {"scp is missing", [&](Stack& s) { s.identity(none).endpoint("").scp(all).scp(none); }, test::alice, no,
       Layer::scp, Layer::none},
      {"endpoint is missing",
       [&](Stack& s) {
         s.identity(none).scp(all);
         s.endpoint("{'Effect':'Allow','Principal':'*','Action':'ec2:*','Resource':'*'}");
       },
       test::alice, no, Layer::endpoint, Layer::none},
      {"first deny: scp",
       [&](Stack& s) { s.identity(deny).endpoint(shut).scp(deny).resource(shut).rcp(shut); }, test::alice,
       never, Layer::scp, Layer::scp},
      {"first deny: rcp", [&](Stack& s) { s.identity(deny).endpoint(shut).resource(shut).rcp(shut); },
       test::alice, never, Layer::rcp, Layer::rcp},
      {"first deny: endpoint", [&](Stack& s) { s.identity(deny).endpoint(shut).resource(shut); }, test::alice,
       never, Layer::endpoint, Layer::endpoint},
      {"first deny: resource", [&](Stack& s) { s.identity(deny).resource(shut).boundary(deny); }, test::alice,
       never, Layer::resource, Layer::resource},
      {"first deny: identity", [&](Stack& s) { s.identity(deny).boundary(deny); }, test::alice, never,
       Layer::identity, Layer::identity},
      {"first deny: boundary", [&](Stack& s) { s.session(deny).boundary(deny); }, test::session, never,
       Layer::boundary, Layer::boundary},
      {"first deny: session", [&](Stack& s) { s.session(deny); }, test::session, never, Layer::session,
       Layer::session},
      {"no grant phase: endpoint", [&](Stack& s) { s.endpoint(open); }, test::alice, yes, Layer::endpoint,
       Layer::endpoint},
      {"no grant phase: endpoint after scp", [&](Stack& s) { s.scp(all).endpoint(open); }, test::alice, yes,
       Layer::endpoint, Layer::endpoint},
      {"no grant phase: boundary", [&](Stack& s) { s.endpoint(open).boundary(all); }, test::alice, yes,
       Layer::boundary, Layer::boundary},
      {"no grant phase: an empty layer is modelled", [&](Stack& s) { s.endpoint(open).session(""); },
       test::alice, yes, Layer::session, Layer::none},
      {"no grant phase: scp", [&](Stack& s) { s.scp(all); }, test::alice, yes, Layer::scp, Layer::scp},
      {"nothing is modelled", [](Stack&) {}, test::alice, yes, Layer::none, Layer::none},
      {"root user", [&](Stack& s) { s.identity(""); }, test::root_user, yes, Layer::identity, Layer::none},
      {"cross account, no resource policy", [&](Stack& s) { s.identity(all); }, test::alice, no,
       Layer::resource, Layer::none, "sqs:SendMessage", test::other_queue},
      {"cross account, no identity policy", [&](Stack& s) { s.identity("").resource(open); }, test::alice, no,
       Layer::identity, Layer::none, "sqs:SendMessage", test::other_queue},
      {"cross account", [&](Stack& s) { s.identity(all).resource(delegates); }, test::alice, yes,
       Layer::resource, Layer::resource, "sqs:SendMessage", test::other_queue},
      {"a closed door", [&](Stack& s) { s.identity(all); }, test::alice, no, Layer::resource, Layer::none,
       "kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/1"},
      {"a delegated door, nobody inside", [&](Stack& s) { s.identity(none).resource(delegates); },
       test::alice, no, Layer::identity, Layer::none, "kms:Decrypt",
       "arn:aws:kms:us-east-1:111122223333:key/1"},
      {"an alias is no key", [&](Stack& s) { s.identity(all); }, test::alice, yes, Layer::identity,
       Layer::identity, "kms:CreateAlias", "arn:aws:kms:us-east-1:111122223333:alias/a"},
      {"service principal", [&](Stack& s) { s.identity(all).resource(delegates); }, test::events, no,
       Layer::resource, Layer::none},
      {"GetCallerIdentity", [&](Stack& s) { s.endpoint(open).identity(deny); }, test::alice, yes,
       Layer::identity, Layer::none, "sts:GetCallerIdentity", "*"},
  };
  for (const Deciding& c : cases) {
    Stack stack;
    c.build(stack);
    const Evaluation evaluation = evaluate(stack.layers(), request_of(c.principal, c.action, c.resource), {});
    EXPECT_EQ(to_string(evaluation.decision.verdict), to_string(c.verdict)) << c.name;
    EXPECT_EQ(to_string(evaluation.decision.layer), to_string(c.layer)) << c.name;
    EXPECT_EQ(to_string(evaluation.decision.witness.layer), to_string(c.witness)) << c.name;
    EXPECT_EQ(evaluation.resources[0].decided_by, c.layer) << c.name;
  }
}

}  // namespace
}  // namespace postern
