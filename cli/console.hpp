#pragma once
// The standard streams of the process: buffered output, and what is known about the terminal behind them.

#include <cstddef>
#include <string>
#include <string_view>

#include "postern/report.hpp"

namespace postern::cli {

/// Thrown when standard output cannot take any more (a full disk).
struct OutputError {
  int error_number = 0;
};

/// Buffered writes to a file descriptor, which it does not own. Not thread-safe.
class Output {
 public:
  explicit Output(int descriptor) noexcept : descriptor_(descriptor) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Throws OutputError.
  void write(std::string_view text);
  /// `text` and a line feed.
  void line(std::string_view text);
  /// Hands everything to the system. Throws OutputError.
  void flush();

 private:
  int descriptor_;
  std::string buffer_;
};

/// What a command writes to. Results go to `out`, diagnostics, warnings and progress to `error`.
class Console {
 public:
  /// Looks at the terminal and at NO_COLOR.
  explicit Console(bool color_allowed);

  Output out;
  Output error;
  TextStyle out_style;             ///< for text that goes to `out`
  TextStyle error_style;           ///< for text that goes to `error`
  bool error_is_terminal = false;  ///< progress is welcome

  /// "error: MESSAGE" and, where there is any, "  = HELP". The texts are escaped.
  void print_error(std::string_view message, std::string_view help = {});
  void print_warning(std::string_view message);
};

}  // namespace postern::cli
