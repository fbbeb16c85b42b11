// The condition keys that a request has by itself, before what the caller supplies.
//
// SPEC: semantics.md 5, after
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html

#include "eval/derive.hpp"

#include "base/text.hpp"
#include "lang/literal.hpp"
#include "postern/arn.hpp"
#include "postern/evaluate.hpp"

namespace postern {
namespace eval {
namespace {

using Kind = RequestPrincipal::Kind;

bool is_session(const RequestPrincipal& principal) {
  return principal.kind == Kind::session || principal.kind == Kind::role;
}

// SPEC: a session's aws:PrincipalArn is the ARN of its role; the path is not known.
std::string principal_arn(const RequestPrincipal& principal) {
  if (principal.kind != Kind::session)
    return principal.text;
  return "arn:" + principal.partition + ":iam::" + principal.account + ":role/" + principal.name;
}

std::string_view principal_type(Kind kind) {
  switch (kind) {
    case Kind::user:
      return "User";
    case Kind::session:
    case Kind::role:
      return "AssumedRole";
    case Kind::federated_user:
      return "FederatedUser";
    case Kind::root:
      return "Account";
    case Kind::anonymous:
      return "Anonymous";
    case Kind::service:
    case Kind::federated:
      break;
  }
  return "";
}

void derive_identity(const Request& request, Context& context) {
  const RequestPrincipal& principal = request.principal;
  if (principal.kind == Kind::federated)
    return;  // unsigned: no principal key
  const std::string_view type = principal_type(principal.kind);
  if (!type.empty())
    context.set("aws:PrincipalType", std::string(type));
  if (principal.kind == Kind::anonymous) {
    context.set("aws:PrincipalAccount", "anonymous");
    context.set("aws:userid", "anonymous");
    return;
  }
  context.set("aws:PrincipalIsAWSService", principal.kind == Kind::service ? "true" : "false");
  if (principal.kind == Kind::service) {
    context.set("aws:PrincipalServiceName", principal.text);
    context.set("aws:PrincipalServiceNamesList", principal.text);
    return;
  }
  context.set("aws:PrincipalArn", principal_arn(principal));
  context.set("aws:PrincipalAccount", principal.account);
  if (principal.kind == Kind::user)
    context.set("aws:username", principal.name);
  if (principal.kind == Kind::root)
    context.set("aws:userid", principal.account);
  if (principal.kind == Kind::federated_user)
    context.set("aws:userid", principal.account + ":" + principal.name);
}

void derive_time(const Request& request, Context& context) {
  if (!request.time)
    return;
  context.set("aws:CurrentTime", *request.time);
  if (const std::optional<lang::Instant> now = lang::parse_instant(*request.time)) {
    context.set("aws:EpochTime", now->epoch_seconds().text());
  }
  const bool temporary = is_session(request.principal) || request.principal.kind == Kind::federated_user;
  if (temporary)
    context.set("aws:TokenIssueTime", *request.time);
}

void derive_network(const Request& request, Context& context) {
  context.set("aws:SecureTransport", "true");
  context.set("aws:ViaAWSService", "false");
  if (request.endpoint.id)
    context.set("aws:SourceVpce", *request.endpoint.id);
  if (request.endpoint.vpc)
    context.set("aws:SourceVpc", *request.endpoint.vpc);
  if (request.endpoint.source_ip)
    context.set("aws:VpcSourceIp", *request.endpoint.source_ip);
}

void derive_resource(const Request& request, std::string_view resource, Context& context) {
  const std::string account = resource_account(request, resource);
  if (!account.empty())
    context.set("aws:ResourceAccount", account);
  const std::optional<Arn> arn = Arn::parse(resource);
  if (arn && !arn->region.empty())
    context.set("aws:RequestedRegion", std::string(arn->region));
}

void overlay(const Context& given, Context& context) {
  for (const ContextEntry& entry : given.entries()) {
    switch (entry.state) {
      case ContextEntry::State::values:
        context.set(entry.key, entry.values);
        break;
      case ContextEntry::State::removed:
        context.remove(entry.key);
        break;
      case ContextEntry::State::unknown:
        context.set_unknown(entry.key);
        break;
    }
  }
}

// SPEC: semantics.md 5.1: the key exists for temporary credentials that are not federated ones. Which
// sessions are federated is told by the names that IAM Identity Center gives, and by a supplied provider.
void derive_mfa(const Request& request, Context& context) {
  constexpr std::string_view mfa = "aws:MultiFactorAuthPresent";
  const bool identity_center = request.principal.name.starts_with("AWSReservedSSO_");
  if (!is_session(request.principal) || identity_center || context.find(base::to_lower(mfa)) != nullptr)
    return;
  const ContextEntry* const provider = context.find("aws:federatedprovider");
  if (provider == nullptr || provider->state == ContextEntry::State::removed) {
    context.set(mfa, "false");
  } else if (provider->state == ContextEntry::State::unknown) {
    context.set_unknown(mfa);
  }
}

void derive_tag_keys(Context& context) {
  constexpr std::string_view request_tag = "aws:requesttag/";
  std::vector<std::string> tags;
  bool unknown = false;
  for (const ContextEntry& entry : context.entries()) {
    if (!entry.lookup_key.starts_with(request_tag) || entry.state == ContextEntry::State::removed)
      continue;
    if (entry.state == ContextEntry::State::unknown)
      unknown = true;
    tags.push_back(entry.key.substr(request_tag.size()));
  }
  if (context.find("aws:tagkeys") != nullptr)
    return;
  if (unknown) {
    context.set_unknown("aws:TagKeys");
  } else if (!tags.empty()) {
    context.set("aws:TagKeys", std::move(tags));
  }
}

void derive_called_via(Context& context) {
  const ContextEntry* const found = context.find("aws:calledvia");
  if (found == nullptr || found->state == ContextEntry::State::removed)
    return;
  const ContextEntry via = *found;
  for (const std::string_view key : {"aws:CalledViaFirst", "aws:CalledViaLast"}) {
    if (context.find(base::to_lower(key)) != nullptr)
      continue;
    if (via.state == ContextEntry::State::unknown) {
      context.set_unknown(key);
    } else {
      context.set(key, key == "aws:CalledViaFirst" ? via.values.front() : via.values.back());
    }
  }
}

}  // namespace

std::string resource_account(const Request& request, std::string_view resource) {
  if (request.resource_account)
    return *request.resource_account;
  const std::optional<Arn> arn = Arn::parse(resource);
  if (arn && is_account_id(arn->account))
    return std::string(arn->account);
  return request.principal.account;
}

Context derive_alone(const Request& request, std::string_view resource) {
  Context context;
  derive_identity(request, context);
  derive_time(request, context);
  derive_network(request, context);
  derive_resource(request, resource, context);
  return context;
}

Context complete_context(Context context, const Request& request, std::string_view resource) {
  overlay(request.context, context);
  if (const auto own = request.resource_context.find(resource); own != request.resource_context.end())
    overlay(own->second, context);
  // What follows from supplied keys.
  derive_mfa(request, context);
  derive_tag_keys(context);
  derive_called_via(context);
  return context;
}

}  // namespace eval

Context derive_context(const Request& request, std::string_view resource) {
  return eval::complete_context(eval::derive_alone(request, resource), request, resource);
}

}  // namespace postern
