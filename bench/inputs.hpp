#pragma once
// What the benchmarks work on: fixed policies and requests.

#include <cstdlib>
#include <memory>
#include <string>

#include "postern/endpoint.hpp"
#include "postern/evaluate.hpp"
#include "support/large_policy.hpp"

namespace postern::bench {

inline constexpr std::size_t large = 20000;  // near AWS's limit of 20,480 characters

/// A policy with the document it was read from.
struct LoadedText {
  DiagnosticList diagnostics;
  Sources sources;
  Policy policy;

  explicit LoadedText(std::string text) {
    const Document& document = sources.add("bench.json", std::move(text), ReadLimits{}, diagnostics);
    policy = read_policy(document, document.root(), PolicyKind::endpoint, diagnostics);
    if (!policy.complete)
      std::abort();
  }
};

inline Request request_of(const std::string& json) {
  DiagnosticList diagnostics;
  Sources sources;
  const Document& document = sources.add("request", json, ReadLimits{}, diagnostics);
  Result<Request> request = read_request(document, document.root());
  if (!request)
    std::abort();
  return std::move(*request);
}

/// Allowed by the statement of team 20: about in the middle of the large policy.
inline Request allowed_request() {
  return request_of(
      R"({"principal":"arn:aws:sts::111100000020:assumed-role/team-0020/ci","action":"batch:SubmitJob",
    "resource":"arn:aws:batch:us-east-1:111100000020:job-queue/team-0020-prod",
    "context":{"aws:PrincipalOrgID":"o-a1b2c3d4e5","aws:PrincipalTag/team":"red","aws:ResourceTag/team":"red"}})");
}

/// Reaches every statement and matches none.
inline Request denied_request() {
  return request_of(
      R"({"principal":"arn:aws:sts::444455556666:assumed-role/stranger/x","action":"batch:SubmitJob",
    "resource":"arn:aws:batch:us-east-1:444455556666:job-queue/q","context":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}})");
}

}  // namespace postern::bench
