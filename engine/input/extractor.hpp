#pragma once
// What the extractors of the room share. Finding is one step and reading another: a listing of 100,000
// endpoints of which one is asked for parses one embedded policy. Pure functions of the document; safe to run
// side by side.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/document.hpp"
#include "postern/input.hpp"
#include "postern/policy.hpp"

namespace postern::input {

/// A policy before it is read: either `value` is there, or `default_in_force`, or `problem` says what is
/// missing.
struct Candidate {
  std::string id;
  PolicyKind kind = PolicyKind::endpoint;
  std::string service;
  std::optional<EndpointType> endpoint_type;
  NodeId value = no_node;  ///< the policy object, or the string that holds it
  bool raw = false;        ///< `value` is the document itself: the policy reader judges whatever it is
  bool default_in_force = false;
  std::string problem;
  SourceSpan span;
};

InputShape detect_shape(const Document& document);

/// In source order. Preconditions: the document has that shape.
std::vector<Candidate> find_in_vpc_endpoints(const Document& document);
std::vector<Candidate> find_in_cloudformation(const Document& document);
std::vector<Candidate> find_in_terraform_plan(const Document& document);

/// Dispatches on the shape; a raw policy gives one candidate of `raw_kind`, or none when the document has no
/// root.
std::vector<Candidate> find_policies(const Document& document, InputShape shape, PolicyKind raw_kind);

/// Reads the text of a candidate. Defects of it, and SX105 when it is over the limits of a policy, go to
/// `sink`.
ExtractedPolicy read_candidate(Sources& sources, const Document& document, Candidate candidate,
                               DiagnosticSink& sink);

// --- Looking into a document
// -------------------------------------------------------------------------------------

/// The member of an object; `no_node` also when `object` is none.
NodeId member(const Document& document, NodeId object, std::string_view key);

/// The first child of an array or object of that kind, else `no_node`: `for (c = first_of(…); c != no_node; c
/// = next)`.
NodeId first_of(const Document& document, NodeId node, NodeKind kind);

/// The decoded text of a string; empty for anything else.
std::string_view string_at(const Document& document, NodeId node);
std::string_view string_member(const Document& document, NodeId object, std::string_view key);

bool is_kind(const Document& document, NodeId node, NodeKind kind);

/// "Interface" and "Gateway" in any case; nothing for other types.
std::optional<EndpointType> endpoint_type_from(std::string_view name) noexcept;

/// GatewayLoadBalancer and other types that are named and take no endpoint policy.
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html (PolicyDocument)
bool takes_no_policy(std::string_view endpoint_type) noexcept;

}  // namespace postern::input
