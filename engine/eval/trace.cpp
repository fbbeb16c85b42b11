// The explanation: the verdict's own clause functions asked about every clause of every statement, without
// stopping at the first that fails, and put into words.

#include <algorithm>

#include "base/text.hpp"
#include "eval/condition.hpp"
#include "eval/run.hpp"

namespace postern {
namespace eval {
namespace {

using base::concat;

std::string quote(std::string_view text) {
  return concat({"\"", text, "\""});
}

// The first few of a list, and how many more there are.
template <class Items, class Text>
std::string list_of(const Items& items, Text text) {
  constexpr std::size_t shown = 6;
  std::string out;
  for (std::size_t index = 0; index < items.size() && index < shown; ++index) {
    if (index > 0)
      out += ", ";
    out += quote(text(items[index]));
  }
  if (items.size() > shown)
    out += concat({", and ", std::to_string(items.size() - shown), " more"});
  return items.empty() ? "[]" : out;
}

std::string_view describe(Grade grade, RequestPrincipal::Kind caller) {
  switch (grade) {
    case Grade::direct:
      return "names the caller";
    case Grade::role:
      return caller == RequestPrincipal::Kind::federated_user ? "names the caller's parent user"
                                                              : "names the caller's role";
    case Grade::account:
      return "names the caller's account";
    case Grade::none:
      break;
  }
  return "";
}

std::string principal_reason(const PrincipalMatcher& matcher, const Caller& caller, Truth result) {
  for (const Located<Principal>& entry : matcher.principals) {
    const Grade found = grade(entry.value, caller).certain;
    if (found == Grade::none)
      continue;
    const std::string named =
        concat({quote(entry.value.text), " ", describe(found, caller.request->principal.kind)});
    if (matcher.sense == Sense::is)
      return named;
    return result == Truth::yes ? concat({named, ", which does not spare it"})
                                : concat({named, ", which is spared"});
  }
  if (result == Truth::unknown)
    return "an entry names the caller if its unknown id or service name is that one";
  if (matcher.sense == Sense::is)
    return "no entry names the caller";
  return "no entry names the caller, so the statement covers it";
}

ClauseTrace trace_principal(const Statement& statement, PolicyKind kind, const Subject& subject) {
  const PrincipalMatcher& matcher = statement.principal;
  const Caller caller = caller_of(subject, kind);
  ClauseTrace trace;
  trace.clause = Clause::principal;
  trace.truth = match_principal(matcher, statement.effect, kind, caller).truth();
  trace.expected = concat({matcher.sense == Sense::is ? "Principal " : "NotPrincipal ",
                           list_of(matcher.principals, [](const auto& entry) { return entry.value.text; })});
  trace.actual = subject.request->principal.text;
  trace.reason = principal_reason(matcher, caller, trace.truth);
  trace.span = matcher.span;
  return trace;
}

// "`batch:*` matches", or that none does; for the negated element what that means.
template <class Pattern, class Matches>
std::string pattern_reason(const std::vector<Located<Pattern>>& patterns, Sense sense, Matches matches) {
  for (const Located<Pattern>& pattern : patterns) {
    const Truth one = matches(pattern.value);
    if (one == Truth::no)
      continue;
    const std::string found =
        concat({quote(pattern.value.source()), one == Truth::yes ? " matches" : " may match"});
    return sense == Sense::is ? found : found + ", so it is left out";
  }
  return sense == Sense::is ? "no pattern matches" : "no pattern matches, so it is covered";
}

ClauseTrace trace_action(const Statement& statement, const Subject& subject) {
  const ActionMatcher& matcher = statement.action;
  ClauseTrace trace;
  trace.clause = Clause::action;
  trace.truth = match_action(matcher, subject.request->action);
  trace.expected =
      concat({matcher.sense == Sense::is ? "Action " : "NotAction ",
              list_of(matcher.patterns, [](const auto& entry) { return entry.value.source(); })});
  trace.actual = subject.request->action.text;
  trace.reason = pattern_reason(matcher.patterns, matcher.sense, [&](const ActionPattern& pattern) {
    return truth(pattern.matches(subject.request->action.text));
  });
  trace.span = matcher.span;
  return trace;
}

// The name, as written, of the first variable in the resource part of a pattern.
std::string_view first_variable(std::string_view pattern) {
  if (const std::optional<Arn> arn = Arn::parse(pattern))
    pattern = arn->resource;
  for (const Glob::Token& token : Glob::parse(pattern, {.wildcards = true, .variables = true}).tokens()) {
    if (token.kind != Glob::TokenKind::variable)
      continue;
    const std::string_view inside = pattern.substr(token.source.begin + 2);
    return inside.substr(0, inside.find_first_of(",}"));
  }
  return "";
}

// What a variable in a pattern stands for, or that it stands for nothing.
std::string variables_note(const ResourceMatcher& matcher, const Subject& subject) {
  for (const Located<ResourcePattern>& pattern : matcher.patterns) {
    if (!pattern.value.has_variables())
      continue;
    const std::string_view name = first_variable(pattern.value.source());
    const VariableSource::Value value = subject.context->variable(base::to_lower(name));
    switch (value.state) {
      case VariableSource::State::resolved:
        return concat({"; ${", name, "} is ", quote(value.text)});
      case VariableSource::State::unresolved:
        return concat({"; ${", name, "} has no value"});
      case VariableSource::State::unknown:
        return concat({"; ${", name, "} is not known"});
    }
  }
  return "";
}

ClauseTrace trace_resource(const Statement& statement, const Subject& subject) {
  const ResourceMatcher& matcher = statement.resource;
  ClauseTrace trace;
  trace.clause = Clause::resource;
  trace.truth = match_resource(matcher, subject);
  trace.actual = subject.resource;
  trace.span = matcher.span;
  if (!matcher.present) {
    trace.expected = "no Resource";
    trace.reason = "the policy is attached to the resource";
    return trace;
  }
  trace.expected =
      concat({matcher.sense == Sense::is ? "Resource " : "NotResource ",
              list_of(matcher.patterns, [](const auto& entry) { return entry.value.source(); })});
  trace.reason = pattern_reason(matcher.patterns, matcher.sense, [&](const ResourcePattern& pattern) {
    return pattern.matches(subject.resource, *subject.context);
  });
  if (trace.truth != Truth::yes && subject.resource == "*") {
    trace.reason += "; an action without resources needs \"*\"";
  }
  trace.reason += variables_note(matcher, subject);
  return trace;
}

std::string condition_reason(const Condition& condition, const ContextEntry* entry, Truth result) {
  const bool negated = operator_name(condition.op).negated;
  if (entry != nullptr && entry->state == ContextEntry::State::unknown)
    return "the key is not known";
  if (condition.op == OperatorId::null) {
    return result == Truth::yes ? "as asked" : "`Null` asks for the opposite";
  }
  if (entry == nullptr || entry->state == ContextEntry::State::removed) {
    if (condition.if_exists)
      return "the key is absent, and IfExists lets that pass";
    if (condition.quantifier == Quantifier::for_all_values)
      return "the key is absent, so all of its values match";
    if (condition.quantifier == Quantifier::for_any_value)
      return "the key is absent, so none of its values matches";
    return negated ? "the key is absent, and a negated operator is true then"
                   : "the key is absent from the request";
  }
  if (condition.quantifier == Quantifier::none && entry->values.size() > 1) {
    return "the key has several values, which need ForAllValues or ForAnyValue";
  }
  if (condition.quantifier == Quantifier::none) {
    const bool matches = (result == Truth::yes) != negated;
    return matches ? "the value matches" : "the value does not match";
  }
  if (condition.quantifier == Quantifier::for_all_values) {
    return result == Truth::yes ? "every value passes" : "some value does not pass";
  }
  return result == Truth::yes ? "some value passes" : "no value passes";
}

ClauseTrace trace_condition(const Condition& condition, const Subject& subject) {
  const ContextEntry* const entry = subject.context->find(condition.lookup_key);
  ClauseTrace trace;
  trace.clause = Clause::condition;
  trace.truth = match_condition(condition, *subject.context);
  trace.expected = concat({operator_text(condition), " ", condition.key.value, " ",
                           list_of(condition.values, [](const auto& value) { return value.value.text; })});
  if (entry == nullptr || entry->state == ContextEntry::State::removed) {
    trace.actual = "absent";
  } else if (entry->state == ContextEntry::State::unknown) {
    trace.actual = "unknown";
  } else {
    trace.actual = list_of(entry->values, [](const std::string& value) { return value; });
  }
  trace.reason = condition_reason(condition, entry, trace.truth);
  trace.span = condition.span;
  return trace;
}

StatementTrace trace_statement(const PlacedPolicy& placed, std::size_t index, const Subject& subject) {
  const Statement& statement = placed.policy->statements[index];
  StatementTrace trace;
  trace.ref = placed.place;
  trace.ref.statement = static_cast<std::uint32_t>(index);
  trace.policy = placed.policy;
  if (statement.principal.present) {
    trace.clauses.push_back(trace_principal(statement, placed.policy->kind, subject));
  }
  trace.clauses.push_back(trace_action(statement, subject));
  trace.clauses.push_back(trace_resource(statement, subject));
  for (const Condition& condition : statement.conditions)
    trace.clauses.push_back(trace_condition(condition, subject));
  trace.truth = Truth::yes;
  for (const ClauseTrace& clause : trace.clauses)
    trace.truth = trace.truth && clause.truth;
  return trace;
}

// How far a statement came: fewer failing clauses are nearer, then the one whose first failure comes later.
std::pair<std::size_t, std::ptrdiff_t> distance(const StatementTrace& trace) {
  const ClauseTrace* const failure = trace.first_failure();
  const std::ptrdiff_t passed = failure == nullptr ? 0 : failure - trace.clauses.data();
  return {trace.failures(), -passed};
}

// Whether a level of control policies lets a resource pass: there another Allow would change nothing.
bool level_allows(const Evaluation& evaluation, const StatementTrace& of) {
  return std::any_of(evaluation.matched.begin(), evaluation.matched.end(), [&](const MatchedStatement& at) {
    return at.resource == of.resource && at.ref.layer == of.ref.layer && at.ref.level == of.ref.level &&
           at.statement().effect == Effect::allow;
  });
}

bool would_help(const Evaluation& evaluation, const StatementTrace& trace) {
  const Decision& decision = evaluation.decision;
  const ResourceOutcome& outcome = evaluation.resources[trace.resource];
  return trace.statement().effect == Effect::allow && trace.truth != Truth::yes &&
         trace.ref.layer == decision.layer && outcome.decided_by == decision.layer &&
         outcome.verdict == decision.verdict &&
         !(trace.ref.layer == Layer::scp && level_allows(evaluation, trace));
}

std::optional<std::size_t> nearest_allow(const Explanation& explanation) {
  if (explanation.evaluation.decision.verdict != Verdict::implicit_deny)
    return std::nullopt;
  std::optional<std::size_t> nearest;
  for (std::size_t index = 0; index < explanation.statements.size(); ++index) {
    const StatementTrace& trace = explanation.statements[index];
    if (!would_help(explanation.evaluation, trace))
      continue;
    if (!nearest || distance(trace) < distance(explanation.statements[*nearest]))
      nearest = index;
  }
  return nearest;
}

}  // namespace
}  // namespace eval

Explanation explain(const Layers& layers, const Request& request, const ServiceFacts& facts) {
  Explanation explanation;
  eval::Run run(layers, request, facts);
  const auto trace = [&](const eval::Case& of, const eval::Subject& subject, std::uint32_t resource) {
    for (const eval::PlacedPolicy& placed : run.placed()) {
      if (!eval::applies(placed.place.layer, of))
        continue;
      for (std::size_t index = 0; index < placed.policy->statements.size(); ++index) {
        explanation.statements.push_back(eval::trace_statement(placed, index, subject));
        explanation.statements.back().resource = resource;
      }
    }
  };
  explanation.evaluation = run.evaluate(trace);
  explanation.nearest = eval::nearest_allow(explanation);
  return explanation;
}

}  // namespace postern
