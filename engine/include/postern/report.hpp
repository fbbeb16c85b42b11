#pragma once
// Output: every result type in every format. Pure functions from values to text; nothing here writes to a stream.
// Text from policies and requests is escaped: no control character, terminal escape or bidirectional override of an
// input reaches the output raw. Thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "postern/catalog.hpp"
#include "postern/decision.hpp"
#include "postern/diagnostic.hpp"
#include "postern/document.hpp"
#include "postern/request.hpp"
#include "postern/result.hpp"

namespace postern {

struct TextStyle {
  bool color = false;
};

/// Makes text safe for a terminal: control characters, bidirectional overrides and bad UTF-8 become \u{…} escapes.
std::string escape_for_terminal(std::string_view text);

/// One diagnostic as `file:line:column: severity[CODE] name`, pointer, message, excerpt with caret, help.
std::string diagnostic_text(const Diagnostic& diagnostic, const Sources& sources, TextStyle style);

/// The verdict, what decided it with file:line:column, what would have been needed; with `all_statements` every
/// statement and clause.
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

}  // namespace postern
