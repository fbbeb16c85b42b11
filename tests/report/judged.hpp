#pragma once
// A request judged by one endpoint policy, for the tests of its reports.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "postern/evaluate.hpp"
#include "postern/policy.hpp"
#include "postern/request.hpp"

namespace postern::testing {

struct Judged {
  Sources sources;
  Policy policy;
  Request request;
  Explanation explanation;

  /// `policy_text` is read as the endpoint policy `ep.json`.
  Judged(std::string policy_text, std::string_view principal, std::string_view action,
         std::vector<std::string> resources) {
    DiagnosticList list;
    const Document& document = sources.add("ep.json", std::move(policy_text), ReadLimits{}, list);
    policy = read_policy(document, document.root(), PolicyKind::endpoint, list);
    policy.name = "ep.json";
    EXPECT_TRUE(policy.complete);
    request.id = "r1";
    request.principal = RequestPrincipal::parse(principal).value();
    request.action = ActionName::parse(action).value();
    request.resources = std::move(resources);
    Layers layers;
    layers.endpoint = PolicyList{&policy};
    explanation = explain(layers, request, ServiceFacts{});
  }
};

inline constexpr std::string_view ann = "arn:aws:iam::111122223333:user/ann";
inline constexpr std::string_view queue = "arn:aws:batch:us-east-1:111122223333:job-queue/prod";
inline constexpr std::string_view definition = "arn:aws:batch:us-east-1:111122223333:job-definition/d:1";

}  // namespace postern::testing
