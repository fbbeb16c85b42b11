#include "eval/operators/operators.hpp"

namespace postern::eval {

Truth match_value(OperatorId op, const Operand& policy, std::string_view value,
                  const VariableSource& variables) {
  switch (operator_name(op).family) {
    case OperatorFamily::string:
      return match_string(policy, value, variables);
    case OperatorFamily::arn:
      return match_arn(policy, value, variables);
    case OperatorFamily::numeric:
      return truth(match_numeric(op, policy.text, value));
    case OperatorFamily::date:
      return truth(match_date(op, policy.text, value));
    case OperatorFamily::boolean:
      return truth(match_bool(policy.text, value));
    case OperatorFamily::binary:
      return truth(match_binary(policy.text, value));
    case OperatorFamily::ip:
      return truth(match_ip(policy.text, value));
    case OperatorFamily::null:
      break;
  }
  return Truth::no;
}

}  // namespace postern::eval
