#include "eval/principal.hpp"

#include <algorithm>

namespace postern::eval {
namespace {

using Form = Principal::Form;
using Kind = RequestPrincipal::Kind;

GradeRange exactly(Grade grade, bool matches) {
  return matches ? GradeRange{grade, grade} : GradeRange{};
}

GradeRange open(Grade grade, Truth truth) {
  return {truth == Truth::yes ? grade : Grade::none, truth == Truth::no ? Grade::none : grade};
}

bool same_account(const Principal& entry, const RequestPrincipal& caller) {
  const bool partition = entry.partition.empty() || entry.partition == caller.partition;
  return partition && !caller.account.empty() && entry.account == caller.account;
}

// SPEC: an entry that names an account covers every IAM principal and the root user; on a gateway endpoint
// the root user alone. https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
bool account_covers(const Caller& caller) {
  return !caller.gateway || caller.request->principal.kind == Kind::root;
}

// SPEC: a role entry covers every session of the role. A session's ARN has no path, so partition, account and
// the last segment of the role's path are compared.
bool covers_role(const Principal& entry, const RequestPrincipal& caller) {
  if (caller.kind == Kind::role && entry.text == caller.text)
    return true;
  return caller.kind == Kind::session && same_account(entry, caller) && entry.name == caller.name;
}

GradeRange grade_user(const Principal& entry, const RequestPrincipal& caller) {
  if (caller.kind == Kind::user)
    return exactly(Grade::direct, entry.text == caller.text);
  // SPEC: semantics.md 3.2: a federated-user session of the same name belongs to its parent user.
  const bool parent =
      caller.kind == Kind::federated_user && same_account(entry, caller) && entry.name == caller.name;
  return exactly(Grade::role, parent);
}

// SPEC: policies store ARNs as unique ids; such an id is matched through aws:userid.
GradeRange grade_unique_id(const Principal& entry, const Caller& caller) {
  const Grade grade = entry.form == Form::user_id ? Grade::direct : Grade::role;
  const ContextEntry* const userid = caller.context->find("aws:userid");
  if (userid == nullptr)
    return {};
  if (userid->state == ContextEntry::State::unknown)
    return open(grade, Truth::unknown);
  if (userid->values.size() != 1)
    return {};
  const std::string_view id = userid->values[0];
  return exactly(grade,
                 entry.form == Form::user_id ? id == entry.text : id.substr(0, id.find(':')) == entry.text);
}

GradeRange grade_service(const Principal& entry, const Caller& caller) {
  const RequestPrincipal& principal = caller.request->principal;
  if (principal.kind != Kind::service)
    return {};
  if (principal.text == entry.text)
    return exactly(Grade::direct, true);
  const ContextEntry* const names = caller.context->find("aws:principalservicenameslist");
  if (names == nullptr)
    return {};
  if (names->state == ContextEntry::State::unknown)
    return open(Grade::direct, Truth::unknown);
  const bool listed =
      std::find(names->values.begin(), names->values.end(), entry.text) != names->values.end();
  return exactly(Grade::direct, listed);
}

GradeRange best(const PrincipalMatcher& matcher, const Caller& caller) {
  GradeRange range;
  for (const Located<Principal>& entry : matcher.principals) {
    const GradeRange one = grade(entry.value, caller);
    range.certain = std::max(range.certain, one.certain);
    range.possible = std::max(range.possible, one.possible);
  }
  return range;
}

// The grade at which an entry is the caller's own identity and no mere parent of it.
Grade own_grade(Kind kind) {
  if (kind == Kind::root)
    return Grade::account;
  return kind == Kind::role ? Grade::role : Grade::direct;
}

bool can_have_boundary(Kind kind) {
  return kind == Kind::user || kind == Kind::session || kind == Kind::role || kind == Kind::federated_user;
}

// SPEC: semantics.md 3.3, Deny. The caller escapes only when its own identity is listed.
GradeRange match_deny_not_principal(const PrincipalMatcher& matcher, PolicyKind kind, const Caller& caller) {
  const Kind principal = caller.request->principal.kind;
  const bool trap = (kind == PolicyKind::resource || kind == PolicyKind::endpoint) && caller.has_boundary;
  if (trap && can_have_boundary(principal))
    return exactly(Grade::direct, true);
  const GradeRange listed = best(matcher, caller);
  const Grade own = own_grade(principal);
  if (listed.certain >= own)
    return {};
  return open(Grade::direct, listed.possible >= own ? Truth::unknown : Truth::yes);
}

}  // namespace

GradeRange grade(const Principal& entry, const Caller& caller) {
  const RequestPrincipal& principal = caller.request->principal;
  switch (entry.form) {
    case Form::everyone:
      return exactly(Grade::direct, true);
    case Form::account:
      return exactly(Grade::account, account_covers(caller) && same_account(entry, principal));
    case Form::user:
      return grade_user(entry, principal);
    case Form::role:
      return exactly(Grade::role, covers_role(entry, principal));
    case Form::session:
      return exactly(Grade::direct, principal.kind == Kind::session && entry.text == principal.text);
    case Form::federated_user:
      return exactly(Grade::direct, principal.kind == Kind::federated_user && entry.text == principal.text);
    case Form::user_id:
    case Form::role_id:
      return grade_unique_id(entry, caller);
    case Form::service:
      return grade_service(entry, caller);
    case Form::federated:
      return exactly(Grade::direct, principal.kind == Kind::federated && entry.text == principal.text);
    case Form::canonical_user:
      return exactly(Grade::account,
                     account_covers(caller) && caller.request->canonical_user_id == entry.text);
    case Form::nobody:
      return {};
  }
  return {};
}

GradeRange match_principal(const PrincipalMatcher& matcher, Effect effect, PolicyKind kind,
                           const Caller& caller) {
  if (!matcher.present)
    return exactly(Grade::direct, true);
  if (matcher.sense == Sense::is)
    return best(matcher, caller);
  if (effect == Effect::deny)
    return match_deny_not_principal(matcher, kind, caller);
  // SPEC: semantics.md 3.3, Allow: an account or role entry leaves out everyone under it.
  return open(Grade::direct, !best(matcher, caller).truth());
}

bool lacks_parent(const PrincipalMatcher& matcher, const Caller& caller) {
  const RequestPrincipal& principal = caller.request->principal;
  if (!can_have_boundary(principal.kind))
    return false;
  bool account = false;
  bool role = principal.kind != Kind::session;
  for (const Located<Principal>& entry : matcher.principals) {
    if (entry.value.form == Form::everyone)
      return false;
    account = account || (entry.value.form == Form::account && same_account(entry.value, principal));
    role = role || (entry.value.form == Form::role && covers_role(entry.value, principal));
  }
  return !account || !role;
}

}  // namespace postern::eval
