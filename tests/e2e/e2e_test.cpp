// Runs the program as a user does: one test for each case of each `*.case` file (README.md), registered at
// start-up.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "e2e/case_file.hpp"
#include "support/process.hpp"

namespace postern::testing {
namespace {

namespace fs = std::filesystem;

fs::path case_folder() {
  return fs::path(POSTERN_SOURCE_DIR) / "tests" / "e2e";
}

bool is_updating() {
  const char* value = std::getenv("UPDATE_GOLDEN");
  return value != nullptr && std::string_view(value) == "1";
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// The paths that differ from run to run, spelt as a case spells them.
struct Places {
  std::string source = POSTERN_SOURCE_DIR;
  std::string scratch;

  [[nodiscard]] std::string expand(std::string text) const {
    replace_all(text, "$SRC", source);
    replace_all(text, "$TMP", scratch);
    return text;
  }
  [[nodiscard]] std::string collapse(std::string text) const {
    replace_all(text, scratch, "$TMP");
    replace_all(text, source, "$SRC");
    return text;
  }
};

Outcome run_case(const Case& one) {
  const ScratchFolder scratch;
  const Places places{POSTERN_SOURCE_DIR, scratch.path().string()};
  for (const auto& [name, text] : one.files) {
    fs::create_directories((scratch.path() / name).parent_path());
    write_text(scratch.path() / name, text);
  }
  Command command;
  command.folder = scratch.path();
  command.limit = std::chrono::seconds(one.seconds);
  command.words = {POSTERN_CLI};
  for (const auto& word : one.words)
    command.words.push_back(places.expand(word));
  command.environment = sanitizer_environment();
  const char* path = std::getenv("PATH");
  command.environment.push_back(std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path));
  command.environment.push_back("HOME=" + places.scratch);
  command.environment.emplace_back("LC_ALL=C.UTF-8");
  for (const auto& variable : one.environment)
    command.environment.push_back(places.expand(variable));
  command.standard_input = one.standard_input_file.empty()
                               ? one.standard_input
                               : read_text(case_folder() / one.standard_input_file);
  auto outcome = run(command);
  outcome.standard_output = places.collapse(std::move(outcome.standard_output));
  outcome.standard_error = places.collapse(std::move(outcome.standard_error));
  return outcome;
}

// Several test programs may rewrite one file at a time.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder) : handle_(open(folder.c_str(), O_RDONLY | O_DIRECTORY)) {
    if (handle_ < 0 || flock(handle_, LOCK_EX) != 0)
      throw std::runtime_error("cannot lock " + folder.string());
  }
  ~FolderLock() { close(handle_); }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int handle_;
};

void update(const fs::path& file, const std::string& name, const Outcome& outcome) {
  const FolderLock lock(case_folder());
  for (const bool standard_error : {false, true}) {
    const auto text = read_text(file);
    const auto cases = parse_cases(text);
    const auto one =
        std::find_if(cases.begin(), cases.end(), [&](const Case& each) { return each.name == name; });
    if (one == cases.end())
      throw std::runtime_error("the case is gone: " + name);
    const auto& output = standard_error ? outcome.standard_error : outcome.standard_output;
    for (const auto& expected : standard_error ? one->standard_error : one->standard_output) {
      if (expected.match == Match::file)
        write_text(case_folder() / expected.text, output);
    }
    const auto changed = with_expectation(text, *one, standard_error, output);
    if (changed != text)
      write_text(file, changed);
  }
}

void expect_stream(const char* name, std::vector<StreamExpectation> expected, const std::string& actual) {
  if (expected.empty())
    expected.emplace_back();
  for (const auto& one : expected) {
    const auto problem = mismatch(one, actual, case_folder());
    EXPECT_TRUE(problem.empty()) << name << " " << problem;
  }
}

class EndToEnd : public ::testing::Test {
 public:
  EndToEnd(fs::path file, Case one) : file_(std::move(file)), case_(std::move(one)) {}

  void TestBody() override {
    SCOPED_TRACE(file_.filename().string() + ":" + std::to_string(case_.line));
    const auto outcome = run_case(case_);
    ASSERT_FALSE(outcome.timed_out) << "stopped after " << case_.seconds << " s\n" << outcome.standard_error;
    ASSERT_NE(outcome.exit_code, sanitizer_exit_code) << outcome.standard_error;
    EXPECT_EQ(outcome.exit_code, case_.exit_code) << outcome.standard_error;
    if (is_updating()) {
      update(file_, case_.name, outcome);
      return;
    }
    expect_stream("stdout", case_.standard_output, outcome.standard_output);
    expect_stream("stderr", case_.standard_error, outcome.standard_error);
  }

 private:
  fs::path file_;
  Case case_;
};

class UnreadableCases : public ::testing::Test {
 public:
  explicit UnreadableCases(std::string problem) : problem_(std::move(problem)) {}
  void TestBody() override { FAIL() << problem_; }

 private:
  std::string problem_;
};

std::string identifier(std::string text) {
  for (char& c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0)
      c = '_';
  }
  return text;
}

void register_file(const fs::path& path) {
  const auto suite = identifier(path.stem().string());
  try {
    for (const auto& one : parse_cases(read_text(path))) {
      ::testing::RegisterTest(suite.c_str(), identifier(one.name).c_str(), nullptr, nullptr, __FILE__,
                              __LINE__,
                              [path, one]() -> ::testing::Test* { return new EndToEnd(path, one); });
    }
  } catch (const std::exception& error) {
    const auto problem = path.string() + ": " + error.what();
    ::testing::RegisterTest("unreadable", suite.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [problem]() -> ::testing::Test* { return new UnreadableCases(problem); });
  }
}

void register_all() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(case_folder())) {
    if (entry.path().extension() == ".case")
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files)
    register_file(file);
}

}  // namespace
}  // namespace postern::testing

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  postern::testing::register_all();
  return RUN_ALL_TESTS();
}
