#include "support/naive_glob.hpp"

#include <regex>

// What needs regular expressions, which take long to compile, apart from what uses it.

namespace postern::naive {

std::vector<std::string> units(std::string_view text) {
  static constexpr unsigned smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  std::vector<std::string> out;
  while (!text.empty()) {
    std::size_t taken = 1;
    for (std::size_t length = 2; length <= 4; ++length) {
      const std::optional<unsigned> value = code_point(text, length);
      const bool surrogate = value && *value >= 0xD800 && *value <= 0xDFFF;
      if (value && *value >= smallest[length] && *value <= 0x10FFFF && !surrogate) {
        taken = length;
      }
    }
    out.emplace_back(text.substr(0, taken));
    text.remove_prefix(taken);
  }
  return out;
}

std::optional<Variable> leading_variable(std::string_view text) {
  if (!text.starts_with("${")) {
    return std::nullopt;
  }
  static const std::regex with_default("^\\$\\{([^}]*?), *'([\\s\\S]*?)'\\}");
  static const std::regex plain("^\\$\\{([^}]+)\\}");
  static const std::regex ends("^[ \\t\\r\\n]+|[ \\t\\r\\n]+$");
  std::cmatch hit;
  Variable out;
  if (std::regex_search(text.data(), text.data() + text.size(), hit, with_default)) {
    out.fallback = hit[2].str();
  } else if (!std::regex_search(text.data(), text.data() + text.size(), hit, plain)) {
    return std::nullopt;
  }
  const std::string written = hit[1].str();
  out.name = std::regex_replace(written, ends, "");
  if (out.name.empty() && !out.fallback) {
    return std::nullopt;
  }
  if (!out.fallback && written != out.name && (out.name == "*" || out.name == "?" || out.name == "$")) {
    out.name = written;  // only `${*}` as it stands is an escape
  }
  out.length = static_cast<std::size_t>(hit.length());
  return out;
}

}  // namespace postern::naive
