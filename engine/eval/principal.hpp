#pragma once
// Whom a Principal or NotPrincipal element covers (semantics.md 3).
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html

#include <cstdint>

#include "postern/policy.hpp"
#include "postern/request.hpp"

namespace postern::eval {

/// How closely an entry names the caller. A resource policy grants by it (semantics.md 6.3).
enum class Grade : std::uint8_t { none, account, role, direct };

/// The best grade, once over the entries that surely match and once counting those that an unknown aws:userid
/// or service name leaves open.
struct GradeRange {
  Grade certain = Grade::none;
  Grade possible = Grade::none;

  [[nodiscard]] Truth truth() const {
    if (certain != Grade::none)
      return Truth::yes;
    return possible != Grade::none ? Truth::unknown : Truth::no;
  }
};

/// What a principal clause is judged with.
struct Caller {
  const Request* request = nullptr;
  const Context* context = nullptr;  ///< derived; gives aws:userid and aws:PrincipalServiceNamesList
  bool gateway = false;              ///< the clause stands in the policy of a gateway endpoint
  bool has_boundary = false;  ///< the caller is a user, role or federated user with a permissions boundary
};

/// The grade of one entry.
GradeRange grade(const Principal& entry, const Caller& caller);

/// Whether the clause of a statement covers the caller, and how closely.
GradeRange match_principal(const PrincipalMatcher& matcher, Effect effect, PolicyKind kind,
                           const Caller& caller);

/// For a Deny with NotPrincipal that spares the caller: it lists the caller but not its account, or not the
/// role of its session. AWS may deny then (semantics.md 3.3).
bool lacks_parent(const PrincipalMatcher& matcher, const Caller& caller);

}  // namespace postern::eval
