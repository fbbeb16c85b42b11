// The names that the policy language gives to its parts.

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "policy/reader.hpp"

namespace postern {
namespace {

using Id = OperatorId;
using Family = OperatorFamily;

// In the order of OperatorId.
// SPEC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
constexpr std::array operators = {
    OperatorName{Id::string_equals, "StringEquals", Family::string, false},
    OperatorName{Id::string_not_equals, "StringNotEquals", Family::string, true},
    OperatorName{Id::string_equals_ignore_case, "StringEqualsIgnoreCase", Family::string, false},
    OperatorName{Id::string_not_equals_ignore_case, "StringNotEqualsIgnoreCase", Family::string, true},
    OperatorName{Id::string_like, "StringLike", Family::string, false},
    OperatorName{Id::string_not_like, "StringNotLike", Family::string, true},
    OperatorName{Id::numeric_equals, "NumericEquals", Family::numeric, false},
    OperatorName{Id::numeric_not_equals, "NumericNotEquals", Family::numeric, true},
    OperatorName{Id::numeric_less_than, "NumericLessThan", Family::numeric, false},
    OperatorName{Id::numeric_less_than_equals, "NumericLessThanEquals", Family::numeric, false},
    OperatorName{Id::numeric_greater_than, "NumericGreaterThan", Family::numeric, false},
    OperatorName{Id::numeric_greater_than_equals, "NumericGreaterThanEquals", Family::numeric, false},
    OperatorName{Id::date_equals, "DateEquals", Family::date, false},
    OperatorName{Id::date_not_equals, "DateNotEquals", Family::date, true},
    OperatorName{Id::date_less_than, "DateLessThan", Family::date, false},
    OperatorName{Id::date_less_than_equals, "DateLessThanEquals", Family::date, false},
    OperatorName{Id::date_greater_than, "DateGreaterThan", Family::date, false},
    OperatorName{Id::date_greater_than_equals, "DateGreaterThanEquals", Family::date, false},
    OperatorName{Id::boolean, "Bool", Family::boolean, false},
    OperatorName{Id::binary_equals, "BinaryEquals", Family::binary, false},
    OperatorName{Id::ip_address, "IpAddress", Family::ip, false},
    OperatorName{Id::not_ip_address, "NotIpAddress", Family::ip, true},
    OperatorName{Id::arn_equals, "ArnEquals", Family::arn, false},
    OperatorName{Id::arn_not_equals, "ArnNotEquals", Family::arn, true},
    OperatorName{Id::arn_like, "ArnLike", Family::arn, false},
    OperatorName{Id::arn_not_like, "ArnNotLike", Family::arn, true},
    OperatorName{Id::null, "Null", Family::null, false},
};

constexpr bool in_order() {
  for (std::size_t index = 0; index < operators.size(); ++index) {
    if (static_cast<std::size_t>(operators[index].id) != index)
      return false;
  }
  return true;
}
static_assert(in_order());

constexpr std::array<std::string_view, 7> kind_names = {"endpoint", "identity", "resource", "boundary",
                                                        "session",  "scp",      "rcp"};

constexpr std::string_view quantifier_prefix(Quantifier quantifier) {
  switch (quantifier) {
    case Quantifier::none:
      return "";
    case Quantifier::for_all_values:
      return "ForAllValues:";
    case Quantifier::for_any_value:
      return "ForAnyValue:";
  }
  return "";
}

}  // namespace

std::string_view to_string(PolicyKind kind) noexcept {
  return kind_names[static_cast<std::size_t>(kind)];
}

std::optional<PolicyKind> policy_kind_from(std::string_view name) noexcept {
  const auto* const found = std::find(kind_names.begin(), kind_names.end(), name);
  if (found == kind_names.end())
    return std::nullopt;
  return static_cast<PolicyKind>(found - kind_names.begin());
}

std::string_view to_string(Effect effect) noexcept {
  return effect == Effect::allow ? "Allow" : "Deny";
}

std::string_view to_string(PrincipalType type) noexcept {
  switch (type) {
    case PrincipalType::aws:
      return "AWS";
    case PrincipalType::service:
      return "Service";
    case PrincipalType::federated:
      return "Federated";
    case PrincipalType::canonical_user:
      return "CanonicalUser";
  }
  return "";
}

const OperatorName& operator_name(OperatorId id) noexcept {
  return operators[static_cast<std::size_t>(id)];
}

std::string operator_text(const Condition& condition) {
  return base::concat({quantifier_prefix(condition.quantifier), operator_name(condition.op).name,
                       condition.if_exists ? "IfExists" : ""});
}

std::string_view default_endpoint_policy_text() noexcept {
  return R"({
  "Statement": [
    {
      "Action": "*",
      "Effect": "Allow",
      "Principal": "*",
      "Resource": "*"
    }
  ]
}
)";
}

namespace policy {
namespace {

const OperatorName* find_operator(std::string_view name) {
  for (const OperatorName& candidate : operators) {
    if (base::equals_ignore_case(candidate.name, name))
      return &candidate;
  }
  return nullptr;
}

}  // namespace

ParsedOperator parse_operator(std::string_view name) {
  constexpr std::string_view suffix = "IfExists";
  ParsedOperator parsed;
  std::string_view rest = name;
  if (const std::size_t colon = rest.find(':'); colon != std::string_view::npos) {
    const std::string_view prefix = rest.substr(0, colon + 1);
    rest.remove_prefix(colon + 1);
    if (base::equals_ignore_case(prefix, quantifier_prefix(Quantifier::for_all_values))) {
      parsed.quantifier = Quantifier::for_all_values;
    } else if (base::equals_ignore_case(prefix, quantifier_prefix(Quantifier::for_any_value))) {
      parsed.quantifier = Quantifier::for_any_value;
    } else {
      parsed.known_prefix = false;
    }
    parsed.canonical = prefix == quantifier_prefix(parsed.quantifier);
  }
  parsed.base = find_operator(rest);
  if (parsed.base == nullptr && rest.size() > suffix.size() &&
      base::equals_ignore_case(rest.substr(rest.size() - suffix.size()), suffix)) {
    parsed.if_exists = true;
    parsed.canonical = parsed.canonical && rest.ends_with(suffix);
    rest.remove_suffix(suffix.size());
    parsed.base = find_operator(rest);
  }
  parsed.canonical = parsed.canonical && parsed.base != nullptr && rest == parsed.base->name;
  return parsed;
}

std::string_view closest_operator(std::string_view name) {
  std::string_view best;
  std::size_t best_distance = name.size() / 3 + 2;
  for (const OperatorName& candidate : operators) {
    // Too long for any: the distance is at least the difference.
    if (name.size() >= candidate.name.size() + best_distance)
      continue;
    const std::size_t distance = base::edit_distance(base::to_lower(name), base::to_lower(candidate.name));
    if (distance < best_distance) {
      best = candidate.name;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace policy
}  // namespace postern
