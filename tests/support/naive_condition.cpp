#include "support/naive_condition.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <optional>
#include <regex>
#include <string_view>

#include "support/naive_arn.hpp"
#include "support/naive_glob.hpp"
#include "support/naive_literal.hpp"

namespace postern::naive {
namespace {

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c + 32);
  }
  return text;
}

class FactVariables final : public VariableSource {
 public:
  explicit FactVariables(const Facts& facts) : facts_(facts) {}

  [[nodiscard]] Value variable(std::string_view lower_case_name) const override {
    const auto at = facts_.find(std::string(lower_case_name));
    if (at == facts_.end() || at->second.size() != 1 || at->second[0].empty())
      return {};
    return {State::resolved, at->second[0]};
  }

 private:
  const Facts& facts_;
};

// Seconds since the epoch. Knows the years that `timegm` knows.
std::optional<PlainDecimal> plain_instant(const std::string& text) {
  static const std::regex number("-?[0-9]+(\\.[0-9]+)?");
  static const std::regex date(
      "([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]+))?)?"
      "(?:Z|([+-])([0-9]{2}):([0-9]{2}))?)?)?");
  if (std::regex_match(text, number))
    return plain_decimal(text);
  std::smatch hit;
  if (!std::regex_match(text, hit, date))
    return std::nullopt;
  const auto field = [&](std::size_t index, int otherwise) {
    return hit[index].length() == 0 ? otherwise : std::atoi(hit[index].str().c_str());
  };
  std::tm time{};
  time.tm_year = field(1, 0) - 1900;
  time.tm_mon = field(2, 1) - 1;
  time.tm_mday = field(3, 1);
  time.tm_hour = field(4, 0);
  time.tm_min = field(5, 0);
  time.tm_sec = field(6, 0);
  const std::tm asked = time;
  const std::time_t seconds = timegm(&time);
  const bool exists = time.tm_mon == asked.tm_mon && time.tm_mday == asked.tm_mday &&
                      time.tm_hour == asked.tm_hour && time.tm_min == asked.tm_min &&
                      time.tm_sec == asked.tm_sec;
  if (!exists || field(9, 0) > 23 || field(10, 0) > 59)
    return std::nullopt;
  const long offset = (hit[8].str() == "-" ? -60L : 60L) * (60L * field(9, 0) + field(10, 0));
  // Only times after 1970 have fractions here: the sign would turn the fraction around.
  const long whole = static_cast<long>(seconds) - offset;
  return plain_decimal(std::to_string(whole) + "." + hit[7].str() + "0");
}

// An address as ones and zeros, 32 or 128 of them; empty for what is no address.
std::string address_bits(const std::string& text) {
  std::array<std::uint8_t, 16> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1)
    return bits(bytes.data(), 4);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1)
    return bits(bytes.data(), 16);
  return "";
}

bool in_network(const std::string& network, const std::string& address) {
  static const std::regex form("([^/]+)(?:/(0|[1-9][0-9]{0,2}))?");
  std::smatch hit;
  if (!std::regex_match(network, hit, form))
    return false;
  const std::string base = address_bits(hit[1].str());
  const std::string wanted = address_bits(address);
  if (base.empty() || base.size() != wanted.size())
    return false;
  const std::size_t length =
      hit[2].length() == 0 ? base.size() : static_cast<std::size_t>(std::atoi(hit[2].str().c_str()));
  return length <= base.size() && base.substr(0, length) == wanted.substr(0, length);
}

// Base64 that some bytes encode to, and so the only spelling of those bytes.
bool is_base64(const std::string& text) {
  static const std::regex form(
      "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?");
  return std::regex_match(text, form);
}

// "Some policy value w matches the request value v under the positive operator": semantics.md 4.5.
bool positive_match(const std::string& base, const std::string& w, const std::string& v, bool variables,
                    const VariableSource& source) {
  const auto ordered = [&](const std::string& prefix, const std::optional<PlainDecimal>& policy,
                           const std::optional<PlainDecimal>& request) {
    if (!policy || !request)
      return false;
    const int order = compare(*request, *policy);
    const std::string relation = base.substr(prefix.size());
    if (relation == "LessThan")
      return order < 0;
    if (relation == "LessThanEquals")
      return order <= 0;
    if (relation == "GreaterThan")
      return order > 0;
    if (relation == "GreaterThanEquals")
      return order >= 0;
    return order == 0;
  };
  if (base == "StringEquals" || base == "StringNotEquals")
    return glob(w, {false, variables, false}, v, source) == Truth::yes;
  if (base == "StringEqualsIgnoreCase" || base == "StringNotEqualsIgnoreCase")
    return glob(w, {false, variables, true}, v, source) == Truth::yes;
  if (base == "StringLike" || base == "StringNotLike")
    return glob(w, {true, variables, false}, v, source) == Truth::yes;
  if (base.starts_with("Arn"))
    return arn_like(w, variables, v, source) == Truth::yes;
  if (base.starts_with("Numeric"))
    return ordered("Numeric", plain_decimal(w), plain_decimal(v));
  if (base.starts_with("Date"))
    return ordered("Date", plain_instant(w), plain_instant(v));
  if (base == "IpAddress" || base == "NotIpAddress")
    return in_network(w, v);
  if (base == "Bool")
    return (lower_case(w) == "true" || lower_case(w) == "false") && lower_case(w) == lower_case(v);
  return base == "BinaryEquals" && is_base64(w) && w == v;
}

// Semantics.md 4.4.
bool null_holds(const ConditionTest& test, const Facts& facts) {
  if (!test.quantifier.empty())
    return test.quantifier == "ForAllValues";
  const auto at = facts.find(lower_case(test.key));
  bool absent = true;
  if (at != facts.end()) {
    for (const std::string& value : at->second)
      absent = absent && value.empty();
  }
  for (const std::string& wanted : test.values) {
    if (lower_case(wanted) == (absent ? "true" : "false"))
      return true;
  }
  return false;
}

}  // namespace

// The table of semantics.md 4.2.
bool holds(const ConditionTest& test, const Facts& facts) {
  if (test.base == "Null")
    return null_holds(test, facts);
  const bool negated = test.base.find("Not") != std::string::npos;
  const FactVariables source(facts);
  const auto one = [&](const std::string& v) {
    bool pos = false;
    for (const std::string& w : test.values)
      pos = pos || positive_match(test.base, w, v, test.variables, source);
    return negated ? !pos : pos;
  };
  const auto at = facts.find(lower_case(test.key));
  const std::vector<std::string> none;
  const std::vector<std::string>& all = at == facts.end() ? none : at->second;

  enum Column { key_absent, all_empty, one_value, more_values };
  Column column = all.empty() ? key_absent : all.size() == 1 ? one_value : more_values;
  if (!all.empty() && std::count(all.begin(), all.end(), "") == static_cast<std::ptrdiff_t>(all.size()))
    column = all_empty;

  if (test.quantifier.empty()) {
    switch (column) {
      case key_absent:
        return test.if_exists || negated;
      case all_empty:  // an ordinary value, or several
      case one_value:
      case more_values:
        return all.size() == 1 && one(all[0]);
    }
  }
  if (test.quantifier == "ForAllValues") {
    if (column == key_absent || column == all_empty)
      return true;
    for (const std::string& v : all) {
      if (!one(v))
        return false;
    }
    return true;
  }
  if (column == key_absent)
    return test.if_exists;
  if (column == all_empty)
    return false;
  for (const std::string& v : all) {
    if (one(v))
      return true;
  }
  return false;
}

}  // namespace postern::naive
