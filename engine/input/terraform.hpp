#pragma once
// A Terraform plan taken apart: its resources with their planned values, and what the configuration says
// about its endpoints. Views point into the document.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "postern/document.hpp"

namespace postern::input {

/// `module.net["a"].aws_vpc_endpoint.batch[0]`, taken apart at the dots outside brackets.
struct TerraformAddress {
  std::string_view module;  ///< "module.net[\"a\"]", empty for the root module
  std::string_view type;    ///< "aws_vpc_endpoint"
  std::string_view name;    ///< "batch"
  std::string_view index;   ///< "[0]", brackets included; empty without count and for_each
};
TerraformAddress parse_address(std::string_view address);

/// The address without any index: how the configuration calls every instance of it.
std::string without_indexes(std::string_view address);

struct TerraformResource {
  std::string_view address;
  std::string_view type;
  NodeId node = no_node;    ///< the resource, or the entry of `resource_changes`
  NodeId values = no_node;  ///< the attributes after the plan is applied
  NodeId change = no_node;  ///< its `change` in `resource_changes`, if any
};

/// Managed resources that exist after the plan: those of `planned_values` (`values` in a state), then those
/// that only `resource_changes` knows. O(document log document).
std::vector<TerraformResource> terraform_resources(const Document& document);

/// Whether `after_unknown` says that the attribute is known only after apply.
bool known_after_apply(const Document& document, const TerraformResource& resource,
                       std::string_view attribute);

/// What `configuration` says. Keys are addresses without indexes.
struct TerraformConfiguration {
  bool present = false;
  std::map<std::string, NodeId, std::less<>> expressions;  ///< of every managed resource
  /// Endpoints whose policy an aws_vpc_endpoint_policy sets.
  std::set<std::string, std::less<>> endpoints_with_policy;
  /// An aws_vpc_endpoint_policy names its endpoint in a way that cannot be followed: it may be any.
  bool any_endpoint = false;

  /// Whether the configuration sets `attribute` of the resource; false also when it is not known there.
  [[nodiscard]] bool sets(const Document& document, std::string_view address,
                          std::string_view attribute) const;
  /// Whether it is known that the configuration leaves `attribute` of the resource out.
  [[nodiscard]] bool omits(const Document& document, std::string_view address,
                           std::string_view attribute) const;
};
TerraformConfiguration terraform_configuration(const Document& document);

/// The name, and index if any, of the one aws_vpc_endpoint that the expression `vpc_endpoint_id` refers to,
/// e.g. `batch["x"]`. Empty when there is none, or not exactly one.
std::string_view referenced_endpoint(const Document& document, NodeId expression);

}  // namespace postern::input
