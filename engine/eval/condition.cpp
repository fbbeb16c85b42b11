// SPEC: the table of semantics.md 4.2, after
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html

#include "eval/condition.hpp"

#include <algorithm>

#include "eval/operators/operators.hpp"
#include "lang/literal.hpp"

namespace postern::eval {
namespace {

using State = ContextEntry::State;

// An absent key, said or unsaid.
bool is_absent(const ContextEntry* entry) {
  return entry == nullptr || entry->state == State::removed;
}

bool all_empty(const std::vector<std::string>& values) {
  return std::all_of(values.begin(), values.end(), [](const std::string& value) { return value.empty(); });
}

// One request value against the policy's values: any of them, or for a negated operator none of them.
Truth match_one(const Condition& condition, std::string_view value, const Context& context) {
  Truth any = Truth::no;
  for (const Located<Operand>& operand : condition.values) {
    any = any || match_value(condition.op, operand.value, value, context);
    if (any == Truth::yes)
      break;
  }
  return operator_name(condition.op).negated ? !any : any;
}

Truth on_absent_key(const Condition& condition) {
  if (condition.if_exists)
    return Truth::yes;
  switch (condition.quantifier) {
    case Quantifier::none:
      return truth(operator_name(condition.op).negated);
    case Quantifier::for_all_values:
      return Truth::yes;
    case Quantifier::for_any_value:
      return Truth::no;
  }
  return Truth::no;
}

// SPEC: semantics.md 4.4: a key whose values are all empty strings counts as null.
Truth match_null(const Condition& condition, const ContextEntry* entry) {
  if (condition.quantifier == Quantifier::for_all_values)
    return Truth::yes;
  if (condition.quantifier == Quantifier::for_any_value)
    return Truth::no;
  const auto asks = [&](bool wanted) {
    return std::any_of(
        condition.values.begin(), condition.values.end(),
        [&](const Located<Operand>& operand) { return lang::parse_bool(operand.value.text) == wanted; });
  };
  if (entry != nullptr && entry->state == State::unknown) {
    return asks(true) == asks(false) ? truth(asks(true)) : Truth::unknown;
  }
  return truth(asks(is_absent(entry) || all_empty(entry->values)));
}

}  // namespace

Truth match_condition(const Condition& condition, const Context& context) {
  const ContextEntry* const entry = context.find(condition.lookup_key);
  if (condition.op == OperatorId::null)
    return match_null(condition, entry);
  if (is_absent(entry))
    return on_absent_key(condition);
  if (entry->state == State::unknown)
    return Truth::unknown;

  const std::vector<std::string>& values = entry->values;
  switch (condition.quantifier) {
    case Quantifier::none:
      return values.size() == 1 ? match_one(condition, values[0], context) : Truth::no;
    case Quantifier::for_all_values: {
      if (all_empty(values))
        return Truth::yes;
      Truth all = Truth::yes;
      for (const std::string& value : values)
        all = all && match_one(condition, value, context);
      return all;
    }
    case Quantifier::for_any_value: {
      if (all_empty(values))
        return Truth::no;
      Truth any = Truth::no;
      for (const std::string& value : values)
        any = any || match_one(condition, value, context);
      return any;
    }
  }
  return Truth::no;
}

}  // namespace postern::eval
