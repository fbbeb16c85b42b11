#include "lang/literal.hpp"

#include <algorithm>

// Whole bytes of the prefix first, then the bits that are left.

namespace postern::lang {

bool IpNetwork::contains(const IpAddress& address) const noexcept {
  if (address.family != base.family) {
    return false;
  }
  const std::size_t whole = prefix_length / 8;
  if (!std::equal(base.bytes.begin(), base.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                  address.bytes.begin())) {
    return false;
  }
  const unsigned rest = prefix_length % 8;
  if (rest == 0) {
    return true;
  }
  const unsigned difference = static_cast<unsigned>(base.bytes[whole]) ^ address.bytes[whole];
  return difference >> (8 - rest) == 0;
}

}  // namespace postern::lang
