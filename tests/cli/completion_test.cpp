// The bash script as bash runs it.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/process.hpp"

namespace postern::cli {
namespace {

struct CompletionCase {
  std::string_view name;
  std::string_view words;  // of the command line, the last one is completed
  std::string_view expected;
};

constexpr CompletionCase completion_cases[] = {
    {"command", "postern sim", "simulate"},
    {"option", "postern simulate --endpoint-t", "--endpoint-type"},
    {"choice", "postern simulate --endpoint-type g", "gateway"},
    {"format", "postern simulate --format ''", "text json ndjson"},
    {"positional", "postern completion z", "zsh"},
    {"free_value", "postern simulate --principal a", ""},
    {"common_option", "postern completion --no", "--no-color"},
    {"unknown_command", "postern frobnicate --", "--version --no-color --help"},
};

TEST(Completion, OffersWhatMayFollow) {
  for (const CompletionCase& one : completion_cases) {
    SCOPED_TRACE(one.name);
    const testing::ScratchFolder folder;
    testing::Command command;
    const std::string script = "set -eu; source <(" POSTERN_CLI " completion bash); COMP_WORDS=(" +
                               std::string(one.words) +
                               "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _postern; echo \"${COMPREPLY[*]}\"";
    command.words = {"/bin/bash", "--norc", "-c", script};
    command.environment = testing::sanitizer_environment();
    command.environment.emplace_back("PATH=/usr/bin:/bin");
    command.folder = folder.path();
    const testing::Outcome outcome = testing::run(command);
    EXPECT_EQ(outcome.standard_error, "");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_EQ(outcome.standard_output, std::string(one.expected) + "\n");
  }
}

}  // namespace
}  // namespace postern::cli
