// Requests as JSON: every member, every way to get one wrong.

#include <gtest/gtest.h>

#include "eval/evaluating.hpp"

namespace postern {
namespace {

using test::JsonText;
using test::with_quotes;

Result<Request> read(std::string_view text) {
  const JsonText json(with_quotes(text));
  return read_request(json.document, json.document.root());
}

// The members besides principal and action.
Result<Request> read_with(std::string_view members) {
  return read("{'principal':'arn:aws:iam::111122223333:user/alice','action':'batch:SubmitJob'" +
              std::string(members.empty() ? "" : ",") + std::string(members) + "}");
}

TEST(ReadRequest, needs_no_more_than_principal_and_action) {
  const auto request = read_with("");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request->principal.kind, RequestPrincipal::Kind::user);
  EXPECT_EQ(request->action.text, "batch:SubmitJob");
  EXPECT_EQ(request->id, "");
  EXPECT_TRUE(request->resources.empty());
  EXPECT_FALSE(request->resource_account);
  EXPECT_EQ(request->endpoint_type, EndpointType::interface);
  EXPECT_FALSE(request->endpoint.id || request->endpoint.vpc || request->endpoint.source_ip);
  EXPECT_FALSE(request->time || request->canonical_user_id || request->service_linked_role ||
               request->policy);
  EXPECT_TRUE(request->context.entries().empty() && request->resource_context.empty());
  EXPECT_FALSE(request->principal_in_management_account || request->resource_in_management_account);
}

TEST(ReadRequest, reads_every_member) {
  const auto request = read_with(
      "'id':'r1','resource':['arn:aws:batch:us-east-1:111122223333:job-queue/q','*'],"
      "'resourceAccount':'444455556666','endpointType':'gateway',"
      "'endpoint':{'id':'vpce-1','vpc':'vpc-1','sourceIp':'10.0.0.1'},'time':'2024-05-01T00:00:00Z',"
      "'context':{'aws:username':'bob'},'resourceContext':{'arn:aws:s3:::b':{'aws:ResourceTag/env':'x'}},"
      "'canonicalUserId':'79a5','principalInManagementAccount':true,'resourceInManagementAccount':true,"
      "'serviceLinkedRole':false,'policy':'p1'");
  ASSERT_TRUE(request.ok()) << request.error().message;
  EXPECT_EQ(request->id, "r1");
  EXPECT_EQ(request->resources,
            (std::vector<std::string>{"arn:aws:batch:us-east-1:111122223333:job-queue/q", "*"}));
  EXPECT_EQ(request->resource_account, "444455556666");
  EXPECT_EQ(request->endpoint_type, EndpointType::gateway);
  EXPECT_EQ(request->endpoint.id, "vpce-1");
  EXPECT_EQ(request->endpoint.vpc, "vpc-1");
  EXPECT_EQ(request->endpoint.source_ip, "10.0.0.1");
  EXPECT_EQ(request->time, "2024-05-01T00:00:00Z");
  ASSERT_NE(request->context.find("aws:username"), nullptr);
  EXPECT_EQ(request->resource_context.at("arn:aws:s3:::b").find("aws:resourcetag/env")->values,
            std::vector<std::string>{"x"});
  EXPECT_EQ(request->canonical_user_id, "79a5");
  EXPECT_TRUE(request->principal_in_management_account);
  EXPECT_TRUE(request->resource_in_management_account);
  EXPECT_EQ(request->service_linked_role, false);
  EXPECT_EQ(request->policy, "p1");
}

TEST(ReadRequest, takes_a_number_for_the_id_and_one_resource_without_a_list) {
  const auto request = read_with("'id':17,'resource':'*'");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request->id, "17");
  EXPECT_EQ(request->resources, std::vector<std::string>{"*"});
}

TEST(ReadRequest, says_what_is_wrong) {
  struct Case {
    std::string_view members, message;
  };
  constexpr Case cases[] = {
      {"'id':null", "`id` must be"},
      {"'id':true", "`id` must be"},
      {"'resource':[]", "`resource` is an empty list"},
      {"'resource':null", "`resource` must be"},
      {"'resource':7", "`resource` must be"},
      {"'resource':''", "`resource` must be"},
      {"'resource':['*',7]", "`resource` must be"},
      {"'resource':['*',['*']]", "`resource` must be"},
      {"'resource':{'arn':'*'}", "`resource` must be"},
      {"'resourceAccount':111122223333", "`resourceAccount` must be"},
      {"'resourceAccount':'11112222333'", "`resourceAccount` must be"},
      {"'resourceAccount':null", "`resourceAccount` must be"},
      {"'endpointType':'Gateway'", "`endpointType` must be"},
      {"'endpointType':true", "`endpointType` must be"},
      {"'endpoint':'vpce-1'", "`endpoint` must be"},
      {"'endpoint':{'Id':'vpce-1'}", "unknown member `Id` of `endpoint`"},
      {"'endpoint':{'id':7}", "`id` must be"},
      {"'endpoint':{'sourceIp':null}", "`sourceIp` must be"},
      {"'time':1714521600", "`time` must be"},
      {"'time':''", "`time` must be"},
      {"'time':'noon'", "`time` must be"},
      {"'time':'2024'", "`time` must be"},
      {"'time':'1714521600'", "`time` must be"},
      {"'time':'2024-13-01T00:00:00Z'", "`time` must be"},
      {"'time':'2024-05-01 00:00:00'", "`time` must be"},
      {"'context':null", "a context must be"},
      {"'context':[]", "a context must be"},
      {"'context':'x'", "a context must be"},
      {"'context':{'':'x'}", "a context key is empty"},
      {"'context':{'a:b':{}}", "the context key `a:b` holds an object"},
      {"'context':{'a:b':[null]}", "the context key `a:b` holds a list"},
      {"'context':{'a:b':[['c']]}", "the context key `a:b` holds a list"},
      {"'resourceContext':[]", "`resourceContext` must be"},
      {"'resourceContext':{'arn:aws:s3:::b':null}", "a context must be"},
      {"'resourceContext':{'arn:aws:s3:::b':{'a:b':{}}}", "the context key `a:b` holds an object"},
      {"'canonicalUserId':7", "`canonicalUserId` must be"},
      {"'principalInManagementAccount':'true'", "`principalInManagementAccount` must be"},
      {"'resourceInManagementAccount':1", "`resourceInManagementAccount` must be"},
      {"'serviceLinkedRole':null", "`serviceLinkedRole` must be"},
      {"'policy':null", "`policy` must be"},
  };
  for (const Case& c : cases) {
    const auto request = read_with(c.members);
    ASSERT_FALSE(request.ok()) << c.members;
    EXPECT_EQ(request.error().code, ErrorCode::invalid);
    EXPECT_TRUE(request.error().message.starts_with(c.message))
        << c.members << ": " << request.error().message;
  }
}

TEST(ReadRequest, refuses_what_has_no_caller_or_no_action) {
  struct Case {
    std::string_view text, message;
  };
  constexpr Case cases[] = {
      {"[]", "a request must be a JSON object"},
      {"null", "a request must be a JSON object"},
      {"'x'", "a request must be a JSON object"},
      {"{}", "the request has no `principal`"},
      {"{'principal':'anonymous'}", "the request has no `action`"},
      {"{'action':'batch:ListJobs'}", "the request has no `principal`"},
      {"{'principal':null,'action':'batch:ListJobs'}", "`principal` must be"},
      {"{'principal':{'AWS':'*'},'action':'batch:ListJobs'}", "`principal` must be"},
      {"{'principal':'*','action':'batch:ListJobs'}", "the principal `*`"},
      {"{'principal':'anonymous','action':['batch:ListJobs']}", "`action` must be"},
      {"{'principal':'anonymous','action':'batch:*'}", "the action `batch:*`"},
  };
  for (const Case& c : cases) {
    const auto request = read(c.text);
    ASSERT_FALSE(request.ok()) << c.text;
    EXPECT_TRUE(request.error().message.starts_with(c.message)) << c.text << ": " << request.error().message;
  }
  const JsonText nothing("");
  EXPECT_FALSE(read_request(nothing.document, nothing.document.root()).ok());
}

TEST(ReadRequest, suggests_a_member_for_an_unknown_one) {
  struct Case {
    std::string_view member, near;
  };
  constexpr Case cases[] = {
      {"resources", "resource"},
      {"Resource", "resource"},
      {"resource_account", "resourceAccount"},
      {"contex", "context"},
      {"endpoint_type", "endpointType"},
      {"serviceLinkedrole", "serviceLinkedRole"},
      {"Principal", "principal"},
      {"colour", ""},
  };
  for (const Case& c : cases) {
    const auto request = read_with("'" + std::string(c.member) + "':'x'");
    ASSERT_FALSE(request.ok()) << c.member;
    EXPECT_EQ(request.error().message, "unknown member `" + std::string(c.member) + "` of the request");
    EXPECT_EQ(request.error().help, c.near.empty() ? "" : "did you mean `" + std::string(c.near) + "`?");
  }
}

struct Entry {
  std::string_view name;
  std::string_view json;
  ContextEntry::State state;
  std::vector<std::string> values;
};

// SPEC: semantics.md 4.1.
TEST(ReadContext, turns_json_into_values) {
  using State = ContextEntry::State;
  const Entry entries[] = {
      {"string", "'x'", State::values, {"x"}},
      {"empty string", "''", State::values, {""}},
      {"number keeps its lexeme", "1.0", State::values, {"1.0"}},
      {"exponent keeps its lexeme", "1e3", State::values, {"1e3"}},
      {"boolean", "true", State::values, {"true"}},
      {"list", "['a','b']", State::values, {"a", "b"}},
      {"list of one", "['a']", State::values, {"a"}},
      {"list of every type", "['a',2,false]", State::values, {"a", "2", "false"}},
      {"list of an empty string", "['']", State::values, {""}},
      {"empty list", "[]", State::removed, {}},
      {"null", "null", State::removed, {}},
  };
  for (const Entry& c : entries) {
    const JsonText json(with_quotes("{'s3:Prefix':" + std::string(c.json) + "}"));
    std::vector<std::string> merged;
    const auto context = read_context(json.document, json.document.root(), merged);
    ASSERT_TRUE(context.ok()) << c.name;
    const ContextEntry* const entry = context->find("s3:prefix");
    ASSERT_NE(entry, nullptr) << c.name;
    EXPECT_EQ(entry->key, "s3:Prefix") << c.name;
    EXPECT_EQ(entry->state, c.state) << c.name;
    EXPECT_EQ(entry->values, c.values) << c.name;
    EXPECT_TRUE(merged.empty()) << c.name;
  }
}

TEST(ReadContext, merges_spellings_of_one_key) {
  struct Case {
    std::string_view text;
    std::vector<std::string> values;
    std::size_t merged;
  };
  const Case cases[] = {
      {"{'a:b':'x','A:B':'y'}", {"x", "y"}, 1},
      {"{'a:b':['x','y'],'A:b':'x','a:B':'z'}", {"x", "y", "x", "z"}, 2},
      {"{'a:b':'x','A:B':null}", {"x"}, 1},
      {"{'a:b':null,'A:B':'x'}", {"x"}, 1},
      {"{'a:b':[],'A:B':[]}", {}, 1},
  };
  for (const Case& c : cases) {
    const JsonText json(with_quotes(c.text));
    std::vector<std::string> merged;
    const auto context = read_context(json.document, json.document.root(), merged);
    ASSERT_TRUE(context.ok()) << c.text;
    ASSERT_EQ(context->entries().size(), 1U) << c.text;
    EXPECT_EQ(context->find("a:b")->values, c.values) << c.text;
    EXPECT_EQ(merged.size(), c.merged) << c.text;
  }
}

TEST(ReadRequest, takes_iso_8601_times) {
  for (const std::string_view time :
       {"2024-05", "2024-05-01", "2024-05-01T10:20Z", "2024-05-01T10:20:30+02:00", "2024-05-01T10:20:30.125Z",
        "2024-05-01T10:20:30"}) {
    EXPECT_TRUE(is_request_time(time)) << time;
    EXPECT_TRUE(read_with("'time':'" + std::string(time) + "'").ok()) << time;
  }
}

}  // namespace
}  // namespace postern
