// A name with intrinsic functions in it stays readable: what cannot be known keeps the spelling of Fn::Sub.
// Every node is resolved once and every result is capped, so nested functions cannot multiply.
//
// SPEC: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html
// SPEC: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-join.html

#include "input/template_text.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "input/extractor.hpp"
#include "postern/document.hpp"

namespace postern::input {
namespace {

constexpr std::size_t longest = 1024;

struct Substitution {
  std::string_view name;
  std::optional<std::string> text;
};

std::optional<std::string> capped(std::string text) {
  return text.size() <= longest ? std::optional<std::string>(std::move(text)) : std::nullopt;
}

std::optional<std::string> join_text(const Document& document, NodeId arguments) {
  const NodeId separator = first_of(document, arguments, NodeKind::array);
  if (!is_kind(document, separator, NodeKind::string)) {
    return std::nullopt;
  }
  const NodeId parts = document[separator].next;
  if (!is_kind(document, parts, NodeKind::array) || document[separator].text.size() > longest) {
    return std::nullopt;
  }
  std::string out;
  for (NodeId part = document[parts].first; part != no_node; part = document[part].next) {
    const std::optional<std::string> text = template_text(document, part);
    if (!text.has_value() || out.size() > longest) {
      return std::nullopt;
    }
    if (part != document[parts].first) {
      out += document[separator].text;
    }
    out += *text;
  }
  return capped(std::move(out));
}

const Substitution* find_substitution(const std::vector<Substitution>& all, std::string_view name) {
  for (const Substitution& one : all) {
    if (one.name == name) {
      return &one;
    }
  }
  return nullptr;
}

// Replaces the `${Name}` that the function's own map defines; others, and the escape `${!Name}`, stay as
// written.
std::optional<std::string> substitute(std::string_view text, const std::vector<Substitution>& all) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size() && out.size() <= longest) {
    const std::size_t open = text.find("${", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) {
      break;
    }
    out += text.substr(at, open - at);
    const Substitution* known = find_substitution(all, text.substr(open + 2, close - open - 2));
    if (known == nullptr) {
      out += text.substr(open, close + 1 - open);
    } else if (known->text.has_value()) {
      out += *known->text;
    } else {
      return std::nullopt;
    }
    at = close + 1;
  }
  out += text.substr(at);
  return capped(std::move(out));
}

std::optional<std::string> sub_text(const Document& document, NodeId argument) {
  if (is_kind(document, argument, NodeKind::string)) {
    return capped(std::string(document[argument].text));
  }
  const NodeId text = first_of(document, argument, NodeKind::array);
  if (!is_kind(document, text, NodeKind::string) || document[text].text.size() > longest) {
    return std::nullopt;
  }
  std::vector<Substitution> all;
  NodeId one = first_of(document, document[text].next, NodeKind::object);
  for (; one != no_node && all.size() < longest; one = document[one].next) {
    all.push_back({document[one].key, template_text(document, one)});
  }
  return substitute(document[text].text, all);
}

}  // namespace

std::optional<std::string> template_text(const Document& document, NodeId node) {
  if (is_kind(document, node, NodeKind::string)) {
    return capped(std::string(document[node].text));
  }
  const NodeId function = first_of(document, node, NodeKind::object);
  if (function == no_node || document[function].next != no_node) {
    return std::nullopt;
  }
  const std::string_view name = document[function].key;
  if (name == "Ref" && is_kind(document, function, NodeKind::string)) {
    return capped(base::concat({"${", document[function].text, "}"}));
  }
  if (name == "Fn::Sub") {
    return sub_text(document, function);
  }
  return name == "Fn::Join" ? join_text(document, function) : std::nullopt;
}

}  // namespace postern::input
