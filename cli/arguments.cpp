#include "command.hpp"

#include <algorithm>
#include <stdexcept>

namespace postern::cli {

void Arguments::declare(std::string_view option) {
  options_.emplace_back(option, std::vector<std::string>{});
}

void Arguments::add(std::string_view option, std::vector<std::string> values) {
  for (auto& [name, known] : options_) {
    if (name == option)
      std::move(values.begin(), values.end(), std::back_inserter(known));
  }
}

const std::vector<std::string>& Arguments::values(std::string_view option) const {
  const auto found = std::find_if(options_.begin(), options_.end(),
                                  [&](const auto& entry) { return entry.first == option; });
  if (found == options_.end())
    throw std::logic_error("a command asks for an option that is not in its table: " + std::string(option));
  return found->second;
}

std::string_view Arguments::value(std::string_view option, std::string_view fallback) const {
  const std::vector<std::string>& given = values(option);
  return given.empty() ? fallback : std::string_view(given.back());
}

}  // namespace postern::cli
