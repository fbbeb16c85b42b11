#include "console.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace postern::cli {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 16U;

// https://no-color.org: set and not empty.
bool environment_forbids_color() {
  const char* const no_color = std::getenv("NO_COLOR");
  const char* const terminal = std::getenv("TERM");
  return (no_color != nullptr && *no_color != '\0') ||
         (terminal != nullptr && std::string_view(terminal) == "dumb");
}

}  // namespace

void Output::write(std::string_view text) {
  buffer_.append(text);
  if (buffer_.size() >= buffer_size)
    flush();
}

void Output::line(std::string_view text) {
  buffer_.append(text);
  write("\n");
}

void Output::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      const int reason = errno;
      buffer_.clear();
      throw OutputError{reason};
    }
  }
  buffer_.clear();
}

Console::Console(bool color_allowed) : out(STDOUT_FILENO), error(STDERR_FILENO) {
  const bool color = color_allowed && !environment_forbids_color();
  error_is_terminal = ::isatty(STDERR_FILENO) == 1;
  out_style.color = color && ::isatty(STDOUT_FILENO) == 1;
  error_style.color = color && error_is_terminal;
}

void Console::print_error(std::string_view message, std::string_view help) {
  error.write(error_style.color ? "\x1b[1;31merror\x1b[0m: " : "error: ");
  error.line(escape_for_terminal(message));
  if (!help.empty()) {
    error.write("  = ");
    error.line(escape_for_terminal(help));
  }
  error.flush();
}

void Console::print_warning(std::string_view message) {
  error.write(error_style.color ? "\x1b[1;33mwarning\x1b[0m: " : "warning: ");
  error.line(escape_for_terminal(message));
  error.flush();
}

}  // namespace postern::cli
