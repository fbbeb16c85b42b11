// Any bytes as something that holds policies: what is found lies in the input, and only what was read
// decides.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "postern/input.hpp"

namespace {

using postern::ExtractedPolicy;
using postern::fuzz::require;

void check_found(const postern::Sources& sources, const ExtractedPolicy& found,
                 const postern::Document& outer, postern::DiagnosticSink& sink) {
  require(found.document != nullptr, "a policy has a document");
  require(found.span.document == outer.id() && found.span.begin <= found.span.end &&
              found.span.end <= outer.text().size(),
          "the input names the policy somewhere");
  if (found.root == postern::no_node) {
    require(found.problem.empty() && found.kind == postern::PolicyKind::endpoint && outer.well_formed(),
            "only an endpoint of a sound document has AWS's default policy");
    return;
  }
  const auto policy = postern::read_policy(*found.document, found.root, found.kind, sink);
  require(!policy.complete || found.problem.empty(), "a policy with a problem never decides");
  require(!policy.complete || outer.well_formed(), "a policy of a defective document never decides");
  const auto place = sources.outermost(policy.span);
  require(place.document == outer.id() && place.end <= outer.text().size(), "a policy lies in the input");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const char* const name : {"input", "-"}) {
    postern::Sources sources;
    postern::DiagnosticList list;
    const auto& outer = sources.add(name, std::string(postern::fuzz::bytes(data, size)),
                                    postern::ReadLimits::container(), list);
    const auto extraction = postern::extract_policies(sources, outer, postern::PolicyKind::endpoint, list);
    for (const auto& found : extraction.policies)
      check_found(sources, found, outer, list);
    for (const auto& diagnostic : list.diagnostics) {
      const auto place = sources.outermost(diagnostic.span);
      require(place.document == outer.id() && place.begin <= place.end && place.end <= outer.text().size(),
              "a diagnostic points into the input");
    }
  }
  return 0;
}
