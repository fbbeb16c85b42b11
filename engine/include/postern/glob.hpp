#pragma once
// Globs of the policy language: `*`, `?`, and policy variables `${…}`.
//
// `*` matches zero or more and `?` exactly one Unicode code point; there is no escape but the variables
// `${*}`,
// `${?}`, `${$}`. Anchored at both ends. A substituted value is literal text: a wildcard that arrives through
// a variable matches only itself.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postern/span.hpp"

namespace postern {

namespace lang {
class GlobAccess;
}

/// Three-valued logic; `unknown` arises only from a context entry that is itself unknown.
enum class Truth : std::uint8_t { no, yes, unknown };

constexpr Truth truth(bool value) noexcept {
  return value ? Truth::yes : Truth::no;
}
constexpr Truth operator!(Truth value) noexcept {
  return value == Truth::unknown ? value : truth(value == Truth::no);
}
constexpr Truth operator&&(Truth a, Truth b) noexcept {
  if (a == Truth::no || b == Truth::no)
    return Truth::no;
  return a == Truth::unknown || b == Truth::unknown ? Truth::unknown : Truth::yes;
}
constexpr Truth operator||(Truth a, Truth b) noexcept {
  return !(!a && !b);
}

/// Gives policy variables their values.
class VariableSource {
 public:
  enum class State : std::uint8_t {
    unresolved,  ///< absent, empty or several values: the default applies, else the pattern matches nothing
    resolved,    ///< exactly one non-empty value
    unknown,     ///< the context says it does not know
  };
  struct Value {
    State state = State::unresolved;
    std::string_view text;  ///< valid as long as the source
  };

  virtual ~VariableSource() = default;
  /// `lower_case_name` is the trimmed name between `${` and `}`, ASCII-folded.
  [[nodiscard]] virtual Value variable(std::string_view lower_case_name) const = 0;
};

/// Resolves nothing.
const VariableSource& no_variables() noexcept;

/// What is special in a pattern.
struct GlobSyntax {
  bool wildcards = true;   ///< `*` and `?`; off for StringEquals and its kin
  bool variables = false;  ///< `${…}`: only in documents of version 2012-10-17
  bool fold_case = false;  ///< ASCII A-Z equals a-z

  friend bool operator==(const GlobSyntax&, const GlobSyntax&) = default;
};

/// A parsed pattern. Immutable value; safe to share between threads.
///
/// A variable is `${name}` or `${name, 'default'}`: the default runs to the first `'}`, the name without a
/// default to the first `}`. `${` without a `}` and `${}` (also with white space inside) are literal text.
class Glob {
 public:
  enum class TokenKind : std::uint8_t { literal, star, one, variable };

  /// INVARIANT: no two adjacent stars, no empty literal, no two adjacent literals.
  struct Token {
    TokenKind kind = TokenKind::literal;
    std::string_view text;  ///< literal: the text (folded with `fold_case`); variable: the lower-cased name
    bool has_default = false;   ///< variable only
    std::string_view fallback;  ///< variable only: the default, as written
    Range source;               ///< bytes of the pattern as written
  };

  /// Matches the empty string only.
  Glob() = default;

  /// Never fails: what is malformed is literal text. O(pattern).
  static Glob parse(std::string_view pattern, GlobSyntax syntax);

  /// Whether all of `text` matches. O(pattern × text) at worst, no recursion, no backtracking blow-up;
  /// allocates only for patterns of more than 16 tokens and for literals that are not UTF-8. A byte of `text`
  /// that begins no valid UTF-8 sequence counts as one code point. `unknown` when an unknown variable
  /// decides: when the pattern matches with a star in its place.
  [[nodiscard]] Truth matches(std::string_view text, const VariableSource& variables) const;

  /// The same for a pattern without variables (one with an unresolved variable matches nothing).
  [[nodiscard]] bool matches(std::string_view text) const;

  [[nodiscard]] std::vector<Token> tokens() const;        ///< views into the Glob
  [[nodiscard]] std::string_view literal_prefix() const;  ///< text before the first token that is no literal
  [[nodiscard]] bool is_literal() const;                  ///< no wildcard and no variable
  [[nodiscard]] bool has_variables() const;
  [[nodiscard]] bool matches_everything() const;  ///< made of one star alone
  [[nodiscard]] GlobSyntax syntax() const noexcept { return syntax_; }

 private:
  friend class lang::GlobAccess;

  // What matching can be reduced to.
  enum class Shape : std::uint8_t { literal, prefix, everything, general };

  struct Piece {
    TokenKind kind;
    bool has_default;
    std::uint32_t text_begin, text_end;          // into buffer_
    std::uint32_t fallback_begin, fallback_end;  // into buffer_
    Range source;
  };

  GlobSyntax syntax_;
  Shape shape_ = Shape::literal;
  bool has_variables_ = false;
  bool odd_bytes_ = false;  // some literal is not UTF-8
  std::string buffer_;
  std::vector<Piece> pieces_;
};

}  // namespace postern
