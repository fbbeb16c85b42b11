// Which layers bind whom. One function for each row of semantics.md 6.2.

#include "base/text.hpp"
#include "eval/derive.hpp"
#include "eval/layers.hpp"
#include "postern/arn.hpp"

namespace postern::eval {
namespace {

using Kind = RequestPrincipal::Kind;

// SPEC: a service-linked role's path starts with aws-service-role/. A session's ARN has no path; there the
// name that AWS gives such roles tells.
bool is_service_linked_role(const Request& request) {
  if (request.service_linked_role)
    return *request.service_linked_role;
  const RequestPrincipal& principal = request.principal;
  if (principal.kind == Kind::session)
    return principal.name.starts_with("AWSServiceRoleFor");
  const std::optional<Arn> arn = principal.kind == Kind::role ? Arn::parse(principal.text) : std::nullopt;
  return arn && arn->resource.starts_with("role/aws-service-role/");
}

bool is_iam_principal(Kind kind) {
  return kind == Kind::user || kind == Kind::session || kind == Kind::role || kind == Kind::federated_user;
}

bool has_session_policy(Kind kind) {
  return kind == Kind::session || kind == Kind::role || kind == Kind::federated_user;
}

bool is_action(const Request& request, std::string_view action) {
  return base::equals_ignore_case(request.action.text, action);
}

// SPEC: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
bool scp_applies(const Request& request) {
  const Kind kind = request.principal.kind;
  if (!is_iam_principal(kind) && kind != Kind::root)
    return false;
  return !request.principal_in_management_account && !is_service_linked_role(request);
}

bool resource_in_management_account(const Case& of) {
  if (of.request->resource_in_management_account)
    return true;
  return of.request->principal_in_management_account && !of.request->principal.account.empty() &&
         resource_account(*of.request, of.resource) == of.request->principal.account;
}

// SPEC: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
bool rcp_applies(const Case& of) {
  if (of.resource == "*" || is_action(*of.request, "kms:RetireGrant"))
    return false;
  return rcp_governs_service(of) && !is_service_linked_role(*of.request) &&
         !resource_in_management_account(of);
}

bool modelled(Layer layer, const Layers& layers) {
  switch (layer) {
    // An empty list does not restrict; an identity without policies has none that allows (semantics.md 6.1).
    case Layer::scp:
      return layers.scp && !layers.scp->empty();
    case Layer::rcp:
      return layers.rcp && !layers.rcp->empty();
    case Layer::endpoint:
      return layers.endpoint && !layers.endpoint->empty();
    case Layer::session:
      return layers.session && !layers.session->empty();
    case Layer::identity:
      return layers.identity.has_value();
    case Layer::resource:
      return layers.resource != nullptr;
    case Layer::boundary:
      return layers.boundary != nullptr;
    case Layer::none:
      break;
  }
  return false;
}

}  // namespace

bool rcp_governs_service(const Case& of) {
  return of.facts->rcp_supported == nullptr || of.facts->rcp_supported(of.request->action.prefix());
}

bool endpoint_policy_unsupported(const Case& of) {
  return of.facts->endpoint_policy_unsupported != nullptr &&
         of.facts->endpoint_policy_unsupported(of.request->action.prefix());
}

bool applies(Layer layer, const Case& of) {
  if (!modelled(layer, *of.layers))
    return false;
  const Kind kind = of.request->principal.kind;
  if (layer == Layer::endpoint)
    return !endpoint_policy_unsupported(of);
  // SPEC: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: no permission is
  // needed, and no deny on the identity's side stops it.
  if (is_action(*of.request, "sts:GetCallerIdentity"))
    return false;
  switch (layer) {
    case Layer::scp:
      return scp_applies(*of.request);
    case Layer::rcp:
      return rcp_applies(of);
    case Layer::identity:
    case Layer::boundary:
      return is_iam_principal(kind);
    case Layer::session:
      return has_session_policy(kind);
    case Layer::resource:
      return true;
    case Layer::endpoint:
    case Layer::none:
      break;
  }
  return false;
}

}  // namespace postern::eval
