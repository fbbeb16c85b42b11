#pragma once
// Policies, layers and requests from short texts, for the tests of this room. In the texts a single quote
// stands for a double one.

#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "postern/evaluate.hpp"

namespace postern::test {

inline constexpr std::string_view alice = "arn:aws:iam::111122223333:user/alice";
inline constexpr std::string_view runner = "arn:aws:iam::111122223333:role/BatchRunner";
inline constexpr std::string_view session = "arn:aws:sts::111122223333:assumed-role/BatchRunner/ci-42";
inline constexpr std::string_view federated_alice = "arn:aws:sts::111122223333:federated-user/alice";
inline constexpr std::string_view root_user = "arn:aws:iam::111122223333:root";
inline constexpr std::string_view events = "events.amazonaws.com";
inline constexpr std::string_view queue = "arn:aws:sqs:us-east-1:111122223333:jobs";
inline constexpr std::string_view other_queue = "arn:aws:sqs:us-east-1:444455556666:jobs";

inline std::string with_quotes(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '\'')
      c = '"';
  }
  return out;
}

/// A text that has to be JSON, and the defects of it.
struct JsonText {
  DiagnosticList found;
  Document document;

  explicit JsonText(std::string text)
      : document(Document::read(DocumentId{0}, "text", std::move(text), ReadLimits::container(), found)) {}
};

/// The policy of a text that is used as it stands. Throws when it is not complete.
inline Policy policy_of_json(std::string text, PolicyKind kind) {
  JsonText json(text);
  Policy policy = read_policy(json.document, json.document.root(), kind, json.found);
  if (!policy.complete)
    throw std::runtime_error("not a policy: " + text + ": " + json.found.diagnostics.front().message);
  policy.name = to_string(kind);
  return policy;
}

/// A policy of version 2012-10-17 with these statements.
inline Policy policy_of(std::string_view statements, PolicyKind kind) {
  return policy_of_json(with_quotes("{'Version':'2012-10-17','Statement':[" + std::string(statements) + "]}"),
                        kind);
}

inline Request request_of(std::string_view principal, std::string_view action, std::string_view resource) {
  Request request;
  request.principal = RequestPrincipal::parse(principal).value();
  request.action = ActionName::parse(action).value();
  request.resources = {std::string(resource)};
  return request;
}

/// Layers that own their policies. The statements of a call make up one document.
class Stack {
 public:
  Stack() = default;
  Stack(const Stack&) = delete;
  Stack& operator=(const Stack&) = delete;

  Stack& endpoint(std::string_view statements) {
    return add(layers_.endpoint, statements, PolicyKind::endpoint);
  }
  Stack& identity(std::string_view statements) {
    return add(layers_.identity, statements, PolicyKind::identity);
  }
  Stack& session(std::string_view statements) {
    return add(layers_.session, statements, PolicyKind::session);
  }
  Stack& resource(std::string_view statements) {
    layers_.resource = own(policy_of(statements, PolicyKind::resource));
    return *this;
  }
  Stack& boundary(std::string_view statements) {
    layers_.boundary = own(policy_of(statements, PolicyKind::boundary));
    return *this;
  }
  /// A level of its own.
  Stack& scp(std::string_view statements) { return add_level(layers_.scp, statements, PolicyKind::scp); }
  Stack& rcp(std::string_view statements) { return add_level(layers_.rcp, statements, PolicyKind::rcp); }

  const Policy* own(Policy policy) {
    policies_.push_back(std::move(policy));
    return &policies_.back();
  }

  [[nodiscard]] Layers& layers() { return layers_; }
  [[nodiscard]] const Layers& layers() const { return layers_; }

 private:
  Stack& add(std::optional<PolicyList>& list, std::string_view statements, PolicyKind kind) {
    if (!list)
      list.emplace();
    if (!statements.empty())
      list->push_back(own(policy_of(statements, kind)));
    return *this;
  }
  Stack& add_level(std::optional<std::vector<PolicyList>>& levels, std::string_view statements,
                   PolicyKind kind) {
    if (!levels)
      levels.emplace();
    levels->emplace_back();
    if (!statements.empty())
      levels->back().push_back(own(policy_of(statements, kind)));
    return *this;
  }

  std::deque<Policy> policies_;
  Layers layers_;
};

/// "code code", in the order given.
inline std::string codes_of(const Evaluation& evaluation) {
  std::string out;
  for (const Warning& warning : evaluation.warnings)
    out += (out.empty() ? "" : " ") + warning.code;
  return out;
}

}  // namespace postern::test
