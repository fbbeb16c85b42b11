#pragma once
// Extraction as a list of lines, so that a table can say what is found.

#include <string>
#include <string_view>
#include <vector>

#include "postern/diagnostic.hpp"
#include "postern/document.hpp"
#include "postern/input.hpp"
#include "postern/policy.hpp"

namespace postern::testing {

struct Extracted {
  Sources sources;
  DiagnosticList sink;
  const Document* document = nullptr;
  Extraction extraction;
};

inline Extracted extract(std::string text, std::string name = "t.json",
                         PolicyKind raw_kind = PolicyKind::endpoint) {
  Extracted out;
  out.document = &out.sources.add(std::move(name), std::move(text), ReadLimits::container(), out.sink);
  out.extraction = extract_policies(out.sources, *out.document, raw_kind, out.sink);
  return out;
}

/// "ID | KIND | SERVICE | TYPE | STATE": the state is `object`, `string`, `default` or the problem.
inline std::string line_of(const Extracted& from, const ExtractedPolicy& policy) {
  std::string type = "-";
  if (policy.endpoint_type.has_value()) {
    type = *policy.endpoint_type == EndpointType::gateway ? "gateway" : "interface";
  }
  std::string state = policy.problem;
  if (state.empty() && policy.root == no_node) {
    state = "default";
  } else if (state.empty()) {
    state = policy.document == from.document ? "object" : "string";
  }
  const std::string service = policy.service.empty() ? "-" : policy.service;
  return policy.id + " | " + std::string(to_string(policy.kind)) + " | " + service + " | " + type + " | " +
         state;
}

inline std::vector<std::string> lines_of(const Extracted& from) {
  std::vector<std::string> out;
  for (const ExtractedPolicy& policy : from.extraction.policies) {
    out.push_back(line_of(from, policy));
  }
  return out;
}

struct ExtractionCase {
  std::string_view name;
  std::string text;
  std::vector<std::string> expected;
};

}  // namespace postern::testing
