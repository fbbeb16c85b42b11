// What a request says by itself: the rows of semantics.md 5.1, and who wins over whom.

#include <gtest/gtest.h>

#include <map>

#include "eval/evaluating.hpp"

namespace postern {
namespace {

using test::request_of;
using Values = std::vector<std::string>;
/// Lower-cased key to values. A key that is there and removed counts as absent; "unknown" stands for itself.
using Found = std::map<std::string, Values>;

Found found_in(const Context& context) {
  Found out;
  for (const ContextEntry& entry : context.entries()) {
    if (entry.state == ContextEntry::State::values)
      out[entry.lookup_key] = entry.values;
    if (entry.state == ContextEntry::State::unknown)
      out[entry.lookup_key] = {"<unknown>"};
  }
  return out;
}

constexpr std::string_view job_queue = "arn:aws:batch:us-east-1:111122223333:job-queue/prod";

struct CallerRow {
  std::string_view principal;
  Found keys;
};

// Everything that is derived on `*` without a time or an endpoint, but what every request has.
TEST(DeriveContext, gives_each_caller_its_keys) {
  const CallerRow rows[] = {
      {"arn:aws:iam::111122223333:user/team/alice",
       {{"aws:principalarn", {"arn:aws:iam::111122223333:user/team/alice"}},
        {"aws:principalaccount", {"111122223333"}},
        {"aws:principaltype", {"User"}},
        {"aws:principalisawsservice", {"false"}},
        {"aws:username", {"alice"}},
        {"aws:resourceaccount", {"111122223333"}}}},
      {"arn:aws-cn:sts::111122223333:assumed-role/Runner/ci",
       {{"aws:principalarn", {"arn:aws-cn:iam::111122223333:role/Runner"}},
        {"aws:principalaccount", {"111122223333"}},
        {"aws:principaltype", {"AssumedRole"}},
        {"aws:principalisawsservice", {"false"}},
        {"aws:multifactorauthpresent", {"false"}},
        {"aws:resourceaccount", {"111122223333"}}}},
      {"arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123/me",
       {{"aws:principalarn", {"arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0123"}},
        {"aws:principalaccount", {"111122223333"}},
        {"aws:principaltype", {"AssumedRole"}},
        {"aws:principalisawsservice", {"false"}},
        {"aws:resourceaccount", {"111122223333"}}}},
      {"arn:aws:iam::111122223333:role/path/Runner",
       {{"aws:principalarn", {"arn:aws:iam::111122223333:role/path/Runner"}},
        {"aws:principalaccount", {"111122223333"}},
        {"aws:principaltype", {"AssumedRole"}},
        {"aws:principalisawsservice", {"false"}},
        {"aws:multifactorauthpresent", {"false"}},
        {"aws:resourceaccount", {"111122223333"}}}},
      {"arn:aws:sts::111122223333:federated-user/bob",
       {{"aws:principalarn", {"arn:aws:sts::111122223333:federated-user/bob"}},
        {"aws:principalaccount", {"111122223333"}},
        {"aws:principaltype", {"FederatedUser"}},
        {"aws:principalisawsservice", {"false"}},
        {"aws:userid", {"111122223333:bob"}},
        {"aws:resourceaccount", {"111122223333"}}}},
      {"arn:aws:iam::111122223333:root",
       {{"aws:principalarn", {"arn:aws:iam::111122223333:root"}},
        {"aws:principalaccount", {"111122223333"}},
        {"aws:principaltype", {"Account"}},
        {"aws:principalisawsservice", {"false"}},
        {"aws:userid", {"111122223333"}},
        {"aws:resourceaccount", {"111122223333"}}}},
      {"events.amazonaws.com",
       {{"aws:principalisawsservice", {"true"}},
        {"aws:principalservicename", {"events.amazonaws.com"}},
        {"aws:principalservicenameslist", {"events.amazonaws.com"}}}},
      {"federated:accounts.google.com", {}},
      {"anonymous",
       {{"aws:principalaccount", {"anonymous"}},
        {"aws:principaltype", {"Anonymous"}},
        {"aws:userid", {"anonymous"}}}},
  };
  for (const CallerRow& row : rows) {
    Found expected = row.keys;
    expected["aws:securetransport"] = {"true"};
    expected["aws:viaawsservice"] = {"false"};
    EXPECT_EQ(found_in(derive_context(request_of(row.principal, "batch:ListJobs", "*"), "*")), expected)
        << row.principal;
  }
}

TEST(DeriveContext, gives_each_caller_the_time) {
  struct Case {
    std::string_view principal;
    bool temporary;
  };
  constexpr Case cases[] = {
      {test::alice, false},     {test::session, true},
      {test::runner, true},     {test::federated_alice, true},
      {test::root_user, false}, {test::events, false},
      {"anonymous", false},     {"federated:accounts.google.com", false},
  };
  for (const Case& c : cases) {
    Request request = request_of(c.principal, "batch:ListJobs", "*");
    request.time = "2024-05-01T00:00:00Z";
    const Found found = found_in(derive_context(request, "*"));
    EXPECT_EQ(found.at("aws:currenttime"), Values{"2024-05-01T00:00:00Z"}) << c.principal;
    EXPECT_EQ(found.at("aws:epochtime"), Values{"1714521600"}) << c.principal;
    EXPECT_EQ(found.count("aws:tokenissuetime"), c.temporary ? 1U : 0U) << c.principal;
  }
}

TEST(DeriveContext, counts_the_seconds_of_every_spelling) {
  struct Case {
    std::string_view time, epoch;
  };
  constexpr Case cases[] = {
      {"1970-01-01T00:00:00Z", "0"},
      {"2024-05-01T00:00:00.5Z", "1714521600.5"},
      {"2024-05-01T00:00:00.250Z", "1714521600.25"},
      {"2024-05-01T02:00:00+02:00", "1714521600"},
      {"2024-04-30T19:30:00-04:30", "1714521600"},
      {"2024-05-01T00:00", "1714521600"},
      {"2024-05-01", "1714521600"},
      {"2024-05", "1714521600"},
      {"1969-12-31T23:59:59.75Z", "-0.25"},
      {"1970-01-01T00:00:00.001Z", "0.001"},
      {"1969-12-31T23:59:50Z", "-10"},
      {"1970-01-01T00:00:10+00:00", "10"},
  };
  for (const Case& c : cases) {
    Request request = request_of(test::alice, "batch:ListJobs", "*");
    request.time = c.time;
    EXPECT_EQ(found_in(derive_context(request, "*")).at("aws:epochtime"), Values{std::string(c.epoch)})
        << c.time;
  }
}

TEST(DeriveContext, says_what_is_known_of_the_resource) {
  struct Case {
    std::string_view principal, resource;
    std::optional<std::string> stated;
    Found expected;
  };
  const Case cases[] = {
      {test::alice,
       job_queue,
       {},
       {{"aws:resourceaccount", {"111122223333"}}, {"aws:requestedregion", {"us-east-1"}}}},
      {test::alice,
       test::other_queue,
       {},
       {{"aws:resourceaccount", {"444455556666"}}, {"aws:requestedregion", {"us-east-1"}}}},
      {test::alice, "arn:aws:s3:::lake/raw", {}, {{"aws:resourceaccount", {"111122223333"}}}},
      {test::alice, "arn:aws:s3:::lake/raw", "444455556666", {{"aws:resourceaccount", {"444455556666"}}}},
      {test::alice,
       test::other_queue,
       "777788889999",
       {{"aws:resourceaccount", {"777788889999"}}, {"aws:requestedregion", {"us-east-1"}}}},
      {test::alice,
       "arn:aws:iam::aws:policy/ReadOnlyAccess",
       {},
       {{"aws:resourceaccount", {"111122223333"}}}},
      {test::alice, "*", {}, {{"aws:resourceaccount", {"111122223333"}}}},
      {test::events, "*", {}, {}},
      {test::events, "arn:aws:s3:::lake/raw", {}, {}},
      {test::events,
       test::queue,
       {},
       {{"aws:resourceaccount", {"111122223333"}}, {"aws:requestedregion", {"us-east-1"}}}},
      {"anonymous", "*", "444455556666", {{"aws:resourceaccount", {"444455556666"}}}},
  };
  for (const Case& c : cases) {
    Request request = request_of(c.principal, "batch:ListJobs", c.resource);
    request.resource_account = c.stated;
    Found found = found_in(derive_context(request, c.resource));
    Found seen;
    for (const std::string key : {"aws:resourceaccount", "aws:requestedregion"}) {
      if (found.count(key) != 0)
        seen[key] = found[key];
    }
    EXPECT_EQ(seen, c.expected) << c.principal << " " << c.resource;
  }
}

TEST(DeriveContext, tells_the_endpoint_only_when_it_is_given) {
  Request request = request_of(test::alice, "batch:ListJobs", "*");
  EXPECT_EQ(found_in(derive_context(request, "*")).count("aws:sourcevpce"), 0U);
  request.endpoint = {"vpce-1", "vpc-1", "10.0.0.1"};
  const Found found = found_in(derive_context(request, "*"));
  EXPECT_EQ(found.at("aws:sourcevpce"), Values{"vpce-1"});
  EXPECT_EQ(found.at("aws:sourcevpc"), Values{"vpc-1"});
  EXPECT_EQ(found.at("aws:vpcsourceip"), Values{"10.0.0.1"});
  for (const std::string key : {"aws:sourceip", "aws:vpceaccount", "aws:vpceorgid", "aws:sourcevpcarn"})
    EXPECT_EQ(found.count(key), 0U) << key;
}

struct Supplied {
  std::string_view name;
  std::string_view context;
  std::string_view own;  // of the resource; "" for none
  std::string key;
  std::optional<Values> expected;
};

// SPEC: semantics.md 5.1, and 6.5 for the context of a resource.
TEST(DeriveContext, lets_what_is_supplied_win) {
  const Supplied cases[] = {
      {"override", "{'aws:username':'bob'}", "", "aws:username", Values{"bob"}},
      {"override in another case", "{'AWS:UserName':'bob'}", "", "aws:username", Values{"bob"}},
      {"null removes", "{'aws:username':null}", "", "aws:username", {}},
      {"an empty list removes", "{'aws:username':[]}", "", "aws:username", {}},
      {"an empty string does not", "{'aws:username':''}", "", "aws:username", Values{""}},
      {"of the resource over the request", "{'aws:username':'bob'}", "{'aws:username':'eve'}", "aws:username",
       Values{"eve"}},
      {"of the resource over what is derived", "{}", "{'aws:ResourceAccount':'777788889999'}",
       "aws:resourceaccount", Values{"777788889999"}},
      {"null of the resource over the request", "{'a:b':'x'}", "{'A:B':null}", "a:b", {}},
      {"of the request where the resource is silent", "{'a:b':'x'}", "{'a:c':'y'}", "a:b", Values{"x"}},
      {"tag keys in their case", "{'aws:RequestTag/Team':'x','aws:RequestTag/env':'y'}", "", "aws:tagkeys",
       Values{"env", "Team"}},
      {"tag keys of an empty tag value", "{'aws:RequestTag/a':''}", "", "aws:tagkeys", Values{"a"}},
      {"tag keys without a removed tag", "{'aws:RequestTag/a':'1','aws:RequestTag/b':null}", "",
       "aws:tagkeys", Values{"a"}},
      {"tag keys without any tag", "{'aws:RequestTag/a':null}", "", "aws:tagkeys", {}},
      {"no tags, no tag keys", "{'aws:ResourceTag/a':'1'}", "", "aws:tagkeys", {}},
      {"tag keys as supplied", "{'aws:RequestTag/a':'1','aws:TagKeys':['z']}", "", "aws:tagkeys",
       Values{"z"}},
      {"tag keys removed", "{'aws:RequestTag/a':'1','aws:tagkeys':null}", "", "aws:tagkeys", {}},
      {"tag keys of the resource's tags", "{}", "{'aws:RequestTag/a':'1'}", "aws:tagkeys", Values{"a"}},
      {"first", "{'aws:CalledVia':['a.amazonaws.com','b.amazonaws.com']}", "", "aws:calledviafirst",
       Values{"a.amazonaws.com"}},
      {"last", "{'aws:CalledVia':['a.amazonaws.com','b.amazonaws.com']}", "", "aws:calledvialast",
       Values{"b.amazonaws.com"}},
      {"first of one", "{'aws:CalledVia':'a.amazonaws.com'}", "", "aws:calledviafirst",
       Values{"a.amazonaws.com"}},
      {"first of none", "{'aws:CalledVia':[]}", "", "aws:calledviafirst", {}},
      {"first unsaid", "{}", "", "aws:calledviafirst", {}},
      {"first as supplied", "{'aws:CalledVia':['a'],'aws:CalledViaFirst':'z'}", "", "aws:calledviafirst",
       Values{"z"}},
      {"last removed", "{'aws:CalledVia':['a'],'aws:CalledViaLast':null}", "", "aws:calledvialast", {}},
      {"ViaAWSService stays what it is", "{'aws:CalledVia':['a']}", "", "aws:viaawsservice", Values{"false"}},
  };
  for (const Supplied& c : cases) {
    Request request = request_of(test::alice, "batch:SubmitJob", job_queue);
    const auto read = [&](std::string_view text) {
      const test::JsonText json(test::with_quotes(text));
      return read_context(json.document, json.document.root(), request.merged_keys).value();
    };
    request.context = read(c.context);
    if (!c.own.empty())
      request.resource_context[std::string(job_queue)] = read(c.own);
    const Found found = found_in(derive_context(request, job_queue));
    const auto at = found.find(c.key);
    EXPECT_EQ(at == found.end() ? std::optional<Values>() : at->second, c.expected) << c.name;
  }
}

TEST(DeriveContext, keeps_the_context_of_one_resource_from_the_others) {
  Request request = request_of(test::alice, "batch:SubmitJob", job_queue);
  request.resource_context["arn:aws:s3:::other"].set("a:b", "x");
  EXPECT_EQ(found_in(derive_context(request, job_queue)).count("a:b"), 0U);
  EXPECT_EQ(found_in(derive_context(request, "arn:aws:s3:::other")).count("a:b"), 1U);
}

// SPEC: semantics.md 5.1, aws:MultiFactorAuthPresent.
TEST(DeriveContext, tells_federated_sessions_by_their_provider) {
  struct Case {
    std::string_view name, context;
    std::optional<Values> expected;
  };
  const Case cases[] = {
      {"no provider", "{}", Values{"false"}},
      {"provider", "{'aws:FederatedProvider':'accounts.google.com'}", {}},
      {"provider removed", "{'aws:federatedprovider':null}", Values{"false"}},
      {"supplied", "{'aws:MultiFactorAuthPresent':true}", Values{"true"}},
      {"supplied beside a provider", "{'aws:MultiFactorAuthPresent':'true','aws:FederatedProvider':'x'}",
       Values{"true"}},
      {"removed", "{'aws:multifactorauthpresent':null}", {}},
  };
  for (const Case& c : cases) {
    Request request = request_of(test::session, "batch:ListJobs", "*");
    const test::JsonText json(test::with_quotes(c.context));
    request.context = read_context(json.document, json.document.root(), request.merged_keys).value();
    const Found found = found_in(derive_context(request, "*"));
    const auto at = found.find("aws:multifactorauthpresent");
    EXPECT_EQ(at == found.end() ? std::optional<Values>() : at->second, c.expected) << c.name;
  }
}

// A key that follows from an unknown one is unknown itself.
TEST(DeriveContext, passes_the_unknown_on) {
  struct Case {
    std::string_view unknown;
    std::string derived;
  };
  const Case cases[] = {
      {"aws:RequestTag/team", "aws:tagkeys"},
      {"aws:CalledVia", "aws:calledviafirst"},
      {"aws:CalledVia", "aws:calledvialast"},
      {"aws:FederatedProvider", "aws:multifactorauthpresent"},
  };
  for (const Case& c : cases) {
    Request request = request_of(test::session, "batch:ListJobs", "*");
    request.context.set_unknown(c.unknown);
    const Context context = derive_context(request, "*");
    ASSERT_NE(context.find(c.derived), nullptr) << c.derived;
    EXPECT_EQ(context.find(c.derived)->state, ContextEntry::State::unknown) << c.derived;

    request.context.set(c.derived, "said");
    EXPECT_EQ(derive_context(request, "*").find(c.derived)->values, Values{"said"}) << c.derived;
  }
}

}  // namespace
}  // namespace postern
