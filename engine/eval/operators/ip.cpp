#include "eval/operators/operators.hpp"
#include "lang/literal.hpp"

namespace postern::eval {

bool match_ip(std::string_view policy, std::string_view value) {
  const std::optional<lang::IpNetwork> network = lang::parse_ip_network(policy);
  const std::optional<lang::IpAddress> address = lang::parse_ip_address(value);
  return network && address && network->contains(*address);
}

}  // namespace postern::eval
