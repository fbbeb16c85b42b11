// Any bytes as a policy of each kind: what is complete prints, reads back and prints the same, and can be
// asked.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "postern/evaluate.hpp"
#include "postern/policy.hpp"

namespace {

using postern::Policy;
using postern::PolicyKind;
using postern::fuzz::require;

constexpr std::array kinds = {PolicyKind::endpoint, PolicyKind::identity, PolicyKind::resource,
                              PolicyKind::boundary, PolicyKind::session,  PolicyKind::scp,
                              PolicyKind::rcp};

postern::Layers layers_of(const Policy& policy) {
  postern::Layers layers;
  switch (policy.kind) {
    case PolicyKind::endpoint:
      layers.endpoint = {&policy};
      break;
    case PolicyKind::identity:
      layers.identity = {&policy};
      break;
    case PolicyKind::session:
      layers.session = {&policy};
      break;
    case PolicyKind::resource:
      layers.resource = &policy;
      break;
    case PolicyKind::boundary:
      layers.boundary = &policy;
      break;
    case PolicyKind::scp:
      layers.scp = {{&policy}};
      break;
    case PolicyKind::rcp:
      layers.rcp = {{&policy}};
      break;
  }
  return layers;
}

postern::Request a_request() {
  postern::Request request;
  request.principal =
      postern::RequestPrincipal::parse("arn:aws:sts::111122223333:assumed-role/Runner/ci").value();
  request.action = postern::ActionName::parse("batch:SubmitJob").value();
  request.resources = {"arn:aws:batch:us-east-1:111122223333:job-queue/q",
                       "arn:aws:batch:us-east-1:111122223333:job-definition/d:1"};
  request.context.set("aws:PrincipalTag/team", "blue");
  request.time = "2024-05-01T00:00:00Z";
  return request;
}

void check_complete(const Policy& policy) {
  const auto printed = postern::print_policy(policy);
  postern::DiagnosticList found;
  const auto again = postern::Document::read({}, "printed", printed, {}, found);
  const auto reread = postern::read_policy(again, again.root(), policy.kind, found);
  require(reread.complete, "a printed policy is complete");
  require(postern::print_policy(reread) == printed, "printing is stable");

  const auto request = a_request();
  const auto verdict = postern::evaluate(layers_of(policy), request, {}).decision.verdict;
  require(verdict != postern::Verdict::undetermined, "a known context has an answer");
  require(postern::evaluate(layers_of(reread), request, {}).decision.verdict == verdict,
          "printing keeps the meaning");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  const auto kind = kinds.at(data[0] % kinds.size());
  const std::string text(postern::fuzz::bytes(data + 1, size - 1));
  postern::DiagnosticList found;
  const auto document = postern::Document::read({}, "input", text, {}, found);
  if (document.root() == postern::no_node)
    return 0;
  const auto policy = postern::read_policy(document, document.root(), kind, found);
  for (const auto& diagnostic : found.diagnostics) {
    require(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= text.size(),
            "a diagnostic points into the text");
  }
  require(!policy.complete || document.well_formed(), "a defective document holds no complete policy");
  if (policy.complete)
    check_complete(policy);
  return 0;
}
