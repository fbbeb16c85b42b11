// Binary values travel as base64 text on both sides; the bytes are compared.

#include "eval/operators/operators.hpp"
#include "lang/literal.hpp"

namespace postern::eval {

bool match_binary(std::string_view policy, std::string_view value) {
  const auto wanted = lang::parse_base64(policy);
  return wanted && wanted == lang::parse_base64(value);
}

}  // namespace postern::eval
