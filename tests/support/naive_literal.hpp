#pragma once
// Naive twins of the literal parsers: numbers padded with zeros and compared as text, days counted one by
// one, addresses as strings of bits, base64 by encoding.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::naive {

/// A decimal written out: no exponent, sign apart.
struct PlainDecimal {
  bool negative = false;
  std::string integer;
  std::string fraction;
};

/// Only for exponents small enough to write the number out.
std::optional<PlainDecimal> plain_decimal(const std::string& text);

/// -1, 0 or 1.
inline int compare(PlainDecimal a, PlainDecimal b) {
  const std::size_t whole = std::max(a.integer.size(), b.integer.size());
  const std::size_t parts = std::max(a.fraction.size(), b.fraction.size());
  const auto padded = [&](const PlainDecimal& d) {
    return std::string(whole - d.integer.size(), '0') + d.integer + d.fraction +
           std::string(parts - d.fraction.size(), '0');
  };
  const std::string left = padded(a);
  const std::string right = padded(b);
  const auto zero = [](const std::string& digits) {
    return digits.find_first_not_of('0') == std::string::npos;
  };
  const bool minus_left = a.negative && !zero(left);
  const bool minus_right = b.negative && !zero(right);
  if (minus_left != minus_right) {
    return minus_left ? -1 : 1;
  }
  const int order = left < right ? -1 : left > right ? 1 : 0;
  return minus_left ? -order : order;
}

/// A calendar that knows nothing but how to go on to the next day.
struct Day {
  int year = 0;
  int month = 1;
  int day = 1;

  void next() {
    static constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int length = lengths[month - 1] + (leap && month == 2 ? 1 : 0);
    if (++day > length) {
      day = 1;
      if (++month > 12) {
        month = 1;
        ++year;
      }
    }
  }
};

/// The first `count` bytes as ones and zeros.
inline std::string bits(const std::uint8_t* bytes, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    for (int bit = 7; bit >= 0; --bit) {
      out += ((bytes[i] >> bit) & 1) != 0 ? '1' : '0';
    }
  }
  return out;
}

inline std::string base64(const std::vector<std::uint8_t>& bytes) {
  static constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string ones = bits(bytes.data(), bytes.size());
  std::string out;
  while (ones.size() % 6 != 0) {
    ones += '0';
  }
  for (std::size_t i = 0; i < ones.size(); i += 6) {
    out += alphabet[static_cast<std::size_t>(std::strtol(ones.substr(i, 6).c_str(), nullptr, 2))];
  }
  while (out.size() % 4 != 0) {
    out += '=';
  }
  return out;
}

}  // namespace postern::naive
