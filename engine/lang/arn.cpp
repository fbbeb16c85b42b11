#include "postern/arn.hpp"

#include <algorithm>
#include <boost/spirit/home/x3.hpp>
#include <cstddef>

#include "lang/arn_access.hpp"
#include "lang/ascii.hpp"
#include "lang/glob_access.hpp"

// Reading ARNs and ARN patterns. A value is six components between colons; a pattern is the same, but a colon
// inside a policy variable does not separate. Matching a resource pattern is in arn_match.cpp.

namespace postern {
namespace {

using lang::VariableLexeme;
using lang::VariableLexer;

constexpr std::size_t component_count = 6;

namespace grammar {

namespace x3 = boost::spirit::x3;

// `arn:partition:service:region:account:resource`
bool arn(std::string_view text, Arn& out) {
  const auto into = [](std::string_view& target) {
    return [&target](auto& context) {
      const auto& part = x3::_attr(context);
      target = {part.begin(), static_cast<std::size_t>(part.size())};
    };
  };
  const auto component = x3::raw[*(x3::char_ - ':')];
  const char* first = text.data();
  return x3::parse(first, text.data() + text.size(),
                   "arn:" >> component[into(out.partition)] >> ':' >> component[into(out.service)] >> ':' >>
                       component[into(out.region)] >> ':' >> component[into(out.account)] >> ':' >>
                       x3::raw[*x3::char_][into(out.resource)]);
}

}  // namespace grammar

Range range(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// The components between the first five colons outside variables; what follows the fifth is one component.
std::vector<std::string_view> components(std::string_view pattern, bool variables) {
  std::vector<std::string_view> out;
  out.reserve(component_count);
  const VariableLexer lexer(variables ? pattern : std::string_view());
  std::size_t begin = 0;
  std::size_t at = 0;
  while (out.size() + 1 < component_count) {
    at = lang::find_any(pattern, at, ':', variables ? '$' : ':', ':');
    if (at == pattern.size()) {
      break;
    }
    if (pattern[at] == '$') {
      const std::optional<VariableLexeme> variable = lexer.at(at);
      at = variable ? variable->end : at + 1;
      continue;
    }
    out.push_back(pattern.substr(begin, at - begin));
    begin = ++at;
  }
  out.push_back(pattern.substr(begin));
  return out;
}

}  // namespace

namespace lang {

/// Fills in a ResourcePattern of form `arn`.
class ResourceParser {
 public:
  ResourceParser(ResourcePattern& out, ResourcePattern::Options options)
      : out_(out), options_(options), source_(out.source_) {}

  void parse() {
    const std::vector<std::string_view> parts = components(source_, options_.variables);
    const bool complete = parts.size() == component_count;
    const std::size_t head = complete ? parts.size() - 1 : parts.size();
    out_.head_.reserve(head);
    for (std::size_t i = 0; i < head; ++i) {
      component(parts[i]);
    }
    if (complete) {
      out_.tail_ = Glob::parse(parts.back(), {.wildcards = true, .variables = options_.variables});
    } else {
      out_.short_arn_ = true;
      out_.missing_ = static_cast<std::uint8_t>(component_count - parts.size());
      out_.padded_ = out_.starred_ || options_.pad_without_star;
    }
    summarize(complete ? parts.back() : std::string_view());
  }

 private:
  using Stretch = ResourcePattern::Stretch;

  [[nodiscard]] std::size_t offset(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - source_.data());
  }

  void component(std::string_view text) {
    begin_ = offset(text);
    const std::size_t end = begin_ + text.size();
    if (find_any(text, 0, '*', '?', '$') == text.size()) {
      push({Stretch::Kind::literal, false, 0, range(begin_, end)});
    } else if (text.find_first_not_of('*') == std::string_view::npos) {
      out_.starred_ = true;
      push({Stretch::Kind::star, true, 0, range(begin_, end)});
    } else {
      mixed_component(end);
    }
  }

  // Variables are literal text here, wildcards and all.
  void mixed_component(std::size_t end) {
    const std::string_view text = std::string_view(source_).substr(0, end);
    const VariableLexer lexer(options_.variables ? text : std::string_view());
    bool ends_in_star = false;
    glob_ = GlobAccess::begin({});
    for (std::size_t at = begin_; at < end;) {
      const char c = text[at];
      ends_in_star = c == '*';
      if (c == '*' || c == '?') {
        const auto kind = c == '*' ? Glob::TokenKind::star : Glob::TokenKind::one;
        GlobAccess::append_wildcard(glob_, kind, range(at, at + 1));
        out_.starred_ = out_.starred_ || ends_in_star;
        ++at;
        continue;
      }
      std::size_t next = find_any(text, at + 1, '*', '?', '$');
      if (c == '$' && options_.variables) {
        if (const std::optional<VariableLexeme> variable = lexer.at(at)) {
          next = variable->end;
        }
      }
      literal(at, next);
      at = next;
    }
    flush(end, ends_in_star);
  }

  // Literal text of a component; it ends a stretch at each colon.
  void literal(std::size_t at, std::size_t end) {
    const std::string_view text = std::string_view(source_).substr(0, end);
    for (;;) {
      const std::size_t colon = std::min(text.find(':', at), end);
      GlobAccess::append_literal(glob_, text.substr(at, colon - at), range(at, colon));
      if (colon == end) {
        return;
      }
      flush(colon, false);
      begin_ = at = colon + 1;
      glob_ = GlobAccess::begin({});
    }
  }

  void flush(std::size_t end, bool crosses) {
    GlobAccess::finish(glob_);
    Stretch stretch{Stretch::Kind::glob, crosses, 0, range(begin_, end)};
    if (glob_.is_literal()) {
      stretch.kind = Stretch::Kind::literal;
    } else if (glob_.matches_everything()) {
      stretch.kind = Stretch::Kind::star;
    } else {
      stretch.glob = static_cast<std::uint32_t>(out_.globs_.size());
      out_.globs_.push_back(std::move(glob_));
    }
    push(stretch);
  }

  void push(Stretch stretch) { out_.head_.push_back(stretch); }

  // The facts that let most resources be turned away by one comparison.
  void summarize(std::string_view tail) {
    const std::string_view source(source_);
    const auto literal = [](const Stretch& stretch) { return stretch.kind == Stretch::Kind::literal; };
    const auto wild = std::find_if_not(out_.head_.begin(), out_.head_.end(), literal);
    const bool literal_head = wild == out_.head_.end();
    if (literal_head && !out_.short_arn_) {
      out_.fixed_ = static_cast<std::uint32_t>(out_.head_.size());
      out_.fixed_end_ = static_cast<std::uint32_t>(offset(tail));
      out_.literal_prefix_.append(source.substr(0, out_.fixed_end_)).append(out_.tail_.literal_prefix());
      out_.exact_ = out_.tail_.is_literal() && out_.tail_.literal_prefix() == tail;
      return;
    }
    const auto first = literal_head ? out_.head_.end() - 1 : wild;
    out_.fixed_ = static_cast<std::uint32_t>(first - out_.head_.begin());
    out_.fixed_end_ = first->source.begin;
    if (literal_head) {
      out_.literal_prefix_.append(source).append(out_.padded_ ? ":" : "");
      return;
    }
    out_.literal_prefix_ = source.substr(0, first->source.begin);
    if (first->kind == Stretch::Kind::glob) {
      out_.literal_prefix_ += out_.globs_[first->glob].literal_prefix();
    }
  }

  ResourcePattern& out_;
  ResourcePattern::Options options_;
  const std::string& source_;
  std::size_t begin_ = 0;  // of the stretch at hand
  Glob glob_;              // the stretch at hand
};

}  // namespace lang

std::optional<Arn> Arn::parse(std::string_view text) {
  Arn out;
  if (!grammar::arn(text, out)) {
    return std::nullopt;
  }
  return out;
}

bool is_account_id(std::string_view text) noexcept {
  return text.size() == 12 && std::all_of(text.begin(), text.end(), lang::is_digit);
}

ResourcePattern ResourcePattern::parse(std::string_view pattern, Options options) {
  ResourcePattern out;
  out.source_ = pattern;
  if (pattern.empty()) {
    return out;
  }
  if (pattern.find_first_not_of('*') == std::string_view::npos) {
    out.form_ = Form::everything;
  } else if (pattern.starts_with("arn:")) {
    out.form_ = Form::arn;
    lang::ResourceParser(out, options).parse();
  } else {
    out.form_ = Form::text;
    out.tail_ = Glob::parse(pattern, {});
    out.literal_prefix_ = out.tail_.literal_prefix();
    out.exact_ = out.tail_.is_literal();
  }
  return out;
}

// SPEC: semantics 2.2 rules 1, 2 and 5.
Truth ResourcePattern::matches(std::string_view resource, const VariableSource& variables) const {
  if (form_ == Form::everything) {
    return Truth::yes;
  }
  if (form_ == Form::empty || resource == "*") {
    return Truth::no;
  }
  if (form_ == Form::text) {
    return tail_.matches(resource, variables);
  }
  return lang::ResourceMatch(*this, resource, variables).result();
}

bool ResourcePattern::has_variables() const {
  return tail_.has_variables();
}

ArnPattern ArnPattern::parse(std::string_view pattern, bool variables) {
  ArnPattern out;
  const std::vector<std::string_view> parts = components(pattern, variables);
  if (parts.size() == component_count) {
    out.components_.reserve(component_count);
    for (const std::string_view part : parts) {
      out.components_.push_back(Glob::parse(part, {.wildcards = true, .variables = variables}));
    }
  }
  return out;
}

Truth ArnPattern::matches(std::string_view value, const VariableSource& variables) const {
  if (!valid()) {
    return Truth::no;
  }
  Truth result = Truth::yes;
  std::size_t at = 0;
  for (std::size_t i = 0; i < component_count; ++i) {
    const bool last = i + 1 == component_count;
    const std::size_t end = last ? value.size() : value.find(':', at);
    if (end == std::string_view::npos) {
      return Truth::no;
    }
    result = result && components_[i].matches(value.substr(at, end - at), variables);
    if (result == Truth::no) {
      return result;
    }
    at = end + 1;
  }
  return result;
}

bool ArnPattern::is_literal() const {
  return valid() && std::all_of(components_.begin(), components_.end(),
                                [](const Glob& glob) { return glob.is_literal(); });
}

bool ArnPattern::has_variables() const {
  return std::any_of(components_.begin(), components_.end(),
                     [](const Glob& glob) { return glob.has_variables(); });
}

}  // namespace postern
