#pragma once
// Output: every result type in every format. Pure functions from values to text; nothing here writes to a
// stream. Text from policies and requests is escaped: no control character, terminal escape or bidirectional
// override of an input reaches the output raw. Thread-safe.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "postern/catalog.hpp"
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

// --- Actions of patterns and policies
// --------------------------------------------------------------------------------------------------

/// How a list is printed: for people, as one JSON object, or as one object a line. Every report ends with a
/// line feed, unless it is empty.
enum class ListFormat : std::uint8_t { text, json, ndjson };

/// Whether an action pattern leaves open which services it is about: `*`, `*:Describe*`, `e*:List*`.
bool names_no_service(std::string_view pattern) noexcept;

/// As `expand`; a pattern that names no service covers only `services`, unless there are none.
std::vector<ActionId> expand_within(const Catalog& catalog, std::string_view pattern,
                                    std::span<const std::string_view> services);

/// Actions in canonical order (by prefix, then name), each once. Text has the names alone; JSON adds access
/// level, resource types and condition keys.
std::string actions_report(const Catalog& catalog, std::span<const ActionId> actions, ListFormat format);

std::string patterns_report(const Condensed& condensed, ListFormat format);

/// A pattern with wildcards that an expanded policy still has.
struct LeftPattern {
  std::string pattern;
  SourceSpan span;
  std::string reason;  ///< "it covers every action; …"
};

struct ExpandedPolicy {
  std::string text;  ///< of the whole file, or of the policy and a line feed where it is part of one
  std::vector<LeftPattern> left;
};

/// The policy with the wildcards of its actions written out as the actions of the catalog that they cover,
/// each once a list; NotAction stays NotAction. All other bytes are those of the source. A pattern of
/// Action that names no service is written out for `services` only. Without them, and in NotAction, a pattern
/// that covers the whole catalog is left; so is one that covers no action. Preconditions: the policy is
/// complete and its document is among `sources`.
ExpandedPolicy expand_policy(const Catalog& catalog, const Policy& policy, const Sources& sources,
                             std::span<const std::string_view> services);

/// The patterns of a policy that cover no action of the catalog, in source order.
std::vector<Located<std::string>> unmatched_patterns(const Catalog& catalog, const Policy& policy);

/// How many actions each statement covers, by access level; for NotAction also how many it excludes. The
/// whole is the catalog or, unless that is empty, `services`, which limit NotAction and patterns that name no
/// service.
std::string coverage_report(const Catalog& catalog, const Policy& policy, const Sources& sources,
                            std::span<const std::string_view> services, ListFormat format);

/// JSON text with what must not reach a terminal raw as \u escapes: the same value.
std::string json_for_terminal(std::string_view json);

// --- The catalog
// --------------------------------------------------------------------------------------------------

std::string catalog_info_report(const Catalog& catalog, ListFormat format);
std::string catalog_services_report(const Catalog& catalog, ListFormat format);

/// Actions with access level and resource types; a `*` in text marks the required ones.
std::string catalog_actions_report(const Catalog& catalog, std::span<const ActionId> actions,
                                   ListFormat format);

/// All that the catalog knows under a name: an action, a service, a resource type (`batch:job-queue`), a
/// condition key; everything of that name. Nothing when there is none.
std::optional<std::string> catalog_entry_report(const Catalog& catalog, std::string_view name,
                                                ListFormat format);

/// The tables of data entries without an accessor of their own, with their sizes.
std::string catalog_tables_report(const Catalog& catalog, ListFormat format);

/// The entries of a table or, unless `name` is empty, those of that name. Nothing when there are none.
std::optional<std::string> catalog_data_report(const Catalog& catalog, std::string_view table,
                                               std::string_view name, ListFormat format);

/// What somebody may have meant by `name`, none of whose kinds exist: actions, services, condition keys,
/// resource types; best first.
std::vector<std::string> closest_names(const Catalog& catalog, std::string_view name, std::size_t limit = 3);

}  // namespace postern
