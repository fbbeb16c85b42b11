// Reading a candidate is where the limits of a policy apply: what is wrapped may be deep inside a big file,
// so size and depth count from the policy's own bracket.

#include "input/extractor.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "postern/diagnostic.hpp"
#include "postern/document.hpp"
#include "postern/input.hpp"
#include "postern/policy.hpp"
#include "text/rules.hpp"

namespace postern::input {
namespace {

// The first node under `root` that lies deeper than `limit` levels of brackets, or `no_node`. O(subtree).
NodeId first_too_deep(const Document& document, NodeId root, std::uint32_t limit) {
  std::uint32_t depth = 1;
  NodeId at = root;
  for (;;) {
    const Node& node = document[at];
    const bool is_container = node.kind == NodeKind::array || node.kind == NodeKind::object;
    if (is_container && depth > limit) {
      return at;
    }
    if (node.first != no_node) {
      at = node.first;
      ++depth;
      continue;
    }
    while (at != root && document[at].next == no_node) {
      at = document[at].parent;
      --depth;
    }
    if (at == root) {
      return no_node;
    }
    at = document[at].next;
  }
}

// Said as the reader says it of a document that is a policy and nothing else; the span is the first byte
// beyond.
void report_limit(const Document& document, NodeId node, std::uint32_t at, std::string message,
                  DiagnosticSink& sink) {
  Diagnostic diagnostic;
  diagnostic.rule = text::json_nesting_limit;
  diagnostic.severity = Severity::error;
  diagnostic.span = {document.id(), at, at + 1};
  diagnostic.pointer = document.pointer(node);
  diagnostic.message = std::move(message);
  sink.report(std::move(diagnostic));
}

bool within_limits(const Document& document, NodeId root, DiagnosticSink& sink) {
  const ReadLimits limits;
  const SourceSpan span = document[root].span;
  const std::uint32_t begin = root == document.root() ? 0 : span.begin;
  const std::size_t end = root == document.root() ? document.text().size() : span.end;
  if (end - begin > limits.bytes) {
    report_limit(document, root, begin + static_cast<std::uint32_t>(limits.bytes),
                 base::concat({"larger than ", std::to_string(limits.bytes), " bytes"}), sink);
    return false;
  }
  if (const NodeId deep = first_too_deep(document, root, limits.depth); deep != no_node) {
    report_limit(document, deep, document[deep].span.begin,
                 base::concat({"nested deeper than ", std::to_string(limits.depth), " levels"}), sink);
    return false;
  }
  return true;
}

// {"Ref": …} or {"Fn::…": …} in place of the whole policy; the name of the function, else empty.
std::string_view intrinsic_name(const Document& document, NodeId object) {
  const NodeId only = first_of(document, object, NodeKind::object);
  if (only == no_node || document[only].next != no_node) {
    return {};
  }
  const std::string_view key = document[only].key;
  return key == "Ref" || key.substr(0, 4) == "Fn::" ? key : std::string_view{};
}

// Points `out` at what `string` holds, or says why not.
std::string open_string(Sources& sources, const Document& document, NodeId string, ExtractedPolicy& out,
                        DiagnosticSink& sink) {
  if (document[string].text.empty()) {
    return "is an empty string";
  }
  const Document& embedded = sources.add_embedded(document, string, ReadLimits{}, sink);
  if (embedded.root() == no_node) {
    return "is not JSON";
  }
  out.document = &embedded;
  out.root = embedded.root();
  return {};
}

// Points `out` at the policy that `candidate` found, or says why not.
std::string open_value(Sources& sources, const Document& document, const Candidate& candidate,
                       ExtractedPolicy& out, DiagnosticSink& sink) {
  const NodeId value = candidate.value;
  if (!candidate.raw) {
    if (is_kind(document, value, NodeKind::string)) {
      return open_string(sources, document, value, out, sink);
    }
    if (is_kind(document, value, NodeKind::null)) {
      return "is null";
    }
    if (const std::string_view name = intrinsic_name(document, value); !name.empty()) {
      return base::concat({"is the result of ", base::quoted(name), ", which only a deployment resolves"});
    }
  }
  if (!within_limits(document, value, sink)) {
    return "is over the limits of a policy";
  }
  out.root = value;
  return {};
}

}  // namespace

ExtractedPolicy read_candidate(Sources& sources, const Document& document, Candidate candidate,
                               DiagnosticSink& sink) {
  ExtractedPolicy out;
  out.id = std::move(candidate.id);
  out.kind = candidate.kind;
  out.service = std::move(candidate.service);
  out.endpoint_type = candidate.endpoint_type;
  out.span = candidate.span;
  out.problem = std::move(candidate.problem);
  out.document = &document;
  // What surrounds a policy says which one it is and whether it is the only one: a member that comes twice,
  // or a bracket that never closes, leaves that open.
  if (out.problem.empty() && !candidate.raw && !document.well_formed()) {
    out.problem = "is in a document with defects";
  }
  if (out.problem.empty() && candidate.default_in_force) {
    return out;
  }
  if (out.problem.empty()) {
    out.problem = open_value(sources, document, candidate, out, sink);
  }
  if (!out.problem.empty()) {
    out.document = &document;
    out.root = document.root();
  }
  return out;
}

std::vector<Candidate> find_policies(const Document& document, InputShape shape, PolicyKind raw_kind) {
  if (document.root() == no_node) {
    return {};
  }
  switch (shape) {
    case InputShape::vpc_endpoints:
      return find_in_vpc_endpoints(document);
    case InputShape::cloudformation:
      return find_in_cloudformation(document);
    case InputShape::terraform_plan:
      return find_in_terraform_plan(document);
    case InputShape::policy:
      break;
  }
  Candidate whole;
  whole.kind = raw_kind;
  whole.raw = true;
  whole.value = document.root();
  whole.span = document[document.root()].span;
  std::vector<Candidate> out;
  out.push_back(std::move(whole));
  return out;
}

NodeId member(const Document& document, NodeId object, std::string_view key) {
  return is_kind(document, object, NodeKind::object) ? document.find(object, key) : no_node;
}

NodeId first_of(const Document& document, NodeId node, NodeKind kind) {
  return is_kind(document, node, kind) ? document[node].first : no_node;
}

std::string_view string_at(const Document& document, NodeId node) {
  return is_kind(document, node, NodeKind::string) ? document[node].text : std::string_view{};
}

std::string_view string_member(const Document& document, NodeId object, std::string_view key) {
  return string_at(document, member(document, object, key));
}

bool is_kind(const Document& document, NodeId node, NodeKind kind) {
  return node != no_node && document[node].kind == kind;
}

std::optional<EndpointType> endpoint_type_from(std::string_view name) noexcept {
  if (base::equals_ignore_case(name, "Interface")) {
    return EndpointType::interface;
  }
  if (base::equals_ignore_case(name, "Gateway")) {
    return EndpointType::gateway;
  }
  return std::nullopt;
}

bool takes_no_policy(std::string_view endpoint_type) noexcept {
  return !endpoint_type.empty() && !endpoint_type_from(endpoint_type).has_value();
}

}  // namespace postern::input

namespace postern {

Extraction extract_policies(Sources& sources, const Document& document, PolicyKind raw_kind,
                            DiagnosticSink& sink) {
  Extraction out;
  out.shape = input::detect_shape(document);
  std::vector<input::Candidate> found = input::find_policies(document, out.shape, raw_kind);
  out.policies.reserve(found.size());
  for (input::Candidate& candidate : found) {
    const bool raw = candidate.raw;
    ExtractedPolicy policy = input::read_candidate(sources, document, std::move(candidate), sink);
    if (!raw || policy.problem.empty()) {  // a raw policy over the limits is the outer root itself
      out.policies.push_back(std::move(policy));
    }
  }
  return out;
}

}  // namespace postern
