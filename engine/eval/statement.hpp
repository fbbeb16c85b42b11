#pragma once
// Whether a statement matches a request on one resource: its principal, action and resource clauses and every
// condition (semantics.md 0). The clauses are separate functions so that the explanation asks exactly what
// the verdict asked.

#include "eval/principal.hpp"
#include "postern/policy.hpp"
#include "postern/request.hpp"

namespace postern::eval {

/// The request on one of its resources.
struct Subject {
  const Request* request = nullptr;
  std::string_view resource;         ///< an ARN or "*"
  const Context* context = nullptr;  ///< derived for this resource
  bool has_boundary = false;         ///< a permissions boundary is modelled
};

struct StatementMatch {
  Truth truth = Truth::no;
  GradeRange grade;  ///< of the principal clause; direct for kinds without one
};

Truth match_action(const ActionMatcher& matcher, const ActionName& action);
Truth match_resource(const ResourceMatcher& matcher, const Subject& subject);
/// The action, the resource and every condition.
Truth match_but_principal(const Statement& statement, const Subject& subject);
Caller caller_of(const Subject& subject, PolicyKind kind);
StatementMatch match_statement(const Statement& statement, PolicyKind kind, const Subject& subject);

}  // namespace postern::eval
