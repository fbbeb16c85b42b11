// The output of `aws ec2 describe-vpc-endpoints`, whole or as `--query` leaves it: the list alone, one
// endpoint, or the policies alone. A policy is a string of JSON here.
//
// SPEC: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html

#include <cstddef>
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

// `fallback_id` names what has no VpcEndpointId.
void add_entry(const Document& document, NodeId entry, std::string fallback_id, std::vector<Candidate>& out) {
  Candidate found;
  found.kind = PolicyKind::endpoint;
  found.id = std::move(fallback_id);
  found.span = document[entry].span;
  if (is_kind(document, entry, NodeKind::string)) {  // --query 'VpcEndpoints[].PolicyDocument'
    found.value = entry;
    out.push_back(std::move(found));
    return;
  }
  if (const std::string_view id = string_member(document, entry, "VpcEndpointId"); !id.empty()) {
    found.id = id;
  }
  const std::string_view type = string_member(document, entry, "VpcEndpointType");
  found.endpoint_type = endpoint_type_from(type);
  found.service = string_member(document, entry, "ServiceName");
  found.value = member(document, entry, "PolicyDocument");
  if (found.value == no_node) {
    if (takes_no_policy(type)) {
      return;
    }
    found.problem = "is not in the output: it has no `PolicyDocument`";
  } else {
    found.span = document[found.value].span;
  }
  out.push_back(std::move(found));
}

}  // namespace

std::vector<Candidate> find_in_vpc_endpoints(const Document& document) {
  std::vector<Candidate> out;
  const NodeId root = document.root();
  NodeId list = root;
  std::string prefix = "/";
  if (is_kind(document, root, NodeKind::object)) {
    list = member(document, root, "VpcEndpoints");
    prefix = "/VpcEndpoints/";
  }
  if (!is_kind(document, list, NodeKind::array)) {
    add_entry(document, root, std::string(), out);
    return out;
  }
  std::size_t index = 0;
  for (NodeId entry = document[list].first; entry != no_node; entry = document[entry].next, ++index) {
    add_entry(document, entry, prefix + std::to_string(index), out);
  }
  return out;
}

}  // namespace postern::input
