// Any bytes as a request object: one that is accepted has an answer, and a more generous policy never takes
// one away.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "postern/evaluate.hpp"
#include "postern/policy.hpp"
#include "postern/request.hpp"

namespace {

using postern::Verdict;
using postern::fuzz::require;

Verdict judge(const postern::PolicyList& endpoint, const postern::Request& request) {
  postern::Layers layers;
  layers.endpoint = endpoint;
  const auto answer = postern::explain(layers, request, {});
  require(answer.evaluation.resources.size() == request.resources.size(), "every resource has an outcome");
  require(answer.evaluation.decision.verdict == postern::evaluate(layers, request, {}).decision.verdict,
          "an explanation explains the decision");
  return answer.evaluation.decision.verdict;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
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

  const std::string default_text(postern::default_endpoint_policy_text());
  const auto policy_document = postern::Document::read({}, "default", default_text, {}, found);
  const auto full =
      postern::read_policy(policy_document, policy_document.root(), postern::PolicyKind::endpoint, found);
  require(full.complete, "the default policy is complete");

  const auto under_full = judge({&full}, request);
  const auto under_none = judge({}, request);
  require(under_full != Verdict::explicit_deny && under_none != Verdict::explicit_deny,
          "nothing here denies");
  require(under_full != Verdict::undetermined && under_none != Verdict::undetermined,
          "a known context has an answer");
  require(under_none != Verdict::allowed || under_full == Verdict::allowed, "allowing more denies no more");
  return 0;
}
