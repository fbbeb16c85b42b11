#include "support/naive_literal.hpp"

#include <regex>

namespace postern::naive {

std::optional<PlainDecimal> plain_decimal(const std::string& text) {
  static const std::regex lexeme("([+-]?)(?:([0-9]+)(?:\\.([0-9]*))?|\\.([0-9]+))(?:[eE]([+-]?[0-9]+))?");
  std::smatch hit;
  if (!std::regex_match(text, hit, lexeme)) {
    return std::nullopt;
  }
  PlainDecimal out{hit[1].str() == "-", hit[2].str(), hit[3].str() + hit[4].str()};
  const std::string exponent = hit[5].str();
  const long shift = exponent.empty() ? 0 : std::strtol(exponent.c_str(), nullptr, 10);
  for (long i = 0; i < shift; ++i) {
    out.integer += out.fraction.empty() ? '0' : out.fraction.front();
    out.fraction.erase(0, 1);
  }
  for (long i = 0; i > shift; --i) {
    out.fraction.insert(out.fraction.begin(), out.integer.empty() ? '0' : out.integer.back());
    if (!out.integer.empty()) {
      out.integer.pop_back();
    }
  }
  return out;
}

}  // namespace postern::naive
