// Walking a plan. Modules nest, so they are visited from an explicit list; the document's depth limit bounds
// it.
//
// SPEC: https://developer.hashicorp.com/terraform/internals/json-format

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "input/extractor.hpp"
#include "input/terraform.hpp"
#include "postern/document.hpp"

namespace postern::input {
namespace {

// One past the bracket group that opens at `open`; keys of for_each are quoted strings with escapes.
std::size_t end_of_index(std::string_view text, std::size_t open) {
  bool quoted = false;
  for (std::size_t i = open + 1; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == ']') {
      return i + 1;
    }
  }
  return text.size();
}

// Splits at the dots outside brackets.
std::vector<std::string_view> segments(std::string_view address) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < address.size();) {
    if (address[i] == '[') {
      i = end_of_index(address, i);
    } else if (address[i] == '.') {
      out.push_back(address.substr(begin, i - begin));
      begin = ++i;
    } else {
      ++i;
    }
  }
  out.push_back(address.substr(begin));
  return out;
}

bool is_data(const Document& document, NodeId resource) {
  return string_member(document, resource, "mode") == "data";
}

void add_module(const Document& document, NodeId module, std::vector<TerraformResource>& out) {
  NodeId node = first_of(document, member(document, module, "resources"), NodeKind::array);
  for (; node != no_node; node = document[node].next) {
    if (!is_data(document, node)) {
      out.push_back({string_member(document, node, "address"), string_member(document, node, "type"), node,
                     member(document, node, "values"), no_node});
    }
  }
}

std::vector<TerraformResource> planned_resources(const Document& document) {
  std::vector<TerraformResource> out;
  NodeId planned = member(document, document.root(), "planned_values");
  if (planned == no_node) {
    planned = member(document, document.root(), "values");
  }
  std::vector<NodeId> modules = {member(document, planned, "root_module")};
  while (!modules.empty()) {
    const NodeId module = modules.back();
    modules.pop_back();
    add_module(document, module, out);
    NodeId child = first_of(document, member(document, module, "child_modules"), NodeKind::array);
    for (; child != no_node; child = document[child].next) {
      modules.push_back(child);
    }
  }
  return out;
}

}  // namespace

TerraformAddress parse_address(std::string_view address) {
  const std::vector<std::string_view> parts = segments(address);
  TerraformAddress out;
  const std::string_view last = parts.back();
  const std::size_t bracket = std::min(last.find('['), last.size());
  out.name = last.substr(0, bracket);
  out.index = last.substr(bracket);
  if (parts.size() >= 2) {
    out.type = parts[parts.size() - 2];
    const auto before = static_cast<std::size_t>(out.type.data() - address.data());
    out.module = address.substr(0, before == 0 ? 0 : before - 1);
  }
  return out;
}

std::string without_indexes(std::string_view address) {
  std::string out;
  for (std::size_t i = 0; i < address.size();) {
    if (address[i] == '[') {
      i = end_of_index(address, i);
    } else {
      out += address[i++];
    }
  }
  return out;
}

std::vector<TerraformResource> terraform_resources(const Document& document) {
  std::vector<TerraformResource> out = planned_resources(document);
  std::unordered_map<std::string_view, NodeId> changes;
  std::vector<std::pair<std::string_view, NodeId>> in_order;
  NodeId node = first_of(document, member(document, document.root(), "resource_changes"), NodeKind::array);
  for (; node != no_node; node = document[node].next) {
    // A deposed object is an old one on its way out; the current one has an entry of its own.
    if (!is_data(document, node) && member(document, node, "deposed") == no_node) {
      const std::string_view address = string_member(document, node, "address");
      if (changes.emplace(address, node).second) {
        in_order.emplace_back(address, node);
      }
    }
  }
  std::unordered_set<std::string_view> planned;
  for (TerraformResource& resource : out) {
    planned.insert(resource.address);
    if (const auto at = changes.find(resource.address); at != changes.end()) {
      resource.change = member(document, at->second, "change");
    }
  }
  for (const auto& [address, entry] : in_order) {
    const NodeId change = member(document, entry, "change");
    const NodeId after = member(document, change, "after");
    if (planned.count(address) == 0 && is_kind(document, after, NodeKind::object)) {
      out.push_back({address, string_member(document, entry, "type"), entry, after, change});
    }
  }
  return out;
}

bool known_after_apply(const Document& document, const TerraformResource& resource,
                       std::string_view attribute) {
  const NodeId unknown = member(document, resource.change, "after_unknown");
  const NodeId flag =
      is_kind(document, unknown, NodeKind::object) ? member(document, unknown, attribute) : unknown;
  return is_kind(document, flag, NodeKind::boolean) && document[flag].text == "true";
}

}  // namespace postern::input
