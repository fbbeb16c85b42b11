// Any bytes as a request object: one that is accepted has an answer under every stack of a fixed few, the
// explanation explains it, and the answers of the stacks fit together: what grants more never takes away,
// what denies more never gives.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/require.hpp"
#include "postern/evaluate.hpp"
#include "postern/policy.hpp"
#include "postern/request.hpp"

namespace {

using postern::Policy;
using postern::PolicyKind;
using postern::Truth;
using postern::Verdict;
using postern::fuzz::require;

// Statements that ask of a request everything that can be asked.
constexpr std::string_view endpoint_text = R"({"Version":"2012-10-17","Statement":[
 {"Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::111122223333:role/Runner",
  "AIDACKCEVSQ6C2EXAMPLE"],"Service":"batch.amazonaws.com","CanonicalUser":"79a5"},
  "Action":["batch:*","s3:Get*"],"Resource":["arn:aws:s3:::lake/${aws:username, 'x'}*","arn:aws:batch:*"]},
 {"Effect":"Allow","Principal":"*","NotAction":"iam:*","NotResource":"arn:aws:s3:::${aws:PrincipalTag/team}/?",
  "Condition":{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["a*","${s3:prefix}"]},
   "ForAllValues:ArnNotLike":{"aws:PrincipalArn":"arn:aws:*:*:*:user/*"},"Null":{"aws:SourceVpce":"false"},
   "NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"},"DateGreaterThan":{"aws:CurrentTime":"2024-01-01"},
   "NumericLessThanEqualsIfExists":{"aws:EpochTime":1800000000},"BinaryEquals":{"x:y":"QUJD"}}},
 {"Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:user/ann"},"Action":"s3:Delete*",
  "Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]})";
constexpr std::string_view identity_text = R"({"Version":"2012-10-17","Statement":[
 {"Effect":"Allow","Action":"*","Resource":"*"},
 {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"xx"}}}]})";
constexpr std::string_view all_text = R"({"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})";
constexpr std::string_view none_text = R"({"Statement":{"Effect":"Allow","Action":[],"Resource":"*"}})";
constexpr std::string_view deny_text =
    R"({"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}})";

Policy read(std::string_view text, PolicyKind kind) {
  postern::DiagnosticList found;
  const auto document = postern::Document::read({}, "fixed", std::string(text), {}, found);
  auto policy = postern::read_policy(document, document.root(), kind, found);
  require(policy.complete, "a fixed policy is complete");
  return policy;
}

struct FixedPolicies {
  Policy endpoint = read(endpoint_text, PolicyKind::endpoint);
  Policy open = read(postern::default_endpoint_policy_text(), PolicyKind::endpoint);
  Policy shut = read(deny_text, PolicyKind::endpoint);
  Policy resource = read(endpoint_text, PolicyKind::resource);
  Policy identity = read(identity_text, PolicyKind::identity);
  Policy all = read(all_text, PolicyKind::boundary);
  Policy none = read(none_text, PolicyKind::session);
  Policy scp = read(all_text, PolicyKind::scp);
  Policy rcp = read(deny_text, PolicyKind::rcp);
};

void check_traces(const postern::Explanation& answer) {
  std::size_t matched = 0;
  for (const auto& trace : answer.statements) {
    Truth all = Truth::yes;
    for (const auto& clause : trace.clauses)
      all = all && clause.truth;
    require(all == trace.truth, "a statement is as true as its clauses");
    matched += trace.truth == Truth::yes ? 1 : 0;
  }
  require(matched == answer.evaluation.matched.size(), "every true statement is listed");
  require(!answer.nearest || *answer.nearest < answer.statements.size(), "the nearest statement exists");
}

Verdict judge(const postern::Layers& layers, const postern::Request& request) {
  const auto answer = postern::explain(layers, request, {});
  require(answer.evaluation.resources.size() == request.resources.size(), "every resource has an outcome");
  require(answer.evaluation.decision.verdict == postern::evaluate(layers, request, {}).decision.verdict,
          "an explanation explains the decision");
  require(answer.evaluation.decision.verdict != Verdict::undetermined, "a known context has an answer");
  check_traces(answer);
  return answer.evaluation.decision.verdict;
}

void check_request(const FixedPolicies& fixed, const postern::Request& request) {
  postern::Layers layers;
  layers.endpoint.emplace();
  const Verdict unrestricted = judge(layers, request);
  require(unrestricted == Verdict::allowed, "no policy at the endpoint restricts nobody");
  layers.endpoint = {&fixed.open};
  require(judge(layers, request) == Verdict::allowed, "the default policy restricts nobody");

  layers.endpoint = {&fixed.endpoint};
  const Verdict narrow = judge(layers, request);
  layers.endpoint = {&fixed.endpoint, &fixed.open};
  const Verdict wide = judge(layers, request);
  require(narrow != Verdict::allowed || wide == Verdict::allowed, "allowing more denies no more");
  require((narrow == Verdict::explicit_deny) == (wide == Verdict::explicit_deny), "no Allow lifts a Deny");
  layers.endpoint = {&fixed.open, &fixed.shut};
  require(judge(layers, request) == Verdict::explicit_deny, "a Deny of everything denies everything");

  layers.endpoint = {&fixed.endpoint};
  layers.identity = {&fixed.identity};
  const Verdict granted = judge(layers, request);
  require(granted != Verdict::allowed || narrow == Verdict::allowed, "an endpoint policy is a limit");
  layers.resource = &fixed.resource;
  const Verdict both = judge(layers, request);
  layers.boundary = &fixed.all;
  layers.session = {&fixed.none};
  layers.scp = {{&fixed.scp}, {&fixed.scp}};
  const Verdict limited = judge(layers, request);
  require(limited != Verdict::allowed || both == Verdict::allowed, "further limits allow no more");
  layers.rcp = {{&fixed.rcp}};
  const Verdict governed = judge(layers, request);
  require(governed == limited || governed == Verdict::explicit_deny, "a control policy only denies");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const FixedPolicies fixed;
  postern::DiagnosticList found;
  const std::string text(postern::fuzz::bytes(data, size));
  const auto document = postern::Document::read({}, "request", text, {}, found);
  if (document.root() == postern::no_node || !document.well_formed())
    return 0;
  auto parsed = postern::read_request(document, document.root());
  if (!parsed.ok()) {
    require(!parsed.error().message.empty(), "a refusal says why");
    return 0;
  }
  auto request = std::move(parsed).value();
  if (request.resources.empty())
    request.resources = {"*"};
  check_request(fixed, request);
  return 0;
}
