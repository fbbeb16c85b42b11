// The table of semantics.md 1.6, row by row.

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

TEST(ReaderDefects, TableOfTheSpecification) {
  const std::string s(statement);
  const std::string e = R"("Effect":"Allow")";
  const std::string p = R"("Principal":"*")";
  const std::string a = R"("Action":"*")";
  const std::string r = R"("Resource":"*")";
  const auto st = [](std::initializer_list<std::string_view> members) {
    std::string out = "{";
    for (const std::string_view member : members)
      out.append(out.size() > 1 ? "," : "").append(member);
    return with(out + "}");
  };
  check({
      {"one statement", R"({"Statement":)" + s + "}", Kind::endpoint, true, {{"SX117", "", whole}}},
      {"array at the top", "[" + s + "]", Kind::endpoint, false, {{"SX106", "", whole}}},
      {"trailing comma",
       R"({"Version":"2012-10-17","Statement":[)" + s + "],}",
       Kind::endpoint,
       false,
       {{"SX101", "", "}"}, {"SX102", "", "}"}}},
      {"text after", with(s) + " x", Kind::endpoint, false, {{"SX101", "", "x"}}},
      {"byte-order mark", "\xEF\xBB\xBF" + with(s), Kind::endpoint, true, {{"SX104", "", whole}}},
      {"two Versions",
       R"({"Version":"2012-10-17","Version":"2012-10-17","Statement":[)" + s + "]}",
       Kind::endpoint,
       false,
       {{"SX103", "/Version", "\"Version\""}}},
      {"unknown Version",
       R"({"Version":"2012-10-18","Statement":[)" + s + "]}",
       Kind::endpoint,
       false,
       {{"SX115", "/Version", "\"2012-10-18\""}}},
      {"Version as number",
       R"({"Version":20121017,"Statement":[)" + s + "]}",
       Kind::endpoint,
       false,
       {{"SX112", "/Version", "20121017"}}},
      {"no Statement", R"({"Version":"2012-10-17"})", Kind::endpoint, false, {{"SX119", "", whole}}},
      {"empty Statement",
       policy(R"("Statement":[])"),
       Kind::endpoint,
       false,
       {{"SX120", "/Statement", "[]"}}},
      {"Statement as string",
       policy(R"("Statement":"S")"),
       Kind::endpoint,
       false,
       {{"SX112", "/Statement", "\"S\""}}},
      {"statement in lower case",
       policy(R"("statement":[)" + s + "]"),
       Kind::endpoint,
       false,
       {{"SX119", "", whole}, {"SX111", "/statement", "\"statement\""}}},
      {"Effect in lower case",
       st({R"("Effect":"allow")", p, a, r}),
       Kind::endpoint,
       false,
       {{"SX122", "/Statement/0/Effect", "\"allow\""}}},
      {"no Effect", st({p, a, r}), Kind::endpoint, false, {{"SX121", "/Statement/0", whole}}},
      {"Action and NotAction",
       st({e, p, a, R"("NotAction":"s3:*")", r}),
       Kind::endpoint,
       false,
       {{"SX127", "/Statement/0/NotAction", "\"NotAction\""}}},
      {"no Action", st({e, p, r}), Kind::endpoint, false, {{"SX123", "/Statement/0", whole}}},
      {"Resource and NotResource",
       st({e, p, a, r, R"("NotResource":"*")"}),
       Kind::endpoint,
       false,
       {{"SX127", "/Statement/0/NotResource", "\"NotResource\""}}},
      {"no Resource, endpoint", st({e, p, a}), Kind::endpoint, false, {{"SX124", "/Statement/0", whole}}},
      {"no Resource, resource", st({e, p, a}), Kind::resource, true, {}},
      {"no Principal, endpoint", st({e, a, r}), Kind::endpoint, false, {{"SX125", "/Statement/0", whole}}},
      {"no Principal, identity", st({e, a, r}), Kind::identity, true, {}},
      {"Principal in an SCP",
       st({e, p, a, r}),
       Kind::scp,
       false,
       {{"SX126", "/Statement/0/Principal", "\"Principal\""}}},
      {"bare account id",
       st({e, R"("Principal":"111122223333")", a, r}),
       Kind::endpoint,
       false,
       {{"SX142", "/Statement/0/Principal", "\"111122223333\""}}},
      {"Aws",
       st({e, R"("Principal":{"Aws":"*"})", a, r}),
       Kind::endpoint,
       false,
       {{"SX143", "/Statement/0/Principal/Aws", "\"Aws\""}}},
      {"account id as number",
       st({e, R"("Principal":{"AWS":111122223333})", a, r}),
       Kind::endpoint,
       false,
       {{"SX112", "/Statement/0/Principal/AWS", "111122223333"}}},
      {"number among actions",
       st({e, p, R"("Action":["batch:*",7])", r}),
       Kind::endpoint,
       false,
       {{"SX112", "/Statement/0/Action/1", "7"}}},
      {"Condition as list",
       endpoint(R"("Condition":[])"),
       Kind::endpoint,
       false,
       {{"SX134", "/Statement/0/Condition", "[]"}}},
      {"unknown operator",
       endpoint(R"("Condition":{"StringEqual":{"a:b":"c"}})"),
       Kind::endpoint,
       false,
       {{"SX136", "/Statement/0/Condition/StringEqual", "\"StringEqual\""}}},
      {"unknown set operator",
       endpoint(R"("Condition":{"ForSomeValue:StringEquals":{"a:b":"c"}})"),
       Kind::endpoint,
       false,
       {{"SX137", "/Statement/0/Condition/ForSomeValue:StringEquals", "\"ForSomeValue:StringEquals\""}}},
      {"null as value",
       endpoint(R"("Condition":{"StringEquals":{"a:b":null}})"),
       Kind::endpoint,
       false,
       {{"SX113", "/Statement/0/Condition/StringEquals/a:b", "null"}}},
      {"list of lists",
       endpoint(R"("Condition":{"StringEquals":{"a:b":[["c"]]}})"),
       Kind::endpoint,
       false,
       {{"SX114", "/Statement/0/Condition/StringEquals/a:b/0", "[\"c\"]"}}},
      {"boolean", endpoint(R"("Condition":{"Bool":{"aws:SecureTransport":true}})"), Kind::endpoint, true, {}},
      {"NullIfExists",
       endpoint(R"("Condition":{"NullIfExists":{"a:b":"true"}})"),
       Kind::endpoint,
       true,
       {{"SX138", "/Statement/0/Condition/NullIfExists", "\"NullIfExists\""}}},
      {"two spellings of a key",
       endpoint(R"("Condition":{"StringEquals":{"a:b":"x","A:B":"y"}})"),
       Kind::endpoint,
       true,
       {{"SX140", "/Statement/0/Condition/StringEquals/A:B", "\"A:B\""}}},
      {"two equal Sids",
       with(R"({"Sid":"A","Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},)"
            R"({"Sid":"A","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"})"),
       Kind::endpoint,
       true,
       {{"SX132", "/Statement/1/Sid", "\"A\""}}},
      {"a tag key in the pointer",
       endpoint(R"("Condition":{"StringEquals":{"aws:ResourceTag/a~b":null}})"),
       Kind::endpoint,
       false,
       {{"SX113", "/Statement/0/Condition/StringEquals/aws:ResourceTag~1a~0b", "null"}}},
  });
}

}  // namespace
}  // namespace postern
