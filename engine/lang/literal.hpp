#pragma once
// The literals that condition operators compare: numbers, dates, IP addresses and networks, binary data,
// booleans. Each parser takes the whole text or nothing: no surrounding white space, no prefix parsing. All
// are linear in the text, never throw for a malformed one, and return independent values that may be shared
// between threads.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::lang {

/// An exact decimal of any length. Comparison is O(digits) and never expands an exponent.
class Decimal {
 public:
  /// Zero.
  Decimal() = default;

  /// The decimal `0.d1d2d3… × 10^exponent`; leading and trailing zeros of `digits` are allowed.
  Decimal(bool negative, std::string_view digits, std::int64_t exponent);

  /// Plain decimal notation: "-12.5". O(digits + |exponent|).
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  // INVARIANT: digits_ begins and ends with another digit than 0; zero is not negative and has exponent 0.
  bool negative_ = false;
  std::int64_t exponent_ = 0;
  std::string digits_;
};

/// `[+-]?(digits[.digits*] | .digits)([eE][+-]?digits)?` with an exponent from -10000 to 10000.
std::optional<Decimal> parse_decimal(std::string_view text);

/// A date and time on the proleptic Gregorian calendar, without leap seconds.
struct CalendarTime {
  int year = 1970;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::string_view fraction;  ///< digits behind the point of the seconds
  int offset_minutes = 0;     ///< local time minus UTC
};

/// An exact point in time.
class Instant {
 public:
  /// How it was written; lint cares, comparison does not.
  enum class Spelling : std::uint8_t { epoch, date_without_zone, date_with_zone };

  explicit Instant(Decimal epoch_seconds) : seconds_(std::move(epoch_seconds)) {}

  /// Nothing for a day that the calendar does not have or a field out of range (years 0000-9999, offsets up
  /// to 23:59).
  static std::optional<Instant> from_calendar(const CalendarTime& time, Spelling spelling);

  [[nodiscard]] const Decimal& epoch_seconds() const noexcept { return seconds_; }
  [[nodiscard]] Spelling spelling() const noexcept { return spelling_; }

  friend bool operator==(const Instant& a, const Instant& b) { return a.seconds_ == b.seconds_; }
  friend std::strong_ordering operator<=>(const Instant& a, const Instant& b) {
    return a.seconds_ <=> b.seconds_;
  }

 private:
  Decimal seconds_;  // since 1970-01-01T00:00:00Z
  Spelling spelling_ = Spelling::epoch;
};

/// `-?digits[.digits]` seconds since the epoch, or `YYYY-MM`, `YYYY-MM-DD`, `YYYY-MM-DDThh:mm[:ss[.f+]]`, the
/// last one with an optional `Z`, `+hh:mm` or `-hh:mm`. A missing part is the first instant of what is given,
/// a missing zone UTC. https://www.w3.org/TR/NOTE-datetime
std::optional<Instant> parse_instant(std::string_view text);

enum class IpFamily : std::uint8_t { v4, v6 };

/// An address in network byte order; the first four bytes for IPv4, the others zero.
struct IpAddress {
  IpFamily family = IpFamily::v4;
  std::array<std::uint8_t, 16> bytes{};

  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

/// A range of addresses that agree with `base` in the first `prefix_length` bits.
struct IpNetwork {
  IpAddress base;  ///< bits beyond the prefix do not matter
  unsigned prefix_length = 32;

  /// Never across families: an IPv4-mapped IPv6 address is an IPv6 address.
  [[nodiscard]] bool contains(const IpAddress& address) const noexcept;
};

constexpr unsigned bit_count(IpFamily family) noexcept {
  return family == IpFamily::v4 ? 32 : 128;
}

/// A dotted quad without leading zeros, or any spelling of RFC 4291 section 2.2. No zone, brackets, port or
/// mask.
std::optional<IpAddress> parse_ip_address(std::string_view text);

/// An address with an optional `/n`, n without leading zeros; without it the network is that one address.
std::optional<IpNetwork> parse_ip_network(std::string_view text);

/// The bytes of padded base64 (RFC 4648 section 4). Nothing for other characters, missing or superfluous
/// padding, and for bits set behind the last byte. The empty text is no bytes.
std::optional<std::vector<std::uint8_t>> parse_base64(std::string_view text);

/// `true` or `false`, ignoring ASCII case.
std::optional<bool> parse_bool(std::string_view text) noexcept;

}  // namespace postern::lang
