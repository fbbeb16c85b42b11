// semantics.md 1.1 and 1.2: defects of the document and of the policy object.

#include <gtest/gtest.h>

#include "policy/defect_cases.hpp"

namespace postern {
namespace {

using testing::check;
using testing::endpoint;
using testing::policy;
using testing::statement;
using testing::whole;
using testing::with;
using Kind = PolicyKind;

TEST(ReaderDefects, PolicyObject) {
  const std::string list = "\"Statement\":[" + std::string(statement) + "]";
  const std::string identity = R"("Statement":{"Effect":"Deny","Action":"*","Resource":"*"})";
  check({
      {"2008",
       R"({"Version":"2008-10-17",)" + list + "}",
       Kind::endpoint,
       true,
       {{"SX118", "/Version", "\"2008-10-17\""}}},
      {"timestamp",
       R"({"Version":"2012-10-17T00:00:00.000Z",)" + list + "}",
       Kind::endpoint,
       false,
       {{"SX116", "/Version", "\"2012-10-17T00:00:00.000Z\""}}},
      {"Version null",
       R"({"Version":null,)" + list + "}",
       Kind::endpoint,
       false,
       {{"SX113", "/Version", "null"}}},
      {"Version with a blank",
       R"({"Version":"2012-10-17 ",)" + list + "}",
       Kind::endpoint,
       false,
       {{"SX115", "/Version", "\"2012-10-17 \""}}},
      {"Version in lower case",
       R"({"version":"2012-10-17",)" + list + "}",
       Kind::endpoint,
       false,
       {{"SX111", "/version", "\"version\""}}},
      {"no Version, rcp", R"({"Statement":[)" + std::string(statement) + "]}", Kind::rcp, true, {}},
      {"Id", policy(R"("Id":"x",)" + list), Kind::endpoint, true, {}},
      {"Id as number", policy(R"("Id":7,)" + list), Kind::endpoint, false, {{"SX112", "/Id", "7"}}},
      {"Id, identity", policy(R"("Id":"x",)" + identity), Kind::identity, true, {{"SX179", "/Id", "\"Id\""}}},
      {"Id, scp", policy(R"("Id":"x",)" + identity), Kind::scp, true, {{"SX179", "/Id", "\"Id\""}}},
      {"unknown element",
       policy(R"("Description":"x",)" + list),
       Kind::endpoint,
       false,
       {{"SX109", "/Description", "\"Description\""}}},
      {"a statement's element",
       policy(R"("Effect":"Allow",)" + list),
       Kind::endpoint,
       false,
       {{"SX109", "/Effect", "\"Effect\""}}},
      {"Statement null",
       policy(R"("Statement":null)"),
       Kind::endpoint,
       false,
       {{"SX113", "/Statement", "null"}}},
      {"Statement {}", policy(R"("Statement":{})"), Kind::endpoint, false, {{"SX120", "/Statement", "{}"}}},
      {"statement as string", with("\"S\""), Kind::endpoint, false, {{"SX112", "/Statement/0", "\"S\""}}},
      {"statement null",
       with(std::string(statement) + ",null"),
       Kind::endpoint,
       false,
       {{"SX113", "/Statement/1", "null"}}},
      {"nested statements",
       with("[" + std::string(statement) + "]"),
       Kind::endpoint,
       false,
       {{"SX114", "/Statement/0", whole}}},
      {"intrinsic as Statement",
       policy(R"("Statement":{"Fn::If":["a","b","c"]})"),
       Kind::endpoint,
       false,
       {{"SX157", "/Statement", whole}}},
      {"string", R"("S")", Kind::endpoint, false, {{"SX106", "", "\"S\""}}},
      {"number", "7", Kind::endpoint, false, {{"SX106", "", "7"}}},
      {"null", "null", Kind::endpoint, false, {{"SX106", "", "null"}}},
      {"double-encoded", R"("{\"Statement\":[]}")", Kind::endpoint, false, {{"SX107", "", whole}}},
      {"wrapped",
       R"({"PolicyDocument":{"Statement":[]}})",
       Kind::endpoint,
       false,
       {{"SX108", "/PolicyDocument", "\"PolicyDocument\""}}},
      {"wrapper name beside Statement",
       policy(R"("Policy":{},)" + list),
       Kind::endpoint,
       false,
       {{"SX109", "/Policy", "\"Policy\""}}},
      {"empty object", "{}", Kind::endpoint, false, {{"SX117", "", "{}"}, {"SX119", "", "{}"}}},
      {"nothing", "", Kind::endpoint, false, {{"SX101", "", ""}}},
      {"33 levels",
       std::string(33, '[') + std::string(33, ']'),
       Kind::endpoint,
       false,
       {{"SX105", "/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0", "["},
        {"SX106", "", whole}}},
      {"control character",
       endpoint(R"("Sid":"a\u0007")"),
       Kind::endpoint,
       true,
       {{"SX131", "/Statement/0/Sid", R"("a\u0007")"}, {"SX180", "/Statement/0/Sid", R"("a\u0007")"}}},
      {"beyond Latin-1, endpoint", policy(R"("Id":"€",)" + list), Kind::endpoint, true, {}},
      {"beyond Latin-1, identity",
       with(R"({"Effect":"Allow","Action":"*","Resource":"€"})"),
       Kind::identity,
       true,
       {{"SX181", "/Statement/0/Resource", "\"€\""}}},
      {"Latin-1, identity",
       with(R"({"Effect":"Allow","Action":"*","Resource":"é\t\n\r"})"),
       Kind::identity,
       true,
       {}},
  });
}

}  // namespace
}  // namespace postern
