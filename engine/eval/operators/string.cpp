// StringEquals, StringLike and their kin. What is special in the pattern, and whether case counts, was
// settled when the policy was read.

#include "eval/operators/operators.hpp"

namespace postern::eval {

Truth match_string(const Operand& policy, std::string_view value, const VariableSource& variables) {
  const Glob* const glob = std::get_if<Glob>(&policy.pattern);
  return glob == nullptr ? Truth::no : glob->matches(value, variables);
}

}  // namespace postern::eval
