#include "eval/warnings.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "eval/condition.hpp"

namespace postern::eval {
namespace {

using base::concat;
using base::quoted;

// Derived keys that say who calls and what is called; another value contradicts the request.
constexpr std::array<std::string_view, 11> identifying_keys = {
    "aws:principalaccount", "aws:principalarn",    "aws:principalisawsservice",
    "aws:principaltype",    "aws:requestedregion", "aws:resourceaccount",
    "aws:sourcevpc",        "aws:sourcevpce",      "aws:userid",
    "aws:username",         "aws:vpcsourceip"};

// A role's ARN with its path: what a caller supplies because a session's ARN cannot tell it.
bool is_same_role_with_path(std::string_view derived, std::string_view supplied) {
  const std::optional<Arn> a = Arn::parse(derived);
  const std::optional<Arn> b = Arn::parse(supplied);
  return a && b && a->account == b->account && a->resource.starts_with("role/") &&
         b->resource.starts_with("role/") &&
         a->resource.substr(a->resource.rfind('/')) == b->resource.substr(b->resource.rfind('/'));
}

bool is_supplied(const Request& request, std::string_view lookup_key) {
  const ContextEntry* const entry = request.context.find(lookup_key);
  return entry != nullptr && entry->state == ContextEntry::State::values;
}

// `context` is the whole context of the resource: what is not as derived there was supplied.
void warn_about_overrides(const Context& derived, const Context& context, std::vector<Warning>& out) {
  for (const std::string_view key : identifying_keys) {
    const ContextEntry* const supplied = context.find(key);
    const ContextEntry* const own = derived.find(key);
    if (supplied == nullptr || own == nullptr || supplied->state != ContextEntry::State::values)
      continue;
    if (supplied->values == own->values)
      continue;
    if (supplied->values.size() == 1 && is_same_role_with_path(own->values[0], supplied->values[0]))
      continue;
    warn(out, "context-overrides-derived",
         concat({"the context says ", own->key, " is ", quoted(supplied->values[0]), ", the request itself ",
                 quoted(own->values[0]), "; the context wins"}));
  }
}

std::string name_of(const PlacedPolicy& placed, const Statement& statement) {
  if (statement.sid && !statement.sid->value.empty())
    return quoted(statement.sid->value);
  const auto index = static_cast<std::size_t>(&statement - placed.policy->statements.data());
  return concat({"number ", std::to_string(index + 1)});
}

}  // namespace

void warn(std::vector<Warning>& out, std::string_view code, std::string message) {
  Warning warning{std::string(code), std::move(message)};
  if (std::find(out.begin(), out.end(), warning) == out.end())
    out.push_back(std::move(warning));
}

void warn_about_request(const Layers& layers, const Request& request, const ServiceFacts& facts,
                        std::vector<Warning>& out) {
  using Kind = RequestPrincipal::Kind;
  if (facts.resource_level != nullptr &&
      facts.resource_level(request.action.prefix(), request.action.name()) ==
          ServiceFacts::ResourceLevel::unknown_action) {
    warn(out, "unknown-action", concat({"the catalog knows no action ", quoted(request.action.text)}));
  }
  for (const std::string& key : request.merged_keys) {
    warn(out, "context-merged-keys",
         concat({"the context gives ", quoted(key), " in two spellings; they are one key"}));
  }
  for (const std::string& resource : request.resources) {
    if (resource == "*" || resource.find_first_of("*?") == std::string::npos)
      continue;
    warn(out, "request-resource-wildcard",
         concat({"the wildcard in the resource ", quoted(resource), " is an ordinary character"}));
  }
  const bool endpoint = layers.endpoint && !layers.endpoint->empty();
  if (endpoint && is_supplied(request, "aws:sourceip")) {
    warn(out, "context-sourceip-with-endpoint", "calls through a VPC endpoint carry no aws:SourceIp");
  }
  if (endpoint && layers.endpoint->size() > 1) {
    warn(out, "endpoint-several-policies",
         "AWS attaches one policy to an endpoint; these are read as one union");
  }
  const Kind kind = request.principal.kind;
  const bool can_have_session_policy =
      kind == Kind::session || kind == Kind::role || kind == Kind::federated_user;
  if (layers.session && !layers.session->empty() && !can_have_session_policy) {
    warn(out, "session-policy-ignored", "only sessions have session policies; they are left out");
  }
}

void warn_about_case(const Case& of, const Context& derived, const Context& context,
                     std::vector<Warning>& out) {
  const Layers& layers = *of.layers;
  if (layers.endpoint && !layers.endpoint->empty() && endpoint_policy_unsupported(of)) {
    warn(out, "endpoint-policy-unsupported",
         concat({"endpoints of ", of.request->action.prefix(),
                 " take no endpoint policy, so the layer allows"}));
  }
  if (layers.rcp && !layers.rcp->empty() && !rcp_governs_service(of)) {
    warn(out, "rcp-unsupported-service",
         concat({"resource control policies do not govern ", of.request->action.prefix(),
                 ", so they are left out"}));
  }
  warn_about_overrides(derived, context, out);
}

void warn_about_statement(const PlacedPolicy& placed, const Statement& statement, const Subject& subject,
                          Truth truth, std::vector<Warning>& out) {
  const PolicyKind kind = placed.policy->kind;
  const bool guard = statement.effect == Effect::deny && statement.principal.present &&
                     statement.principal.sense == Sense::is_not;
  if (guard && truth == Truth::no) {
    if (lacks_parent(statement.principal, caller_of(subject, kind)) &&
        match_but_principal(statement, subject) != Truth::no) {
      warn(out, "not-principal-missing-parent",
           concat({"the Deny statement ", name_of(placed, statement), " of ", quoted(placed.policy->name),
                   " spares the caller because NotPrincipal lists it, but not also its account (and role): "
                   "AWS may ",
                   "deny"}));
    }
  }
  if (truth == Truth::no)
    return;
  for (const Condition& condition : statement.conditions) {
    const ContextEntry* const entry = subject.context->find(condition.lookup_key);
    const bool absent = entry == nullptr || entry->state == ContextEntry::State::removed;
    if (!absent || !condition.if_exists || condition.quantifier != Quantifier::for_any_value)
      continue;
    warn(out, "for-any-value-if-exists",
         concat({quoted(operator_text(condition)), " on the absent key ", quoted(condition.key.value),
                 " is read as true; AWS's pages disagree"}));
  }
}

}  // namespace postern::eval
