// Policies that AWS and its customers published are valid, so every one of them must load. The collection is
// not part of the project: POSTERN_CORPUS names the folder that holds it.

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "postern/input.hpp"

namespace postern {
namespace {

std::optional<PolicyKind> kind_of(std::string_view name) {
  if (name == "vpc-endpoint") {
    return PolicyKind::endpoint;
  }
  return name == "resource-policy" ? PolicyKind::resource : policy_kind_from(name);
}

TEST(Corpus, EveryPublishedPolicyLoads) {
  const char* const corpus = std::getenv("POSTERN_CORPUS");
  if (corpus == nullptr) {
    GTEST_SKIP() << "set POSTERN_CORPUS to the folder that holds policies-real/index.json";
  }
  const std::string folder = std::string(corpus) + "/policies-real/";
  Result<std::string> text = read_file(folder + "index.json");
  ASSERT_TRUE(text.ok()) << text.error().message;
  Sources sources;
  DiagnosticList sink;
  const Document& index = sources.add("index.json", std::move(text).value(), ReadLimits::container(), sink);
  ASSERT_TRUE(index.well_formed());

  std::size_t loaded = 0;
  NodeId entry = index[index.find(index.root(), "policies")].first;
  for (; entry != no_node; entry = index[entry].next) {
    const std::string file(index[index.find(entry, "file")].text);
    const std::optional<PolicyKind> kind = kind_of(index[index.find(entry, "kind")].text);
    ASSERT_TRUE(kind.has_value()) << file;
    DiagnosticList defects;
    const Result<LoadedPolicy> policy = load_policy(sources, folder + file, *kind, defects);
    EXPECT_TRUE(policy.ok()) << policy.error().message;
    for (const Diagnostic& defect : defects.diagnostics) {
      if (!policy.ok()) {
        ADD_FAILURE() << file << defect.pointer << ": " << defect.rule.code << " " << defect.message;
      }
    }
    loaded += policy.ok() ? 1 : 0;
  }
  EXPECT_GT(loaded, 0U);
}

}  // namespace
}  // namespace postern
