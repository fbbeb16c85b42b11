#pragma once
// Policies of every kind, as values, with the source bytes of every field.
//
// The grammar is https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html. A policy
// that could not be read without guessing has `complete` unset; the evaluator refuses it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "postern/arn.hpp"
#include "postern/diagnostic.hpp"
#include "postern/document.hpp"
#include "postern/glob.hpp"
#include "postern/span.hpp"

namespace postern {

enum class PolicyKind : std::uint8_t { endpoint, identity, resource, boundary, session, scp, rcp };

/// "endpoint", "identity", ...
std::string_view to_string(PolicyKind kind) noexcept;
std::optional<PolicyKind> policy_kind_from(std::string_view name) noexcept;

/// endpoint, resource and rcp policies name principals; the others belong to one.
constexpr bool has_principals(PolicyKind kind) noexcept {
  return kind == PolicyKind::endpoint || kind == PolicyKind::resource || kind == PolicyKind::rcp;
}

/// The type of endpoint that an endpoint policy is attached to.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
enum class EndpointType : std::uint8_t { interface, gateway };

/// Absent means 2008-10-17, in which `${…}` is ordinary text.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
enum class Version : std::uint8_t { v2008_10_17, v2012_10_17 };

enum class Effect : std::uint8_t { allow, deny };
std::string_view to_string(Effect effect) noexcept;  ///< "Allow", "Deny"

/// Whether a clause lists what it covers (`Action`) or what it leaves out (`NotAction`).
enum class Sense : std::uint8_t { is, is_not };

// --- Principal
// -------------------------------------------------------------------------------------------------

enum class PrincipalType : std::uint8_t { aws, service, federated, canonical_user };
std::string_view to_string(PrincipalType type) noexcept;  ///< the member name: "AWS", "Service", ...

/// One entry of a Principal element, taken apart.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
struct Principal {
  enum class Form : std::uint8_t {
    everyone,        ///< "*", {"AWS": "*"}
    account,         ///< an account id, or the ARN of its root
    user,            ///< a user ARN
    role,            ///< a role ARN: every session of it
    session,         ///< an assumed-role session ARN
    federated_user,  ///< a federated-user session ARN
    user_id,         ///< AIDA…
    role_id,         ///< AROA…
    service,         ///< {"Service": …}
    federated,       ///< {"Federated": …}
    canonical_user,  ///< {"CanonicalUser": …}
    nobody,          ///< anything else: matches no caller
  };
  Form form = Form::nobody;
  PrincipalType type = PrincipalType::aws;
  std::string text;       ///< as written
  std::string partition;  ///< of an ARN form; empty for a bare account id
  std::string account;    ///< account, user, role, session, federated_user
  std::string name;       ///< role: last path segment; session: role name; user, federated_user: last segment
};

/// Parses one entry. Never fails: what is malformed becomes `nobody`.
Principal parse_principal(PrincipalType type, std::string_view text);

struct PrincipalMatcher {
  bool present = false;  ///< false where the kind has no principals, or an rcp leaves it out (read as "*")
  Sense sense = Sense::is;
  std::vector<Located<Principal>> principals;  ///< any of them
  SourceSpan span;                             ///< the value of the element
};

// --- Action
// ----------------------------------------------------------------------------------------------------

/// A string of an `Action` or `NotAction` element; ASCII case is ignored.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
class ActionPattern {
 public:
  static ActionPattern parse(std::string_view pattern);

  /// `action` is "prefix:Name". Only stars match every action; without a colon nothing else ever matches.
  [[nodiscard]] bool matches(std::string_view action) const { return valid_ && glob_.matches(action); }

  [[nodiscard]] const std::string& source() const noexcept { return source_; }  ///< as written
  [[nodiscard]] bool valid() const noexcept { return valid_; }  ///< has a colon, or is made of stars alone
  [[nodiscard]] const Glob& glob() const noexcept { return glob_; }

 private:
  std::string source_;
  Glob glob_;
  bool valid_ = false;
};

struct ActionMatcher {
  Sense sense = Sense::is;
  std::vector<Located<ActionPattern>> patterns;
  SourceSpan span;
};

// --- Resource
// --------------------------------------------------------------------------------------------------

struct ResourceMatcher {
  bool present = true;  ///< false in a resource policy without the element: its own resource, so every one
  Sense sense = Sense::is;
  std::vector<Located<ResourcePattern>> patterns;
  SourceSpan span;
};

// --- Condition
// -------------------------------------------------------------------------------------------------

/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
enum class OperatorFamily : std::uint8_t { string, numeric, date, boolean, binary, ip, arn, null };

enum class OperatorId : std::uint8_t {
  string_equals,
  string_not_equals,
  string_equals_ignore_case,
  string_not_equals_ignore_case,
  string_like,
  string_not_like,
  numeric_equals,
  numeric_not_equals,
  numeric_less_than,
  numeric_less_than_equals,
  numeric_greater_than,
  numeric_greater_than_equals,
  date_equals,
  date_not_equals,
  date_less_than,
  date_less_than_equals,
  date_greater_than,
  date_greater_than_equals,
  boolean,
  binary_equals,
  ip_address,
  not_ip_address,
  arn_equals,
  arn_not_equals,
  arn_like,
  arn_not_like,
  null,
};

struct OperatorName {
  OperatorId id;
  std::string_view name;  ///< canonical spelling, "StringEquals"
  OperatorFamily family;
  bool negated;  ///< the exact complement of its positive twin on one value
};
const OperatorName& operator_name(OperatorId id) noexcept;

/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
enum class Quantifier : std::uint8_t { none, for_all_values, for_any_value };

/// One value of a condition. String and Arn operators match by a parsed pattern, the others read the text.
struct Operand {
  std::string text;  ///< string value, or the exact lexeme of a number or boolean
  std::variant<std::monostate, Glob, ArnPattern> pattern;
};

/// One test: an operator on one key. Its values are alternatives; the conditions of a statement all must
/// hold.
struct Condition {
  Quantifier quantifier = Quantifier::none;
  OperatorId op = OperatorId::string_equals;
  bool if_exists = false;
  Located<std::string> key;  ///< as written
  std::string lookup_key;    ///< ASCII-lower-cased
  std::vector<Located<Operand>> values;
  std::string operator_source;  ///< the operator as written
  SourceSpan operator_span;
  SourceSpan span;  ///< key and values
};

/// "ForAllValues:StringLikeIfExists"
std::string operator_text(const Condition& condition);

// --- Policy
// ----------------------------------------------------------------------------------------------------

struct Statement {
  std::optional<Located<std::string>> sid;
  Effect effect = Effect::allow;
  SourceSpan effect_span;
  PrincipalMatcher principal;
  ActionMatcher action;
  ResourceMatcher resource;
  std::vector<Condition> conditions;
  SourceSpan span;
};

struct Policy {
  std::string name;  ///< how messages and output call it: the file name, or FILE#ID
  PolicyKind kind = PolicyKind::endpoint;
  Version version = Version::v2008_10_17;
  std::optional<Located<std::string>> id;
  std::vector<Statement> statements;
  SourceSpan span;
  bool complete = false;  ///< read without a parse error; a policy that is not complete never decides
};

/// Reads the policy at `root` of `document`. Every defect of semantics.md 1.2-1.4 goes to `sink`, with its
/// place and pointer, in source order; parse errors leave `complete` unset. The result owns its strings; its
/// spans point into `document`. O(size of the subtree).
Policy read_policy(const Document& document, NodeId root, PolicyKind kind, DiagnosticSink& sink);

/// Canonical JSON of a complete policy: members in AWS's order, two-space indent, one final newline, lists of
/// one as strings. `read_policy` of the result gives an equal policy (spans aside).
std::string print_policy(const Policy& policy);

/// The policy that AWS attaches to an endpoint when none is given: everyone may do everything. No Version.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
std::string_view default_endpoint_policy_text() noexcept;

}  // namespace postern
