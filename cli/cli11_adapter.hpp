#pragma once
// The only place that knows CLI11: turns the tables of one command into a parser and runs it.

#include <span>
#include <string>
#include <vector>

#include "command.hpp"

namespace postern::cli {

/// What the words after a command's name ask for.
struct Parsed {
  Arguments arguments;
  bool help = false;      ///< --help was among them: nothing else was checked
  bool no_color = false;  ///< --no-color was among them
};

/// Parses `words` against the tables of `command`, and the options that every command has. Throws UsageError
/// for whatever does not fit, with the nearest name where there is one.
Parsed parse_arguments(const Command& command, const std::vector<std::string>& words);

/// The options that every command has; listed last in its help.
std::span<const Option> common_options() noexcept;

}  // namespace postern::cli
