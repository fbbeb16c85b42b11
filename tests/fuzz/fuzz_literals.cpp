// Any text as each literal of a condition: what parses obeys the laws of its type.

#include <arpa/inet.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "lang/literal.hpp"
#include "support/naive_literal.hpp"

namespace {

using postern::fuzz::require;
namespace lang = postern::lang;

// Short enough for the naive twin, which writes numbers out.
bool is_small(std::string_view number) {
  const std::size_t exponent = number.find_first_of("eE");
  return number.size() <= 40 && (exponent == std::string_view::npos || number.size() - exponent <= 4);
}

void check_numbers(std::string_view text, std::string_view other) {
  const auto number = lang::parse_decimal(text);
  const auto second = lang::parse_decimal(other);
  if (is_small(text)) {
    const auto plain = postern::naive::plain_decimal(std::string(text));
    require(number.has_value() == plain.has_value(), "the naive twin reads the same numbers");
    if (plain && second && is_small(other)) {
      const int order = postern::naive::compare(*plain, *postern::naive::plain_decimal(std::string(other)));
      require((*number < *second) == (order < 0) && (*number == *second) == (order == 0),
              "numbers are ordered as the naive twin orders them");
    }
  }
  if (!number)
    return;
  require(*number == *number && !(*number < *number), "a number equals itself");
  require(!lang::parse_decimal(std::string(text) + "x"), "a number is the whole text");
  require(text.find_first_of("eE") == std::string_view::npos ||
              lang::parse_decimal(std::string(text.substr(0, text.find_first_of("eE")))).has_value(),
          "what stands before an exponent is a number");
  if (second)
    require((*number < *second) == (*second > *number), "order is antisymmetric");
}

// The system reads the same addresses, up to a zero byte.
void check_address(std::string_view text) {
  if (text.find('\0') != std::string_view::npos)
    return;
  lang::IpAddress expected;
  bool valid = inet_pton(AF_INET, std::string(text).c_str(), expected.bytes.data()) == 1;
  if (!valid) {
    expected.family = lang::IpFamily::v6;
    valid = inet_pton(AF_INET6, std::string(text).c_str(), expected.bytes.data()) == 1;
  }
  require(lang::parse_ip_address(text) == (valid ? std::optional(expected) : std::nullopt),
          "the system reads the same addresses");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parts = postern::fuzz::two_texts(postern::fuzz::bytes(data, size));
  const auto text = parts.first;
  const auto other = parts.second;

  check_numbers(text, other);
  check_address(text);
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
