#pragma once
// What numeric and date operators share: an order.

#include <compare>
#include <optional>

#include "postern/policy.hpp"

namespace postern::eval {

/// The order that a numeric or date operator asks of "request value to policy value".
constexpr bool in_order(OperatorId op, std::strong_ordering order) {
  switch (op) {
    case OperatorId::numeric_less_than:
    case OperatorId::date_less_than:
      return order < 0;
    case OperatorId::numeric_less_than_equals:
    case OperatorId::date_less_than_equals:
      return order <= 0;
    case OperatorId::numeric_greater_than:
    case OperatorId::date_greater_than:
      return order > 0;
    case OperatorId::numeric_greater_than_equals:
    case OperatorId::date_greater_than_equals:
      return order >= 0;
    default:
      return order == 0;  // the equals and, as its positive twin, the not-equals operators
  }
}

/// Compares two parsed values; false when either could not be parsed.
template <class T>
bool match_ordered(OperatorId op, const std::optional<T>& policy, const std::optional<T>& value) {
  return policy && value && in_order(op, *value <=> *policy);
}

}  // namespace postern::eval
