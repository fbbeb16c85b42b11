#pragma once
// Finding policies in what people have at hand: a raw policy, `aws ec2 describe-vpc-endpoints` output, a
// CloudFormation template or a Terraform plan in JSON. The content decides, never the file name.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/diagnostic.hpp"
#include "postern/document.hpp"
#include "postern/policy.hpp"
#include "postern/result.hpp"

namespace postern {

/// The bytes of a file, or of standard input for "-". Errors: missing, a directory, unreadable, over `limit`
/// bytes.
Result<std::string> read_file(std::string_view path, std::size_t limit = ReadLimits::container().bytes);

enum class InputShape : unsigned char { policy, vpc_endpoints, cloudformation, terraform_plan };
std::string_view to_string(InputShape shape) noexcept;

/// A policy found in a document. The tree is `root` of `document`, which is the outer document itself or one
/// embedded in a string of it; both belong to the `Sources` they were extracted with.
///
/// INVARIANT: with a `problem` the root is the outer root, which reads as no complete policy: a caller that
/// forgets to look never gets a verdict out of it.
struct ExtractedPolicy {
  std::string id;  ///< VpcEndpointId, logical id, terraform address; empty for a raw policy
  PolicyKind kind = PolicyKind::endpoint;
  std::string service;  ///< endpoint service name ("com.amazonaws.us-east-1.batch") when the input tells it
  std::optional<EndpointType> endpoint_type;  ///< of an endpoint policy, when the input tells it
  const Document* document = nullptr;
  NodeId root = no_node;  ///< `no_node`: the endpoint has no policy of its own, so AWS's default is in force
  SourceSpan span;        ///< where the input names it
  std::string problem;  ///< why its text could not be had ("is known only after apply"); empty when it could
};

struct Extraction {
  InputShape shape = InputShape::policy;
  std::vector<ExtractedPolicy> policies;  ///< in source order
};

/// Finds every policy of a document. Defects of embedded documents and policies over the limits of a policy
/// go to `sink`. For a raw policy the kind is `raw_kind`. Ids are those of the input; an entry of a listing
/// without one is called by its JSON pointer. An inline policy of a role, user or group is "ID/PolicyName";
/// the trust policy of a role is "ID", of kind resource. In a document that is not `well_formed()`, every
/// policy but a raw one has a `problem`. O(document).
///
/// AWS's default policy is taken to be in force only where the input proves it: a template that leaves
/// PolicyDocument out, and a plan that creates an endpoint for which no policy is configured anywhere. An
/// entry of describe-vpc-endpoints without its PolicyDocument has a `problem`: AWS returns one for every
/// interface and gateway endpoint, so it was trimmed away. Endpoints of types that carry no policy
/// (GatewayLoadBalancer, Resource, ServiceNetwork) are passed over.
Extraction extract_policies(Sources& sources, const Document& document, PolicyKind raw_kind,
                            DiagnosticSink& sink);

/// A policy as `--endpoint-policy FILE` and its kin name it.
struct LoadedPolicy {
  Policy policy;
  std::string service;
  std::optional<EndpointType> endpoint_type;
};

/// Loads FILE, FILE#ID, or `-`; for the endpoint kind also `default`. A file whose name has a `#` wins over
/// an ID. A file that wraps several policies needs an ID (the error lists them); policies of another kind
/// than asked for are passed over. Identity, boundary and session policies are one kind of document. Defects
/// of the file and of the policy chosen go to `sink`; the error says why there is no policy that could
/// decide. The policy is complete and is called by the argument. The file is read once, at every call.
Result<LoadedPolicy> load_policy(Sources& sources, std::string_view argument, PolicyKind kind,
                                 DiagnosticSink& sink);

}  // namespace postern
