#include "lang/literal.hpp"

// A decimal is kept as 0.d1d2d3… × 10^e with d1 not zero. Then the larger exponent is the larger magnitude,
// and equal exponents leave a comparison of the digits as text: a missing digit is a zero, which is less than
// any digit that can end the other text.

namespace postern::lang {

Decimal::Decimal(bool negative, std::string_view digits, std::int64_t exponent) {
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string_view::npos) {
    return;
  }
  digits_ = digits.substr(first, digits.find_last_not_of('0') - first + 1);
  exponent_ = exponent - static_cast<std::int64_t>(first);
  negative_ = negative;
}

std::string Decimal::text() const {
  if (digits_.empty()) {
    return "0";
  }
  std::string out = negative_ ? "-" : "";
  const auto size = static_cast<std::int64_t>(digits_.size());
  if (exponent_ <= 0) {
    return out + "0." + std::string(static_cast<std::size_t>(-exponent_), '0') + digits_;
  }
  if (exponent_ >= size) {
    return out + digits_ + std::string(static_cast<std::size_t>(exponent_ - size), '0');
  }
  const auto point = static_cast<std::size_t>(exponent_);
  return out + digits_.substr(0, point) + "." + digits_.substr(point);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const auto sign = [](const Decimal& d) { return d.digits_.empty() ? 0 : d.negative_ ? -1 : 1; };
  if (sign(a) != sign(b)) {
    return sign(a) <=> sign(b);
  }
  std::strong_ordering magnitude = a.exponent_ <=> b.exponent_;
  if (magnitude == std::strong_ordering::equal) {
    magnitude = a.digits_.compare(b.digits_) <=> 0;
  }
  return a.negative_ ? 0 <=> magnitude : magnitude;
}

}  // namespace postern::lang
