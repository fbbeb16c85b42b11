#pragma once
// How the layers around a request combine (semantics.md 6): which of them apply, what each says, who grants.

#include <span>
#include <vector>

#include "eval/principal.hpp"
#include "postern/evaluate.hpp"

namespace postern::eval {

/// A policy and where it stands in the layers.
struct PlacedPolicy {
  StatementRef place;  ///< layer, level and document; the statement is 0
  const Policy* policy = nullptr;
};

/// Every policy of the layers, in the order of `Layer`.
std::vector<PlacedPolicy> place_policies(const Layers& layers);

/// A statement that matches, surely or possibly, on one resource.
struct Match {
  StatementRef ref;
  const Policy* policy = nullptr;
  Truth truth = Truth::yes;
  GradeRange grade;

  [[nodiscard]] const Statement& statement() const { return policy->statements[ref.statement]; }
};

/// One resource of a request, as the layers see it.
struct Case {
  const Layers* layers = nullptr;
  const Request* request = nullptr;
  const ServiceFacts* facts = nullptr;
  std::string_view resource;
};

/// Whether a modelled layer has a say on this resource and caller (semantics.md 6.2).
bool applies(Layer layer, const Case& of);

/// A service whose endpoints take no policy: the endpoint layer always allows (semantics.md 8).
bool endpoint_policy_unsupported(const Case& of);

/// Whether resource control policies govern the service of the action.
bool rcp_governs_service(const Case& of);

/// How to count statements that only possibly match: against the caller, or in its favour.
enum class Reading : std::uint8_t { strict, lenient };

/// The verdict on one resource (semantics.md 6.3, 6.4).
ResourceOutcome judge(const Case& of, std::span<const Match> matches, Reading reading);

}  // namespace postern::eval
