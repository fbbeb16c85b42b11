// The stack of layers on one resource. Every layer is evaluated, so that the report is complete; then
//
//   1. a Deny anywhere is an explicit deny,
//   2. every SCP level must allow,
//   3. the endpoint must allow,
//   4. identity and resource policies grant, within boundary and session policy.
//
// SPEC:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
// and, across accounts, reference_policies_evaluation-logic-cross-account.html

#include "eval/layers.hpp"

#include <algorithm>

#include "base/expect.hpp"
#include "base/text.hpp"
#include "eval/derive.hpp"
#include "postern/arn.hpp"

namespace postern::eval {
namespace {

using Kind = RequestPrincipal::Kind;

constexpr std::size_t index_of(Layer layer) {
  return static_cast<std::size_t>(layer);
}

void place(std::vector<PlacedPolicy>& out, Layer layer, std::size_t level, const PolicyList& policies) {
  for (std::size_t document = 0; document < policies.size(); ++document) {
    POSTERN_EXPECT(policies[document]->complete);
    PlacedPolicy placed;
    placed.place.layer = layer;
    placed.place.level = static_cast<std::uint16_t>(level);
    placed.place.document = static_cast<std::uint32_t>(document);
    placed.policy = policies[document];
    out.push_back(placed);
  }
}

void place(std::vector<PlacedPolicy>& out, Layer layer,
           const std::optional<std::vector<PolicyList>>& levels) {
  if (!levels)
    return;
  for (std::size_t level = 0; level < levels->size(); ++level)
    place(out, layer, level, (*levels)[level]);
}

bool counts(const Match& match, Reading reading) {
  if (match.truth != Truth::unknown)
    return match.truth == Truth::yes;
  return (match.statement().effect == Effect::deny) == (reading == Reading::strict);
}

LayerResult result_of(std::span<const Match> matches, Layer layer, std::optional<std::size_t> level,
                      Reading reading) {
  LayerResult result = LayerResult::none;
  for (const Match& match : matches) {
    if (match.ref.layer != layer || (level && match.ref.level != *level) || !counts(match, reading))
      continue;
    if (match.statement().effect == Effect::deny)
      return LayerResult::deny;
    result = LayerResult::allow;
  }
  return result;
}

// Policies of one level are a union; every level must allow (SPEC:
// orgs_manage_policies_scps_evaluation.html).
LayerResult scp_result(const Case& of, std::span<const Match> matches, Reading reading) {
  LayerResult combined = LayerResult::allow;
  for (std::size_t level = 0; level < of.layers->scp->size(); ++level) {
    const LayerResult one = result_of(matches, Layer::scp, level, reading);
    if (one == LayerResult::deny)
      return one;
    if (one == LayerResult::none)
      combined = one;
  }
  return combined;
}

LayerResult layer_result(Layer layer, const Case& of, std::span<const Match> matches, Reading reading) {
  const Layers& layers = *of.layers;
  const std::array<bool, layer_count> present = {layers.scp.has_value(),      layers.rcp.has_value(),
                                                 layers.endpoint.has_value(), layers.resource != nullptr,
                                                 layers.identity.has_value(), layers.boundary != nullptr,
                                                 layers.session.has_value()};
  if (!present[index_of(layer)])
    return LayerResult::not_modelled;
  if (!applies(layer, of))
    return LayerResult::not_applicable;
  if (layer == Layer::scp)
    return scp_result(of, matches, reading);
  return result_of(matches, layer, std::nullopt, reading);
}

Grade resource_grade(std::span<const Match> matches, Reading reading) {
  Grade best = Grade::none;
  for (const Match& match : matches) {
    if (match.ref.layer != Layer::resource || match.statement().effect != Effect::allow ||
        !counts(match, reading)) {
      continue;
    }
    best = std::max(best, reading == Reading::strict ? match.grade.certain : match.grade.possible);
  }
  return best;
}

// What the grant phase weighs (semantics.md 6.3).
struct Grant {
  Grade resource = Grade::none;  // RP: the best grade of a matching Allow of the resource policy
  bool identity = false;         // I
  bool boundary = true;          // B
  bool session = true;           // S
  bool identity_modelled = false;

  [[nodiscard]] bool limits() const { return boundary && session; }
  [[nodiscard]] Layer limiting() const { return boundary ? Layer::session : Layer::boundary; }
  // A resource policy that names the account has done its part.
  [[nodiscard]] Layer missing() const {
    return identity_modelled || resource != Grade::none ? Layer::identity : Layer::resource;
  }
};

struct GrantResult {
  bool allowed = false;
  Layer by = Layer::none;
};

GrantResult allow_by(Layer layer) {
  return {true, layer};
}
GrantResult deny_by(Layer layer) {
  return {false, layer};
}

// SPEC: naming a user or session lifts the implicit denies of boundary and session policy; naming its role
// does not, but needs no identity policy; naming the account only delegates.
GrantResult grant_same_account(const Grant& grant) {
  if (grant.resource == Grade::direct)
    return allow_by(Layer::resource);
  if (grant.limits() && grant.resource == Grade::role)
    return allow_by(Layer::resource);
  if (grant.limits() && grant.identity)
    return allow_by(Layer::identity);
  return deny_by(grant.identity || grant.resource == Grade::role ? grant.limiting() : grant.missing());
}

// SPEC: across accounts both sides must allow, and nothing is lifted.
GrantResult grant_cross_account(const Grant& grant) {
  if (!grant.identity)
    return deny_by(Layer::identity);
  if (grant.resource == Grade::none)
    return deny_by(Layer::resource);
  return grant.limits() ? allow_by(Layer::resource) : deny_by(grant.limiting());
}

// SPEC: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html and role trust policies: the
// resource policy must open the door even in the same account.
GrantResult grant_behind_door(const Grant& grant) {
  if (grant.resource == Grade::none)
    return deny_by(Layer::resource);
  if (grant.resource == Grade::direct)
    return allow_by(Layer::resource);
  if (grant.limits() && (grant.resource == Grade::role || grant.identity))
    return allow_by(Layer::resource);
  return deny_by(grant.identity || grant.resource == Grade::role ? grant.limiting() : Layer::identity);
}

bool needs_open_door(const Case& of) {
  const std::string action = base::to_lower(of.request->action.text);
  if (action.starts_with("sts:assumerole"))
    return true;
  const std::optional<Arn> arn = Arn::parse(of.resource);
  return action.starts_with("kms:") && arn && arn->resource.starts_with("key/");
}

GrantResult grant(const Case& of, const Grant& grant) {
  const Kind kind = of.request->principal.kind;
  if (kind == Kind::service || kind == Kind::anonymous || kind == Kind::federated) {
    return {grant.resource == Grade::direct, Layer::resource};
  }
  if (resource_account(*of.request, of.resource) != of.request->principal.account)
    return grant_cross_account(grant);
  return needs_open_door(of) ? grant_behind_door(grant) : grant_same_account(grant);
}

Grant weigh(const Case& of, const ResourceOutcome& outcome, std::span<const Match> matches, Reading reading) {
  const auto result = [&](Layer layer) { return outcome.layers[index_of(layer)]; };
  const auto passes = [&](Layer layer) { return !applies(layer, of) || result(layer) == LayerResult::allow; };
  const Kind kind = of.request->principal.kind;
  Grant grant;
  grant.resource = resource_grade(matches, reading);
  grant.identity = kind == Kind::root || result(Layer::identity) == LayerResult::allow;
  grant.identity_modelled = of.layers->identity.has_value();
  grant.boundary = passes(Layer::boundary);
  // SPEC: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html: without a session
  // policy such a session has no permissions of its own.
  const bool no_policy = kind == Kind::federated_user && !applies(Layer::session, of);
  grant.session = passes(Layer::session) && !no_policy;
  return grant;
}

Layer last_modelled(const ResourceOutcome& outcome) {
  Layer last = Layer::none;
  for (std::size_t index = 0; index < layer_count; ++index) {
    if (outcome.layers[index] != LayerResult::not_modelled)
      last = static_cast<Layer>(index);
  }
  return last;
}

void settle(ResourceOutcome& outcome, Verdict verdict, Layer by) {
  outcome.verdict = verdict;
  outcome.decided_by = by;
}

// Boundary and session policy alone, where nothing grants: the guardrails are judged by themselves.
void settle_guardrails(const Case& of, ResourceOutcome& outcome) {
  for (const Layer layer : {Layer::boundary, Layer::session}) {
    if (applies(layer, of) && outcome.layers[index_of(layer)] != LayerResult::allow) {
      settle(outcome, Verdict::implicit_deny, layer);
      return;
    }
  }
  settle(outcome, Verdict::allowed, last_modelled(outcome));
}

}  // namespace

std::vector<PlacedPolicy> place_policies(const Layers& layers) {
  std::vector<PlacedPolicy> out;
  place(out, Layer::scp, layers.scp);
  place(out, Layer::rcp, layers.rcp);
  if (layers.endpoint)
    place(out, Layer::endpoint, 0, *layers.endpoint);
  if (layers.resource != nullptr)
    place(out, Layer::resource, 0, {layers.resource});
  if (layers.identity)
    place(out, Layer::identity, 0, *layers.identity);
  if (layers.boundary != nullptr)
    place(out, Layer::boundary, 0, {layers.boundary});
  if (layers.session)
    place(out, Layer::session, 0, *layers.session);
  return out;
}

ResourceOutcome judge(const Case& of, std::span<const Match> matches, Reading reading) {
  ResourceOutcome outcome;
  outcome.resource = of.resource;
  for (std::size_t index = 0; index < layer_count; ++index) {
    outcome.layers[index] = layer_result(static_cast<Layer>(index), of, matches, reading);
  }
  const auto denying = std::find(outcome.layers.begin(), outcome.layers.end(), LayerResult::deny);
  if (denying != outcome.layers.end()) {
    settle(outcome, Verdict::explicit_deny, static_cast<Layer>(denying - outcome.layers.begin()));
    return outcome;
  }
  for (const Layer layer : {Layer::scp, Layer::endpoint}) {
    if (outcome.layers[index_of(layer)] == LayerResult::none) {
      settle(outcome, Verdict::implicit_deny, layer);
      return outcome;
    }
  }
  const bool no_permission_needed =
      base::equals_ignore_case(of.request->action.text, "sts:GetCallerIdentity");
  if (no_permission_needed || (!of.layers->identity && of.layers->resource == nullptr)) {
    settle_guardrails(of, outcome);
    return outcome;
  }
  const GrantResult result = grant(of, weigh(of, outcome, matches, reading));
  settle(outcome, result.allowed ? Verdict::allowed : Verdict::implicit_deny, result.by);
  return outcome;
}

}  // namespace postern::eval
