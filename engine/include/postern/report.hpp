#pragma once
// Output: every result type in every format. Pure functions from values to text; nothing here writes to a
// stream. Text from policies and requests is escaped: no control character, terminal escape or bidirectional
// override of an input reaches the output raw. Thread-safe.

#include <string>
#include <string_view>
#include <unordered_map>

#include "postern/decision.hpp"
#include "postern/diagnostic.hpp"
#include "postern/document.hpp"
#include "postern/policy.hpp"
#include "postern/request.hpp"

namespace postern {

struct TextStyle {
  bool color = false;
};

/// Makes text safe for a terminal: control characters, bidirectional overrides and bad UTF-8 become \u{…}
/// escapes.
std::string escape_for_terminal(std::string_view text);

/// One diagnostic as `file:line:column: severity[CODE] name`, pointer, message, excerpt with caret, help.
std::string diagnostic_text(const Diagnostic& diagnostic, const Sources& sources, TextStyle style);

/// The verdict, what decided it with file:line:column, what would have been needed, warnings; with
/// `all_statements` every statement and clause as well. Ends with a line feed.
std::string explanation_text(const Explanation& explanation, const Request& request, const Sources& sources,
                             TextStyle style, bool all_statements);

/// How a case of a suite turned out.
struct Expectation {
  std::string_view expected;
  bool met = false;
};

/// One line of `simulate` NDJSON output, without a line ending (cli.md).
std::string evaluation_json(const Evaluation& evaluation, const Request& request, const Sources& sources,
                            const Expectation* expectation = nullptr);

/// The same with the trace of every statement, for `--explain`.
std::string explanation_json(const Explanation& explanation, const Request& request, const Sources& sources,
                             const Expectation* expectation = nullptr);

/// The line for a request that could not be evaluated.
std::string error_json(std::string_view id, std::string_view code, std::string_view message);

/// Writes many evaluations by the same policies: remembers where their statements are. Appends, so that a
/// buffer can be used again. One per thread; the sources and the policies must outlive it.
class EvaluationPrinter {
 public:
  explicit EvaluationPrinter(const Sources& sources) : sources_(&sources) {}

  /// As `evaluation_json`, with a line feed.
  void append_json(std::string& out, const Evaluation& evaluation, const Request& request,
                   const Expectation* expectation = nullptr);

  /// One line for people: id, verdict, layer, the first statement that decided.
  void append_text(std::string& out, const Evaluation& evaluation, const Request& request, TextStyle style,
                   const Expectation* expectation = nullptr);

 private:
  LineColumn locate(const Statement& statement);

  const Sources* sources_;
  std::unordered_map<const Statement*, LineColumn> places_;
};

/// The line for people in place of `error_json`.
std::string error_text(std::string_view id, std::string_view message, TextStyle style);

}  // namespace postern
