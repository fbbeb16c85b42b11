// Finds the command that the first word names and runs it. Everything that can go wrong ends here as one line
// and an exit code: 0 to 3 say what became of the input, 4 is a bug.

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "cli11_adapter.hpp"
#include "command.hpp"
#include "console.hpp"
#include "help.hpp"
#include "postern/catalog.hpp"
#include "postern/version.hpp"
#include "suggest.hpp"

namespace postern::cli {
namespace {

using Words = std::vector<std::string>;

const Command& find_command(const std::string& word) {
  std::vector<std::string_view> names;
  for (const Command* const command : all_commands()) {
    if (command->name == word)
      return *command;
    names.push_back(command->name);
  }
  throw UsageError{"unknown command `" + word + "`" + did_you_mean(word, names)};
}

const Command& find_child(const Command& parent, const std::string& word) {
  std::vector<std::string_view> names;
  for (const Command& child : parent.children) {
    if (child.name == word)
      return child;
    names.push_back(child.name);
  }
  throw UsageError{"unknown command `" + std::string(parent.name) + " " + word + "`" +
                   did_you_mean(word, names)};
}

bool is_help(const std::string& word) {
  return word == "--help" || word == "-h";
}

void print_version(Console& console) {
  console.out.write("postern ");
  console.out.line(version());
  console.out.write("catalog ");
  console.out.line(catalog_date());
  console.out.write("build ");
  console.out.line(build_type());
}

// Runs what `words` say. `path` becomes the command as it is called, for the hint after a usage error.
ExitCode dispatch(Words words, std::string& path, Console& console) {
  std::size_t at = 0;
  while (at < words.size() && words[at] == "--no-color")
    ++at;
  if (at == words.size())
    throw UsageError{"no command is given"};
  if (words[at] == "--version" || words[at] == "-V") {
    print_version(console);
    return ExitCode::clean;
  }
  if (words[at] == "help") {
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
    words.emplace_back("--help");
  }
  if (is_help(words[at])) {
    console.out.write(overview());
    return ExitCode::clean;
  }
  if (words[at].front() == '-')
    throw UsageError{"unknown option `" + words[at] + "`; a command comes first"};

  const Command* command = &find_command(words[at++]);
  path = command->name;
  if (!command->children.empty() && at < words.size() && !is_help(words[at])) {
    command = &find_child(*command, words[at++]);
    path.append(" ").append(command->name);
  }
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
  const Parsed parsed = parse_arguments(*command, words);
  if (parsed.help) {
    console.out.write(help_page(*command, path));
    return ExitCode::clean;
  }
  if (command->run == nullptr)
    throw UsageError{"`" + path + "` needs one of its commands"};
  return command->run(parsed.arguments, console);
}

ExitCode guarded(const Words& words, Console& console) {
  std::string path;
  try {
    const ExitCode code = dispatch(words, path, console);
    console.out.flush();
    return code;
  } catch (const UsageError& error) {
    console.out.flush();
    console.print_error(error.message);
    console.error.line("see postern " + (path.empty() ? "" : path + " ") + "--help");
    console.error.flush();
    return ExitCode::usage;
  }
}

int run(const Words& words) {
  bool color_allowed = true;
  for (const std::string& word : words)
    color_allowed = color_allowed && word != "--no-color";
  Console console(color_allowed);
  try {
    return static_cast<int>(guarded(words, console));
  } catch (const OutputError& error) {
    console.print_error(std::string("cannot write the output: ") + std::strerror(error.error_number));
    return static_cast<int>(ExitCode::unreadable);
  } catch (const std::exception& error) {
    console.print_error(std::string("internal error: ") + error.what(),
                        "this is a bug of postern; the input that leads to it would help to find it");
    return static_cast<int>(ExitCode::internal);
  }
}

// A standard stream that the caller closed becomes /dev/null. Otherwise the first file that is opened takes
// its number, and output would go there.
void reserve_standard_streams() {
  int opened = ::open("/dev/null", O_RDWR);
  while (opened >= 0 && opened <= STDERR_FILENO)
    opened = ::open("/dev/null", O_RDWR);
  if (opened > STDERR_FILENO)
    ::close(opened);
}

}  // namespace
}  // namespace postern::cli

int main(int argc, char** argv) {
  try {
    postern::cli::reserve_standard_streams();
    // A reader that has seen enough (`| head`) ends the program silently, whatever the parent set.
    std::signal(SIGPIPE, SIG_DFL);
    return postern::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc});
  } catch (...) {
    constexpr std::string_view message = "error: internal error\n";
    if (::write(STDERR_FILENO, message.data(), message.size()) < 0)
      return 4;
    return 4;
  }
}
