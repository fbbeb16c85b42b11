// Damaged policies: every truncation and thousands of random changes of every policy of the project. Whatever
// the bytes, the reader answers, its spans and pointers stay inside the document, and what it calls complete
// prints and reads back.

#include <gtest/gtest.h>

#include <filesystem>

#include "policy/reading.hpp"
#include "policy/same_policy.hpp"
#include "support/mutate.hpp"

namespace postern {
namespace {

using testing::Reading;

void check_span(const SourceSpan& span, std::size_t size, const std::string& what) {
  ASSERT_LE(span.begin, span.end) << what;
  ASSERT_LE(span.end, size) << what;
}

// INVARIANT: children nest in parents, siblings ascend.
void check_nodes(const Document& document, const std::string& what) {
  for (std::uint32_t index = 0; index < document.size(); ++index) {
    const Node& node = document[static_cast<NodeId>(index)];
    check_span(node.span, document.text().size(), what);
    check_span(node.key_span, document.text().size(), what);
    if (node.parent == no_node)
      continue;
    const Node& parent = document[node.parent];
    ASSERT_LE(parent.span.begin, node.span.begin) << what;
    ASSERT_LE(node.span.end, parent.span.end) << what;
    ASSERT_LE(node.key_span.end, node.span.begin) << what;
    if (node.next != no_node) {
      ASSERT_LE(node.span.end, document[node.next].span.begin) << what;
    }
  }
}

void check_text(std::string_view text, PolicyKind kind, const std::string& what) {
  const Reading reading(text, kind);
  check_nodes(reading.document, what);
  for (const Diagnostic& diagnostic : reading.found.diagnostics) {
    check_span(diagnostic.span, text.size(), what);
    for (const Note& note : diagnostic.notes)
      check_span(note.span, text.size(), what);
    for (const Edit& edit : diagnostic.edits)
      check_span(edit.span, text.size(), what);
    ASSERT_FALSE(diagnostic.message.empty()) << what;
    ASSERT_EQ(diagnostic.message.find('\n'), std::string::npos) << what;
  }
  ASSERT_TRUE(!reading.policy.complete || reading.document.well_formed()) << what;
  // Silence about a document that decides nothing would be a lie.
  ASSERT_TRUE(reading.policy.complete || !reading.found.diagnostics.empty()) << what;
  if (!reading.policy.complete)
    return;
  const std::string printed = print_policy(reading.policy);
  const Reading again(printed, kind);
  ASSERT_TRUE(again.policy.complete) << what << "\n" << printed;
  ASSERT_TRUE(testing::same(reading.policy, again.policy)) << what << "\n" << printed;
}

void check_file(const std::filesystem::path& path, std::uint64_t seed) {
  const std::string text = testing::file_text(path.string());
  ASSERT_NO_FATAL_FAILURE(check_text(text, PolicyKind::endpoint, path.string()));
  testing::MutationPlan plan;
  plan.cuts = text.size();
  plan.flips = 1000;
  plan.edits = 1500;
  plan.seed = seed;
  bool identity = false;
  for (const testing::Mutant& mutant : testing::mutants_of(text, plan)) {
    identity = !identity;
    const PolicyKind kind = identity ? PolicyKind::identity : PolicyKind::endpoint;
    ASSERT_NO_FATAL_FAILURE(check_text(mutant.text, kind, path.string() + ", " + mutant.what));
  }
}

TEST(Mutation, DamagedPoliciesGetAnAnswer) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(POSTERN_SOURCE_DIR "/policies")) {
    if (entry.path().extension() != ".json")
      continue;
    ASSERT_NO_FATAL_FAILURE(check_file(entry.path(), ++files));
  }
  EXPECT_GE(files, 60U);
}

}  // namespace
}  // namespace postern
