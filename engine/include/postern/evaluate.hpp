#pragma once
// The reference evaluator: the definition of every answer that postern gives. It is a transcription of the
// rules of
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
// and the pages it links; anything faster is tested against it.
//
// All functions are pure: no clock, no files, no state. Safe to call from several threads on shared policies.

#include <optional>
#include <string_view>
#include <vector>

#include "postern/decision.hpp"
#include "postern/policy.hpp"
#include "postern/request.hpp"

namespace postern {

/// Policies of one layer or level. Not owned: they must outlive the call and every result that refers to
/// them.
using PolicyList = std::vector<const Policy*>;

/// The policies around a request. A layer that is not set is not modelled; an empty list is modelled and
/// empty (semantics.md 6.1). Precondition: every policy is `complete`.
struct Layers {
  std::optional<PolicyList> endpoint;
  std::optional<PolicyList> identity;
  std::optional<PolicyList> session;
  const Policy* resource = nullptr;
  const Policy* boundary = nullptr;
  std::optional<std::vector<PolicyList>> scp;  ///< levels, root first
  std::optional<std::vector<PolicyList>> rcp;  ///< levels, root first
};

/// The three facts of the catalog that reach a verdict. A null function means: not known.
struct ServiceFacts {
  enum class ResourceLevel : std::uint8_t { unknown_action, supported, none };

  /// Resource control policies govern the service.
  bool (*rcp_supported)(std::string_view service_prefix) = nullptr;
  /// Every endpoint that carries the service takes no endpoint policy, as documented.
  bool (*endpoint_policy_unsupported)(std::string_view service_prefix) = nullptr;
  /// Whether the action has resource-level permissions.
  ResourceLevel (*resource_level)(std::string_view service_prefix, std::string_view action_name) = nullptr;
};

/// The verdict with every matching statement. Cost: linear in the statements, times the resources.
Evaluation evaluate(const Layers& layers, const Request& request, const ServiceFacts& facts);

/// The same, and every clause of every statement with what was compared.
Explanation explain(const Layers& layers, const Request& request, const ServiceFacts& facts);

/// The context that a request has for one of its resources: what is given, and what is derived from the rest
/// of the request (semantics.md 5). `resource` is an ARN or "*".
Context derive_context(const Request& request, std::string_view resource);

}  // namespace postern
