#include "lang/literal.hpp"

#include <algorithm>
#include <boost/spirit/home/x3.hpp>

#include "base/text.hpp"
#include "lang/ascii.hpp"

// The grammars of the literals. Each recognises a text and hands its parts to the values of this room, which
// know what they mean. Nothing here recurses, and what a grammar collects is a view into the text or a
// handful of integers.

namespace postern::lang {
namespace {

namespace x3 = boost::spirit::x3;

constexpr std::int64_t max_exponent = 10000;

// Longer than any address; keeps the grammar of IPv6 from reading on in vain.
constexpr std::size_t max_ip_text = 64;

// Ranges instead of the character classes of Spirit, which ask the locale and expect no byte above 0x7F.
constexpr auto digit = x3::char_('0', '9');

template <class Parser>
bool whole(std::string_view text, const Parser& parser) {
  const char* first = text.data();
  const char* const last = first + text.size();
  return x3::parse(first, last, parser >> x3::eoi);
}

template <class Context>
std::string_view part(Context& context) {
  const auto& range = x3::_attr(context);
  return {range.begin(), static_cast<std::size_t>(range.size())};
}

auto into(std::string_view& target) {
  return [&target](auto& context) { target = part(context); };
}

auto into(int& target) {
  return [&target](auto& context) { target = static_cast<int>(x3::_attr(context)); };
}

auto turning_on(bool& target) {
  return [&target](auto&) { target = true; };
}

// The value of digits, if it is at most max_exponent.
std::optional<std::int64_t> exponent_value(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.size() > 5) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
  }
  return value > max_exponent ? std::nullopt : std::optional(value);
}

Decimal decimal(bool negative, std::string_view integer, std::string_view fraction, std::int64_t exponent) {
  std::string digits;
  digits.reserve(integer.size() + fraction.size());
  digits.append(integer).append(fraction);
  return Decimal(negative, digits, static_cast<std::int64_t>(integer.size()) + exponent);
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  bool negative = false;
  bool negative_exponent = false;
  std::string_view integer;
  std::string_view fraction;
  std::string_view exponent;
  const auto sign = [](bool& minus) { return -(x3::lit('+') | x3::lit('-')[turning_on(minus)]); };
  const auto mantissa = (x3::raw[+digit][into(integer)] >> -('.' >> x3::raw[*digit][into(fraction)])) |
                        ('.' >> x3::raw[+digit][into(fraction)]);
  const auto power = (x3::lit('e') | 'E') >> sign(negative_exponent) >> x3::raw[+digit][into(exponent)];
  if (!whole(text, sign(negative) >> mantissa >> -power)) {
    return std::nullopt;
  }
  const std::optional<std::int64_t> value = exponent_value(exponent);
  if (!value) {
    return std::nullopt;
  }
  return decimal(negative, integer, fraction, negative_exponent ? -*value : *value);
}

std::optional<Instant> parse_instant(std::string_view text) {
  bool negative = false;
  std::string_view integer;
  std::string_view fraction;
  if (whole(text, -x3::lit('-')[turning_on(negative)] >> x3::raw[+digit][into(integer)] >>
                      -('.' >> x3::raw[+digit][into(fraction)]))) {
    return Instant(decimal(negative, integer, fraction, 0));
  }

  CalendarTime time;
  bool zone = false;
  bool west = false;
  int offset_hour = 0;
  int offset_minute = 0;
  constexpr auto four = x3::uint_parser<unsigned, 10, 4, 4>();
  constexpr auto two = x3::uint_parser<unsigned, 10, 2, 2>();
  const auto offset = (x3::lit('+') | x3::lit('-')[turning_on(west)]) >> two[into(offset_hour)] >> ':' >>
                      two[into(offset_minute)];
  const auto seconds = ':' >> two[into(time.second)] >> -('.' >> x3::raw[+digit][into(time.fraction)]);
  const auto clock = 'T' >> two[into(time.hour)] >> ':' >> two[into(time.minute)] >> -seconds >>
                     -(x3::lit('Z') | offset)[turning_on(zone)];
  const auto date =
      four[into(time.year)] >> '-' >> two[into(time.month)] >> -('-' >> two[into(time.day)] >> -clock);
  if (!whole(text, date) || offset_minute > 59) {
    return std::nullopt;
  }
  time.offset_minutes = (west ? -1 : 1) * (offset_hour * 60 + offset_minute);
  return Instant::from_calendar(
      time, zone ? Instant::Spelling::date_with_zone : Instant::Spelling::date_without_zone);
}

namespace {

// The bytes of an IPv6 address as they are read, and where `::` stood.
struct IpBytes {
  std::array<std::uint8_t, 16> bytes{};
  std::size_t count = 0;
  std::optional<std::size_t> gap;

  bool push(unsigned byte) {
    if (count == bytes.size() || byte > 255) {
      return false;
    }
    bytes[count++] = static_cast<std::uint8_t>(byte);
    return true;
  }
};

auto octet(IpBytes& out) {
  constexpr auto number = x3::uint_parser<unsigned, 10, 1, 3>();
  return !('0' >> digit) >>
         number[([&out](auto& context) { x3::_pass(context) = out.push(x3::_attr(context)); })];
}

auto dotted_quad(IpBytes& out) {
  return octet(out) >> '.' >> octet(out) >> '.' >> octet(out) >> '.' >> octet(out);
}

bool read_v4(std::string_view text, IpAddress& address) {
  IpBytes out;
  if (!whole(text, dotted_quad(out))) {
    return false;
  }
  address = {IpFamily::v4, out.bytes};
  return true;
}

// Groups between colons, at most one `::`, and a dotted quad in place of the last two groups. How many groups
// there are is checked afterwards: `::` stands for at least one.
bool read_v6(std::string_view text, IpAddress& address) {
  IpBytes out;
  constexpr auto number = x3::uint_parser<unsigned, 16, 1, 4>();
  const auto group = number[([&out](auto& context) {
    const unsigned value = x3::_attr(context);
    x3::_pass(context) = out.push(value >> 8U) && out.push(value & 0xFFU);
  })];
  const auto quad_follows = &(x3::repeat(1, 3)[digit] >> '.');
  const auto quad = quad_follows >> dotted_quad(out);
  const auto hex_group = !quad_follows >> group;
  const auto mark_gap = [&out](auto&) { out.gap = out.count; };
  const auto gap = x3::lit("::")[mark_gap];
  const auto groups = hex_group >> *(':' >> hex_group);
  const auto after_gap = gap >> -((groups >> -(':' >> quad)) | quad);
  if (!whole(text, after_gap | (groups >> (after_gap | -(':' >> quad))))) {
    return false;
  }
  const std::size_t missing = out.bytes.size() - out.count;
  if (out.gap ? missing < 2 : missing != 0) {
    return false;
  }
  address = {IpFamily::v6, out.bytes};
  if (out.gap) {
    const auto from = address.bytes.begin() + static_cast<std::ptrdiff_t>(*out.gap);
    const auto to = address.bytes.begin() + static_cast<std::ptrdiff_t>(out.count);
    std::copy_backward(from, to, address.bytes.end());
    std::fill(from, from + static_cast<std::ptrdiff_t>(missing), std::uint8_t{0});
  }
  return true;
}

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) {
  IpAddress address;
  if (text.size() > max_ip_text || !(read_v4(text, address) || read_v6(text, address))) {
    return std::nullopt;
  }
  return address;
}

std::optional<IpNetwork> parse_ip_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<IpAddress> base = parse_ip_address(text.substr(0, slash));
  if (!base) {
    return std::nullopt;
  }
  IpNetwork network{*base, bit_count(base->family)};
  if (slash == std::string_view::npos) {
    return network;
  }
  int length = 0;
  constexpr auto number = x3::uint_parser<unsigned, 10, 1, 3>();
  if (!whole(text.substr(slash + 1), !('0' >> digit) >> number[into(length)]) ||
      length > static_cast<int>(bit_count(base->family))) {
    return std::nullopt;
  }
  network.prefix_length = static_cast<unsigned>(length);
  return network;
}

namespace {

constexpr unsigned sextet(char c) {
  if (c >= 'A' && c <= 'Z') {
    return static_cast<unsigned>(c - 'A');
  }
  if (c >= 'a' && c <= 'z') {
    return static_cast<unsigned>(c - 'a' + 26);
  }
  if (is_digit(c)) {
    return static_cast<unsigned>(c - '0' + 52);
  }
  return c == '+' ? 62 : 63;
}

}  // namespace

std::optional<std::vector<std::uint8_t>> parse_base64(std::string_view text) {
  const auto letter = x3::char_('A', 'Z') | x3::char_('a', 'z') | digit | '+' | '/';
  const auto last = letter >> letter >> (x3::lit("==") | (letter >> '='));
  if (!whole(text, *(letter >> letter >> letter >> letter) >> -last)) {
    return std::nullopt;
  }
  std::vector<std::uint8_t> out;
  out.reserve(text.size() / 4 * 3);
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : text.substr(0, std::min(text.find('='), text.size()))) {
    bits = (bits << 6U | sextet(c)) & 0xFFFFU;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<std::uint8_t>(bits >> count & 0xFFU));
    }
  }
  if ((bits & ((1U << count) - 1U)) != 0) {
    return std::nullopt;
  }
  return out;
}

std::optional<bool> parse_bool(std::string_view text) noexcept {
  if (base::equals_ignore_case(text, "true")) {
    return true;
  }
  if (base::equals_ignore_case(text, "false")) {
    return false;
  }
  return std::nullopt;
}

}  // namespace postern::lang
