#include "cli11_adapter.hpp"

// CLI11 is given one command at a time, so that a run builds only the options it may need. Names left over
// are ours to judge: CLI11 would list them, a person wants the nearest one that exists.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <map>

#include "suggest.hpp"

namespace postern::cli {
namespace {

constexpr Option common[] = {
    {"--no-color", {}, "plain text, also on a terminal", {}, false, Completes::nothing, {}, false},
    {"--help", {}, "this page", {}, false, Completes::nothing, {}, false},
};

const Option* find_option(const Command& command, std::string_view name) {
  const auto is_it = [&](const Option& option) { return option.name == name; };
  for (const std::span<const Option> table : {command.options, common_options()}) {
    const auto found = std::find_if(table.begin(), table.end(), is_it);
    if (found != table.end())
      return &*found;
  }
  return nullptr;
}

// CLI11 reads "--name=" as "--name" with its value in the next word. Here it means the empty value.
std::vector<std::string> with_empty_values(const Command& command, const std::vector<std::string>& words) {
  std::vector<std::string> out;
  out.reserve(words.size());
  for (const std::string& word : words) {
    const bool ends_in_equals = word.size() > 3 && word.compare(0, 2, "--") == 0 && word.back() == '=';
    const Option* const option =
        ends_in_equals ? find_option(command, std::string_view(word).substr(0, word.size() - 1)) : nullptr;
    if (option != nullptr && !option->value.empty()) {
      out.emplace_back(option->name);
      out.emplace_back();
    } else {
      out.push_back(word);
    }
  }
  return out;
}

[[noreturn]] void refuse_left_over(const Command& command, const std::string& word) {
  if (word.size() < 2 || word.front() != '-') {
    if (command.positional.name.empty())
      throw UsageError{"unexpected argument `" + word + "`"};
    throw UsageError{"`" + std::string(command.name) + "` takes at most " +
                     std::to_string(command.positional.most) + " " + std::string(command.positional.name) +
                     ", so `" + word + "` is one too many"};
  }
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string_view> names;
  for (const std::span<const Option> table : {command.options, common_options()}) {
    for (const Option& option : table)
      names.push_back(option.name);
  }
  throw UsageError{"unknown option `" + name + "`" + did_you_mean(name, names)};
}

void check_choice(std::string_view what, std::span<const std::string_view> choices, std::string_view value) {
  if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end())
    return;
  std::string message = std::string(what) + " takes ";
  for (std::size_t i = 0; i < choices.size(); ++i) {
    message += i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ";
    message += choices[i];
  }
  throw UsageError{message + ", not `" + std::string(value) + "`"};
}

void check_values(const Option& option, const std::vector<std::string>& values) {
  if (values.size() > 1 && !option.repeatable)
    throw UsageError{"`" + std::string(option.name) + "` is given " + std::to_string(values.size()) +
                     " times"};
  for (const std::string& value : values) {
    std::string_view rest = value;
    while (option.list && rest.find(',') != std::string_view::npos) {
      check_choice(option.name, option.choices, rest.substr(0, rest.find(',')));
      rest.remove_prefix(rest.find(',') + 1);
    }
    check_choice(option.name, option.choices, rest);
  }
}

void check_positionals(const Command& command, const std::vector<std::string>& words) {
  const Positional& positional = command.positional;
  if (words.size() < positional.least)
    throw UsageError{"`" + std::string(command.name) + "` needs " + std::string(positional.name)};
  if (words.size() > positional.most)
    refuse_left_over(command, words[positional.most]);
  for (const std::string& word : words)
    check_choice(positional.name, positional.choices, word);
}

}  // namespace

std::span<const Option> common_options() noexcept {
  return common;
}

Parsed parse_arguments(const Command& command, const std::vector<std::string>& words) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::deque<std::pair<const Option*, std::vector<std::string>>> values;
  std::map<std::string_view, CLI::Option*> flags;
  for (const std::span<const Option> table : {command.options, common_options()}) {
    for (const Option& option : table) {
      const std::string name = std::string(option.name) + (option.name == "--help" ? ",-h" : "");
      if (option.value.empty()) {
        flags[option.name] = app.add_flag(name);
      } else {
        auto& slot = values.emplace_back(&option, std::vector<std::string>{}).second;
        app.add_option(name, slot)->allow_extra_args(false);
      }
    }
  }

  Parsed parsed;
  std::vector<std::string> reversed = with_empty_values(command, words);
  std::reverse(reversed.begin(), reversed.end());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError&) {
    // Left-over words are allowed and every value is free text: all that is left is a value that is missing.
    throw UsageError{"`" + words.back() + "` needs a value"};
  }
  parsed.help = flags["--help"]->count() > 0;
  parsed.no_color = flags["--no-color"]->count() > 0;
  if (parsed.help)
    return parsed;

  std::vector<std::string> left_over = app.remaining();
  const auto mark = std::find(left_over.begin(), left_over.end(), "--");
  for (auto word = left_over.begin(); word != mark; ++word) {
    if (word->size() > 1 && word->front() == '-')
      refuse_left_over(command, *word);
  }
  if (mark != left_over.end())
    left_over.erase(mark);
  for (const Option& option : command.options) {
    parsed.arguments.declare(option.name);
    if (option.value.empty() && flags[option.name]->count() > 0)
      parsed.arguments.add(option.name, {std::string()});
  }
  for (auto& [option, given] : values) {
    check_values(*option, given);
    parsed.arguments.add(option->name, std::move(given));
  }
  check_positionals(command, left_over);
  parsed.arguments.set_positionals(std::move(left_over));
  return parsed;
}

}  // namespace postern::cli
