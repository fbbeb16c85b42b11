// The cases of lint-cases.ndjson, as far as the rules are those of the reader: what a case expects of them
// fires, what it forbids does not.

#include <gtest/gtest.h>

#include <algorithm>

#include "policy/reading.hpp"

namespace postern {
namespace {

using testing::Reading;

// Every rule that the JSON reader and the policy reader report.
constexpr std::string_view reader_rules[] = {
    "json-syntax",
    "json-relaxed-syntax",
    "json-duplicate-key",
    "json-encoding",
    "json-nesting-limit",
    "policy-not-object",
    "policy-double-encoded",
    "policy-wrapped",
    "unknown-policy-element",
    "unknown-statement-element",
    "element-wrong-case",
    "element-type",
    "element-null",
    "nested-array",
    "invalid-version",
    "version-timestamp",
    "missing-version",
    "old-version",
    "missing-statement",
    "empty-statement-list",
    "missing-effect",
    "invalid-effect",
    "missing-action",
    "missing-resource",
    "missing-principal",
    "principal-not-supported",
    "element-conflict",
    "sid-charset",
    "sid-duplicate",
    "sid-empty",
    "condition-shape",
    "terraform-condition-block",
    "condition-operator-unknown",
    "condition-set-prefix",
    "null-with-ifexists",
    "condition-key-format",
    "condition-key-duplicate-case",
    "condition-value-types-mixed",
    "principal-format",
    "principal-key-unknown",
    "unresolved-intrinsic",
    "id-not-supported",
    "control-character",
    "character-beyond-latin1",
    "condition-operator-duplicate",
    "tag-key-suffix-missing",
    "empty-action-list",
    "empty-resource-list",
    "empty-principal",
    "empty-condition",
    "empty-condition-values",
    "key-or-operator-case",
};

bool is_reader_rule(std::string_view name) {
  return std::find(std::begin(reader_rules), std::end(reader_rules), name) != std::end(reader_rules);
}

class LintCase {
 public:
  explicit LintCase(const std::string& line)
      : document_(Document::read(DocumentId{0}, "case", line, ReadLimits::container(), found_)) {}

  [[nodiscard]] bool readable() const { return document_.well_formed(); }
  [[nodiscard]] std::string_view text(std::string_view name) const {
    return document_[document_.find(document_.root(), name)].text;
  }
  [[nodiscard]] std::vector<std::string_view> list(std::string_view name) const {
    std::vector<std::string_view> items;
    const NodeId list = document_.find(document_.root(), name);
    for (NodeId at = document_[list].first; at != no_node; at = document_[at].next)
      items.push_back(document_[at].text);
    return items;
  }
  // A string is the bytes of the file, anything else is the JSON of the policy.
  [[nodiscard]] std::string policy() const {
    const Node& node = document_[document_.find(document_.root(), "policy")];
    if (node.kind == NodeKind::string)
      return std::string(node.text);
    return std::string(document_.text().substr(node.span.begin, node.span.end - node.span.begin));
  }
  [[nodiscard]] bool is_plain_policy() const {
    const NodeId context = document_.find(document_.root(), "context");
    return context == no_node || document_.find(context, "input") == no_node;
  }
  [[nodiscard]] PolicyKind kind() const {
    const std::string_view kind = text("kind");
    return kind.starts_with("endpoint-") ? PolicyKind::endpoint : *policy_kind_from(kind);
  }

 private:
  DiagnosticList found_;
  Document document_;
};

TEST(LintCases, ExpectTheRulesOfTheReader) {
  std::size_t judged = 0;
  for (const std::string& line : testing::lines_of("tests/spec/lint-cases.ndjson")) {
    const LintCase lint(line);
    ASSERT_TRUE(lint.readable()) << line;
    if (!lint.is_plain_policy())
      continue;
    ++judged;
    const Reading reading(lint.policy(), lint.kind());
    const auto reported = [&](std::string_view rule) {
      const auto& all = reading.found.diagnostics;
      return std::any_of(all.begin(), all.end(), [&](const Diagnostic& d) { return d.rule.name == rule; });
    };
    for (const std::string_view rule : lint.list("expect")) {
      // The spelling of operators is the reader's business, that of keys the catalogue's.
      if (is_reader_rule(rule) && rule != "key-or-operator-case") {
        EXPECT_TRUE(reported(rule)) << lint.text("id") << " expects " << rule << ", got " << reading.codes();
      }
    }
    for (const std::string_view rule : lint.list("forbid")) {
      if (is_reader_rule(rule)) {
        EXPECT_FALSE(reported(rule)) << lint.text("id") << " forbids " << rule;
      }
    }
    for (const Diagnostic& diagnostic : reading.found.diagnostics) {
      EXPECT_TRUE(is_reader_rule(diagnostic.rule.name)) << diagnostic.rule.name;
      // Golden policies are silent; published ones are accepted by AWS.
      const bool golden = lint.text("id").starts_with("golden-");
      const bool real = lint.text("id").starts_with("real-");
      EXPECT_FALSE(golden || (real && diagnostic.severity == Severity::error))
          << lint.text("id") << ": " << diagnostic.rule.code << " " << diagnostic.message;
    }
  }
  EXPECT_GT(judged, 500U);
}

}  // namespace
}  // namespace postern
