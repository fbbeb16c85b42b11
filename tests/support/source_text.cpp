#include "support/source_text.hpp"

#include <algorithm>
#include <cctype>

// Two passes. The first blanks comments, literals and (for functions) directives, so that every brace that is
// left is a brace of the language. The second walks those braces: namespaces and classes are entered,
// initialisers are skipped, anything else with a parameter list is a function, measured from its heading to
// its closing brace.

namespace postern::testing {
namespace {

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool is_blank(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

// Drops blanks and then `word` from the front; false, and nothing but blanks dropped, when it is not there.
bool skip(std::string_view& text, std::string_view word) {
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  if (text.substr(0, word.size()) != word)
    return false;
  text.remove_prefix(word.size());
  return true;
}

class Blanker {
 public:
  Blanker(std::string_view source, Blank what) : source_(source), out_(source), what_(what) {}

  std::string run() {
    while (at_ < source_.size())
      step();
    return std::move(out_);
  }

 private:
  void step() {
    if (starts("//")) {
      blank_until(end_of_line(), true);
    } else if (starts("/*")) {
      const auto end = source_.find("*/", at_ + 2);
      blank_until(end == std::string_view::npos ? source_.size() : end + 2, true);
    } else if (source_[at_] == '"' && is_raw_prefix()) {
      raw_string();
    } else if (source_[at_] == '"') {
      quoted('"');
    } else if (source_[at_] == '\'' && !is_digit_separator()) {
      quoted('\'');
    } else {
      ++at_;
    }
  }

  [[nodiscard]] bool starts(std::string_view text) const { return source_.substr(at_, text.size()) == text; }

  [[nodiscard]] std::size_t end_of_line() const {
    auto end = source_.find('\n', at_);
    while (end != std::string_view::npos && end > 0 && source_[end - 1] == '\\')
      end = source_.find('\n', end + 1);
    return std::min(end, source_.size());
  }

  // The run of word characters, quotes and dots that ends before the current byte.
  [[nodiscard]] std::string_view token_before() const {
    auto begin = at_;
    while (begin > 0 && (is_word(source_[begin - 1]) || source_[begin - 1] == '\''))
      --begin;
    return source_.substr(begin, at_ - begin);
  }

  [[nodiscard]] bool is_digit_separator() const {
    const auto token = token_before();
    return !token.empty() && std::isdigit(static_cast<unsigned char>(token.front())) != 0;
  }

  [[nodiscard]] bool is_raw_prefix() const {
    const auto token = token_before();
    return token == "R" || token == "u8R" || token == "uR" || token == "UR" || token == "LR";
  }

  void raw_string() {
    const auto open = source_.find('(', at_);
    if (open == std::string_view::npos) {
      blank_until(source_.size(), false);
      return;
    }
    const auto closing = ")" + std::string(source_.substr(at_ + 1, open - at_ - 1)) + "\"";
    const auto end = source_.find(closing, open);
    ++at_;
    blank_until(end == std::string_view::npos ? source_.size() : end + closing.size() - 1, false);
    at_ = std::min(at_ + 1, source_.size());
  }

  void quoted(char quote) {
    auto end = at_ + 1;
    while (end < source_.size() && source_[end] != quote && source_[end] != '\n')
      end += source_[end] == '\\' ? 2 : 1;
    ++at_;
    blank_until(std::min(end, source_.size()), false);
    at_ = std::min(at_ + 1, source_.size());
  }

  void blank_until(std::size_t end, bool comment) {
    const bool erase = comment || what_ == Blank::comments_and_literals;
    for (; at_ < end; ++at_) {
      if (erase && source_[at_] != '\n')
        out_[at_] = ' ';
    }
  }

  std::string_view source_;
  std::string out_;
  Blank what_;
  std::size_t at_ = 0;
};

void blank_directives(std::string& text) {
  bool line_start = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (line_start && text[at] == '#') {
      auto end = text.find('\n', at);
      while (end != std::string::npos && text[end - 1] == '\\')
        end = text.find('\n', end + 1);
      for (end = std::min(end, text.size()); at < end; ++at) {
        if (text[at] != '\n')
          text[at] = ' ';
      }
    } else if (text[at] == '\n' || !is_blank(text[at])) {
      line_start = text[at] == '\n';
    }
  }
}

// Drops what may stand before a declaration and says nothing about its kind.
std::string_view declaration(std::string_view heading) {
  const auto skip_balanced = [&](char open, char close) {
    int depth = 0;
    std::size_t at = 0;
    for (; at < heading.size(); ++at) {
      if (heading[at] == open)
        ++depth;
      if (heading[at] == close && --depth == 0)
        break;
    }
    heading.remove_prefix(std::min(at + 1, heading.size()));
  };
  for (;;) {
    while (!heading.empty() && is_blank(heading.front()))
      heading.remove_prefix(1);
    if (heading.substr(0, 8) == "template") {
      skip_balanced('<', '>');
    } else if (heading.substr(0, 2) == "[[") {
      skip_balanced('[', ']');
    } else if (heading.substr(0, 7) == "alignas") {
      skip_balanced('(', ')');
    } else {
      return heading;
    }
  }
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word(text[end]))
    ++end;
  return text.substr(0, end);
}

// The `=` of an initialiser or of a named lambda: outside parentheses, and no part of another operator.
std::size_t initialiser(std::string_view heading) {
  constexpr std::string_view operators = "=<>!+-*/%&|^";
  int depth = 0;
  for (std::size_t at = 0; at < heading.size(); ++at) {
    if (heading[at] == '(')
      ++depth;
    if (heading[at] == ')')
      --depth;
    if (heading[at] != '=' || depth != 0)
      continue;
    const bool joined = (at > 0 && operators.find(heading[at - 1]) != std::string_view::npos) ||
                        (at + 1 < heading.size() && heading[at + 1] == '=');
    const bool assignment = at >= 8 && heading.substr(at - 8, 8) == "operator";
    if (!joined && !assignment)
      return at;
  }
  return std::string_view::npos;
}

enum class Block { scope, function, other };

Block classify(std::string_view heading) {
  heading = declaration(heading);
  auto word = first_word(heading);
  const bool parameters = heading.find('(') != std::string_view::npos;
  if (word == "inline" && declaration(heading.substr(6)).substr(0, 9) == "namespace")
    return Block::scope;
  if (word == "namespace")
    return Block::scope;
  if (word == "extern" && heading.find('"') != std::string_view::npos && !parameters)
    return Block::scope;
  if (word == "typedef")
    word = first_word(declaration(heading.substr(7)));
  if ((word == "class" || word == "struct" || word == "union") && !parameters)
    return Block::scope;
  if (word == "enum")
    return Block::other;
  if (const auto at = initialiser(heading); at != std::string_view::npos) {
    const auto after = heading.substr(at + 1).find_first_not_of(" \t\n");
    const bool lambda = after != std::string_view::npos && heading[at + 1 + after] == '[';
    return lambda ? Block::function : Block::other;
  }
  return parameters ? Block::function : Block::other;
}

std::size_t matching_brace(std::string_view text, std::size_t open) {
  int depth = 0;
  for (auto at = open; at < text.size(); ++at) {
    if (text[at] == '{')
      ++depth;
    if (text[at] == '}' && --depth == 0)
      return at;
  }
  return text.size();
}

std::string one_line(std::string_view heading) {
  heading = heading.substr(0, heading.find('('));
  std::string out;
  for (const char c : heading) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

class FunctionFinder {
 public:
  explicit FunctionFinder(std::string_view text) : text_(text) {}

  std::vector<FunctionExtent> run() {
    for (; at_ < text_.size(); ++at_)
      step();
    return std::move(found_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '(')
      ++parentheses_;
    if (c == ')' && parentheses_ > 0)
      --parentheses_;
    if (parentheses_ > 0)
      return;
    if (c == ';' || c == '}') {
      heading_.reset();
    } else if (c == ':' && is_access_specifier()) {
      heading_.reset();
    } else if (c == '{') {
      open_brace();
    } else if (!is_blank(c) && !heading_.started) {
      heading_ = {true, at_};
    }
  }

  void open_brace() {
    const auto heading =
        heading_.started ? text_.substr(heading_.begin, at_ - heading_.begin) : std::string_view();
    const auto kind = classify(heading);
    if (kind == Block::scope) {
      heading_.reset();
      return;
    }
    const auto close = matching_brace(text_, at_);
    const auto next = text_.find_first_not_of(" \t\n", std::min(close + 1, text_.size()));
    const bool initialises_member =
        next != std::string_view::npos && (text_[next] == ',' || text_[next] == '{');
    at_ = close;
    if (kind == Block::other || initialises_member)
      return;
    found_.push_back({one_line(heading), line_of(heading_.begin), line_of(close)});
    heading_.reset();
  }

  [[nodiscard]] bool is_access_specifier() const {
    if (!heading_.started)
      return false;
    const auto word = text_.substr(heading_.begin, at_ - heading_.begin);
    return word == "public" || word == "private" || word == "protected";
  }

  [[nodiscard]] std::size_t line_of(std::size_t byte) const {
    const auto before = text_.substr(0, byte);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  }

  struct Heading {
    bool started = false;
    std::size_t begin = 0;
    void reset() { *this = {}; }
  };

  std::string_view text_;
  std::size_t at_ = 0;
  int parentheses_ = 0;
  Heading heading_;
  std::vector<FunctionExtent> found_;
};

}  // namespace

std::string blanked(std::string_view source, Blank what) {
  return Blanker(source, what).run();
}

std::vector<Include> includes_of(std::string_view source) {
  const auto text = blanked(source, Blank::comments);
  std::vector<Include> found;
  std::size_t line = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    ++line;
    auto one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!skip(one, "#") || !skip(one, "include"))
      continue;
    const bool angled = skip(one, "<");
    if (!angled && !skip(one, "\""))
      continue;
    found.push_back({line, std::string(one.substr(0, one.find(angled ? '>' : '"'))), angled});
  }
  return found;
}

std::vector<FunctionExtent> functions_of(std::string_view source) {
  auto text = blanked(source, Blank::comments_and_literals);
  blank_directives(text);
  return FunctionFinder(text).run();
}

std::size_t line_count(std::string_view text) {
  const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return ends + (text.empty() || text.back() == '\n' ? 0 : 1);
}

}  // namespace postern::testing
