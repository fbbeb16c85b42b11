// The program between other programs: pipes that answer, close, fill up or were never open, and terminals.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/process.hpp"

namespace postern::cli {
namespace {

// Runs a bash script in which `postern` is the program.
testing::Outcome run_bash(std::string_view script) {
  const testing::ScratchFolder folder;
  testing::Command command;
  command.words = {"/bin/bash", "--norc", "-c",
                   "postern() { " POSTERN_CLI " \"$@\"; }; " + std::string(script)};
  command.environment = testing::sanitizer_environment();
  command.environment.emplace_back("PATH=/usr/bin:/bin");
  command.environment.emplace_back("TERM=xterm");
  command.folder = folder.path();
  command.limit = std::chrono::seconds(30);
  return testing::run(command);
}

struct StreamCase {
  std::string_view name;
  std::string_view script;
  int exit_code;
  std::string_view output;
  std::string_view error;
};

constexpr StreamCase stream_cases[] = {
    {"answers_before_the_next_question",
     R"(coproc P { postern simulate --endpoint-policy default --requests - --format text; }
        for id in a b c; do
          echo "{\"id\":\"$id\",\"principal\":\"anonymous\",\"action\":\"batch:ListJobs\"}" >&${P[1]}
          read -t 20 -u ${P[0]} answer && echo "$answer"
        done)",
     0,
     "a  allowed  endpoint  default:3:5\nb  allowed  endpoint  default:3:5\nc  allowed  endpoint  "
     "default:3:5\n",
     ""},
    {"answers_before_the_next_question_on_threads",
     R"(coproc P { postern simulate --endpoint-policy default --requests - --format text --jobs 3; }
        for id in a b; do
          echo "{\"id\":\"$id\",\"principal\":\"anonymous\",\"action\":\"batch:ListJobs\"}" >&${P[1]}
          read -t 20 -u ${P[0]} answer && echo "$answer"
        done)",
     0, "a  allowed  endpoint  default:3:5\nb  allowed  endpoint  default:3:5\n", ""},
    {"a_reader_that_leaves_early_is_no_error",
     R"(yes '{"principal":"anonymous","action":"batch:ListJobs"}' | head -20000 |
        postern simulate --endpoint-policy default --requests - --format text | head -1)",
     0, "1  allowed  endpoint  default:3:5\n", ""},
    {"a_reader_that_leaves_early_is_no_error_on_threads",
     R"(yes '{"principal":"anonymous","action":"batch:ListJobs"}' | head -20000 |
        postern simulate --endpoint-policy default --requests - --format text --jobs 2 | head -1)",
     0, "1  allowed  endpoint  default:3:5\n", ""},
    {"output_that_was_never_open",
     "postern simulate --endpoint-policy default --principal anonymous --action batch:ListJobs >&-", 0, "",
     ""},
    {"a_full_disk", "postern --help >/dev/full", 3, "",
     "error: cannot write the output: No space left on device\n"},
    {"a_full_disk_on_threads",
     R"(yes '{"principal":"anonymous","action":"batch:ListJobs"}' | head -20000 |
        postern simulate --endpoint-policy default --requests - --jobs 2 >/dev/full)",
     3, "", "error: cannot write the output: No space left on device\n"},
    {"input_that_was_never_open", "postern simulate --endpoint-policy default --requests - <&-", 0, "", ""},
    {"threads_keep_the_order",
     R"(for i in $(seq 3000); do echo '{"principal":"anonymous","action":"batch:ListJobs"}'; done > requests
        postern simulate --endpoint-policy default --requests requests > one
        postern simulate --endpoint-policy default --requests requests --jobs 4 > four
        cmp one four && wc -l < four)",
     0, "3000\n", ""},
    {"a_line_that_is_too_long",
     R"(head -c 1200000 /dev/zero | tr '\0' x > requests
        printf '\n{"principal":"anonymous","action":"batch:ListJobs"}\n' >> requests
        postern simulate --endpoint-policy default --requests requests --format text)",
     3, "1  error  the line is longer than any request may be\n2  allowed  endpoint  default:3:5\n", ""},
};

TEST(Streams, BehaveAsOtherProgramsExpect) {
  for (const StreamCase& one : stream_cases) {
    SCOPED_TRACE(one.name);
    const testing::Outcome outcome = run_bash(one.script);
    EXPECT_EQ(outcome.standard_output, one.output);
    EXPECT_EQ(outcome.standard_error, one.error);
    EXPECT_EQ(outcome.exit_code, one.exit_code);
  }
}

TEST(Terminal, HasColourUnlessItIsUnwanted) {
  struct ColorCase {
    std::string_view name, environment, options;
    bool colored;
  };
  constexpr ColorCase cases[] = {
      {"terminal", "TERM=xterm", "", true},           {"no_color_option", "TERM=xterm", "--no-color", false},
      {"no_color_variable", "NO_COLOR=1", "", false}, {"empty_variable", "NO_COLOR=", "", true},
      {"dumb_terminal", "TERM=dumb", "", false},
  };
  if (run_bash("command -v script").exit_code != 0)
    GTEST_SKIP() << "no program `script` to make a terminal with";
  for (const ColorCase& one : cases) {
    SCOPED_TRACE(one.name);
    const std::string command =
        std::string(one.environment) + " " POSTERN_CLI +
        " simulate --endpoint-policy default --principal anonymous --action batch:ListJobs " +
        std::string(one.options);
    const testing::Outcome outcome = run_bash("script -qec '" + command + "' /dev/null");
    EXPECT_NE(outcome.standard_output.find("allowed"), std::string::npos) << outcome.standard_output;
    EXPECT_EQ(outcome.standard_output.find("\x1b[1;32mallowed\x1b[0m") != std::string::npos, one.colored);
  }
}

}  // namespace
}  // namespace postern::cli
