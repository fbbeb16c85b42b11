#pragma once
// The `*.case` format of README.md: reading cases, and writing new exact expectations into them.

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::testing {

enum class Match { exact, file, contains, lacks, matches, any };

struct StreamExpectation {
  Match match = Match::exact;
  std::string text;                ///< exact: the text; file: its path
  std::vector<std::string> lines;  ///< contains, lacks, matches
  std::size_t begin = 0, end = 0;  ///< lines of the block in the file, 0-based, half-open
};

struct Case {
  std::string name;
  std::size_t line = 0;  ///< of its heading, 1-based
  std::vector<std::string> words;
  std::vector<std::string> environment;
  std::map<std::string, std::string> files;
  std::string standard_input;
  std::string standard_input_file;
  int seconds = 20;
  int exit_code = -1;
  std::vector<StreamExpectation> standard_output;
  std::vector<StreamExpectation> standard_error;
  std::size_t end = 0;  ///< 0-based line after its last one that is not blank
};

/// Throws std::runtime_error "line N: what is wrong".
std::vector<Case> parse_cases(std::string_view text);

/// As a POSIX shell splits them, without any expansion. Throws std::runtime_error for an open quote.
std::vector<std::string> split_words(std::string_view text);

/// The text of the file with the exact block of one stream replaced, or added where the case has no
/// expectation.
std::string with_expectation(std::string_view file, const Case& of, bool standard_error,
                             std::string_view output);

/// What is wrong with `actual`; empty when it meets the expectation. `folder` is where golden files are.
std::string mismatch(const StreamExpectation& expected, std::string_view actual,
                     const std::filesystem::path& folder);

/// Both texts side by side where they differ: `-` expected, `+` actual, two lines of context. Empty when
/// equal.
std::string difference(std::string_view expected, std::string_view actual);

}  // namespace postern::testing
