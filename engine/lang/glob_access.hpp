#pragma once
// What the parsers of this room may do to a Glob, and how they find policy variables in a text.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lang/glob_match.hpp"
#include "postern/glob.hpp"

namespace postern::lang {

/// A variable as it stands in a pattern. Views into the pattern.
struct VariableLexeme {
  std::string_view name;  ///< trimmed, case as written
  bool has_default = false;
  std::string_view fallback;
  char escaped = 0;     ///< `*`, `?` or `$` for the three escapes, else 0
  std::size_t end = 0;  ///< one past the closing brace
};

/// Finds variables. Reading all of a pattern from left to right, each time continuing at the end of what was
/// found or behind a `${` that opens nothing, is linear. The pattern must outlive the lexer.
class VariableLexer {
 public:
  explicit VariableLexer(std::string_view pattern);

  /// The variable whose `$` stands at `at`; nothing when the text there is not a variable.
  [[nodiscard]] std::optional<VariableLexeme> at(std::size_t at) const;

 private:
  std::string_view pattern_;
  std::size_t after_last_brace_;    // one past the last `}`, or 0
  std::size_t after_last_default_;  // one past the last `'}`, or 0
};

/// Builds a Glob piece by piece, and reads its pieces for matching.
class GlobAccess {
 public:
  static Glob begin(GlobSyntax syntax);
  static void append_literal(Glob& glob, std::string_view text, Range source);
  static void append_wildcard(Glob& glob, Glob::TokenKind kind, Range source);
  static void append_variable(Glob& glob, const VariableLexeme& variable, Range source);
  /// To be called once, after the last piece.
  static void finish(Glob& glob);

  /// The steps of `glob` with its variables replaced, an unknown one by a star. `no`: an unresolved variable
  /// keeps the pattern from matching anything. Else the answer that a match of the steps stands for. The
  /// steps view the Glob and the source of the variables.
  static Truth resolve(const Glob& glob, const VariableSource& variables, StepList& steps,
                       MatchOptions& options);
};

}  // namespace postern::lang
