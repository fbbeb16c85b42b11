// What holds for every defect: one is one finding, all are found in one run, in source order.

#include <gtest/gtest.h>

#include "policy/defect_cases.hpp"

namespace postern {
namespace {

using testing::endpoint;
using testing::policy;
using testing::Reading;
using testing::statement;
using testing::with;
using Kind = PolicyKind;

// Each kind of policy: what it demands and what it forbids.
TEST(Reader, KnowsWhichKindsNamePrincipals) {
  for (const Kind kind : {Kind::endpoint, Kind::identity, Kind::resource, Kind::boundary, Kind::session,
                          Kind::scp, Kind::rcp}) {
    const bool principals = kind == Kind::endpoint || kind == Kind::resource || kind == Kind::rcp;
    EXPECT_EQ(has_principals(kind), principals);
    const Reading with_principal(with(statement), kind);
    EXPECT_EQ(with_principal.codes(), principals ? "" : "SX126") << to_string(kind);
    EXPECT_EQ(with_principal.policy.complete, principals) << to_string(kind);
    const Reading without(with(R"({"Effect":"Allow","Action":"*","Resource":"*"})"), kind);
    const bool demanded = kind == Kind::endpoint || kind == Kind::resource;
    EXPECT_EQ(without.codes(), demanded ? "SX125" : "") << to_string(kind);
    EXPECT_EQ(policy_kind_from(to_string(kind)), kind);
  }
  EXPECT_EQ(policy_kind_from("Endpoint"), std::nullopt);
  EXPECT_EQ(policy_kind_from(""), std::nullopt);
}

TEST(Reader, SeveritiesDependOnTheKind) {
  struct Row {
    std::string_view name;
    std::string text;
    PolicyKind kind;
    Severity severity;
  };
  const std::string sids = with(R"({"Sid":"a","Effect":"Deny","Action":"*","Resource":"*"},)"
                                R"({"Sid":"a","Effect":"Deny","Action":"*","Resource":"*"})");
  const std::string sid = with(R"({"Sid":"a-b","Effect":"Deny","Action":"*","Resource":"*"})");
  const Row rows[] = {
      {"equal Sids, identity", sids, Kind::identity, Severity::error},
      {"equal Sids, scp", sids, Kind::scp, Severity::error},
      {"equal Sids, rcp", sids, Kind::rcp, Severity::warning},
      {"Sid characters, identity", sid, Kind::identity, Severity::error},
      {"Sid characters, rcp", sid, Kind::rcp, Severity::error},
      {"Sid characters, endpoint", endpoint(R"("Sid":"a-b")"), Kind::endpoint, Severity::suggestion},
  };
  for (const Row& row : rows) {
    const Reading reading(row.text, row.kind);
    ASSERT_EQ(reading.found.diagnostics.size(), 1U) << row.name;
    EXPECT_EQ(reading.found.diagnostics[0].severity, row.severity) << row.name;
    EXPECT_TRUE(reading.policy.complete) << row.name;
  }
}

TEST(Reader, ReportsSeveralDefectsInOneRun) {
  const Reading reading(
      R"({"Version":"2024-01-01","Extra":1,"Statement":[
        {"Effect":"allow","Principal":"x","Action":[1,[2]],"Resource":"*"},
        7,
        {"effect":"Deny","NotPrincipal":{"Aws":"*"},"NotAction":"*","Action":"*","Condition":{
          "StringEqual":{"a:b":"c"},"Bool":{"a:b":null,"c:d":[[]]}}}]})",
      Kind::endpoint);
  EXPECT_EQ(reading.codes(),
            "SX115 SX109 SX122 SX142 SX112 SX114 SX112 SX124 SX111 SX143 SX127 SX136 SX113 SX114");
  EXPECT_EQ(reading.policy.statements.size(), 2U) << "what can be had is had";
  EXPECT_FALSE(reading.policy.complete);
}

TEST(Reader, ReportsInSourceOrder) {
  const Reading reading(
      R"({"Statement":[{"Resource":null,"Action":7,"Sid":"-","Principal":[],"Effect":"x"}],)"
      R"("Id":1,"Version":0})",
      Kind::endpoint);
  std::uint32_t last = 0;
  for (const Diagnostic& diagnostic : reading.found.diagnostics) {
    EXPECT_LE(last, diagnostic.span.begin) << diagnostic.rule.code;
    last = diagnostic.span.begin;
  }
  EXPECT_EQ(reading.codes(), "SX113 SX112 SX131 SX142 SX122 SX112 SX112");
}

TEST(Reader, HelpsWithNamesAndQuotes) {
  struct Row {
    std::string text;
    std::string_view help;
  };
  const Row rows[] = {
      {endpoint(R"("effect":"Allow")"), "write `Effect`"},
      {endpoint(R"("Ressource":"*")"), "did you mean `Resource`?"},
      {endpoint(R"("Condition":{"StringEqual":{"a:b":"c"}})"), "did you mean `StringEquals`?"},
      {endpoint(R"("Condition":{"ForAnyValues:StringLike":{"a:b":"c"}})"), "exactly `ForAllValues:` or"},
      {endpoint(R"("Principal":{"AWS":111122223333})", R"("Effect":"Allow","Action":"*","Resource":"*")"),
       "put `111122223333` in quotes"},
      {endpoint(R"("Principal":{"aws":"*"})", R"("Effect":"Allow","Action":"*","Resource":"*")"),
       "write `AWS`"},
      {policy(R"("Statements":[])"), "did you mean `Statement`?"},
  };
  for (const Row& row : rows) {
    const Reading reading(row.text, Kind::endpoint);
    ASSERT_FALSE(reading.found.diagnostics.empty()) << row.text;
    bool helps = false;
    for (const Diagnostic& diagnostic : reading.found.diagnostics)
      helps = helps || diagnostic.help.find(row.help) != std::string::npos;
    EXPECT_TRUE(helps) << row.text;
  }
}

// What was cut off is not also missing.
TEST(Reader, ACutDocumentHasNoMissingElements) {
  const std::string text = with(statement);
  for (std::size_t size = 1; size < text.size(); ++size) {
    const Reading reading(text.substr(0, size), Kind::endpoint);
    EXPECT_EQ(reading.codes().substr(0, 5), "SX101") << size;
    for (const Diagnostic& diagnostic : reading.found.diagnostics) {
      EXPECT_EQ(diagnostic.rule.code, "SX101") << size << ": " << diagnostic.message;
    }
    EXPECT_FALSE(reading.policy.complete) << size;
  }
}

TEST(Reader, HostileDocumentsStayQuick) {
  struct Row {
    std::string_view head, unit, tail;
  };
  constexpr Row rows[] = {
      {R"({"Statement":{"Action":[0)", ",7", "]}}"},
      {R"({"a":1)", R"(,"a":1)", "}"},
      {R"({"Statement":[0)", ",null", "]}"},
      {R"({"Statement":[{})", ",{}", "]}"},
      {R"({"Statement":{"Condition":{"x":0)", R"(,"y":0)", "}}}"},
      {R"({"Statement":{"Principal":{"x":0)", R"(,"y":0)", "}}}"},
      {R"({"Statement":{"Condition":{"Bool":{"x":0)", R"(,"y":0)", "}}}}"},
      {R"({"Statement":{"Condition":{")", "Abc", R"(":1}}})"},
      {R"({"Statement":{")", "Abc", R"(":1}})"},
  };
  for (const Row& row : rows) {
    std::string text(row.head);
    while (text.size() + row.unit.size() + row.tail.size() <= (1U << 20U))
      text += row.unit;
    text += row.tail;
    const Reading reading(text, Kind::endpoint);
    EXPECT_FALSE(reading.policy.complete) << row.head;
    EXPECT_LE(reading.found.diagnostics.size(), 5000U) << row.head;
  }
}

}  // namespace
}  // namespace postern
