#include "postern/glob.hpp"

#include <boost/spirit/home/x3.hpp>
#include <optional>

#include "base/text.hpp"
#include "lang/ascii.hpp"
#include "lang/code_point.hpp"
#include "lang/glob_access.hpp"

// Parsing walks from one special character to the next; only the text of a variable has a grammar. A pattern
// keeps its texts in one buffer and its pieces as offsets into it, so that a Glob is cheap to move and safe
// to copy.

namespace postern {
namespace {

using lang::GlobAccess;
using lang::MatchOptions;
using lang::StepKind;
using lang::StepList;
using lang::VariableLexeme;
using lang::VariableLexer;

class NoVariables final : public VariableSource {
 public:
  [[nodiscard]] Value variable(std::string_view) const override { return {}; }
};

bool starts_with(std::string_view text, std::string_view prefix, bool fold) {
  if (!fold) {
    return text.starts_with(prefix);
  }
  return prefix.size() <= text.size() && base::equals_ignore_case(text.substr(0, prefix.size()), prefix);
}

Range range(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

namespace grammar {

namespace x3 = boost::spirit::x3;

template <class It>
std::string_view view(const boost::iterator_range<It>& part) {
  return {part.begin(), static_cast<std::size_t>(part.size())};
}

inline auto into(std::string_view& target) {
  return [&target](auto& context) { target = view(x3::_attr(context)); };
}

// `${name, 'default'}`
bool with_default(const char*& first, const char* last, VariableLexeme& out) {
  const auto separator = x3::lit(',') >> *x3::lit(' ') >> '\'';
  const auto name = x3::raw[*(x3::char_ - '}' - separator)];
  const auto fallback = x3::raw[*(x3::char_ - "'}")];
  return x3::parse(first, last,
                   "${" >> name[into(out.name)] >> separator >> fallback[into(out.fallback)] >> "'}");
}

// `${name}`
bool plain(const char*& first, const char* last, VariableLexeme& out) {
  return x3::parse(first, last, "${" >> x3::raw[+(x3::char_ - '}')][into(out.name)] >> '}');
}

}  // namespace grammar
}  // namespace

const VariableSource& no_variables() noexcept {
  static const NoVariables none;
  return none;
}

namespace lang {

VariableLexer::VariableLexer(std::string_view pattern) : pattern_(pattern) {
  constexpr std::size_t none = std::string_view::npos;
  const std::size_t brace = pattern.rfind('}');
  const std::size_t quote = pattern.rfind("'}");
  after_last_brace_ = brace == none ? 0 : brace + 1;
  after_last_default_ = quote == none ? 0 : quote + 2;
}

// Each grammar sees no more than the text up to the last closing mark it could use. So a form either fails
// before the first `}`, which the other form then consumes, or not at all: no stretch of text is read more
// than twice.
std::optional<VariableLexeme> VariableLexer::at(std::size_t at) const {
  if (pattern_.substr(at, 2) != "${") {
    return std::nullopt;
  }
  VariableLexeme out;
  const char* const begin = pattern_.data();
  const char* first = begin + at;
  if (at < after_last_default_ && grammar::with_default(first, begin + after_last_default_, out)) {
    out.has_default = true;
  } else {
    out = {};
    first = begin + at;
    if (at >= after_last_brace_ || !grammar::plain(first, begin + after_last_brace_, out)) {
      return std::nullopt;
    }
    if (out.name == "*" || out.name == "?" || out.name == "$") {
      out.escaped = out.name.front();
    }
  }
  out.name = trimmed(out.name);
  out.end = static_cast<std::size_t>(first - begin);
  if (out.name.empty() && !out.has_default) {
    return std::nullopt;
  }
  return out;
}

Glob GlobAccess::begin(GlobSyntax syntax) {
  Glob glob;
  glob.syntax_ = syntax;
  return glob;
}

void GlobAccess::append_literal(Glob& glob, std::string_view text, Range source) {
  if (text.empty()) {
    return;
  }
  if (!glob.pieces_.empty() && glob.pieces_.back().kind == Glob::TokenKind::literal) {
    glob.pieces_.back().source.end = source.end;
  } else {
    const auto at = static_cast<std::uint32_t>(glob.buffer_.size());
    glob.pieces_.push_back({Glob::TokenKind::literal, false, at, at, 0, 0, source});
  }
  if (glob.syntax_.fold_case) {
    glob.buffer_ += base::to_lower(text);
  } else {
    glob.buffer_ += text;
  }
  glob.pieces_.back().text_end = static_cast<std::uint32_t>(glob.buffer_.size());
}

void GlobAccess::append_wildcard(Glob& glob, Glob::TokenKind kind, Range source) {
  if (kind == Glob::TokenKind::star && !glob.pieces_.empty() && glob.pieces_.back().kind == kind) {
    glob.pieces_.back().source.end = source.end;
    return;
  }
  glob.pieces_.push_back({kind, false, 0, 0, 0, 0, source});
}

void GlobAccess::append_variable(Glob& glob, const VariableLexeme& variable, Range source) {
  const auto begin = static_cast<std::uint32_t>(glob.buffer_.size());
  glob.buffer_ += base::to_lower(variable.name);
  const auto middle = static_cast<std::uint32_t>(glob.buffer_.size());
  glob.buffer_ += variable.fallback;
  const auto end = static_cast<std::uint32_t>(glob.buffer_.size());
  glob.pieces_.push_back(
      {Glob::TokenKind::variable, variable.has_default, begin, middle, middle, end, source});
  glob.has_variables_ = true;
}

void GlobAccess::finish(Glob& glob) {
  using Kind = Glob::TokenKind;
  const auto& pieces = glob.pieces_;
  for (const Glob::Piece& piece : pieces) {
    const std::string_view text(glob.buffer_);
    if (piece.kind == Kind::literal &&
        !is_utf8(text.substr(piece.text_begin, piece.text_end - piece.text_begin))) {
      glob.odd_bytes_ = true;
    }
  }
  glob.shape_ = Glob::Shape::general;
  if (pieces.empty() || (pieces.size() == 1 && pieces[0].kind == Kind::literal)) {
    glob.shape_ = Glob::Shape::literal;
  } else if (pieces.size() == 1 && pieces[0].kind == Kind::star) {
    glob.shape_ = Glob::Shape::everything;
  } else if (pieces.size() == 2 && pieces[0].kind == Kind::literal && pieces[1].kind == Kind::star &&
             !glob.odd_bytes_) {
    glob.shape_ = Glob::Shape::prefix;
  }
}

Truth GlobAccess::resolve(const Glob& glob, const VariableSource& variables, StepList& steps,
                          MatchOptions& options) {
  using Kind = Glob::TokenKind;
  using State = VariableSource::State;
  const std::string_view buffer(glob.buffer_);
  options = {glob.syntax_.fold_case, glob.odd_bytes_};
  Truth best = Truth::yes;
  for (const Glob::Piece& piece : glob.pieces_) {
    std::string_view text = buffer.substr(piece.text_begin, piece.text_end - piece.text_begin);
    if (piece.kind == Kind::variable) {
      const VariableSource::Value value = variables.variable(text);
      if (value.state == State::unknown) {
        best = Truth::unknown;
        steps.push({StepKind::star, {}});
        continue;
      }
      if (value.state == State::unresolved && !piece.has_default) {
        return Truth::no;
      }
      text = value.state == State::resolved
                 ? value.text
                 : buffer.substr(piece.fallback_begin, piece.fallback_end - piece.fallback_begin);
      options.odd_bytes = options.odd_bytes || !is_utf8(text);
    }
    if (piece.kind == Kind::star || piece.kind == Kind::one) {
      steps.push({piece.kind == Kind::star ? StepKind::star : StepKind::one, {}});
    } else if (!text.empty()) {
      steps.push({StepKind::literal, text});
    }
  }
  return best;
}

}  // namespace lang

Glob Glob::parse(std::string_view pattern, GlobSyntax syntax) {
  Glob glob = GlobAccess::begin(syntax);
  glob.buffer_.reserve(pattern.size());
  if (!syntax.wildcards && !syntax.variables) {
    GlobAccess::append_literal(glob, pattern, range(0, pattern.size()));
    GlobAccess::finish(glob);
    return glob;
  }
  const char star = syntax.wildcards ? '*' : '$';
  const char one = syntax.wildcards ? '?' : '$';
  const char dollar = syntax.variables ? '$' : '*';
  std::optional<VariableLexer> lexer;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t next = lang::find_any(pattern, at, star, one, dollar);
    GlobAccess::append_literal(glob, pattern.substr(at, next - at), range(at, next));
    at = next;
    if (at == pattern.size()) {
      break;
    }
    const char c = pattern[at];
    if (c != '$') {
      GlobAccess::append_wildcard(glob, c == '*' ? TokenKind::star : TokenKind::one, range(at, at + 1));
      ++at;
      continue;
    }
    if (!lexer) {
      lexer.emplace(pattern);
    }
    const std::optional<VariableLexeme> variable = lexer->at(at);
    if (!variable) {
      GlobAccess::append_literal(glob, "$", range(at, at + 1));
      ++at;
      continue;
    }
    if (variable->escaped != 0) {
      GlobAccess::append_literal(glob, {&variable->escaped, 1}, range(at, variable->end));
    } else {
      GlobAccess::append_variable(glob, *variable, range(at, variable->end));
    }
    at = variable->end;
  }
  GlobAccess::finish(glob);
  return glob;
}

Truth Glob::matches(std::string_view text, const VariableSource& variables) const {
  if (shape_ == Shape::everything) {
    return Truth::yes;
  }
  const std::string_view prefix = literal_prefix();
  if (!starts_with(text, prefix, syntax_.fold_case)) {
    return Truth::no;
  }
  if (shape_ != Shape::general) {
    return truth(shape_ == Shape::prefix || text.size() == prefix.size());
  }
  StepList steps;
  MatchOptions options;
  const Truth best = GlobAccess::resolve(*this, variables, steps, options);
  constexpr std::uint32_t start = 0;
  if (best == Truth::no || !lang::matches_from_any(steps.view(), text, {&start, 1}, options)) {
    return Truth::no;
  }
  return best;
}

bool Glob::matches(std::string_view text) const {
  return matches(text, no_variables()) == Truth::yes;
}

std::vector<Glob::Token> Glob::tokens() const {
  const std::string_view buffer(buffer_);
  std::vector<Token> out;
  out.reserve(pieces_.size());
  for (const Piece& piece : pieces_) {
    out.push_back(
        {piece.kind, buffer.substr(piece.text_begin, piece.text_end - piece.text_begin), piece.has_default,
         buffer.substr(piece.fallback_begin, piece.fallback_end - piece.fallback_begin), piece.source});
  }
  return out;
}

std::string_view Glob::literal_prefix() const {
  if (pieces_.empty() || pieces_.front().kind != TokenKind::literal) {
    return {};
  }
  return std::string_view(buffer_).substr(0, pieces_.front().text_end);
}

bool Glob::is_literal() const {
  return shape_ == Shape::literal;
}

bool Glob::has_variables() const {
  return has_variables_;
}

bool Glob::matches_everything() const {
  return shape_ == Shape::everything;
}

}  // namespace postern
