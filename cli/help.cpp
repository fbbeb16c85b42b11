#include "help.hpp"

#include <algorithm>
#include <vector>

#include "cli11_adapter.hpp"

namespace postern::cli {
namespace {

constexpr std::size_t page_width = 100;

struct Entry {
  std::string name;
  std::string text;
};

// `text` in lines of at most `width`, the second and later ones indented.
void append_wrapped(std::string& out, std::string_view text, std::size_t indent) {
  const std::size_t width = page_width - indent;
  while (text.size() > width) {
    std::size_t cut = text.rfind(' ', width);
    if (cut == std::string_view::npos || cut == 0)
      cut = std::min(text.find(' '), text.size());
    out.append(text.substr(0, cut)).append("\n");
    text.remove_prefix(std::min(cut + 1, text.size()));
    if (text.empty())
      return;
    out.append(indent, ' ');
  }
  out.append(text).append("\n");
}

// Two columns; a name that is too long for the first has a line of its own.
void append_entries(std::string& out, const std::vector<Entry>& entries) {
  constexpr std::size_t widest_column = 30;
  std::size_t column = 0;
  for (const Entry& entry : entries) {
    if (entry.name.size() <= widest_column)
      column = std::max(column, entry.name.size());
  }
  const std::size_t indent = column + 4;
  for (const Entry& entry : entries) {
    out.append("  ").append(entry.name);
    if (entry.name.size() > column)
      out.append("\n").append(indent, ' ');
    else
      out.append(indent - 2 - entry.name.size(), ' ');
    append_wrapped(out, entry.text, indent);
  }
}

Entry entry_of(const Option& option) {
  Entry entry{std::string(option.name), std::string(option.help)};
  if (!option.value.empty())
    entry.name.append(" ").append(option.value);
  if (option.repeatable)
    entry.name.append("...");
  return entry;
}

void append_options(std::string& out, const Command& command) {
  std::vector<std::string_view> groups;
  for (const Option& option : command.options) {
    if (std::find(groups.begin(), groups.end(), option.group) == groups.end())
      groups.push_back(option.group);
  }
  // The options without a heading come last, together with those that every command has.
  groups.erase(std::remove(groups.begin(), groups.end(), std::string_view()), groups.end());
  groups.emplace_back();
  for (const std::string_view group : groups) {
    std::vector<Entry> entries;
    for (const Option& option : command.options) {
      if (option.group == group)
        entries.push_back(entry_of(option));
    }
    if (group.empty()) {
      for (const Option& option : common_options())
        entries.push_back(entry_of(option));
    }
    out.append("\n").append(group.empty() ? "Options" : group).append(":\n");
    append_entries(out, entries);
  }
}

}  // namespace

std::string overview() {
  std::string out =
      "postern reads VPC endpoint policies: what they decide, and what is wrong with them.\n\n"
      "Usage: postern COMMAND [ARGUMENT]...\n\nCommands:\n";
  std::vector<Entry> entries;
  for (const Command* const command : all_commands())
    entries.push_back({std::string(command->name), std::string(command->summary)});
  append_entries(out, entries);
  out += "\nOptions:\n";
  append_entries(out, {{"--version", "version, date of the catalog, build type"},
                       {"--no-color", "plain text, also on a terminal"},
                       {"--help", "this page; `postern COMMAND --help` has examples"}});
  out += "\nExit codes: 0 clean or allowed, 1 findings or denied, 2 usage, 3 unreadable input, 4 a bug.\n";
  return out;
}

std::string help_page(const Command& command, std::string_view path) {
  std::string out;
  out.append("postern ").append(path).append(": ").append(command.summary).append("\n\nUsage: postern ");
  out.append(path);
  if (!command.children.empty())
    out.append(" COMMAND [ARGUMENT]...");
  else if (!command.usage.empty())
    out.append(" ").append(command.usage);
  out.append("\n");
  if (!command.details.empty())
    out.append("\n").append(command.details).append("\n");
  if (!command.positional.name.empty()) {
    out.append("\nArguments:\n");
    append_entries(out, {{std::string(command.positional.name), std::string(command.positional.help)}});
  }
  if (!command.children.empty()) {
    std::vector<Entry> entries;
    for (const Command& child : command.children)
      entries.push_back({std::string(child.name), std::string(child.summary)});
    out.append("\nCommands:\n");
    append_entries(out, entries);
  }
  append_options(out, command);
  if (!command.examples.empty())
    out.append("\nExamples:\n");
  for (const Example& example : command.examples) {
    out.append("  # ").append(example.purpose).append("\n  ");
    for (const char c : example.line)
      out.append(c == '\n' ? "\n  " : std::string_view(&c, 1));
    out.append("\n");
  }
  return out;
}

}  // namespace postern::cli
