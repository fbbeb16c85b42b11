// Policies of a plan. One table says where each resource type keeps them; endpoints take more thought,
// because their policy may be set by a second resource, or by nobody.

#include "input/terraform.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "input/extractor.hpp"
#include "postern/document.hpp"
#include "postern/policy.hpp"

namespace postern::input {
namespace {

struct Attribute {
  std::string_view type;
  std::string_view name;
  PolicyKind kind;
  bool may_be_unset = false;
};

constexpr std::array<Attribute, 13> attributes = {{
    {"aws_iam_policy", "policy", PolicyKind::identity},
    {"aws_iam_role_policy", "policy", PolicyKind::identity},
    {"aws_iam_user_policy", "policy", PolicyKind::identity},
    {"aws_iam_group_policy", "policy", PolicyKind::identity},
    {"aws_iam_role", "assume_role_policy", PolicyKind::resource},
    {"aws_s3_bucket_policy", "policy", PolicyKind::resource},
    {"aws_sqs_queue_policy", "policy", PolicyKind::resource},
    {"aws_sns_topic_policy", "policy", PolicyKind::resource},
    {"aws_kms_key", "policy", PolicyKind::resource, true},
    {"aws_kms_key_policy", "policy", PolicyKind::resource},
    {"aws_secretsmanager_secret_policy", "policy", PolicyKind::resource},
    {"aws_ecr_repository_policy", "policy", PolicyKind::resource},
    {"aws_organizations_policy", "content", PolicyKind::scp},
}};

constexpr std::string_view endpoint_type_name = "aws_vpc_endpoint";
constexpr std::string_view endpoint_policy_type_name = "aws_vpc_endpoint_policy";

struct Plan {
  const Document& document;
  std::vector<TerraformResource> resources;
  TerraformConfiguration configuration;
  std::map<std::string_view, std::size_t> endpoint_by_address = {};  ///< indexes into `resources`
  std::map<std::string_view, std::size_t> endpoint_by_id = {};
  /// Which aws_vpc_endpoint_policy sets the policy of an endpoint; both are indexes into `resources`.
  std::map<std::size_t, std::size_t> policy_of = {};
  std::map<std::size_t, std::size_t> endpoint_of = {};
};

Candidate candidate_of(const Document& document, const TerraformResource& resource, PolicyKind kind) {
  Candidate found;
  found.id = resource.address;
  found.kind = kind;
  found.span = document[resource.node].span;
  return found;
}

// Takes the attribute, or says why it cannot be had.
void take_value(const Document& document, const TerraformResource& resource, std::string_view attribute,
                Candidate& found) {
  const NodeId value = member(document, resource.values, attribute);
  const bool set = value != no_node && !is_kind(document, value, NodeKind::null);
  if (known_after_apply(document, resource, attribute)) {
    found.problem = "is known only after apply";
  } else if (!set) {
    found.problem = base::concat({"is not in the plan: no ", base::quoted(attribute)});
  } else {
    found.value = value;
  }
  if (value != no_node) {
    found.span = document[value].span;
  }
}

// --- Endpoints
// -----------------------------------------------------------------------------------------------------

// The endpoint that `policy` refers to: the instance it names, or the one with the same index.
std::optional<std::size_t> referenced_instance(const Plan& plan, const TerraformResource& policy) {
  const auto at = plan.configuration.expressions.find(without_indexes(policy.address));
  if (at == plan.configuration.expressions.end()) {
    return std::nullopt;
  }
  const std::string_view reference =
      referenced_endpoint(plan.document, member(plan.document, at->second, "vpc_endpoint_id"));
  if (reference.empty()) {
    return std::nullopt;
  }
  const TerraformAddress from = parse_address(policy.address);
  std::string target =
      base::concat({from.module, from.module.empty() ? "" : ".", endpoint_type_name, ".", reference});
  auto endpoint = plan.endpoint_by_address.find(target);
  if (endpoint == plan.endpoint_by_address.end() && reference.find('[') == std::string_view::npos) {
    endpoint = plan.endpoint_by_address.find(target += from.index);
  }
  return endpoint == plan.endpoint_by_address.end() ? std::nullopt : std::optional(endpoint->second);
}

void join_endpoint_policies(Plan& plan) {
  for (std::size_t i = 0; i < plan.resources.size(); ++i) {
    const TerraformResource& resource = plan.resources[i];
    if (resource.type == endpoint_type_name) {
      plan.endpoint_by_address.emplace(resource.address, i);
      if (const std::string_view id = string_member(plan.document, resource.values, "id"); !id.empty()) {
        plan.endpoint_by_id.emplace(id, i);
      }
    }
  }
  for (std::size_t i = 0; i < plan.resources.size(); ++i) {
    const TerraformResource& resource = plan.resources[i];
    if (resource.type != endpoint_policy_type_name) {
      continue;
    }
    const std::string_view id = string_member(plan.document, resource.values, "vpc_endpoint_id");
    std::optional<std::size_t> endpoint;
    if (const auto by_id = plan.endpoint_by_id.find(id); !id.empty() && by_id != plan.endpoint_by_id.end()) {
      endpoint = by_id->second;
    } else if (id.empty()) {
      endpoint = referenced_instance(plan, resource);
    }
    if (endpoint.has_value()) {
      plan.policy_of.emplace(*endpoint, i);
      plan.endpoint_of.emplace(i, *endpoint);
    }
  }
}

bool is_created(const Document& document, const TerraformResource& resource) {
  NodeId action = first_of(document, member(document, resource.change, "actions"), NodeKind::array);
  for (; action != no_node; action = document[action].next) {
    if (string_at(document, action) == "create") {
      return true;
    }
  }
  return false;
}

// Whether AWS will attach its default policy: the endpoint is created, and nothing in the whole configuration
// may set another. A plan that failed half-way proves nothing.
bool gets_default_policy(const Plan& plan, const TerraformResource& endpoint) {
  const TerraformConfiguration& configuration = plan.configuration;
  const NodeId errored = member(plan.document, plan.document.root(), "errored");
  return configuration.present && !configuration.any_endpoint &&
         configuration.omits(plan.document, endpoint.address, "policy") &&
         configuration.endpoints_with_policy.count(without_indexes(endpoint.address)) == 0 &&
         is_created(plan.document, endpoint) &&
         (errored == no_node || plan.document[errored].text == "false");
}

void describe_endpoint(const Document& document, const TerraformResource& endpoint, Candidate& found) {
  found.service = string_member(document, endpoint.values, "service_name");
  found.endpoint_type = endpoint_type_from(string_member(document, endpoint.values, "vpc_endpoint_type"));
}

void add_endpoint(const Plan& plan, std::size_t index, std::vector<Candidate>& out) {
  const TerraformResource& endpoint = plan.resources[index];
  const Document& document = plan.document;
  const bool sets_own = plan.configuration.sets(document, endpoint.address, "policy");
  if (plan.policy_of.count(index) != 0 && !sets_own) {
    return;  // the aws_vpc_endpoint_policy stands for it
  }
  Candidate found = candidate_of(document, endpoint, PolicyKind::endpoint);
  describe_endpoint(document, endpoint, found);
  take_value(document, endpoint, "policy", found);
  const bool has_text = found.problem.empty() && !string_at(document, found.value).empty();
  if (!has_text && takes_no_policy(string_member(document, endpoint.values, "vpc_endpoint_type"))) {
    return;
  }
  if (!found.problem.empty() && gets_default_policy(plan, endpoint)) {
    found.problem.clear();
    found.default_in_force = true;
  } else if (!sets_own &&
             plan.configuration.endpoints_with_policy.count(without_indexes(endpoint.address)) != 0) {
    found.problem = "is set by an `aws_vpc_endpoint_policy` that is not in the plan";
  }
  out.push_back(std::move(found));
}

void add_endpoint_policy(const Plan& plan, std::size_t index, std::vector<Candidate>& out) {
  const TerraformResource& policy = plan.resources[index];
  Candidate found = candidate_of(plan.document, policy, PolicyKind::endpoint);
  if (const auto at = plan.endpoint_of.find(index); at != plan.endpoint_of.end()) {
    describe_endpoint(plan.document, plan.resources[at->second], found);
  }
  take_value(plan.document, policy, "policy", found);
  out.push_back(std::move(found));
}

// --- Everything else
// -------------------------------------------------------------------------------------------------

// SPEC: `type` of the resource aws_organizations_policy of the AWS provider for Terraform.
std::optional<PolicyKind> organizations_kind(std::string_view type) {
  if (type.empty() || type == "SERVICE_CONTROL_POLICY") {
    return PolicyKind::scp;
  }
  return type == "RESOURCE_CONTROL_POLICY" ? std::optional(PolicyKind::rcp) : std::nullopt;
}

void add_attribute(const Plan& plan, const TerraformResource& resource, const Attribute& attribute,
                   std::vector<Candidate>& out) {
  const Document& document = plan.document;
  PolicyKind kind = attribute.kind;
  if (kind == PolicyKind::scp) {
    const std::optional<PolicyKind> named =
        organizations_kind(string_member(document, resource.values, "type"));
    if (!named.has_value()) {
      return;
    }
    kind = *named;
  }
  Candidate found = candidate_of(document, resource, kind);
  take_value(document, resource, attribute.name, found);
  const bool unset = !found.problem.empty() || string_at(document, found.value).empty();
  if (unset && attribute.may_be_unset &&
      !plan.configuration.sets(document, resource.address, attribute.name)) {
    return;
  }
  out.push_back(std::move(found));
}

void add_inline_policies(const Document& document, const TerraformResource& role,
                         std::vector<Candidate>& out) {
  std::size_t index = 0;
  NodeId entry = first_of(document, member(document, role.values, "inline_policy"), NodeKind::array);
  for (; entry != no_node; entry = document[entry].next, ++index) {
    const std::string_view name = string_member(document, entry, "name");
    const NodeId value = member(document, entry, "policy");
    Candidate found = candidate_of(document, role, PolicyKind::identity);
    found.id = base::concat(
        {role.address, "/", name.empty() ? "inline_policy/" + std::to_string(index) : std::string(name)});
    found.span = document[value == no_node ? entry : value].span;
    if (value == no_node || is_kind(document, value, NodeKind::null)) {
      // An entry without name and text is how the provider writes "no inline policies".
      if (name.empty()) {
        continue;
      }
      found.problem = "is known only after apply";
    }
    found.value = value;
    out.push_back(std::move(found));
  }
}

}  // namespace

std::vector<Candidate> find_in_terraform_plan(const Document& document) {
  Plan plan{document, terraform_resources(document), terraform_configuration(document)};
  join_endpoint_policies(plan);
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < plan.resources.size(); ++i) {
    const TerraformResource& resource = plan.resources[i];
    if (resource.type == endpoint_type_name) {
      add_endpoint(plan, i, out);
    } else if (resource.type == endpoint_policy_type_name) {
      add_endpoint_policy(plan, i, out);
    }
    for (const Attribute& attribute : attributes) {
      if (attribute.type == resource.type) {
        add_attribute(plan, resource, attribute, out);
      }
    }
    if (resource.type == "aws_iam_role") {
      add_inline_policies(document, resource, out);
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Candidate& a, const Candidate& b) { return a.span.begin < b.span.begin; });
  return out;
}

}  // namespace postern::input
