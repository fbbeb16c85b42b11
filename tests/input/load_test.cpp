// From an argument to one policy: which one is meant, and every reason why there is none.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "input/temporary_folder.hpp"
#include "postern/input.hpp"

namespace postern {
namespace {

using testing::TemporaryFolder;

constexpr std::string_view open_policy =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}})";
constexpr std::string_view identity_policy =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"batch:*","Resource":"*"}})";
constexpr std::string_view broken_policy =
    R"({"Version":"2012-10-17","Statement":{"Effect":"allow","Principal":"*","Action":7,"Resource":"*"}})";

std::string as_string(std::string_view json) {
  std::string out = "\"";
  for (const char c : json) {
    out += c == '"' ? "\\\"" : std::string(1, c);
  }
  return out + "\"";
}

std::string endpoint_entry(std::string_view id, std::string_view policy) {
  return R"({"VpcEndpointId":")" + std::string(id) +
         R"(","VpcEndpointType":"Interface","ServiceName":"com.amazonaws.eu-west-1.batch","PolicyDocument":)" +
         as_string(policy) + "}";
}

std::string listing(const std::vector<std::string>& entries) {
  std::string out = R"({"VpcEndpoints":[)";
  for (std::size_t i = 0; i < entries.size(); ++i) {
    out += (i == 0 ? "" : ",") + entries[i];
  }
  return out + "]}";
}

const std::string template_text = R"({"Resources":{
  "Job":{"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":)" +
                                  std::string(open_policy) + R"(,"Policies":[
    {"PolicyName":"queue","PolicyDocument":)" +
                                  std::string(identity_policy) + R"(},
    {"PolicyName":"logs","PolicyDocument":)" +
                                  std::string(identity_policy) + R"(}]}},
  "Open":{"Type":"AWS::EC2::VPCEndpoint","Properties":{"ServiceName":"com.amazonaws.eu-west-1.s3"}}}})";

class LoadPolicy : public ::testing::Test {
 protected:
  Result<LoadedPolicy> load(std::string_view argument, PolicyKind kind = PolicyKind::endpoint) {
    return load_policy(sources_, argument, kind, sink_);
  }
  std::string file(std::string_view name, std::string_view text) const { return folder_.write(name, text); }

  // The message with the folder's path taken out.
  std::string message(std::string_view argument, PolicyKind kind = PolicyKind::endpoint) {
    const Result<LoadedPolicy> loaded = load(argument, kind);
    if (loaded.ok()) {
      return "loaded";
    }
    std::string out = loaded.error().message;
    if (!loaded.error().help.empty()) {
      out += " (" + loaded.error().help + ")";
    }
    const std::string prefix = folder_.path("");
    for (std::size_t at = out.find(prefix); at != std::string::npos; at = out.find(prefix)) {
      out.erase(at, prefix.size());
    }
    return out;
  }

  TemporaryFolder folder_;
  Sources sources_;
  DiagnosticList sink_;
};

TEST_F(LoadPolicy, ARawPolicyOfAnyKind) {
  const std::string with = file("with.json", open_policy);
  const std::string without = file("without.json", identity_policy);
  for (const PolicyKind kind : {PolicyKind::endpoint, PolicyKind::resource}) {
    const Result<LoadedPolicy> loaded = load(with, kind);
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
    EXPECT_EQ(loaded.value().policy.kind, kind);
    EXPECT_EQ(loaded.value().policy.name, with);
    EXPECT_TRUE(loaded.value().policy.complete);
    EXPECT_EQ(loaded.value().policy.statements.size(), 1U);
  }
  for (const PolicyKind kind :
       {PolicyKind::identity, PolicyKind::boundary, PolicyKind::session, PolicyKind::scp}) {
    const Result<LoadedPolicy> loaded = load(without, kind);
    ASSERT_TRUE(loaded.ok()) << loaded.error().message;
    EXPECT_EQ(loaded.value().policy.kind, kind);
  }
  EXPECT_TRUE(sink_.diagnostics.empty());
}

TEST_F(LoadPolicy, DefaultIsTheEndpointPolicyOfAws) {
  const Result<LoadedPolicy> loaded = load("default");
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded.value().policy.name, "default");
  EXPECT_TRUE(loaded.value().policy.complete);
  EXPECT_EQ(loaded.value().policy.kind, PolicyKind::endpoint);
  EXPECT_EQ(message("default", PolicyKind::identity), "cannot read `default`: no such file");
}

TEST_F(LoadPolicy, OnePolicyOfAListing) {
  const std::string path = file(
      "e.json", listing({endpoint_entry("vpce-1", broken_policy), endpoint_entry("vpce-2", open_policy)}));
  const Result<LoadedPolicy> loaded = load(path + "#vpce-2");
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_EQ(loaded.value().policy.name, path + "#vpce-2");
  EXPECT_EQ(loaded.value().service, "com.amazonaws.eu-west-1.batch");
  EXPECT_EQ(loaded.value().endpoint_type, EndpointType::interface);
  EXPECT_TRUE(sink_.diagnostics.empty()) << "the other endpoint is not read";
  // Statements point into the outer file.
  const SourceSpan place = sources_.outermost(loaded.value().policy.statements[0].span);
  EXPECT_EQ(sources_[place.document].name(), path);
  EXPECT_EQ(sources_[place.document].text().substr(place.begin, 12), R"({\"Effect\":)");
}

TEST_F(LoadPolicy, TheOnlyPolicyOfItsKindNeedsNoId) {
  const std::string path = file("t.json", template_text);
  const Result<LoadedPolicy> trust = load(path, PolicyKind::resource);
  ASSERT_TRUE(trust.ok()) << trust.error().message;
  EXPECT_EQ(trust.value().policy.name, path);
  const Result<LoadedPolicy> named = load(path + "#Job/logs", PolicyKind::boundary);
  ASSERT_TRUE(named.ok()) << named.error().message;
  EXPECT_EQ(named.value().policy.kind, PolicyKind::boundary);
}

TEST_F(LoadPolicy, AnEndpointWithoutAPolicyHasTheDefault) {
  const std::string path = file("t.json", template_text);
  const Result<LoadedPolicy> loaded = load(path + "#Open");
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_TRUE(loaded.value().policy.complete);
  EXPECT_EQ(loaded.value().policy.name, path + "#Open");
  EXPECT_EQ(loaded.value().service, "com.amazonaws.eu-west-1.s3");
  EXPECT_EQ(loaded.value().endpoint_type, EndpointType::gateway);
  ASSERT_EQ(loaded.value().policy.statements.size(), 1U);
  EXPECT_EQ(loaded.value().policy.statements[0].effect, Effect::allow);
}

TEST_F(LoadPolicy, FileNamesMayHoldTheMark) {
  const std::string literal = file("a#vpce-1", open_policy);
  file("a", listing({endpoint_entry("vpce-1", broken_policy)}));
  const Result<LoadedPolicy> loaded = load(literal);
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_EQ(loaded.value().policy.name, literal);
  EXPECT_TRUE(loaded.value().service.empty());

  const std::string marked = file("b#c", listing({endpoint_entry("v#1", open_policy)}));
  EXPECT_EQ(message(marked + "#v#1"), "loaded");
  EXPECT_EQ(message(folder_.path("none#1#2")), "cannot read `none`: no such file");
}

TEST_F(LoadPolicy, SaysWhyThereIsNoPolicy) {
  file("raw.json", open_policy);
  file("broken.json", broken_policy);
  file("syntax.json", "{\"Statement\":[}");
  file("empty.json", "");
  file("two.json", listing({endpoint_entry("vpce-1", open_policy), endpoint_entry("vpce-2", broken_policy)}));
  file("twins.json", listing({endpoint_entry("vpce-1", open_policy), endpoint_entry("vpce-1", open_policy)}));
  file("trimmed.json", R"({"VpcEndpoints":[{"VpcEndpointId":"vpce-1"}]})");
  file("bad-string.json", listing({endpoint_entry("vpce-1", "{]")}));
  file("duplicate.json", listing({endpoint_entry("vpce-1", R"({"Statement":[],"Statement":[]})")}));
  file("t.json", template_text);
  file("bucket.json", R"({"Resources":{"B":{"Type":"AWS::S3::Bucket"}}})");
  file("plan.json", R"({"format_version":"1.2","planned_values":{"root_module":{"resources":[
      {"address":"aws_vpc_endpoint.b","type":"aws_vpc_endpoint","values":{}}]}},"resource_changes":[
      {"address":"aws_vpc_endpoint.b","change":{"after_unknown":{"policy":true}}}]})");
  struct Case {
    std::string_view argument;
    PolicyKind kind;
    std::string_view message;
    ErrorCode code;
  };
  constexpr auto usage = ErrorCode::usage;
  constexpr auto unreadable = ErrorCode::unreadable;
  constexpr auto invalid = ErrorCode::invalid;
  const Case cases[] = {
      {"none.json", PolicyKind::endpoint, "cannot read `none.json`: no such file", unreadable},
      {"none.json#x", PolicyKind::endpoint, "cannot read `none.json`: no such file", unreadable},
      {"raw.json#x", PolicyKind::endpoint, "`raw.json` is a single policy, without ids (leave out `#x`)",
       usage},
      {"raw.json", PolicyKind::identity, "`raw.json` has 1 defect", invalid},
      {"broken.json", PolicyKind::endpoint, "`broken.json` has 2 defects", invalid},
      {"syntax.json", PolicyKind::endpoint, "`syntax.json` has 1 defect", invalid},
      {"empty.json", PolicyKind::endpoint, "`empty.json` has 1 defect", invalid},
      {"two.json", PolicyKind::endpoint,
       "`two.json` has 2 endpoint policies: `vpce-1`, `vpce-2` (name one as `two.json#ID`)", usage},
      {"two.json#vpce-2", PolicyKind::endpoint, "`vpce-2` in `two.json` has 2 defects", invalid},
      {"two.json#vpce-3", PolicyKind::endpoint,
       "no endpoint policy `vpce-3` in `two.json` (closest: `vpce-1`, `vpce-2`)", usage},
      {"two.json#", PolicyKind::endpoint, "no endpoint policy `` in `two.json` (it has `vpce-1`, `vpce-2`)",
       usage},
      {"twins.json#vpce-1", PolicyKind::endpoint,
       "`twins.json` has 2 endpoint policies: `vpce-1`, `vpce-1` (name one as `twins.json#ID`)", usage},
      {"two.json", PolicyKind::scp,
       "no scp policy in `two.json`: it is a list of endpoints with 2 endpoint policies only", unreadable},
      {"trimmed.json", PolicyKind::endpoint,
       "the policy of `vpce-1` in `trimmed.json` is not in the output: it has no `PolicyDocument`",
       unreadable},
      {"bad-string.json", PolicyKind::endpoint, "`vpce-1` in `bad-string.json` has 1 defect", invalid},
      {"duplicate.json", PolicyKind::endpoint, "`vpce-1` in `duplicate.json` has 1 defect", invalid},
      {"t.json", PolicyKind::identity,
       "`t.json` has 2 identity policies: `Job/queue`, `Job/logs` (name one as `t.json#ID`)", usage},
      {"t.json#job/lgs", PolicyKind::session, "no session policy `job/lgs` in `t.json` (closest: `Job/logs`)",
       usage},
      {"t.json#Job", PolicyKind::identity,
       "no identity policy `Job` in `t.json` (`Job` is a resource policy)", usage},
      {"t.json#Job", PolicyKind::endpoint,
       "no endpoint policy `Job` in `t.json` (`Job` is a resource policy)", usage},
      {"t.json", PolicyKind::rcp,
       "no rcp policy in `t.json`: it is a CloudFormation template with 1 endpoint policy, 2 identity "
       "policies and "
       "1 resource policy only",
       unreadable},
      {"bucket.json", PolicyKind::endpoint,
       "no endpoint policy in `bucket.json`: it is a CloudFormation template with no policy at all",
       unreadable},
      {"plan.json", PolicyKind::endpoint,
       "the policy of `aws_vpc_endpoint.b` in `plan.json` is known only after apply", unreadable},
  };
  for (const Case& c : cases) {
    const std::string argument = folder_.path(c.argument);
    EXPECT_EQ(message(argument, c.kind), c.message) << c.argument;
    const Result<LoadedPolicy> loaded = load(argument, c.kind);
    ASSERT_FALSE(loaded.ok()) << c.argument;
    EXPECT_EQ(loaded.error().code, c.code) << c.argument;
  }
}

TEST_F(LoadPolicy, ListsTenIdsAtMost) {
  std::vector<std::string> entries;
  for (int i = 10; i < 24; ++i) {
    entries.push_back(endpoint_entry("vpce-" + std::to_string(i), open_policy));
  }
  file("many.json", listing(entries));
  EXPECT_EQ(message(folder_.path("many.json")),
            "`many.json` has 14 endpoint policies: `vpce-10`, `vpce-11`, `vpce-12`, `vpce-13`, `vpce-14`, "
            "`vpce-15`, "
            "`vpce-16`, `vpce-17`, `vpce-18`, `vpce-19` and 4 more (name one as `many.json#ID`)");
}

// The file around a policy may be big; the policy may not.
TEST_F(LoadPolicy, ARawPolicyHasTheLimitsOfAPolicy) {
  const std::string blanks(std::size_t{1} << 20U, ' ');
  EXPECT_EQ(message(file("big.json", std::string(open_policy) + blanks)), "`big.json` has 1 defect");
  ASSERT_EQ(sink_.diagnostics.size(), 1U);
  EXPECT_EQ(sink_.diagnostics[0].rule.code, "SX105");
  EXPECT_EQ(message(file("e.json", listing({endpoint_entry("v", open_policy)}) + blanks)), "loaded");
  const std::string deep = R"({"Statement":)" + std::string(40, '[') + std::string(40, ']') + "}";
  EXPECT_EQ(message(file("deep.json", deep)), "`deep.json` has 1 defect");
}

TEST_F(LoadPolicy, LintFindingsDoNotStandInTheWay) {
  const std::string path = file(
      "old.json", R"({"Statement":{"Sid":"","Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}})");
  const Result<LoadedPolicy> loaded = load(path);
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_FALSE(sink_.diagnostics.empty());
}

}  // namespace
}  // namespace postern
