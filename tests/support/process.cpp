#include "support/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <thread>

// All three streams are files: a program that writes a lot, or that reads nothing, cannot block its tester.

namespace postern::testing {
namespace {

[[noreturn]] void fail(int code, const std::string& what) {
  throw std::system_error(code, std::generic_category(), what);
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> list;
  for (const auto& word : words)
    list.push_back(const_cast<char*>(word.c_str()));  // NOLINT: posix_spawn takes char*
  list.push_back(nullptr);
  return list;
}

struct Streams {
  std::filesystem::path input, output, error;
};

class SpawnSettings {
 public:
  SpawnSettings(const Streams& streams, const std::filesystem::path& folder) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, 0, streams.input.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, 1, streams.output.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addopen(&actions_, 2, streams.error.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (!folder.empty())
      posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes_, 0);
  }
  ~SpawnSettings() {
    posix_spawnattr_destroy(&attributes_);
    posix_spawn_file_actions_destroy(&actions_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  pid_t start(const Command& command) {
    pid_t child = 0;
    const auto words = pointers(command.words);
    const auto environment = pointers(command.environment);
    const int code =
        posix_spawn(&child, words.front(), &actions_, &attributes_, words.data(), environment.data());
    if (code != 0)
      fail(code, "cannot start " + command.words.front());
    return child;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

int wait_for(pid_t child, std::chrono::milliseconds limit, bool& timed_out) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  int status = 0;
  for (;;) {
    const pid_t done = waitpid(child, &status, timed_out ? 0 : WNOHANG);
    if (done == child)
      break;
    if (done < 0 && errno != EINTR)
      fail(errno, "waitpid");
    if (!timed_out && std::chrono::steady_clock::now() >= deadline) {
      timed_out = true;
      kill(-child, SIGKILL);
    } else if (!timed_out) {
      std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::vector<std::string> sanitizer_environment() {
  const auto code = std::to_string(sanitizer_exit_code);
  std::vector<std::string> variables;
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"}) {
    const char* given = std::getenv(name);
    variables.push_back(std::string(name) + "=" + (given == nullptr ? "" : std::string(given) + ":") +
                        "exitcode=" + code);
  }
  return variables;
}

Outcome run(const Command& command) {
  const ScratchFolder scratch;
  const Streams streams{scratch.path() / "in", scratch.path() / "out", scratch.path() / "err"};
  write_text(streams.input, command.standard_input);
  Outcome outcome;
  const pid_t child = SpawnSettings(streams, command.folder).start(command);
  outcome.exit_code = wait_for(child, command.limit, outcome.timed_out);
  outcome.standard_output = read_text(streams.output);
  outcome.standard_error = read_text(streams.error);
  return outcome;
}

ScratchFolder::ScratchFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "postern-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr)
    fail(errno, "cannot make a folder like " + pattern);
  path_ = std::filesystem::canonical(pattern);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_text(const std::filesystem::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out)
    throw std::runtime_error("cannot write " + path.string());
}

}  // namespace postern::testing
