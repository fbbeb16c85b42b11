#pragma once
// Runs a program and keeps what it wrote. POSIX only, like the tests that use it.

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace postern::testing {

struct Command {
  std::vector<std::string> words;        ///< the program, a path, comes first
  std::vector<std::string> environment;  ///< NAME=VALUE, all of it
  std::filesystem::path folder;          ///< to run in
  std::string standard_input;
  std::chrono::milliseconds limit{10'000};
};

struct Outcome {
  int exit_code = -1;      ///< 128 + signal for a program that was killed
  bool timed_out = false;  ///< and was killed for it, with all it started
  std::string standard_output;
  std::string standard_error;
};

/// Exit code of a program that a sanitizer stopped, given `sanitizer_environment()`. No command of postern
/// uses it.
inline constexpr int sanitizer_exit_code = 99;
std::vector<std::string> sanitizer_environment();

/// Throws std::system_error when the program cannot be started.
Outcome run(const Command& command);

/// A new folder below the system's temporary one; removed with everything in it.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

/// Throw std::system_error or std::runtime_error when the file cannot be read or written.
std::string read_text(const std::filesystem::path& path);
void write_text(const std::filesystem::path& path, std::string_view text);

}  // namespace postern::testing
