#include "e2e/case_file.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <stdexcept>

#include "support/process.hpp"

namespace postern::testing {
namespace {

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

// Lines without their line feeds; no empty line after a final line feed.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

struct Block {
  std::vector<std::string> lines;
  bool final_newline = true;

  [[nodiscard]] std::string text() const {
    std::string all;
    for (const auto& line : lines)
      all.append(line).append("\n");
    if (!final_newline && !all.empty())
      all.pop_back();
    return all;
  }
};

class Parser {
 public:
  explicit Parser(std::string_view text) : lines_(lines_of(text)) {}

  std::vector<Case> run() {
    while (at_ < lines_.size()) {
      const std::string& line = lines_[at_];
      if (starts_with(line, "== ")) {
        begin_case(trimmed(std::string_view(line).substr(3)));
      } else if (trimmed(line).empty() || starts_with(line, "#")) {
        ++at_;
      } else if (cases_.empty()) {
        fail("expected `== NAME`");
      } else {
        directive();
      }
    }
    for (const auto& one : cases_) {
      if (one.exit_code < 0)
        throw std::runtime_error("line " + std::to_string(one.line) + ": no `exit:`");
    }
    return std::move(cases_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error("line " + std::to_string(at_ + 1) + ": " + what);
  }

  void begin_case(std::string_view name) {
    if (name.empty())
      fail("a case without a name");
    for (const auto& one : cases_) {
      if (one.name == name)
        fail("a second case `" + std::string(name) + "`");
    }
    cases_.emplace_back();
    cases_.back().name = name;
    cases_.back().line = at_ + 1;
    cases_.back().end = ++at_;
  }

  void directive() {
    const std::string line = lines_[at_];
    const auto colon = line.find(':');
    if (colon == std::string::npos)
      fail("expected `directive:`");
    const std::string name(trimmed(std::string_view(line).substr(0, colon)));
    const std::string value(trimmed(std::string_view(line).substr(colon + 1)));
    if (starts_with(name, "stdout") || starts_with(name, "stderr")) {
      stream(name, value);
    } else {
      plain(name, value);
    }
    cases_.back().end = at_;
  }

  void plain(const std::string& name, std::string value) {
    auto& one = cases_.back();
    if (name == "args") {
      while (at_ + 1 < lines_.size() && starts_with(lines_[at_ + 1], "  "))
        value.append("\n").append(lines_[++at_]);
      one.words = split_words(value);
      ++at_;
    } else if (name == "env") {
      one.environment.push_back(value);
      ++at_;
    } else if (name == "exit" || name == "timeout") {
      (name == "exit" ? one.exit_code : one.seconds) = number(value);
      ++at_;
    } else if (name == "stdin-file") {
      one.standard_input_file = value;
      ++at_;
    } else if (name == "stdin") {
      one.standard_input = block(value).text();
    } else if (starts_with(name, "file ")) {
      one.files[std::string(trimmed(std::string_view(name).substr(5)))] = block(value).text();
    } else {
      fail("unknown directive `" + name + "`");
    }
  }

  void stream(const std::string& name, const std::string& value) {
    auto& one = cases_.back();
    auto& list = starts_with(name, "stdout") ? one.standard_output : one.standard_error;
    const auto form = name.substr(6);
    StreamExpectation expected;
    if (form == "-file") {
      expected.match = Match::file;
      expected.text = value;
      ++at_;
    } else if (form.empty() && value == "any") {
      expected.match = Match::any;
      ++at_;
    } else {
      if (!form.empty())
        expected.match = listed(form);
      expected.begin = at_ + 1;
      const auto body = block(value);
      expected.end = at_;
      expected.text = body.text();
      expected.lines = body.lines;
      if (!form.empty() && body.lines.empty())
        fail("`" + name + ":` needs lines");
    }
    list.push_back(std::move(expected));
  }

  [[nodiscard]] Match listed(const std::string& form) const {
    if (form == " contains")
      return Match::contains;
    if (form == " lacks")
      return Match::lacks;
    if (form == " matches")
      return Match::matches;
    fail("unknown expectation `" + form + "`");
  }

  [[nodiscard]] int number(const std::string& value) const {
    if (value.empty() || value.size() > 4 || value.find_first_not_of("0123456789") != std::string::npos) {
      fail("`" + value + "` is no number");
    }
    return std::stoi(value);
  }

  Block block(const std::string& value) {
    if (!value.empty())
      fail("text belongs on the next line, after `| `");
    Block body;
    for (++at_; at_ < lines_.size() && starts_with(lines_[at_], "|"); ++at_) {
      body.lines.push_back(lines_[at_].substr(starts_with(lines_[at_], "| ") ? 2 : 1));
    }
    if (at_ < lines_.size() && lines_[at_] == "\\ no newline") {
      body.final_newline = false;
      ++at_;
    }
    return body;
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  std::vector<Case> cases_;
};

std::vector<std::string> block_lines(std::string_view output) {
  std::vector<std::string> lines;
  for (auto& line : lines_of(output))
    lines.push_back(line.empty() ? "|" : "| " + line);
  if (!output.empty() && output.back() != '\n')
    lines.emplace_back("\\ no newline");
  return lines;
}

bool any_line_matches(std::string_view actual, const std::string& pattern) {
  const std::regex expression(pattern);
  const auto lines = lines_of(actual);
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string& line) { return std::regex_search(line, expression); });
}

}  // namespace

std::vector<Case> parse_cases(std::string_view text) {
  return Parser(text).run();
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  char quote = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool space = c == ' ' || c == '\t' || c == '\n';
    if (space && quote == '\0') {
      inside = false;
      continue;
    }
    if (!inside)
      words.emplace_back();
    inside = true;
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == '\\' && quote != '\'' && at + 1 < text.size()) {
      words.back() += text[++at];
    } else {
      words.back() += c;
    }
  }
  if (quote != '\0')
    throw std::runtime_error("an open quote in `" + std::string(text) + "`");
  return words;
}

std::string with_expectation(std::string_view file, const Case& of, bool standard_error,
                             std::string_view output) {
  auto lines = lines_of(file);
  auto fresh = block_lines(output);
  const auto& list = standard_error ? of.standard_error : of.standard_output;
  const auto exact = std::find_if(list.begin(), list.end(),
                                  [](const StreamExpectation& one) { return one.match == Match::exact; });
  const auto position = [&](std::size_t line) { return lines.begin() + static_cast<std::ptrdiff_t>(line); };
  if (exact != list.end()) {
    const auto after = lines.erase(position(exact->begin), position(exact->end));
    lines.insert(after, fresh.begin(), fresh.end());
  } else if (list.empty() && !output.empty()) {
    fresh.insert(fresh.begin(), standard_error ? "stderr:" : "stdout:");
    lines.insert(position(of.end), fresh.begin(), fresh.end());
  }
  std::string text;
  for (const auto& line : lines)
    text.append(line).append("\n");
  return text;
}

std::string mismatch(const StreamExpectation& expected, std::string_view actual,
                     const std::filesystem::path& folder) {
  std::string problems;
  switch (expected.match) {
    case Match::any:
      return {};
    case Match::exact:
      return difference(expected.text, actual);
    case Match::file:
      return difference(read_text(folder / expected.text), actual);
    case Match::contains:
      for (const auto& line : expected.lines) {
        if (actual.find(line) == std::string_view::npos)
          problems += "does not contain: " + line + "\n";
      }
      break;
    case Match::lacks:
      for (const auto& line : expected.lines) {
        if (actual.find(line) != std::string_view::npos)
          problems += "contains: " + line + "\n";
      }
      break;
    case Match::matches:
      for (const auto& line : expected.lines) {
        if (!any_line_matches(actual, line))
          problems += "no line matches: " + line + "\n";
      }
      break;
  }
  return problems.empty() ? problems : problems + "the output was:\n" + std::string(actual);
}

std::string difference(std::string_view expected, std::string_view actual) {
  if (expected == actual)
    return {};
  const auto left = lines_of(expected);
  const auto right = lines_of(actual);
  const auto shorter = std::min(left.size(), right.size());
  std::size_t head = 0;
  while (head < shorter && left[head] == right[head])
    ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && left[left.size() - 1 - tail] == right[right.size() - 1 - tail])
    ++tail;

  constexpr std::size_t context = 2;
  std::string text = "from line " + std::to_string(head + 1) + " (- expected, + actual)\n";
  for (std::size_t i = head - std::min(head, context); i < head; ++i)
    text += "  " + left[i] + "\n";
  for (std::size_t i = head; i < left.size() - tail; ++i)
    text += "- " + left[i] + "\n";
  for (std::size_t i = head; i < right.size() - tail; ++i)
    text += "+ " + right[i] + "\n";
  for (std::size_t i = left.size() - tail; i < std::min(left.size(), left.size() - tail + context); ++i) {
    text += "  " + left[i] + "\n";
  }
  if (left == right)
    text += "they differ in the final line feed only\n";
  return text;
}

}  // namespace postern::testing
