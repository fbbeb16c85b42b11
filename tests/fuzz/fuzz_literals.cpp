// Any text as each literal of a condition: what parses obeys the laws of its type.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "lang/literal.hpp"
#include "support/naive_literal.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using postern::fuzz::require;
  namespace lang = postern::lang;
  const auto parts = postern::fuzz::two_texts(postern::fuzz::bytes(data, size));
  const auto text = parts.first;
  const auto other = parts.second;

  if (const auto number = lang::parse_decimal(text)) {
    require(*number == *number && !(*number < *number), "a number equals itself");
    require(lang::parse_decimal(std::string(text) +
                                (text.find('.') == std::string_view::npos ? "x" : "..")) == std::nullopt,
            "a number is the whole text");
    if (const auto second = lang::parse_decimal(other)) {
      require((*number < *second) == (*second > *number), "order is antisymmetric");
    }
  }
  if (const auto instant = lang::parse_instant(text)) {
    if (const auto second = lang::parse_instant(other)) {
      require((*instant < *second) + (*instant > *second) + (*instant == *second) == 1,
              "times are totally ordered");
    }
  }
  if (const auto network = lang::parse_ip_network(text)) {
    require(network->prefix_length <= lang::bit_count(network->base.family), "a prefix fits its family");
    require(network->contains(network->base), "a network contains its base");
    if (const auto address = lang::parse_ip_address(other)) {
      require(!network->contains(*address) || address->family == network->base.family, "families do not mix");
    }
  }
  if (const auto address = lang::parse_ip_address(text)) {
    require(lang::parse_ip_network(text).has_value(), "an address is a network");
  }
  if (const auto decoded = lang::parse_base64(text)) {
    require(postern::naive::base64(*decoded) == text, "base64 has one spelling");
  }
  if (const auto truth = lang::parse_bool(text)) {
    require(text.size() == (*truth ? 4U : 5U), "a truth is `true` or `false`");
  }
  return 0;
}
