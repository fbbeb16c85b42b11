// Printing is the inverse of reading: the printed policy reads as the same policy, and prints the same.

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "policy/reading.hpp"
#include "policy/same_policy.hpp"
#include "support/policy_generator.hpp"

namespace postern {
namespace {

using testing::Reading;

void check_inverse(const Reading& reading, std::string_view name) {
  ASSERT_TRUE(reading.policy.complete) << name << ": " << reading.codes();
  const std::string printed = print_policy(reading.policy);
  const Reading again(printed, reading.policy.kind);
  EXPECT_TRUE(again.policy.complete) << name << ": " << again.codes() << "\n" << printed;
  EXPECT_TRUE(testing::same(reading.policy, again.policy)) << name << "\n" << printed;
  EXPECT_EQ(print_policy(again.policy), printed) << name;
}

TEST(Print, IsCanonical) {
  const Reading reading(
      R"({"Statement":{"Condition":{"stringlike":{"aws:x":["a",1],"b:c":[]},"Null":{"d:e":true}},
                           "NotResource":["*"],"Action":[],"NotPrincipal":{"Service":"s","AWS":["a","b"]},
                           "Effect":"Deny","Sid":"A"},"Id":"\u00e9"})",
      PolicyKind::resource);
  EXPECT_EQ(print_policy(reading.policy), R"({
  "Version": "2008-10-17",
  "Id": "é",
  "Statement": [
    {
      "Sid": "A",
      "Effect": "Deny",
      "NotPrincipal": {
        "Service": "s",
        "AWS": [
          "a",
          "b"
        ]
      },
      "Action": [],
      "NotResource": "*",
      "Condition": {
        "stringlike": {
          "aws:x": [
            "a",
            "1"
          ],
          "b:c": []
        },
        "Null": {
          "d:e": "true"
        }
      }
    }
  ]
}
)");
}

TEST(Print, PoliciesOfTheProject) {
  std::size_t count = 0;
  for (const char* folder : {"policies/batch", "policies/companions"}) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(POSTERN_SOURCE_DIR "/") + folder)) {
      if (entry.path().extension() != ".json")
        continue;
      const Reading reading(testing::file_text(entry.path().string()), PolicyKind::endpoint);
      check_inverse(reading, entry.path().string());
      ++count;
    }
  }
  EXPECT_GE(count, 15U);
}

TEST(Print, TheDefaultEndpointPolicy) {
  const Reading reading(default_endpoint_policy_text(), PolicyKind::endpoint);
  check_inverse(reading, "default");
  EXPECT_EQ(reading.codes(), "SX117");
  ASSERT_EQ(reading.policy.statements.size(), 1U);
  const Statement& statement = reading.policy.statements[0];
  EXPECT_EQ(statement.effect, Effect::allow);
  EXPECT_EQ(statement.principal.principals.at(0).value.form, Principal::Form::everyone);
  EXPECT_TRUE(statement.action.patterns.at(0).value.matches("batch:SubmitJob"));
  EXPECT_EQ(statement.resource.patterns.at(0).value.form(), ResourcePattern::Form::everything);
}

// Every policy in the layers of the evaluation vectors.
TEST(Print, PoliciesOfTheVectors) {
  std::size_t count = 0;
  for (const std::string& line : testing::lines_of("tests/spec/vectors.ndjson")) {
    DiagnosticList found;
    const Document vector = Document::read(DocumentId{0}, "vector", line, ReadLimits::container(), found);
    const NodeId layers = vector.find(vector.root(), "layers");
    ASSERT_NE(layers, no_node) << line;
    for (NodeId layer = vector[layers].first; layer != no_node; layer = vector[layer].next) {
      const std::optional<PolicyKind> kind = policy_kind_from(vector[layer].key);
      ASSERT_TRUE(kind) << vector[layer].key;
      // A layer is a policy, a list of policies, or a list of levels of them.
      std::vector<NodeId> pending = {layer};
      while (!pending.empty()) {
        const NodeId at = pending.back();
        pending.pop_back();
        if (vector[at].kind == NodeKind::array) {
          for (NodeId item = vector[at].first; item != no_node; item = vector[item].next)
            pending.push_back(item);
        } else if (vector[at].kind == NodeKind::object) {
          const SourceSpan span = vector[at].span;
          check_inverse(Reading(vector.text().substr(span.begin, span.end - span.begin), *kind), line);
          ++count;
        }
      }
    }
  }
  EXPECT_GT(count, 350U);
}

constexpr PolicyKind kinds[] = {PolicyKind::endpoint, PolicyKind::identity, PolicyKind::resource,
                                PolicyKind::boundary, PolicyKind::session,  PolicyKind::scp,
                                PolicyKind::rcp};

TEST(Print, GeneratedPolicies) {
  for (const PolicyKind kind : kinds) {
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
      testing::Random random(seed);
      const std::string text = testing::random_policy_text(random, kind);
      check_inverse(Reading(text, kind), text);
    }
  }
}

// The generator leaves nothing out.
TEST(PolicyGenerator, CoversTheLanguage) {
  std::set<std::string> operators;
  std::set<Principal::Form> forms;
  std::set<std::string> traits;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    testing::Random random(seed);
    const Policy policy = testing::random_policy(random, kinds[seed % std::size(kinds)]);
    traits.insert(policy.version == Version::v2008_10_17 ? "2008" : "2012");
    if (policy.id)
      traits.insert("Id");
    for (const Statement& statement : policy.statements) {
      traits.insert(std::string(to_string(statement.effect)));
      if (statement.sid)
        traits.insert("Sid");
      if (statement.principal.present)
        traits.insert(statement.principal.sense == Sense::is ? "Principal" : "NotPrincipal");
      traits.insert(statement.action.sense == Sense::is ? "Action" : "NotAction");
      traits.insert(!statement.resource.present             ? "no Resource"
                    : statement.resource.sense == Sense::is ? "Resource"
                                                            : "NotResource");
      traits.insert(statement.action.patterns.empty() ? "no actions" : "actions");
      for (const auto& principal : statement.principal.principals)
        forms.insert(principal.value.form);
      for (const Condition& condition : statement.conditions)
        operators.insert(operator_text(condition));
    }
  }
  EXPECT_EQ(traits, (std::set<std::string>{"2008", "2012", "Action", "Allow", "Deny", "Id", "NotAction",
                                           "NotPrincipal", "NotResource", "Principal", "Resource", "Sid",
                                           "actions", "no Resource", "no actions"}));
  EXPECT_EQ(forms.size(), static_cast<std::size_t>(Principal::Form::nobody) + 1);
  // 26 operators with three quantifiers and two suffixes, and Null, which takes no suffix.
  EXPECT_EQ(operators.size(), 26U * 6U + 3U);
}

TEST(PolicyGenerator, TheSameSeedGivesTheSamePolicy) {
  testing::Random a(7);
  testing::Random b(7);
  testing::Random c(8);
  const std::string text = testing::random_policy_text(a, PolicyKind::endpoint);
  EXPECT_EQ(testing::random_policy_text(b, PolicyKind::endpoint), text);
  EXPECT_NE(testing::random_policy_text(c, PolicyKind::endpoint), text);
}

}  // namespace
}  // namespace postern
