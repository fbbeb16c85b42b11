// Dates compare as instants, whatever form and zone they were written in.

#include "eval/operators/operators.hpp"
#include "eval/operators/ordered.hpp"
#include "lang/literal.hpp"

namespace postern::eval {

bool match_date(OperatorId op, std::string_view policy, std::string_view value) {
  return match_ordered(op, lang::parse_instant(policy), lang::parse_instant(value));
}

}  // namespace postern::eval
