// Policies in the output of `aws ec2 describe-vpc-endpoints`, whole and trimmed, and the places inside their
// strings.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "input/extraction.hpp"

namespace postern {
namespace {

using testing::extract;
using testing::Extracted;
using testing::ExtractionCase;
using testing::lines_of;

const std::string batch_listing = R"({
    "VpcEndpoints": [
        {
            "VpcEndpointId": "vpce-0aa11bb22cc33dd44",
            "VpcEndpointType": "Interface",
            "VpcId": "vpc-0f00f00f00f00f00f",
            "ServiceName": "com.amazonaws.eu-west-1.batch",
            "State": "available",
            "PolicyDocument": "{\n  \"Statement\": [\n    {\n      \"Action\": \"*\", \"Effect\": \"Allow\"}]}",
            "PrivateDnsEnabled": true,
            "OwnerId": "111122223333"
        },
        {
            "VpcEndpointId": "vpce-0bb",
            "VpcEndpointType": "Gateway",
            "ServiceName": "com.amazonaws.eu-west-1.s3",
            "PolicyDocument": "{\"Version\":\"2008-10-17\",\"Statement\":[]}"
        },
        {
            "VpcEndpointId": "vpce-0cc",
            "VpcEndpointType": "GatewayLoadBalancer",
            "ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-0d0d"
        }
    ]
})";

TEST(VpcEndpoints, EveryEndpointThatCarriesAPolicy) {
  const ExtractionCase cases[] = {
      {"full output",
       batch_listing,
       {"vpce-0aa11bb22cc33dd44 | endpoint | com.amazonaws.eu-west-1.batch | interface | string",
        "vpce-0bb | endpoint | com.amazonaws.eu-west-1.s3 | gateway | string"}},
      {"nothing", R"({"VpcEndpoints":[]})", {}},
      {"list of endpoints",
       R"([{"VpcEndpointId":"vpce-1","PolicyDocument":"{}"},{"VpcEndpointId":"vpce-2","PolicyDocument":"{}"}])",
       {"vpce-1 | endpoint | - | - | string", "vpce-2 | endpoint | - | - | string"}},
      {"one endpoint",
       R"({"VpcEndpointId":"vpce-1","VpcEndpointType":"interface","PolicyDocument":"{}"})",
       {"vpce-1 | endpoint | - | interface | string"}},
      {"policy as an object",
       R"({"VpcEndpoints":[{"VpcEndpointId":"vpce-1","PolicyDocument":{"Statement":[]}}]})",
       {"vpce-1 | endpoint | - | - | object"}},
      {"ids trimmed away",
       R"({"VpcEndpoints":[{"PolicyDocument":"{}"},{"PolicyDocument":"{}"}]})",
       {"/VpcEndpoints/0 | endpoint | - | - | string", "/VpcEndpoints/1 | endpoint | - | - | string"}},
      {"policy trimmed away",
       R"({"VpcEndpoints":[{"VpcEndpointId":"vpce-1","VpcEndpointType":"Interface"}]})",
       {"vpce-1 | endpoint | - | interface | is not in the output: it has no `PolicyDocument`"}},
      {"policy and type trimmed away",
       R"({"VpcEndpoints":[{"VpcEndpointId":"vpce-1"}]})",
       {"vpce-1 | endpoint | - | - | is not in the output: it has no `PolicyDocument`"}},
      {"null",
       R"({"VpcEndpoints":[{"VpcEndpointId":"v","PolicyDocument":null}]})",
       {"v | endpoint | - | - | is null"}},
      {"empty string",
       R"({"VpcEndpoints":[{"VpcEndpointId":"v","PolicyDocument":""}]})",
       {"v | endpoint | - | - | is an empty string"}},
      {"white space",
       R"({"VpcEndpoints":[{"VpcEndpointId":"v","PolicyDocument":" \n"}]})",
       {"v | endpoint | - | - | is not JSON"}},
      {"not an endpoint",
       R"({"VpcEndpoints":[7]})",
       {"/VpcEndpoints/0 | endpoint | - | - | is not in the output: it has no `PolicyDocument`"}},
      {"types without a policy",
       R"({"VpcEndpoints":[{"VpcEndpointId":"a","VpcEndpointType":"Resource"},
          {"VpcEndpointId":"b","VpcEndpointType":"ServiceNetwork"}]})",
       {}},
  };
  for (const ExtractionCase& c : cases) {
    const Extracted found = extract(c.text);
    EXPECT_EQ(found.extraction.shape, InputShape::vpc_endpoints) << c.name;
    EXPECT_EQ(lines_of(found), c.expected) << c.name;
  }
}

TEST(VpcEndpoints, BareStringsOnStandardInput) {
  EXPECT_EQ(lines_of(extract(R"("{\"Statement\":[]}")", "-")),
            (std::vector<std::string>{" | endpoint | - | - | string"}));
  EXPECT_EQ(lines_of(extract(R"(["{}","{}"])", "-")),
            (std::vector<std::string>{"/0 | endpoint | - | - | string", "/1 | endpoint | - | - | string"}));
}

TEST(VpcEndpoints, AProblemNeverReadsAsACompletePolicy) {
  const char* const inputs[] = {
      R"({"VpcEndpoints":[{"VpcEndpointId":"v"}]})",
      R"({"VpcEndpoints":[{"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}]})",
      R"({"VpcEndpoints":[{"VpcEndpointId":"v","PolicyDocument":"]"}]})",
      R"([{"VpcEndpointId":"v","PolicyDocument":null}])",
  };
  for (const char* const text : inputs) {
    Extracted found = extract(text);
    ASSERT_EQ(found.extraction.policies.size(), 1U) << text;
    const ExtractedPolicy& policy = found.extraction.policies[0];
    ASSERT_FALSE(policy.problem.empty()) << text;
    ASSERT_NE(policy.root, no_node) << text;
    EXPECT_FALSE(read_policy(*policy.document, policy.root, policy.kind, found.sink).complete) << text;
  }
}

// The second line of the string: `    "Efect"`, found in the outer file behind its escapes.
TEST(VpcEndpoints, DefectsInsideAStringHaveTheirPlaceInTheFile) {
  const std::string text =
      "{\"VpcEndpoints\":[{\n"
      "  \"VpcEndpointId\": \"vpce-1\",\n"
      "  \"PolicyDocument\": \"{\\\"Statement\\\":[{\\n "
      "\\\"Efect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\","
      "\\\"Action\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\"}]}\"}]}";
  Extracted found = extract(text);
  ASSERT_EQ(lines_of(found), (std::vector<std::string>{"vpce-1 | endpoint | - | - | string"}));
  const ExtractedPolicy& policy = found.extraction.policies[0];
  const Policy read = read_policy(*policy.document, policy.root, policy.kind, found.sink);
  EXPECT_FALSE(read.complete);

  bool seen = false;
  for (const Diagnostic& diagnostic : found.sink.diagnostics) {
    const SourceSpan place = found.sources.outermost(diagnostic.span);
    ASSERT_EQ(place.document, found.document->id());
    const std::string_view source = found.document->text().substr(place.begin, place.end - place.begin);
    if (source == "\\\"Efect\\\"") {
      seen = true;
      const LineColumn at = found.document->locate(place.begin);
      EXPECT_EQ(at.line, 3U);
      EXPECT_EQ(at.column, 42U);
    }
  }
  EXPECT_TRUE(seen);
}

TEST(VpcEndpoints, SyntaxErrorsInsideAStringHaveTheirPlaceInTheFile) {
  const std::string text =
      "{\"VpcEndpoints\":[{\"VpcEndpointId\":\"v\",\n\"PolicyDocument\":\"{\\\"Statement\\\": "
      "\\u005b,]}\"}]}";
  const Extracted found = extract(text);
  ASSERT_FALSE(found.sink.diagnostics.empty());
  EXPECT_EQ(found.sink.diagnostics[0].rule.code, "SX101");
  const SourceSpan place = found.sources.outermost(found.sink.diagnostics[0].span);
  EXPECT_EQ(found.document->text().substr(place.begin, 1), ",");
  const LineColumn at = found.document->locate(place.begin);
  EXPECT_EQ(at.line, 2U);
  EXPECT_EQ(at.column, 41U);
}

TEST(VpcEndpoints, EmbeddedPoliciesHaveTheLimitsOfAPolicy) {
  struct Case {
    std::string_view name;
    std::string policy;
    bool object;
    std::string_view message;
  };
  const std::string deep = std::string(33, '[') + std::string(33, ']');
  const std::string allowed = std::string(32, '[') + std::string(32, ']');
  const std::string big = "[" + std::string(std::size_t{1} << 20U, ' ') + "]";
  const Case cases[] = {
      {"deep string", '"' + deep + '"', false, "nested deeper than 32 levels"},
      {"deep value", deep, true, "nested deeper than 32 levels"},
      {"just deep enough, string", '"' + allowed + '"', false, ""},
      {"just deep enough, value", allowed, true, ""},
      {"big string", '"' + big + '"', false, "larger than 1048576 bytes"},
      {"big value", big, true, "larger than 1048576 bytes"},
  };
  for (const Case& c : cases) {
    const Extracted found =
        extract(R"({"VpcEndpoints":[{"VpcEndpointId":"v","PolicyDocument":)" + c.policy + "}]}");
    if (c.message.empty()) {
      EXPECT_TRUE(found.sink.diagnostics.empty()) << c.name;
      EXPECT_TRUE(found.extraction.policies[0].problem.empty()) << c.name;
      continue;
    }
    ASSERT_EQ(found.sink.diagnostics.size(), 1U) << c.name;
    const Diagnostic& diagnostic = found.sink.diagnostics[0];
    EXPECT_EQ(diagnostic.rule.code, "SX105") << c.name;
    EXPECT_EQ(diagnostic.message, c.message) << c.name;
    const SourceSpan place = found.sources.outermost(diagnostic.span);
    EXPECT_EQ(place.document, found.document->id()) << c.name;
    EXPECT_LE(place.end, found.document->text().size()) << c.name;
    if (c.object) {
      EXPECT_EQ(found.extraction.policies[0].problem, "is over the limits of a policy") << c.name;
    }
  }
}

}  // namespace
}  // namespace postern
