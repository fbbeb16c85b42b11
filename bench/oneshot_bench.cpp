// `postern simulate` as a whole process, from fork to exit: what a person or a CI step pays for one answer.
// Reports CPU seconds of the child, user and system, not wall time.

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "support/large_policy.hpp"

namespace postern::bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// CPU seconds of one run; negative when it did not end as expected.
double run(std::vector<std::string> words, int expected_code) {
  std::vector<char*> arguments;
  for (std::string& word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int spawned = posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage usage{};
  if (spawned != 0 || wait4(child, &status, 0, &usage) != child)
    return -1;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != expected_code)
    return -1;
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void simulate_once(benchmark::State& state) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "postern-oneshot-bench.json";
  std::ofstream(file) << test::large_policy(20000);
  for (auto _ : state) {
    const double cpu = run({POSTERN_PROGRAM, "simulate", "--endpoint-policy", file.string(), "--principal",
                            "arn:aws:sts::444455556666:assumed-role/stranger/x", "--action", "batch:ListJobs",
                            "--context", "aws:PrincipalOrgID=o-a1b2c3d4e5"},
                           1);
    if (cpu < 0)
      state.SkipWithError("the program did not answer as expected");
    state.SetIterationTime(cpu);
  }
  std::filesystem::remove(file);
}
BENCHMARK(simulate_once)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(200);

}  // namespace
}  // namespace postern::bench
