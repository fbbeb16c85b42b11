#pragma once
// What an evaluation says: the verdict, what decided it, and why.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/glob.hpp"
#include "postern/policy.hpp"
#include "postern/span.hpp"

namespace postern {

enum class Verdict : std::uint8_t {
  implicit_deny,
  allowed,
  explicit_deny,
  undetermined,  ///< the context holds unknown values that matter; no command produces this
};
std::string_view to_string(
    Verdict verdict) noexcept;  ///< "implicitDeny", "allowed", "explicitDeny", "undetermined"

/// In the order in which the deciding layer is looked for (semantics.md 6.6).
enum class Layer : std::uint8_t { scp, rcp, endpoint, resource, identity, boundary, session, none };
inline constexpr std::size_t layer_count = 7;
std::string_view to_string(Layer layer) noexcept;

/// A statement within the layers that were evaluated.
struct StatementRef {
  Layer layer = Layer::none;
  std::uint16_t level = 0;     ///< of scp and rcp: 0 is the root
  std::uint32_t document = 0;  ///< index in the layer; within scp and rcp in the level
  std::uint32_t statement = 0;

  friend bool operator==(const StatementRef&, const StatementRef&) = default;
};

/// Trivially copyable, 16 bytes. `witness` is *a* statement that settled the verdict (its layer is `none`
/// when no statement did); the complete answer is `Evaluation`.
struct Decision {
  Verdict verdict = Verdict::implicit_deny;
  Layer layer = Layer::none;
  StatementRef witness;
};

/// What one layer says of one resource.
enum class LayerResult : std::uint8_t { not_modelled, not_applicable, none, allow, deny };
std::string_view to_string(LayerResult result) noexcept;

/// A doubt or a correction that the reader of the answer must know. Codes are stable kebab-case ids.
struct Warning {
  std::string code;
  std::string message;

  friend bool operator==(const Warning&, const Warning&) = default;
};

/// A statement that matched the request on one resource.
struct MatchedStatement {
  StatementRef ref;
  const Policy* policy = nullptr;  ///< owned by the caller of `evaluate`
  std::uint32_t resource = 0;      ///< index of the request's resource

  [[nodiscard]] const Statement& statement() const { return policy->statements[ref.statement]; }
};

struct ResourceOutcome {
  std::string resource;
  Verdict verdict = Verdict::implicit_deny;
  Layer decided_by = Layer::none;
  std::array<LayerResult, layer_count> layers{};
};

struct Evaluation {
  Decision decision;
  std::vector<ResourceOutcome> resources;
  std::vector<MatchedStatement> matched;  ///< by resource, layer, level, document, statement
  std::vector<Warning> warnings;
};

// --- Explanation
// -------------------------------------------------------------------------------------------------

enum class Clause : std::uint8_t { principal, action, resource, condition };
std::string_view to_string(Clause clause) noexcept;

/// One clause of one statement against the request: what the policy asks, what the request has, and the
/// outcome.
struct ClauseTrace {
  Clause clause = Clause::principal;
  Truth truth = Truth::no;
  std::string expected;  ///< the policy's side: `Resource "arn:…:job-queue/prod"`
  std::string actual;    ///< the request's side: `arn:…:job-queue/dev`
  std::string reason;    ///< one sentence fragment, lower case: "no pattern matches"
  SourceSpan span;       ///< of the element, or of the condition key
};

struct StatementTrace {
  StatementRef ref;
  const Policy* policy = nullptr;
  std::uint32_t resource = 0;
  Truth truth = Truth::no;
  std::vector<ClauseTrace> clauses;  ///< every clause, in the order principal, action, resource, conditions

  [[nodiscard]] const Statement& statement() const { return policy->statements[ref.statement]; }
  /// The first clause that is not true; null when the statement matches.
  [[nodiscard]] const ClauseTrace* first_failure() const;
  [[nodiscard]] std::size_t failures() const;
};

struct Explanation {
  Evaluation evaluation;
  std::vector<StatementTrace>
      statements;  ///< every statement of every layer that applies, for every resource
  /// For an implicit deny: index into `statements` of the Allow in the deciding layer that came nearest
  /// (fewest failing clauses, then the latest first failure, then order). Nothing when that layer has no
  /// Allow at all.
  std::optional<std::size_t> nearest;
};

}  // namespace postern
