// The shape of a document is told by its content.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "input/extraction.hpp"
#include "input/extractor.hpp"

namespace postern {
namespace {

TEST(DetectShape, ByTheMembersThatOnlyOneShapeHas) {
  struct Case {
    std::string_view text;
    InputShape shape;
    std::string_view file = "t.json";
  };
  constexpr auto policy = InputShape::policy;
  constexpr auto endpoints = InputShape::vpc_endpoints;
  constexpr auto cloudformation = InputShape::cloudformation;
  constexpr auto terraform = InputShape::terraform_plan;
  const Case cases[] = {
      {R"({"Version":"2012-10-17","Statement":[]})", policy},
      {R"({"Statement":[],"Resources":{"A":{"Type":"AWS::S3::Bucket"}}})", policy},
      {R"({"Statement":[],"VpcEndpoints":[],"planned_values":{}})", policy},
      {R"({"VpcEndpoints":[]})", endpoints},
      {R"({"VpcEndpoints":{}})", policy},
      {R"({"VpcEndpointId":"vpce-1","PolicyDocument":"{}"})", endpoints},
      {R"([{"VpcEndpointId":"vpce-1"},{"VpcEndpointId":"vpce-2"}])", endpoints},
      {R"([{"VpcEndpointId":"vpce-1"},{"Effect":"Allow"}])", policy},
      {R"([{"Effect":"Allow"}])", policy},
      {R"([])", policy},
      {R"(["{}","{}"])", policy},
      {R"(["{}","{}"])", endpoints, "-"},
      {R"("{}")", policy},
      {R"("{}")", endpoints, "-"},
      {R"(["{}",1])", policy, "-"},
      {R"([])", policy, "-"},
      {R"({"Resources":{"A":{"Type":"AWS::S3::Bucket"}}})", cloudformation},
      {R"({"Resources":{"B":{"Type":"Custom::X"},"A":{"Type":"AWS::S3::Bucket"}}})", cloudformation},
      {R"({"Resources":{"A":{"Type":"aws_s3_bucket"}}})", policy},
      {R"({"AWSTemplateFormatVersion":"2010-09-09","Resources":{}})", cloudformation},
      {R"({"AWSTemplateFormatVersion":"2010-09-09"})", policy},
      {R"({"Resources":[]})", policy},
      {R"({"format_version":"1.2","planned_values":{"root_module":{}}})", terraform},
      {R"({"planned_values":{}})", terraform},
      {R"({"planned_values":[]})", policy},
      {R"({"format_version":"1.2","resource_changes":[]})", terraform},
      {R"({"resource_changes":[]})", policy},
      {R"({"format_version":"1.0","values":{"root_module":{}}})", terraform},
      {R"({"format_version":"1.0"})", policy},
      {R"({"PolicyDocument":{"Statement":[]}})", policy},
      {R"({})", policy},
      {R"(null)", policy},
      {R"(7)", policy},
      {"", policy},
  };
  for (const Case& c : cases) {
    Sources sources;
    DiagnosticList sink;
    const Document& document =
        sources.add(std::string(c.file), std::string(c.text), ReadLimits::container(), sink);
    EXPECT_EQ(to_string(input::detect_shape(document)), to_string(c.shape)) << c.file << ": " << c.text;
  }
}

TEST(DetectShape, NamesAreThoseOfTheInputOption) {
  EXPECT_EQ(to_string(InputShape::policy), "policy");
  EXPECT_EQ(to_string(InputShape::vpc_endpoints), "vpc-endpoints");
  EXPECT_EQ(to_string(InputShape::cloudformation), "cloudformation");
  EXPECT_EQ(to_string(InputShape::terraform_plan), "terraform");
}

}  // namespace
}  // namespace postern
