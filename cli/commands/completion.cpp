// Completion scripts, written from the same tables as the parser and the help, so that they cannot disagree.
// Every script answers one question: which command has been typed so far, and what may follow it.

#include <functional>
#include <string>

#include "cli11_adapter.hpp"
#include "command_table.hpp"
#include "console.hpp"

namespace postern::cli {
namespace {

using Visitor = std::function<void(const Command& command, const std::string& path)>;

// Every command and sub-command, with the words that call it.
void for_each_command(const Visitor& visit) {
  for (const Command* const command : all_commands()) {
    visit(*command, std::string(command->name));
    for (const Command& child : command->children)
      visit(child, std::string(command->name).append(" ").append(child.name));
  }
}

void for_each_option(const Command& command, const std::function<void(const Option&)>& visit) {
  for (const Option& option : command.options)
    visit(option);
  for (const Option& option : common_options())
    visit(option);
}

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words)
    out.append(out.empty() ? "" : " ").append(word);
  return out;
}

std::string child_names(const Command& command) {
  std::string out;
  for (const Command& child : command.children)
    out.append(out.empty() ? "" : " ").append(child.name);
  return out;
}

// Single-quoted for a shell: a quote ends the string, stands escaped, and begins it again.
std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text)
    out.append(c == '\'' ? "'\\''" : std::string_view(&c, 1));
  return out.append("'");
}

// --- bash ---

void bash_values(std::string& out) {
  for_each_command([&](const Command& command, const std::string& path) {
    for (const Option& option : command.options) {
      if (option.value.empty())
        continue;
      out.append("    '").append(path).append(" ").append(option.name).append("') ");
      if (option.completes == Completes::files)
        out.append("files=yes");
      else if (!option.choices.empty())
        out.append("words='").append(joined(option.choices)).append("'");
      else
        out.append("words=");
      out.append(" ;;\n");
    }
  });
}

void bash_words(std::string& out) {
  for_each_command([&](const Command& command, const std::string& path) {
    out.append("      ").append(shell_quoted(path)).append(") words='");
    out.append(command.children.empty() ? joined(command.positional.choices) : child_names(command));
    for_each_option(command, [&](const Option& option) { out.append(" ").append(option.name); });
    out.append("'");
    if (command.positional.completes == Completes::files)
      out.append(" files=yes");
    out.append(" ;;\n");
  });
}

std::string bash_script() {
  std::string commands;
  std::string paths;
  for (const Command* const command : all_commands()) {
    commands.append(command->name).append(" ");
    paths.append(paths.empty() ? "" : "|").append("' ").append(command->name).append("'");
    for (const Command& child : command->children)
      paths.append("|'").append(command->name).append(" ").append(child.name).append("'");
  }
  std::string out =
      "# bash completion for postern\n"
      "_postern() {\n"
      "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
      "  local command= words= files= i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"$command ${COMP_WORDS[i]}\" in\n      ";
  out.append(paths).append(") command=\"${command:+$command }${COMP_WORDS[i]}\" ;;\n    esac\n  done\n");
  out.append("  case \"$command $prev\" in\n");
  bash_values(out);
  out.append("    *) case \"$command\" in\n      '') words='").append(commands);
  out.append("--version --no-color --help' ;;\n");
  bash_words(out);
  out.append(
      "    esac ;;\n  esac\n"
      "  COMPREPLY=()\n"
      "  if [[ -n $words ]]; then mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\"); fi\n"
      "  if [[ -n $files && $cur != -* ]]; then\n"
      "    compopt -o filenames\n"
      "    mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -f -- \"$cur\")\n"
      "  fi\n}\ncomplete -F _postern postern\n");
  return out;
}

// --- zsh ---

// Text inside the brackets of an _arguments specification.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\')
      out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

std::string zsh_action(Completes completes, std::span<const std::string_view> choices) {
  if (completes == Completes::files)
    return "_files";
  return choices.empty() ? std::string(" ") : "(" + joined(choices) + ")";
}

void zsh_arguments(std::string& out, const Command& command) {
  out.append("_arguments");
  for_each_option(command, [&](const Option& option) {
    std::string specification(option.repeatable ? "*" : "");
    specification.append(option.name).append("[").append(zsh_text(option.help)).append("]");
    if (!option.value.empty()) {
      specification.append(":").append(zsh_text(option.value)).append(":");
      specification.append(zsh_action(option.completes, option.choices));
    }
    out.append(" \\\n        ").append(shell_quoted(specification));
  });
  const Positional& positional = command.positional;
  if (!positional.name.empty()) {
    const std::string action = zsh_action(positional.completes, positional.choices);
    out.append(" \\\n        ").append(shell_quoted("*:" + zsh_text(positional.name) + ":" + action));
  }
  out.append(" ;;\n");
}

std::string zsh_describe(const std::string& tag, const std::vector<std::string>& entries) {
  std::string out = "_values " + shell_quoted(tag);
  for (const std::string& entry : entries)
    out.append(" \\\n        ").append(shell_quoted(entry));
  return out;
}

std::string zsh_script() {
  std::vector<std::string> commands;
  std::string cases;
  for (const Command* const command : all_commands()) {
    commands.push_back(std::string(command->name) + "[" + zsh_text(command->summary) + "]");
    cases.append("    ").append(command->name).append(")\n      ");
    if (command->children.empty()) {
      zsh_arguments(cases, *command);
      continue;
    }
    std::vector<std::string> children;
    std::string child_cases;
    for (const Command& child : command->children) {
      children.push_back(std::string(child.name) + "[" + zsh_text(child.summary) + "]");
      child_cases.append("      ").append(child.name).append(") shift words; (( CURRENT-- ))\n      ");
      zsh_arguments(child_cases, child);
    }
    cases.append("if (( CURRENT == 2 )); then ").append(zsh_describe("command", children));
    cases.append("; return; fi\n      case $words[2] in\n").append(child_cases).append("      esac ;;\n");
  }
  std::string out = "#compdef postern\n_postern() {\n  if (( CURRENT == 2 )); then\n    ";
  out.append(zsh_describe("command", commands)).append("\n    return\n  fi\n");
  out.append("  shift words; (( CURRENT-- ))\n  case $words[1] in\n").append(cases);
  out.append(
      "  esac\n}\nif [[ $funcstack[1] == _postern ]]; then _postern; else compdef _postern postern; fi\n");
  return out;
}

// --- fish ---

void fish_option(std::string& out, const std::string& when, const Option& option) {
  out.append("complete -c postern -n ")
      .append(shell_quoted(when))
      .append(" -l ")
      .append(option.name.substr(2));
  if (!option.value.empty()) {
    out.append(option.completes == Completes::files ? " -r -F" : " -x");
    if (!option.choices.empty())
      out.append(" -a ").append(shell_quoted(joined(option.choices)));
  }
  out.append(" -d ").append(shell_quoted(option.help)).append("\n");
}

std::string fish_script() {
  std::string out = "# fish completion for postern\ncomplete -c postern -f\n";
  for (const Command* const command : all_commands()) {
    out.append("complete -c postern -n __fish_use_subcommand -a ").append(command->name);
    out.append(" -d ").append(shell_quoted(command->summary)).append("\n");
  }
  for_each_command([&](const Command& command, const std::string& path) {
    const std::size_t space = path.find(' ');
    std::string when = "__fish_seen_subcommand_from " + path.substr(0, space);
    if (space != std::string::npos)
      when.append("; and __fish_seen_subcommand_from ").append(command.name);
    for (const Command& child : command.children) {
      out.append("complete -c postern -n ");
      out.append(shell_quoted(when + "; and not __fish_seen_subcommand_from " + child_names(command)));
      out.append(" -a ").append(child.name).append(" -d ").append(shell_quoted(child.summary)).append("\n");
    }
    for_each_option(command, [&](const Option& option) { fish_option(out, when, option); });
    const Positional& positional = command.positional;
    if (positional.completes == Completes::files)
      out.append("complete -c postern -n ").append(shell_quoted(when)).append(" -F\n");
    else if (!positional.choices.empty())
      out.append("complete -c postern -n ")
          .append(shell_quoted(when))
          .append(" -a ")
          .append(shell_quoted(joined(positional.choices)))
          .append("\n");
  });
  return out;
}

ExitCode run(const Arguments& arguments, Console& console) {
  const std::string& shell = arguments.positionals().front();
  console.out.write(shell == "bash" ? bash_script() : shell == "zsh" ? zsh_script() : fish_script());
  return ExitCode::clean;
}

constexpr std::string_view shells[] = {"bash", "zsh", "fish"};

constexpr Example examples[] = {
    {"bash, for this shell", "source <(postern completion bash)"},
    {"zsh, for this shell", "source <(postern completion zsh)"},
    {"fish, for every shell", "postern completion fish > ~/.config/fish/completions/postern.fish"},
};

}  // namespace

constinit const Command completion_command = {
    .name = "completion",
    .summary = "print a completion script for the shell",
    .usage = "bash|zsh|fish",
    .details = {},
    .examples = examples,
    .options = {},
    .positional = {"SHELL", "bash, zsh or fish", 1, 1, Completes::choices, shells},
    .children = {},
    .run = run,
};

}  // namespace postern::cli
