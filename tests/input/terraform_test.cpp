// Policies in Terraform plans: where they are, and which endpoint they belong to.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "input/extraction.hpp"
#include "input/terraform.hpp"

namespace postern {
namespace {

using testing::extract;
using testing::Extracted;
using testing::ExtractionCase;
using testing::lines_of;

// A plan of one module: resources as they are planned, their changes, and the configuration.
std::string plan(std::string_view resources, std::string_view changes = "",
                 std::string_view configuration = "", std::string_view more = "") {
  std::string out = R"({"format_version":"1.2","planned_values":{"root_module":{"resources":[)";
  out += resources;
  out += R"(]}},"resource_changes":[)";
  out += changes;
  out += "]";
  if (!configuration.empty()) {
    out += R"(,"configuration":{"root_module":{"resources":[)" + std::string(configuration) + "]}}";
  }
  return out + std::string(more) + "}";
}

std::string planned(std::string_view address, std::string_view values) {
  const std::string type(address.substr(0, address.find('.')));
  return R"({"address":")" + std::string(address) + R"(","mode":"managed","type":")" + type +
         R"(","values":)" + std::string(values) + "}";
}

std::string created(std::string_view address, std::string_view after_unknown,
                    std::string_view actions = R"(["create"])") {
  const std::string type(address.substr(0, address.find('.')));
  return R"({"address":")" + std::string(address) + R"(","mode":"managed","type":")" + type +
         R"(","change":{"actions":)" + std::string(actions) +
         R"(,"before":null,"after":{},"after_unknown":)" + std::string(after_unknown) + "}}";
}

std::string configured(std::string_view address, std::string_view expressions) {
  const std::string type(address.substr(0, address.find('.')));
  return R"({"address":")" + std::string(address) + R"(","mode":"managed","type":")" + type +
         R"(","expressions":)" + std::string(expressions) + "}";
}

const std::string batch_values =
    R"({"service_name":"com.amazonaws.eu-west-1.batch","vpc_endpoint_type":"Interface"})";
const std::string policy_unknown = R"({"id":true,"policy":true})";

void expect_all(const std::vector<ExtractionCase>& cases) {
  for (const ExtractionCase& c : cases) {
    const Extracted found = extract(c.text);
    EXPECT_TRUE(found.document->well_formed()) << c.name;
    EXPECT_EQ(found.extraction.shape, InputShape::terraform_plan) << c.name;
    EXPECT_EQ(lines_of(found), c.expected) << c.name;
  }
}

TEST(TerraformPlan, Endpoints) {
  expect_all({
      {"policy in the plan",
       plan(planned("aws_vpc_endpoint.batch", R"({"service_name":"com.amazonaws.eu-west-1.batch",
                    "vpc_endpoint_type":"Interface","policy":"{\"Statement\":[]}"})")),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | string"}},
      {"known after apply",
       plan(planned("aws_vpc_endpoint.batch", batch_values),
            created("aws_vpc_endpoint.batch", policy_unknown)),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | is known only after "
        "apply"}},
      {"everything known after apply",
       plan(planned("aws_vpc_endpoint.batch", batch_values), created("aws_vpc_endpoint.batch", "true")),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | is known only after "
        "apply"}},
      {"not there",
       plan(planned("aws_vpc_endpoint.batch", batch_values)),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | is not in the plan: "
        "no "
        "`policy`"}},
      {"configured, known after apply",
       plan(planned("aws_vpc_endpoint.batch", batch_values),
            created("aws_vpc_endpoint.batch", policy_unknown),
            configured("aws_vpc_endpoint.batch", R"({"policy":{"references":["local.policy"]}})")),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | is known only after "
        "apply"}},
      {"no policy configured: the default is in force",
       plan(planned("aws_vpc_endpoint.batch", batch_values),
            created("aws_vpc_endpoint.batch", policy_unknown),
            configured("aws_vpc_endpoint.batch", R"({"service_name":{"constant_value":"x"}})")),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | default"}},
      {"replaced without a policy",
       plan(planned("aws_vpc_endpoint.batch", batch_values),
            created("aws_vpc_endpoint.batch", policy_unknown, R"(["delete","create"])"),
            configured("aws_vpc_endpoint.batch", "{}")),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | default"}},
      {"updated in place without a policy",
       plan(planned("aws_vpc_endpoint.batch", batch_values),
            created("aws_vpc_endpoint.batch", policy_unknown, R"(["update"])"),
            configured("aws_vpc_endpoint.batch", "{}")),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | is known only after "
        "apply"}},
      {"a plan that failed",
       plan(planned("aws_vpc_endpoint.batch", batch_values),
            created("aws_vpc_endpoint.batch", policy_unknown), configured("aws_vpc_endpoint.batch", "{}"),
            R"(,"errored":true)"),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | is known only after "
        "apply"}},
      {"type without policies",
       plan(
           planned("aws_vpc_endpoint.inspect", R"({"vpc_endpoint_type":"GatewayLoadBalancer","policy":""})")),
       {}},
      {"data sources are passed over",
       plan(
           R"({"address":"data.aws_vpc_endpoint.x","mode":"data","type":"aws_vpc_endpoint","values":{"policy":"{}"}})"),
       {}},
      {"not JSON",
       plan(planned("aws_vpc_endpoint.x", R"({"policy":"<<EOF"})")),
       {"aws_vpc_endpoint.x | endpoint | - | - | is not JSON"}},
      {"null",
       plan(planned("aws_vpc_endpoint.x", R"({"policy":null})")),
       {"aws_vpc_endpoint.x | endpoint | - | - | is not in the plan: no `policy`"}},
  });
}

TEST(TerraformPlan, SeparateEndpointPolicies) {
  const std::string endpoint = planned("aws_vpc_endpoint.batch", batch_values);
  const std::string policy = planned("aws_vpc_endpoint_policy.p", R"({"policy":"{}"})");
  const std::string changes = created("aws_vpc_endpoint.batch", policy_unknown) + "," +
                              created("aws_vpc_endpoint_policy.p", R"({"vpc_endpoint_id":true})");
  const std::string bare = configured("aws_vpc_endpoint.batch", "{}");
  const auto refers = [](std::string_view references) {
    return configured("aws_vpc_endpoint_policy.p",
                      R"({"vpc_endpoint_id":{"references":[)" + std::string(references) + "]}}");
  };
  const std::string unknown =
      "aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | is known only after "
      "apply";
  expect_all({
      {"it stands for the endpoint it refers to",
       plan(endpoint + "," + policy, changes,
            bare + "," + refers(R"("aws_vpc_endpoint.batch.id","aws_vpc_endpoint.batch")")),
       {"aws_vpc_endpoint_policy.p | endpoint | com.amazonaws.eu-west-1.batch | interface | string"}},
      {"it may be about any endpoint",
       plan(endpoint + "," + policy, changes,
            bare + "," + refers(R"("module.net.endpoint_id","module.net")")),
       {unknown, "aws_vpc_endpoint_policy.p | endpoint | - | - | string"}},
      {"both set a policy",
       plan(planned("aws_vpc_endpoint.batch", R"({"policy":"{}"})") + "," + policy, changes,
            configured("aws_vpc_endpoint.batch", R"({"policy":{}})") + "," +
                refers(R"("aws_vpc_endpoint.batch")")),
       {"aws_vpc_endpoint.batch | endpoint | - | - | is known only after apply",
        "aws_vpc_endpoint_policy.p | endpoint | - | - | string"}},
      {"it is configured but not planned",
       plan(endpoint, changes.substr(0, changes.find("},{") + 1),
            bare + "," + refers(R"("aws_vpc_endpoint.batch")")),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | is set by an "
        "`aws_vpc_endpoint_policy` that is not in the plan"}},
      {"ids are known",
       plan(planned("aws_vpc_endpoint.batch", R"({"id":"vpce-1","service_name":"s","policy":"{}"})") + "," +
            planned("aws_vpc_endpoint_policy.p", R"({"vpc_endpoint_id":"vpce-1","policy":"{}"})")),
       {"aws_vpc_endpoint_policy.p | endpoint | s | - | string"}},
      {"it is about an endpoint elsewhere",
       plan(
           endpoint + "," +
               planned("aws_vpc_endpoint_policy.p", R"({"vpc_endpoint_id":"vpce-9","policy":"{}"})"),
           created("aws_vpc_endpoint.batch", policy_unknown),
           bare + "," +
               configured("aws_vpc_endpoint_policy.p", R"({"vpc_endpoint_id":{"constant_value":"vpce-9"}})")),
       {"aws_vpc_endpoint.batch | endpoint | com.amazonaws.eu-west-1.batch | interface | default",
        "aws_vpc_endpoint_policy.p | endpoint | - | - | string"}},
  });
}

TEST(TerraformPlan, InstancesPairByTheirIndex) {
  const std::string resources = planned(R"(aws_vpc_endpoint.e[\"a.b\"])", R"({"service_name":"A"})") + "," +
                                planned(R"(aws_vpc_endpoint.e[\"c]\"])", R"({"service_name":"C"})") + "," +
                                planned(R"(aws_vpc_endpoint_policy.p[\"c]\"])", R"({"policy":"{}"})") + "," +
                                planned(R"(aws_vpc_endpoint_policy.p[\"a.b\"])", R"({"policy":"{}"})") + "," +
                                planned(R"(aws_vpc_endpoint_policy.one)", R"({"policy":"{}"})");
  const std::string configuration =
      configured("aws_vpc_endpoint.e", "{}") + "," +
      configured("aws_vpc_endpoint_policy.p",
                 R"({"vpc_endpoint_id":{"references":["aws_vpc_endpoint.e","each.key"]}})") +
      "," +
      configured(
          "aws_vpc_endpoint_policy.one",
          R"({"vpc_endpoint_id":{"references":["aws_vpc_endpoint.e[\"a.b\"].id","aws_vpc_endpoint.e[\"a.b\"]",
                                                      "aws_vpc_endpoint.e"]}})");
  expect_all({{"for_each",
               plan(resources, "", configuration),
               {R"(aws_vpc_endpoint_policy.p["c]"] | endpoint | C | - | string)",
                R"(aws_vpc_endpoint_policy.p["a.b"] | endpoint | A | - | string)",
                "aws_vpc_endpoint_policy.one | endpoint | A | - | string"}}});
}

TEST(TerraformPlan, ModulesAreWalkedAndPairedWithinThemselves) {
  const std::string text = R"({"format_version":"1.2","planned_values":{"root_module":{"child_modules":[
    {"address":"module.net[0]","resources":[
      {"address":"module.net[0].aws_vpc_endpoint.b","type":"aws_vpc_endpoint","values":{"service_name":"inner"}},
      {"address":"module.net[0].aws_vpc_endpoint_policy.b","type":"aws_vpc_endpoint_policy","values":{"policy":"{}"}}],
     "child_modules":[{"resources":[
      {"address":"module.net[0].module.iam.aws_iam_policy.p","type":"aws_iam_policy","values":{"policy":"{}"}}]}]}]}},
    "configuration":{"root_module":{"module_calls":{"net":{"module":{"resources":[
      {"address":"aws_vpc_endpoint.b","type":"aws_vpc_endpoint","expressions":{}},
      {"address":"aws_vpc_endpoint_policy.b","type":"aws_vpc_endpoint_policy",
       "expressions":{"vpc_endpoint_id":{"references":["aws_vpc_endpoint.b.id","aws_vpc_endpoint.b"]}}}]}}}}}})";
  expect_all({{"modules",
               text,
               {"module.net[0].aws_vpc_endpoint_policy.b | endpoint | inner | - | string",
                "module.net[0].module.iam.aws_iam_policy.p | identity | - | - | string"}}});
}

TEST(TerraformPlan, OtherPolicies) {
  expect_all({
      {"identity",
       plan(planned("aws_iam_policy.a", R"({"policy":"{}"})") + "," +
                planned("aws_iam_role_policy.b", R"({"policy":"{}"})") + "," +
                planned("aws_iam_user_policy.c", R"({"policy":"{}"})") + "," +
                planned("aws_iam_group_policy.d", R"({})"),
            created("aws_iam_group_policy.d", R"({"policy":true})")),
       {"aws_iam_policy.a | identity | - | - | string", "aws_iam_role_policy.b | identity | - | - | string",
        "aws_iam_user_policy.c | identity | - | - | string",
        "aws_iam_group_policy.d | identity | - | - | is known only after apply"}},
      {"role",
       plan(planned("aws_iam_role.r",
                    R"({"assume_role_policy":"{}","inline_policy":[{"name":"x","policy":"{}"},
                    {"policy":"{}"},{},{"name":"later"}]})")),
       {"aws_iam_role.r | resource | - | - | string", "aws_iam_role.r/x | identity | - | - | string",
        "aws_iam_role.r/inline_policy/1 | identity | - | - | string",
        "aws_iam_role.r/later | identity | - | - | is known only after apply"}},
      {"resource policies",
       plan(planned("aws_s3_bucket_policy.a", R"({"policy":"{}"})") + "," +
            planned("aws_sqs_queue_policy.b", R"({"policy":"{}"})") + "," +
            planned("aws_sns_topic_policy.c", R"({"policy":"{}"})") + "," +
            planned("aws_kms_key.d", R"({"policy":"{}"})") + "," +
            planned("aws_secretsmanager_secret_policy.e", R"({"policy":"{}"})") + "," +
            planned("aws_ecr_repository_policy.f", R"({"policy":"{}"})")),
       {"aws_s3_bucket_policy.a | resource | - | - | string",
        "aws_sqs_queue_policy.b | resource | - | - | string",
        "aws_sns_topic_policy.c | resource | - | - | string", "aws_kms_key.d | resource | - | - | string",
        "aws_secretsmanager_secret_policy.e | resource | - | - | string",
        "aws_ecr_repository_policy.f | resource | - | - | string"}},
      {"a key without a policy of its own",
       plan(planned("aws_kms_key.k", "{}"), created("aws_kms_key.k", R"({"policy":true})")),
       {}},
      {"a key whose policy is known after apply",
       plan(planned("aws_kms_key.k", "{}"), created("aws_kms_key.k", R"({"policy":true})"),
            configured("aws_kms_key.k", R"({"policy":{"references":["local.p"]}})")),
       {"aws_kms_key.k | resource | - | - | is known only after apply"}},
      {"organizations",
       plan(planned("aws_organizations_policy.a", R"({"content":"{}"})") + "," +
            planned("aws_organizations_policy.b", R"({"content":"{}","type":"RESOURCE_CONTROL_POLICY"})") +
            "," + planned("aws_organizations_policy.c", R"({"content":"{}","type":"BACKUP_POLICY"})")),
       {"aws_organizations_policy.a | scp | - | - | string",
        "aws_organizations_policy.b | rcp | - | - | string"}},
  });
}

TEST(TerraformPlan, ChangesFillInForPlannedValues) {
  expect_all({
      {"no planned values",
       R"({"format_version":"1.2","resource_changes":[
          {"address":"aws_iam_policy.new","mode":"managed","type":"aws_iam_policy",
           "change":{"actions":["create"],"before":null,"after":{"policy":"{}"},"after_unknown":{"id":true}}},
          {"address":"aws_iam_policy.gone","mode":"managed","type":"aws_iam_policy",
           "change":{"actions":["delete"],"before":{"policy":"{}"},"after":null}},
          {"address":"aws_iam_policy.old","mode":"managed","type":"aws_iam_policy","deposed":"00000001",
           "change":{"actions":["delete"],"after":{"policy":"{}"}}}]})",
       {"aws_iam_policy.new | identity | - | - | string"}},
      {"both: once",
       plan(planned("aws_iam_policy.a", R"({"policy":"{}"})"), created("aws_iam_policy.a", "{}")),
       {"aws_iam_policy.a | identity | - | - | string"}},
      {"a state",
       R"({"format_version":"1.0","values":{"root_module":{"resources":[
          {"address":"aws_vpc_endpoint.e","mode":"managed","type":"aws_vpc_endpoint",
           "values":{"id":"vpce-1","policy":"{}","service_name":"s","vpc_endpoint_type":"Gateway"}}]}}})",
       {"aws_vpc_endpoint.e | endpoint | s | gateway | string"}},
  });
}

TEST(TerraformAddress, TakesAddressesApart) {
  struct Case {
    std::string_view address;
    input::TerraformAddress parts;
    std::string_view without_indexes;
  };
  const Case cases[] = {
      {"aws_vpc_endpoint.a", {"", "aws_vpc_endpoint", "a", ""}, "aws_vpc_endpoint.a"},
      {"aws_vpc_endpoint.a[0]", {"", "aws_vpc_endpoint", "a", "[0]"}, "aws_vpc_endpoint.a"},
      {R"(module.m["x.y"].t.n["]\"."])", {R"(module.m["x.y"])", "t", "n", R"(["]\"."])"}, "module.m.t.n"},
      {"module.a.module.b[1].t.n", {"module.a.module.b[1]", "t", "n", ""}, "module.a.module.b.t.n"},
      {"n", {"", "", "n", ""}, "n"},
      {"", {"", "", "", ""}, ""},
      {"a[", {"", "", "a", "["}, "a"},
      {R"(a["\)", {"", "", "a", R"(["\)"}, "a"},
      {".", {"", "", "", ""}, "."},
  };
  for (const Case& c : cases) {
    const input::TerraformAddress parts = input::parse_address(c.address);
    EXPECT_EQ(parts.module, c.parts.module) << c.address;
    EXPECT_EQ(parts.type, c.parts.type) << c.address;
    EXPECT_EQ(parts.name, c.parts.name) << c.address;
    EXPECT_EQ(parts.index, c.parts.index) << c.address;
    EXPECT_EQ(input::without_indexes(c.address), c.without_indexes) << c.address;
  }
}

}  // namespace
}  // namespace postern
