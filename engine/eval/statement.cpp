#include "eval/statement.hpp"

#include <algorithm>

#include "eval/condition.hpp"

namespace postern::eval {

// SPEC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html and
// _notaction.html
Truth match_action(const ActionMatcher& matcher, const ActionName& action) {
  const bool listed =
      std::any_of(matcher.patterns.begin(), matcher.patterns.end(),
                  [&](const Located<ActionPattern>& pattern) { return pattern.value.matches(action.text); });
  return truth(listed == (matcher.sense == Sense::is));
}

// SPEC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html and
// _notresource.html. An unresolved variable matches nothing, so it excludes nothing from NotResource.
Truth match_resource(const ResourceMatcher& matcher, const Subject& subject) {
  if (!matcher.present)
    return Truth::yes;
  Truth listed = Truth::no;
  for (const Located<ResourcePattern>& pattern : matcher.patterns) {
    listed = listed || pattern.value.matches(subject.resource, *subject.context);
    if (listed == Truth::yes)
      break;
  }
  return matcher.sense == Sense::is ? listed : !listed;
}

Caller caller_of(const Subject& subject, PolicyKind kind) {
  Caller caller;
  caller.request = subject.request;
  caller.context = subject.context;
  caller.gateway = kind == PolicyKind::endpoint && subject.request->endpoint_type == EndpointType::gateway;
  caller.has_boundary = subject.has_boundary;
  return caller;
}

Truth match_but_principal(const Statement& statement, const Subject& subject) {
  Truth all = match_action(statement.action, subject.request->action);
  if (all == Truth::no)
    return all;
  all = all && match_resource(statement.resource, subject);
  for (const Condition& condition : statement.conditions) {
    if (all == Truth::no)
      return all;
    all = all && match_condition(condition, *subject.context);
  }
  return all;
}

StatementMatch match_statement(const Statement& statement, PolicyKind kind, const Subject& subject) {
  StatementMatch match;
  match.grade = match_principal(statement.principal, statement.effect, kind, caller_of(subject, kind));
  if (match.grade.truth() != Truth::no)
    match.truth = match.grade.truth() && match_but_principal(statement, subject);
  return match;
}

}  // namespace postern::eval
