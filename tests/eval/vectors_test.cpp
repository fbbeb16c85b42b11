// The normative vectors (semantics.md 11) through the library, verdict by verdict.

#include <gtest/gtest.h>

#include <fstream>

#include "postern/endpoint.hpp"
#include "postern/evaluate.hpp"
#include "support/layers_reader.hpp"

namespace postern {
namespace {

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);)
    lines.push_back(line);
  return lines;
}

TEST(Vectors, AllAgree) {
  const std::vector<std::string> lines = lines_of(POSTERN_SOURCE_DIR "/tests/spec/vectors.ndjson");
  ASSERT_EQ(lines.size(), 292U);
  for (const std::string& line : lines) {
    Sources sources;
    test::OwnedLayers owned;
    const Document& document =
        sources.add("vectors.ndjson", line, ReadLimits::container(), owned.diagnostics);
    const NodeId root = document.root();
    const std::string id(document[document.find(root, "id")].text);
    test::read_layers(document, document.find(root, "layers"), owned);
    for (const Policy& policy : owned.policies)
      ASSERT_TRUE(policy.complete) << id;
    const Result<Request> request = read_request(document, document.find(root, "request"));
    ASSERT_TRUE(request.ok()) << id << ": " << request.error().message;

    const Evaluation evaluation = evaluate(owned.layers, *request, builtin_service_facts());
    EXPECT_EQ(to_string(evaluation.decision.verdict), document[document.find(root, "expect")].text)
        << id << ": " << document[document.find(root, "why")].text;

    const Explanation explanation = explain(owned.layers, *request, builtin_service_facts());
    EXPECT_EQ(explanation.evaluation.decision.verdict, evaluation.decision.verdict) << id;
    EXPECT_EQ(explanation.evaluation.decision.layer, evaluation.decision.layer) << id;
    EXPECT_EQ(explanation.evaluation.matched.size(), evaluation.matched.size()) << id;
  }
}

}  // namespace
}  // namespace postern
