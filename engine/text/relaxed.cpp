// One pass over the tokens. What is an extension shows in the token itself and in the significant byte before
// and after it, so no grammar is needed, and no stack.

#include "text/relaxed.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "text/rules.hpp"

namespace postern::text {
namespace {

enum class Extension : std::uint8_t { comment, trailing_comma, single_quotes, unquoted_name };

constexpr std::array<std::string_view, 4> extension_names = {
    "comments", "trailing commas", "single-quoted strings", "unquoted member names"};

// More of the same kind say nothing new.
constexpr std::size_t use_limit = 20;

bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_name_start(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool is_name(char c) noexcept {
  return is_name_start(c) || (c >= '0' && c <= '9');
}

class Scan {
 public:
  Scan(std::string_view text, DocumentId document) : text_(text), document_(document), same_length_(text) {}

  std::optional<Relaxed> run() {
    std::size_t at = text_.starts_with(base::utf8_bom) ? base::utf8_bom.size() : 0;
    while (at < text_.size() && !cut_short_)
      at = token(at);
    if (cut_short_ || edits_.empty())
      return std::nullopt;
    return result();
  }

 private:
  // The byte after the token at `at`.
  std::size_t token(std::size_t at) {
    const char c = text_[at];
    if (is_space(c))
      return at + 1;
    if (const std::size_t end = comment_end(at); end != at)
      return comment(at, end);
    // An open comment hides the rest; looking for its end again and again would take quadratic time.
    cut_short_ = text_.substr(at).starts_with("/*");
    const char before = significant_;
    significant_ = c;
    if (c == '"' || c == '\'')
      return string(at);
    if (c == ',')
      return comma(at, before);
    if (is_name_start(c))
      return word(at, before);
    return at + 1;
  }

  // The end of the comment at `at`; `at` itself when there is none.
  std::size_t comment_end(std::size_t at) const {
    const std::string_view rest = text_.substr(at);
    if (rest.starts_with("/*")) {
      const std::size_t close = text_.find("*/", at + 2);
      return close == std::string_view::npos ? at : close + 2;
    }
    if (!rest.starts_with("//") && !rest.starts_with('#'))
      return at;
    return std::min(text_.find_first_of("\r\n", at), text_.size());
  }

  // The first byte from `at` on that is neither white space nor in a comment.
  std::size_t next_significant(std::size_t at) const {
    while (at < text_.size()) {
      const std::size_t end = is_space(text_[at]) ? at + 1 : comment_end(at);
      if (end == at)
        break;
      at = end;
    }
    return at;
  }

  std::size_t comment(std::size_t at, std::size_t end) {
    use(Extension::comment, at, end, "unexpected comment", "JSON has no comments");
    edit(at, end, "");
    std::fill(same_length_.begin() + offset(at), same_length_.begin() + offset(end), ' ');
    return end;
  }

  std::size_t string(std::size_t begin) {
    const char quote = text_[begin];
    std::size_t at = begin + 1;
    while (at < text_.size() && text_[at] != quote && text_[at] != '\n' && text_[at] != '\r')
      at += text_[at] == '\\' ? 2U : 1U;
    cut_short_ = at >= text_.size() || text_[at] != quote;
    if (!cut_short_ && quote == '\'')
      single_quoted(begin, at);
    return at + 1;
  }

  void single_quoted(std::size_t open, std::size_t close) {
    use(Extension::single_quotes, open, close + 1, "unexpected `'`, expected a string in double quotes",
        "use double quotes");
    edit(open, open + 1, "\"");
    same_length_[open] = '"';
    for (std::size_t at = open + 1; at < close; ++at) {
      if (text_[at] == '"') {
        edit(at, at + 1, "\\\"");
        same_length_[at] = '?';
      } else if (text_[at] == '\\') {
        if (text_[at + 1] == '\'') {
          edit(at, at + 1, "");
          same_length_[at] = same_length_[at + 1] = '?';
        }
        ++at;
      }
    }
    edit(close, close + 1, "\"");
    same_length_[close] = '"';
  }

  std::size_t comma(std::size_t at, char before) {
    const std::size_t next = next_significant(at + 1);
    const bool closes = next < text_.size() && (text_[next] == '}' || text_[next] == ']');
    if (!closes || std::string_view("{[,:").find(before) != std::string_view::npos)
      return at + 1;
    use(Extension::trailing_comma, next, next + 1,
        text_[next] == '}' ? "unexpected `}`, expected a member name in double quotes"
                           : "unexpected `]`, expected a value",
        "remove the comma before it");
    edit(at, at + 1, "");
    same_length_[at] = ' ';
    return at + 1;
  }

  std::size_t word(std::size_t at, char before) {
    const auto* const after = std::find_if_not(text_.begin() + offset(at), text_.end(), is_name);
    const auto end = static_cast<std::size_t>(after - text_.begin());
    const std::size_t next = next_significant(end);
    if ((before != '{' && before != ',') || next >= text_.size() || text_[next] != ':')
      return end;
    const std::string_view name = text_.substr(at, end - at);
    use(Extension::unquoted_name, at, end,
        base::concat({"unexpected ", base::quoted(name), ", expected a member name in double quotes"}),
        "put the name in double quotes");
    edit(at, end, base::concat({"\"", name, "\""}));
    if (name.size() > 1)
      same_length_[at] = same_length_[end - 1] = '"';
    return end;
  }

  static std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }

  SourceSpan span(std::size_t begin, std::size_t end) const {
    return {document_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void use(Extension extension, std::size_t begin, std::size_t end, std::string message,
           std::string_view help) {
    used_[static_cast<std::size_t>(extension)] = true;
    if (uses_.size() == use_limit)
      return;
    Diagnostic diagnostic;
    diagnostic.rule = json_syntax;
    diagnostic.span = span(begin, end);
    diagnostic.message = std::move(message);
    if (uses_.size() + 1 == use_limit)
      diagnostic.message += "; further defects of this kind are not listed";
    diagnostic.help = help;
    uses_.push_back(std::move(diagnostic));
  }

  void edit(std::size_t begin, std::size_t end, std::string replacement) {
    edits_.push_back({span(begin, end), std::move(replacement)});
  }

  std::string repaired() const {
    std::string out;
    std::size_t at = 0;
    for (const Edit& edit : edits_) {
      out += text_.substr(at, edit.span.begin - at);
      out += edit.replacement;
      at = edit.span.end;
    }
    out += text_.substr(at);
    return out;
  }

  Relaxed result() {
    std::string names;
    for (std::size_t index = 0; index < used_.size(); ++index) {
      if (used_[index])
        names += base::concat({names.empty() ? "" : ", ", extension_names[index]});
    }
    Diagnostic summary;
    summary.rule = json_relaxed_syntax;
    const auto earlier = [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; };
    summary.span = std::min_element(uses_.begin(), uses_.end(), earlier)->span;
    summary.message = base::concat({"extensions of JSON are used: ", names});
    summary.help = "AWS reads strict JSON only";
    Relaxed relaxed;
    relaxed.repaired = repaired();
    relaxed.same_length = std::move(same_length_);
    summary.edits = std::move(edits_);
    relaxed.diagnostics = std::move(uses_);
    relaxed.diagnostics.push_back(std::move(summary));
    return relaxed;
  }

  std::string_view text_;
  DocumentId document_;
  std::string same_length_;
  char significant_ = '[';  // the last byte that was neither white space nor in a comment
  bool cut_short_ = false;
  std::array<bool, extension_names.size()> used_{};
  std::vector<Diagnostic> uses_;
  std::vector<Edit> edits_;  // INVARIANT: in source order, none overlaps another
};

}  // namespace

std::optional<Relaxed> relax(std::string_view text, DocumentId document) {
  return Scan(text, document).run();
}

}  // namespace postern::text
