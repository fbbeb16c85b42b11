#pragma once
// What postern has to say about an input: one `Diagnostic` per defect, with the exact bytes. Readers report
// into a `DiagnosticSink` and go on; nothing aborts on input.

#include <string>
#include <string_view>
#include <vector>

#include "postern/span.hpp"

namespace postern {

/// A rule of the catalogue: `code` is the short form ("SX103"), `name` the stable kebab-case id
/// ("json-duplicate-key"). Both view static storage.
struct RuleId {
  std::string_view code;
  std::string_view name;

  friend bool operator==(const RuleId&, const RuleId&) = default;
};

/// The classes of IAM Access Analyzer, least severe first.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
enum class Severity : unsigned char { suggestion, warning, security_warning, error };

/// "suggestion", "warning", "security-warning", "error".
std::string_view to_string(Severity severity) noexcept;

struct Note {
  SourceSpan span;
  std::string message;
};

/// Replaces the bytes of `span` by `replacement`.
struct Edit {
  SourceSpan span;
  std::string replacement;
};

struct Diagnostic {
  RuleId rule;
  Severity severity = Severity::error;
  SourceSpan span;
  std::string pointer;  ///< RFC 6901 JSON pointer into the document of `span`; empty for the whole document
  std::string message;  ///< lower case, one line, no full stop, user input in backticks
  std::vector<Note> notes;
  std::string help;  ///< advice; may be empty
  std::vector<Edit> edits;
};

/// Receives diagnostics in the order they are found. Not thread-safe unless an implementation says so.
class DiagnosticSink {
 public:
  virtual ~DiagnosticSink() = default;
  virtual void report(Diagnostic diagnostic) = 0;
};

/// Keeps every diagnostic.
class DiagnosticList final : public DiagnosticSink {
 public:
  void report(Diagnostic diagnostic) override { diagnostics.push_back(std::move(diagnostic)); }

  std::vector<Diagnostic> diagnostics;
};

}  // namespace postern
