// Templates as they are written: intrinsic functions inside a policy are left to the policy reader, which
// refuses them, and macros are not run. One table says where each resource type keeps its policies.
//
// SPEC:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html
// (PolicyDocument: "If this parameter is not specified, we attach a default policy that allows full access";
// VpcEndpointType: default Gateway).

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "input/extractor.hpp"
#include "input/template_text.hpp"
#include "postern/document.hpp"
#include "postern/policy.hpp"

namespace postern::input {
namespace {

struct Property {
  std::string_view type;
  std::string_view name;
  PolicyKind kind;
};

constexpr std::array<Property, 15> properties = {{
    {"AWS::IAM::ManagedPolicy", "PolicyDocument", PolicyKind::identity},
    {"AWS::IAM::Policy", "PolicyDocument", PolicyKind::identity},
    {"AWS::IAM::RolePolicy", "PolicyDocument", PolicyKind::identity},
    {"AWS::IAM::UserPolicy", "PolicyDocument", PolicyKind::identity},
    {"AWS::IAM::GroupPolicy", "PolicyDocument", PolicyKind::identity},
    {"AWS::IAM::Role", "AssumeRolePolicyDocument", PolicyKind::resource},
    {"AWS::S3::BucketPolicy", "PolicyDocument", PolicyKind::resource},
    {"AWS::S3::AccessPoint", "Policy", PolicyKind::resource},
    {"AWS::SQS::QueuePolicy", "PolicyDocument", PolicyKind::resource},
    {"AWS::SNS::TopicPolicy", "PolicyDocument", PolicyKind::resource},
    {"AWS::KMS::Key", "KeyPolicy", PolicyKind::resource},
    {"AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", PolicyKind::resource},
    {"AWS::ECR::Repository", "RepositoryPolicyText", PolicyKind::resource},
    {"AWS::EC2::VPCEndpoint", "PolicyDocument", PolicyKind::endpoint},
    {"AWS::Organizations::Policy", "Content", PolicyKind::scp},
}};

// Types with a list `Policies` of {PolicyName, PolicyDocument}.
constexpr std::array<std::string_view, 3> with_inline_policies = {"AWS::IAM::Role", "AWS::IAM::User",
                                                                  "AWS::IAM::Group"};

// A resource of the template: its logical id, its node and its Properties.
struct Resource {
  std::string_view id;
  NodeId node = no_node;
  NodeId properties = no_node;
};

Candidate at_value(const Document& document, std::string id, PolicyKind kind, NodeId value) {
  Candidate found;
  found.id = std::move(id);
  found.kind = kind;
  found.value = value;
  found.span = document[value].span;
  return found;
}

// {"Ref": "AWS::NoValue"} takes the property away.
// SPEC: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
bool is_no_value(const Document& document, NodeId node) {
  const NodeId only = first_of(document, node, NodeKind::object);
  return only != no_node && document[only].next == no_node && document[only].key == "Ref" &&
         string_at(document, only) == "AWS::NoValue";
}

// Whether a function such as Fn::Transform could still add members to the properties.
bool has_function(const Document& document, NodeId object) {
  for (NodeId m = first_of(document, object, NodeKind::object); m != no_node; m = document[m].next) {
    if (document[m].key.substr(0, 4) == "Fn::") {
      return true;
    }
  }
  return false;
}

void add_endpoint(const Document& document, const Resource& resource, std::vector<Candidate>& out) {
  Candidate found;
  found.id = resource.id;
  found.kind = PolicyKind::endpoint;
  found.span = document[resource.node].span;
  const NodeId type = member(document, resource.properties, "VpcEndpointType");
  const std::string_view type_name = string_at(document, type);
  found.endpoint_type = type == no_node ? EndpointType::gateway : endpoint_type_from(type_name);
  found.service =
      template_text(document, member(document, resource.properties, "ServiceName")).value_or(std::string());
  const NodeId value = member(document, resource.properties, "PolicyDocument");
  if (value != no_node && !is_no_value(document, value)) {
    found.value = value;
    found.span = document[value].span;
  } else if (takes_no_policy(type_name)) {
    return;
  } else if (has_function(document, resource.properties) ||
             (resource.properties != no_node && !is_kind(document, resource.properties, NodeKind::object))) {
    found.problem = "is not there, and a function may add it";
  } else {
    found.default_in_force = true;
  }
  out.push_back(std::move(found));
}

// SPEC:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html
std::optional<PolicyKind> organizations_kind(std::string_view type) {
  if (type == "SERVICE_CONTROL_POLICY") {
    return PolicyKind::scp;
  }
  return type == "RESOURCE_CONTROL_POLICY" ? std::optional(PolicyKind::rcp) : std::nullopt;
}

void add_property(const Document& document, const Resource& resource, const Property& property,
                  std::vector<Candidate>& out) {
  const NodeId value = member(document, resource.properties, property.name);
  if (value == no_node || is_no_value(document, value)) {
    return;
  }
  PolicyKind kind = property.kind;
  if (kind == PolicyKind::scp) {
    const std::optional<PolicyKind> named =
        organizations_kind(string_member(document, resource.properties, "Type"));
    if (!named.has_value()) {
      return;
    }
    kind = *named;
  }
  out.push_back(at_value(document, std::string(resource.id), kind, value));
}

void add_inline(const Document& document, const Resource& resource, std::vector<Candidate>& out) {
  const NodeId list = member(document, resource.properties, "Policies");
  std::size_t index = 0;
  NodeId entry = first_of(document, list, NodeKind::array);
  for (; entry != no_node; entry = document[entry].next, ++index) {
    const NodeId value = member(document, entry, "PolicyDocument");
    const std::optional<std::string> name = template_text(document, member(document, entry, "PolicyName"));
    std::string id = base::concat({resource.id, "/", name.value_or("Policies/" + std::to_string(index))});
    if (value != no_node) {
      out.push_back(at_value(document, std::move(id), PolicyKind::identity, value));
    } else if (!is_no_value(document, entry)) {
      Candidate found = at_value(document, std::move(id), PolicyKind::identity, entry);
      found.problem = "is not there: the entry has no `PolicyDocument`";
      out.push_back(std::move(found));
    }
  }
}

// SAM: a list, or one, of policy documents, managed policy names and policy templates; only the first are
// here.
//
// SPEC:
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
void add_serverless(const Document& document, const Resource& resource, std::vector<Candidate>& out) {
  const NodeId policies = member(document, resource.properties, "Policies");
  const std::string prefix = base::concat({resource.id, "/Policies"});
  if (member(document, policies, "Statement") != no_node) {
    out.push_back(at_value(document, prefix, PolicyKind::identity, policies));
    return;
  }
  std::size_t index = 0;
  NodeId entry = first_of(document, policies, NodeKind::array);
  for (; entry != no_node; entry = document[entry].next, ++index) {
    if (member(document, entry, "Statement") != no_node) {
      out.push_back(at_value(document, prefix + "/" + std::to_string(index), PolicyKind::identity, entry));
    }
  }
}

void add_resource(const Document& document, const Resource& resource, std::vector<Candidate>& out) {
  const std::string_view type = string_member(document, resource.node, "Type");
  for (const Property& property : properties) {
    if (property.type != type) {
      continue;
    }
    if (property.kind == PolicyKind::endpoint) {
      add_endpoint(document, resource, out);
    } else {
      add_property(document, resource, property, out);
    }
  }
  if (std::find(with_inline_policies.begin(), with_inline_policies.end(), type) !=
      with_inline_policies.end()) {
    add_inline(document, resource, out);
  } else if (type == "AWS::Serverless::Function") {
    add_serverless(document, resource, out);
  }
}

}  // namespace

std::vector<Candidate> find_in_cloudformation(const Document& document) {
  std::vector<Candidate> out;
  NodeId node = first_of(document, member(document, document.root(), "Resources"), NodeKind::object);
  for (; node != no_node; node = document[node].next) {
    add_resource(document, {document[node].key, node, member(document, node, "Properties")}, out);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Candidate& a, const Candidate& b) { return a.span.begin < b.span.begin; });
  return out;
}

}  // namespace postern::input
