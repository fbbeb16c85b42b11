// The shape of a document, by the members that only that shape has. A `Statement` settles it first: a policy
// stays a policy whatever else stands beside it, and its reader then says what is wrong.

#include <string_view>

#include "input/extractor.hpp"
#include "postern/document.hpp"
#include "postern/input.hpp"

namespace postern {

std::string_view to_string(InputShape shape) noexcept {
  switch (shape) {
    case InputShape::policy:
      return "policy";
    case InputShape::vpc_endpoints:
      return "vpc-endpoints";
    case InputShape::cloudformation:
      return "cloudformation";
    case InputShape::terraform_plan:
      return "terraform";
  }
  return "policy";
}

}  // namespace postern

namespace postern::input {
namespace {

// An element of `--query 'VpcEndpoints[]'`, whole or trimmed.
bool is_endpoint_entry(const Document& document, NodeId node) {
  return member(document, node, "VpcEndpointId") != no_node;
}

// `--query` leaves a list of endpoints, or of their policies. A list of strings could be anything, so it
// counts on standard input only.
bool is_endpoint_list(const Document& document, NodeId array, bool strings_count) {
  NodeId element = first_of(document, array, NodeKind::array);
  if (element == no_node) {
    return false;
  }
  for (; element != no_node; element = document[element].next) {
    const bool counts = is_endpoint_entry(document, element) ||
                        (strings_count && is_kind(document, element, NodeKind::string));
    if (!counts) {
      return false;
    }
  }
  return true;
}

bool is_template(const Document& document, NodeId root) {
  const NodeId resources = member(document, root, "Resources");
  if (!is_kind(document, resources, NodeKind::object)) {
    return false;
  }
  if (member(document, root, "AWSTemplateFormatVersion") != no_node) {
    return true;
  }
  for (NodeId r = document[resources].first; r != no_node; r = document[r].next) {
    if (string_member(document, r, "Type").substr(0, 5) == "AWS::") {
      return true;
    }
  }
  return false;
}

// A plan, or a state shown as JSON: the latter has `values` where a plan has `planned_values`.
bool is_terraform(const Document& document, NodeId root) {
  if (is_kind(document, member(document, root, "planned_values"), NodeKind::object)) {
    return true;
  }
  if (member(document, root, "format_version") == no_node) {
    return false;
  }
  return member(document, root, "resource_changes") != no_node ||
         member(document, member(document, root, "values"), "root_module") != no_node;
}

}  // namespace

InputShape detect_shape(const Document& document) {
  const NodeId root = document.root();
  const bool from_stdin = document.name() == "-";
  if (is_kind(document, root, NodeKind::array)) {
    return is_endpoint_list(document, root, from_stdin) ? InputShape::vpc_endpoints : InputShape::policy;
  }
  if (is_kind(document, root, NodeKind::string) && from_stdin) {
    return InputShape::vpc_endpoints;
  }
  if (!is_kind(document, root, NodeKind::object) || member(document, root, "Statement") != no_node) {
    return InputShape::policy;
  }
  if (is_kind(document, member(document, root, "VpcEndpoints"), NodeKind::array) ||
      is_endpoint_entry(document, root)) {
    return InputShape::vpc_endpoints;
  }
  if (is_template(document, root)) {
    return InputShape::cloudformation;
  }
  return is_terraform(document, root) ? InputShape::terraform_plan : InputShape::policy;
}

}  // namespace postern::input
