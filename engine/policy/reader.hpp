#pragma once
// What the readers of a policy's parts share: the document, what kind it is read as, and where defects go.

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "postern/policy.hpp"

namespace postern::policy {

class Reader {
 public:
  Reader(const Document& document, PolicyKind kind, DiagnosticSink& sink)
      : document_(document), kind_(kind), sink_(sink) {}

  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] const Node& node(NodeId id) const { return document_[id]; }
  [[nodiscard]] PolicyKind kind() const { return kind_; }
  [[nodiscard]] bool identity_kind() const { return !has_principals(kind_); }
  [[nodiscard]] bool variables() const { return version == Version::v2012_10_17; }
  [[nodiscard]] bool failed() const { return failed_; }

  /// A parse error at a value: the policy will not be complete.
  void reject(RuleId rule, NodeId value, std::string message, std::string help = {});
  /// A parse error at a member's name.
  void reject_member(RuleId rule, NodeId member, std::string message, std::string help = {});
  /// A member with a name that is none of `known`; says so when only the case differs, or what is near.
  /// `otherwise` is the advice when nothing is.
  void reject_unknown(RuleId rule, NodeId member, std::span<const std::string_view> known,
                      std::string_view otherwise);
  /// A value of the wrong JSON type; picks the most telling rule.
  void reject_type(NodeId value, std::string_view what, std::string_view expected);
  /// A finding at a value that leaves the document with a well-defined meaning.
  void note(Severity severity, RuleId rule, NodeId value, std::string message, std::string help = {});
  void note_member(Severity severity, RuleId rule, NodeId member, std::string message, std::string help = {});

  /// Calls `use` with each string of a string or list of strings; other values are rejected. Returns whether
  /// it was an empty list.
  bool strings(NodeId value, std::string_view what, const std::function<void(NodeId)>& use);

  Version version = Version::v2008_10_17;

 private:
  [[nodiscard]] bool holds_cut(NodeId value) const;
  void report(Severity severity, RuleId rule, NodeId node, const SourceSpan& span, std::string message,
              std::string help);

  const Document& document_;
  PolicyKind kind_;
  DiagnosticSink& sink_;
  bool failed_ = false;
  std::map<std::string_view, std::size_t> counts_;  // findings by code
};

/// "a list", "an object", "null", ...
std::string_view with_article(NodeKind kind);

/// A CloudFormation intrinsic: an object with the single member Ref, Condition or Fn::….
bool is_intrinsic(const Document& document, NodeId value);

/// Whether `object` has a member of this name but for its case: then the element is not also missing.
bool has_in_wrong_case(const Document& document, NodeId object, std::string_view name);

Statement read_statement(Reader& reader, NodeId object);
void read_principal(Reader& reader, NodeId value, PrincipalMatcher& matcher);
std::vector<Condition> read_conditions(Reader& reader, NodeId value);

/// A condition operator taken apart.
struct ParsedOperator {
  Quantifier quantifier = Quantifier::none;
  const OperatorName* base = nullptr;  ///< null when there is no such operator
  bool if_exists = false;
  bool known_prefix = true;
  bool canonical = true;  ///< spelled as AWS does
};
ParsedOperator parse_operator(std::string_view name);

/// The operator name nearest to `name`, or empty.
std::string_view closest_operator(std::string_view name);

}  // namespace postern::policy
