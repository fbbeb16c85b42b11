// Policies in CloudFormation and SAM templates, and the names that intrinsic functions build.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/extraction.hpp"
#include "input/template_text.hpp"

namespace postern {
namespace {

using testing::extract;
using testing::Extracted;
using testing::ExtractionCase;
using testing::lines_of;

std::string resource(std::string_view id, std::string_view type, std::string_view properties) {
  return "{\"Resources\":{\"" + std::string(id) + "\":{\"Type\":\"" + std::string(type) +
         "\",\"Properties\":" + std::string(properties) + "}}}";
}

std::string endpoint(std::string_view properties) {
  return resource("E", "AWS::EC2::VPCEndpoint", properties);
}

TEST(CloudFormation, Endpoints) {
  const ExtractionCase cases[] = {
      {"interface",
       endpoint(R"({"VpcEndpointType":"Interface","ServiceName":"com.amazonaws.eu-west-1.batch",
                    "PolicyDocument":{"Statement":[]}})"),
       {"E | endpoint | com.amazonaws.eu-west-1.batch | interface | object"}},
      {"type defaults to gateway",
       endpoint(
           R"({"ServiceName":{"Fn::Sub":"com.amazonaws.${AWS::Region}.s3"},"PolicyDocument":{"Statement":[]}})"),
       {"E | endpoint | com.amazonaws.${AWS::Region}.s3 | gateway | object"}},
      {"policy as a string",
       endpoint(R"({"VpcEndpointType":"Interface","PolicyDocument":"{\"Statement\":[]}"})"),
       {"E | endpoint | - | interface | string"}},
      {"no policy: the default is in force",
       endpoint(R"({"VpcEndpointType":"Interface","ServiceName":"com.amazonaws.eu-west-1.ecs"})"),
       {"E | endpoint | com.amazonaws.eu-west-1.ecs | interface | default"}},
      {"no value takes the property away",
       endpoint(R"({"VpcEndpointType":"Interface","PolicyDocument":{"Ref":"AWS::NoValue"}})"),
       {"E | endpoint | - | interface | default"}},
      {"no properties",
       R"({"Resources":{"E":{"Type":"AWS::EC2::VPCEndpoint"}}})",
       {"E | endpoint | - | gateway | default"}},
      {"the type is an expression",
       endpoint(R"({"VpcEndpointType":{"Ref":"Type"},"PolicyDocument":{"Statement":[]}})"),
       {"E | endpoint | - | - | object"}},
      {"type without policies", endpoint(R"({"VpcEndpointType":"GatewayLoadBalancer"})"), {}},
      {"a condition chooses the policy",
       endpoint(R"({"PolicyDocument":{"Fn::If":["Open",{"Statement":[]},{"Ref":"AWS::NoValue"}]}})"),
       {"E | endpoint | - | gateway | is the result of `Fn::If`, which only a deployment resolves"}},
      {"a parameter is the policy",
       endpoint(R"({"PolicyDocument":{"Ref":"Policy"}})"),
       {"E | endpoint | - | gateway | is the result of `Ref`, which only a deployment resolves"}},
      {"a macro may add the policy",
       endpoint(R"({"Fn::Transform":{"Name":"AWS::Include","Parameters":{"Location":"s3://b/e.json"}}})"),
       {"E | endpoint | - | gateway | is not there, and a function may add it"}},
      {"null", endpoint(R"({"PolicyDocument":null})"), {"E | endpoint | - | gateway | is null"}},
      {"not JSON", endpoint(R"({"PolicyDocument":"'"})"), {"E | endpoint | - | gateway | is not JSON"}},
      {"defects may hide the policy",
       R"({"Resources":{"E":{"Type":"AWS::EC2::VPCEndpoint","Properties":{)",
       {"E | endpoint | - | gateway | is in a document with defects"}},
  };
  for (const ExtractionCase& c : cases) {
    const Extracted found = extract(c.text);
    EXPECT_EQ(found.extraction.shape, InputShape::cloudformation) << c.name;
    EXPECT_EQ(lines_of(found), c.expected) << c.name;
  }
}

TEST(CloudFormation, OtherPolicies) {
  const ExtractionCase cases[] = {
      {"managed policy",
       resource("P", "AWS::IAM::ManagedPolicy", R"({"PolicyDocument":{"Statement":[]}})"),
       {"P | identity | - | - | object"}},
      {"inline policy resources",
       resource("P", "AWS::IAM::UserPolicy", R"({"PolicyDocument":"{}"})"),
       {"P | identity | - | - | string"}},
      {"role",
       resource("Job", "AWS::IAM::Role", R"({
         "Policies":[{"PolicyName":"queue","PolicyDocument":{"Statement":[]}},
                     {"PolicyName":{"Fn::Sub":"${AWS::StackName}-logs"},"PolicyDocument":{"Statement":[]}},
                     {"PolicyName":{"Fn::GetAtt":["A","B"]},"PolicyDocument":{"Statement":[]}},
                     {"Ref":"AWS::NoValue"},
                     {"PolicyName":"empty"}],
         "AssumeRolePolicyDocument":{"Statement":[]}})"),
       {"Job/queue | identity | - | - | object", "Job/${AWS::StackName}-logs | identity | - | - | object",
        "Job/Policies/2 | identity | - | - | object",
        "Job/empty | identity | - | - | is not there: the entry has no `PolicyDocument`",
        "Job | resource | - | - | object"}},
      {"group",
       resource("G", "AWS::IAM::Group", R"({"Policies":[{"PolicyName":"p","PolicyDocument":{}}]})"),
       {"G/p | identity | - | - | object"}},
      {"bucket",
       resource("B", "AWS::S3::BucketPolicy", R"({"Bucket":"b","PolicyDocument":{"Statement":[]}})"),
       {"B | resource | - | - | object"}},
      {"access point",
       resource("A", "AWS::S3::AccessPoint", R"({"Bucket":"b","Policy":{"Statement":[]}})"),
       {"A | resource | - | - | object"}},
      {"access point without policy", resource("A", "AWS::S3::AccessPoint", R"({"Bucket":"b"})"), {}},
      {"key",
       resource("K", "AWS::KMS::Key", R"({"KeyPolicy":{"Statement":[]}})"),
       {"K | resource | - | - | object"}},
      {"secret",
       resource("S", "AWS::SecretsManager::ResourcePolicy", R"({"ResourcePolicy":{"Statement":[]}})"),
       {"S | resource | - | - | object"}},
      {"repository",
       resource("R", "AWS::ECR::Repository", R"({"RepositoryPolicyText":{"Statement":[]}})"),
       {"R | resource | - | - | object"}},
      {"service control policy",
       resource("O", "AWS::Organizations::Policy",
                R"({"Type":"SERVICE_CONTROL_POLICY","Content":{"Statement":[]}})"),
       {"O | scp | - | - | object"}},
      {"resource control policy",
       resource("O", "AWS::Organizations::Policy", R"({"Type":"RESOURCE_CONTROL_POLICY","Content":"{}"})"),
       {"O | rcp | - | - | string"}},
      {"tag policy",
       resource("O", "AWS::Organizations::Policy", R"({"Type":"TAG_POLICY","Content":{"tags":{}}})"),
       {}},
      {"function of SAM",
       resource("F", "AWS::Serverless::Function", R"({"Policies":["AWSBatchFullAccess",{"Statement":[]},
                                                     {"S3ReadPolicy":{"BucketName":"b"}}]})"),
       {"F/Policies/1 | identity | - | - | object"}},
      {"function of SAM, one policy",
       resource("F", "AWS::Serverless::Function", R"({"Policies":{"Statement":[]}})"),
       {"F/Policies | identity | - | - | object"}},
      {"nothing of interest", resource("B", "AWS::S3::Bucket", R"({"PolicyDocument":{"Statement":[]}})"), {}},
  };
  for (const ExtractionCase& c : cases) {
    const Extracted found = extract(c.text);
    EXPECT_TRUE(found.document->well_formed()) << c.name;
    EXPECT_EQ(lines_of(found), c.expected) << c.name;
  }
}

// Found, and refused by the reader: an expression is never taken for a string.
TEST(CloudFormation, ExpressionsInsideAPolicyMakeItIncomplete) {
  Extracted found =
      extract(endpoint(R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
      "Principal":"*","Action":"s3:*","Resource":{"Fn::Sub":"arn:aws:s3:::${Bucket}/*"}}]}})"));
  ASSERT_EQ(lines_of(found), (std::vector<std::string>{"E | endpoint | - | gateway | object"}));
  const ExtractedPolicy& policy = found.extraction.policies[0];
  EXPECT_FALSE(read_policy(*policy.document, policy.root, policy.kind, found.sink).complete);
  ASSERT_EQ(found.sink.diagnostics.size(), 1U);
  EXPECT_EQ(found.sink.diagnostics[0].rule.code, "SX157");
}

TEST(TemplateText, KeepsWhatOnlyADeploymentKnows) {
  struct Case {
    std::string_view json;
    std::optional<std::string> text;
  };
  const Case cases[] = {
      {R"("com.amazonaws.eu-west-1.batch")", "com.amazonaws.eu-west-1.batch"},
      {R"({"Ref":"AWS::Region"})", "${AWS::Region}"},
      {R"({"Fn::Sub":"com.amazonaws.${AWS::Region}.batch"})", "com.amazonaws.${AWS::Region}.batch"},
      {R"({"Fn::Sub":["com.amazonaws.${R}.${S}",{"R":{"Ref":"AWS::Region"},"S":"ecs"}]})",
       "com.amazonaws.${AWS::Region}.ecs"},
      {R"({"Fn::Sub":["a.${X}.${","open"]})", "a.${X}.${"},
      {R"({"Fn::Sub":["${!R}",{"R":"x"}]})", "${!R}"},
      {R"({"Fn::Sub":["${R}",{"R":{"Fn::GetAtt":["A","B"]}}]})", std::nullopt},
      {R"({"Fn::Join":[".",["com.amazonaws",{"Ref":"AWS::Region"},"batch"]]})",
       "com.amazonaws.${AWS::Region}.batch"},
      {R"({"Fn::Join":["",["a",{"Fn::Join":["-",["b","c"]]}]]})", "ab-c"},
      {R"({"Fn::Join":[",",[]]})", ""},
      {R"({"Fn::Join":[",",{"Ref":"List"}]})", std::nullopt},
      {R"({"Fn::Join":[{"Ref":"S"},["a"]]})", std::nullopt},
      {R"({"Fn::ImportValue":"x"})", std::nullopt},
      {R"({"Ref":"A","Fn::Sub":"b"})", std::nullopt},
      {R"(["a"])", std::nullopt},
      {"7", std::nullopt},
  };
  for (const Case& c : cases) {
    Sources sources;
    DiagnosticList sink;
    const Document& document = sources.add("t", std::string(c.json), ReadLimits::container(), sink);
    EXPECT_EQ(input::template_text(document, document.root()), c.text) << c.json;
  }
}

// Each level names the one below it four times: without a cap the text would have 4^40 letters.
TEST(TemplateText, NestedFunctionsDoNotMultiply) {
  std::string inner = "\"x\"";
  for (int level = 0; level < 40; ++level) {
    inner = R"({"Fn::Sub":["${a}${a}${a}${a}",{"a":)" + inner + "}]}";
  }
  Sources sources;
  DiagnosticList sink;
  const Document& document = sources.add("t", inner, ReadLimits::container(), sink);
  ASSERT_TRUE(document.well_formed());
  EXPECT_EQ(input::template_text(document, document.root()), std::nullopt);
}

}  // namespace
}  // namespace postern
