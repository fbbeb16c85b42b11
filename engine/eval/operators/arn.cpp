// ArnEquals is ArnLike: six components, each globbed on its own.

#include "eval/operators/operators.hpp"

namespace postern::eval {

Truth match_arn(const Operand& policy, std::string_view value, const VariableSource& variables) {
  const ArnPattern* const pattern = std::get_if<ArnPattern>(&policy.pattern);
  return pattern == nullptr ? Truth::no : pattern->matches(value, variables);
}

}  // namespace postern::eval
