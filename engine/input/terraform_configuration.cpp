// The configuration tells two things the planned values cannot: whether an endpoint sets a policy at all (an
// attribute that is left out is "known after apply" too), and which endpoint a separate
// aws_vpc_endpoint_policy belongs to when ids do not exist yet.
//
// SPEC: https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
// SPEC: https://developer.hashicorp.com/terraform/internals/json-format#expression-representation

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "input/extractor.hpp"
#include "input/terraform.hpp"
#include "postern/document.hpp"

namespace postern::input {
namespace {

constexpr std::string_view endpoint_type_prefix = "aws_vpc_endpoint.";

// Every resource of a module repeats its address, so an absurd one would multiply; what is behind it stays
// unread.
constexpr std::size_t longest_module_address = 4096;

struct Module {
  std::string address;
  NodeId node;
};

// `batch["x"]` of `aws_vpc_endpoint.batch["x"].id`; empty when the reference is to something else.
std::string_view endpoint_of(std::string_view reference) {
  if (reference.substr(0, endpoint_type_prefix.size()) != endpoint_type_prefix) {
    return {};
  }
  // References come twice, with attribute and without; the address is the same.
  const std::string_view rest = reference.substr(endpoint_type_prefix.size());
  std::size_t end = 0;
  for (bool quoted = false; end < rest.size(); ++end) {
    if (quoted && rest[end] == '\\') {
      ++end;
    } else if (rest[end] == '"') {
      quoted = !quoted;
    } else if (!quoted && rest[end] == '.') {
      break;
    }
  }
  return rest.substr(0, end);
}

// What only chooses among the instances of a resource.
bool is_instance_key(std::string_view reference) {
  return reference == "each" || reference == "each.key" || reference == "count" || reference == "count.index";
}

struct References {
  std::set<std::string_view> endpoints;
  bool others = false;  ///< it also refers to what is no endpoint of the same module
};

References references_of(const Document& document, NodeId expression) {
  References out;
  NodeId reference = first_of(document, member(document, expression, "references"), NodeKind::array);
  for (; reference != no_node; reference = document[reference].next) {
    const std::string_view text = string_at(document, reference);
    if (const std::string_view name = endpoint_of(text); !name.empty()) {
      out.endpoints.insert(name);
    } else if (!is_instance_key(text)) {
      out.others = true;
    }
  }
  return out;
}

std::string join_address(std::string_view module, std::string_view rest) {
  return module.empty() ? std::string(rest) : base::concat({module, ".", rest});
}

void note_endpoint_policy(const Document& document, std::string_view module, NodeId expression,
                          TerraformConfiguration& out) {
  if (is_kind(document, member(document, expression, "constant_value"), NodeKind::string)) {
    return;  // an endpoint that exists already
  }
  const References found = references_of(document, expression);
  for (const std::string_view name : found.endpoints) {
    out.endpoints_with_policy.insert(
        join_address(module, without_indexes(base::concat({endpoint_type_prefix, name}))));
  }
  out.any_endpoint = out.any_endpoint || found.others || found.endpoints.empty();
}

void add_module(const Document& document, const Module& module, TerraformConfiguration& out) {
  NodeId node = first_of(document, member(document, module.node, "resources"), NodeKind::array);
  for (; node != no_node; node = document[node].next) {
    if (string_member(document, node, "mode") == "data") {
      continue;
    }
    const NodeId expressions = member(document, node, "expressions");
    out.expressions.emplace(join_address(module.address, string_member(document, node, "address")),
                            expressions);
    if (string_member(document, node, "type") == "aws_vpc_endpoint_policy") {
      note_endpoint_policy(document, module.address, member(document, expressions, "vpc_endpoint_id"), out);
    }
  }
}

}  // namespace

TerraformConfiguration terraform_configuration(const Document& document) {
  TerraformConfiguration out;
  const NodeId root = member(document, member(document, document.root(), "configuration"), "root_module");
  if (!is_kind(document, root, NodeKind::object)) {
    return out;
  }
  out.present = true;
  std::vector<Module> modules = {{std::string(), root}};
  while (!modules.empty()) {
    const Module module = std::move(modules.back());
    modules.pop_back();
    add_module(document, module, out);
    NodeId call = first_of(document, member(document, module.node, "module_calls"), NodeKind::object);
    for (; call != no_node; call = document[call].next) {
      if (module.address.size() + document[call].key.size() > longest_module_address) {
        out.any_endpoint = true;
        continue;
      }
      modules.push_back({join_address(module.address, base::concat({"module.", document[call].key})),
                         member(document, call, "module")});
    }
  }
  return out;
}

bool TerraformConfiguration::sets(const Document& document, std::string_view address,
                                  std::string_view attribute) const {
  const auto at = expressions.find(without_indexes(address));
  return at != expressions.end() && member(document, at->second, attribute) != no_node;
}

bool TerraformConfiguration::omits(const Document& document, std::string_view address,
                                   std::string_view attribute) const {
  const auto at = expressions.find(without_indexes(address));
  if (at == expressions.end()) {
    return false;
  }
  // Without any expression the member `expressions` itself is left out.
  const bool readable = at->second == no_node || is_kind(document, at->second, NodeKind::object);
  return readable && member(document, at->second, attribute) == no_node;
}

std::string_view referenced_endpoint(const Document& document, NodeId expression) {
  const References found = references_of(document, expression);
  if (found.others) {
    return {};
  }
  // `batch` and `batch["x"]` may both be listed for one reference; the longer says more.
  std::string_view best;
  for (const std::string_view name : found.endpoints) {
    const bool extends = name.substr(0, best.size()) == best &&
                         (name.size() == best.size() || best.empty() || name[best.size()] == '[');
    if (!extends) {
      return {};
    }
    best = name;
  }
  return best;
}

}  // namespace postern::input
