#include "eval/operators/operators.hpp"
#include "lang/literal.hpp"

namespace postern::eval {

bool match_bool(std::string_view policy, std::string_view value) {
  const std::optional<bool> wanted = lang::parse_bool(policy);
  return wanted && wanted == lang::parse_bool(value);
}

}  // namespace postern::eval
