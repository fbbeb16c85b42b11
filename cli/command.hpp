#pragma once
// What a command is: a constant table of its options and positionals, its help, and a function that runs it.
// One `Command` per file of cli/commands; parsing, help and completion scripts all come from these tables.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::cli {

class Console;

/// The same for every command; when several apply the highest wins.
enum class ExitCode : int {
  clean = 0,
  findings = 1,    ///< findings, a request denied, an expectation not met
  usage = 2,       ///< usage or configuration error
  unreadable = 3,  ///< some input could not be read or parsed; the rest was processed
  internal = 4,    ///< a bug
};

constexpr ExitCode worst(ExitCode a, ExitCode b) noexcept {
  return a < b ? b : a;
}

/// What the shell offers for a value.
enum class Completes : unsigned char { nothing, files, choices };

/// One option of a command. Views static storage.
struct Option {
  std::string_view name;    ///< with its dashes: "--endpoint-policy"
  std::string_view value;   ///< how help calls the value: "FILE"; empty for a flag
  std::string_view help;    ///< one line, no full stop
  std::string_view group;   ///< heading in the help; empty: "Options"
  bool repeatable = false;  ///< may be given several times
  Completes completes = Completes::nothing;
  std::span<const std::string_view> choices;  ///< the only values allowed; empty: any. See also `list`
  bool list = false;                          ///< the value is a comma-separated list of `choices`
};

/// The words of a command that are no options.
struct Positional {
  std::string_view name;  ///< "PATTERN"; empty: the command takes none
  std::string_view help;
  std::size_t least = 0;
  std::size_t most = 0;
  Completes completes = Completes::nothing;
  std::span<const std::string_view> choices;
};

/// One real call and what it is for.
struct Example {
  std::string_view purpose;
  std::string_view line;
};

/// What was given on the command line, already checked against the tables of the command.
class Arguments {
 public:
  /// Whether the option was given. Precondition, here and below: the command has an option of that name.
  [[nodiscard]] bool has(std::string_view option) const { return !values(option).empty(); }
  /// The value of an option that was given once; `fallback` when it was not given.
  [[nodiscard]] std::string_view value(std::string_view option, std::string_view fallback = {}) const;
  /// Every value, in the order given. A flag has one empty value.
  [[nodiscard]] const std::vector<std::string>& values(std::string_view option) const;
  [[nodiscard]] const std::vector<std::string>& positionals() const noexcept { return positionals_; }

  void declare(std::string_view option);
  void add(std::string_view option, std::vector<std::string> values);
  void set_positionals(std::vector<std::string> words) { positionals_ = std::move(words); }

 private:
  std::vector<std::pair<std::string_view, std::vector<std::string>>> options_;
  std::vector<std::string> positionals_;
};

struct Command {
  std::string_view name;     ///< the word on the command line
  std::string_view summary;  ///< one line, no full stop
  std::string_view usage;    ///< what follows "postern NAME " in the usage line
  std::string_view details;  ///< further lines for the help, each at most 100 columns wide; may be empty
  std::span<const Example> examples;
  std::span<const Option> options;
  Positional positional;
  std::span<const Command> children;  ///< sub-commands ("catalog show"); then `run` is null
  ExitCode (*run)(const Arguments& arguments, Console& console) = nullptr;
};

/// Thrown by a command when its arguments make no sense together: printed as one line, exit code 2.
struct UsageError {
  std::string message;  ///< lower case, no full stop, user input in backticks
};

/// Every command, in the order of commands/CMakeLists.txt. The table is generated from that list.
std::span<const Command* const> all_commands() noexcept;

/// The option that most commands have.
inline constexpr std::string_view format_choices[] = {"text", "json", "ndjson"};
inline constexpr Option format_option{"--format", "FORMAT",           "text, json or ndjson", {},
                                      false,      Completes::choices, format_choices,         false};

}  // namespace postern::cli
