#pragma once
// The positive comparison of each operator family: does one request value match one policy value? A negated
// operator is the exact complement. Malformed values on either side never match (semantics.md 4.5).
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html

#include <string_view>

#include "postern/policy.hpp"

namespace postern::eval {

Truth match_string(const Operand& policy, std::string_view value, const VariableSource& variables);
Truth match_arn(const Operand& policy, std::string_view value, const VariableSource& variables);
bool match_numeric(OperatorId op, std::string_view policy, std::string_view value);
bool match_date(OperatorId op, std::string_view policy, std::string_view value);
bool match_bool(std::string_view policy, std::string_view value);
bool match_binary(std::string_view policy, std::string_view value);
bool match_ip(std::string_view policy, std::string_view value);

/// One request value against one policy value under the positive twin of `op`. Precondition: not `Null`.
Truth match_value(OperatorId op, const Operand& policy, std::string_view value,
                  const VariableSource& variables);

}  // namespace postern::eval
