// Numbers compare as exact decimals, never as doubles.

#include "eval/operators/operators.hpp"
#include "eval/operators/ordered.hpp"
#include "lang/literal.hpp"

namespace postern::eval {

bool match_numeric(OperatorId op, std::string_view policy, std::string_view value) {
  return match_ordered(op, lang::parse_decimal(policy), lang::parse_decimal(value));
}

}  // namespace postern::eval
