#include "policy/reader.hpp"

#include "base/text.hpp"
#include "policy/rules.hpp"

namespace postern::policy {
namespace {

// Of one rule. A document of one megabyte could hold a million defects; nobody reads them.
constexpr std::size_t finding_limit = 1000;

}  // namespace

std::string_view with_article(NodeKind kind) {
  switch (kind) {
    case NodeKind::null:
      return "null";
    case NodeKind::boolean:
      return "a boolean";
    case NodeKind::number:
      return "a number";
    case NodeKind::string:
      return "a string";
    case NodeKind::array:
      return "a list";
    case NodeKind::object:
      return "an object";
  }
  return "";
}

bool is_intrinsic(const Document& document, NodeId value) {
  const Node& node = document[value];
  if (node.kind != NodeKind::object || node.first == no_node || document[node.first].next != no_node)
    return false;
  const std::string_view name = document[node.first].key;
  return name == "Ref" || name == "Condition" || name.starts_with("Fn::");
}

bool has_in_wrong_case(const Document& document, NodeId object, std::string_view name) {
  for (NodeId at = document[object].first; at != no_node; at = document[at].next) {
    if (document[at].key != name && base::equals_ignore_case(document[at].key, name))
      return true;
  }
  return false;
}

void Reader::report(Severity severity, RuleId rule, NodeId node, const SourceSpan& span, std::string message,
                    std::string help) {
  const std::size_t count = ++counts_[rule.code];
  if (count > finding_limit)
    return;
  Diagnostic diagnostic;
  diagnostic.rule = rule;
  diagnostic.severity = severity;
  diagnostic.span = span;
  diagnostic.pointer = document_.pointer(node);
  diagnostic.message = std::move(message);
  if (count == finding_limit)
    diagnostic.message += "; further findings of this rule are not listed";
  diagnostic.help = std::move(help);
  sink_.report(std::move(diagnostic));
}

void Reader::reject(RuleId rule, NodeId value, std::string message, std::string help) {
  failed_ = true;
  report(Severity::error, rule, value, node(value).span, std::move(message), std::move(help));
}

void Reader::reject_member(RuleId rule, NodeId member, std::string message, std::string help) {
  failed_ = true;
  report(Severity::error, rule, member, node(member).key_span, std::move(message), std::move(help));
}

void Reader::reject_unknown(RuleId rule, NodeId member, std::span<const std::string_view> known,
                            std::string_view otherwise) {
  const std::string_view name = node(member).key;
  for (const std::string_view element : known) {
    if (!base::equals_ignore_case(name, element))
      continue;
    reject_member(element_wrong_case, member,
                  base::concat({"unknown element ", base::quoted(name), ": names are case-sensitive"}),
                  base::concat({"write `", element, "`"}));
    return;
  }
  const std::string_view near = base::closest(name, known);
  reject_member(rule, member, base::concat({"unknown element ", base::quoted(name)}),
                near.empty() ? std::string(otherwise) : base::concat({"did you mean `", near, "`?"}));
}

void Reader::note(Severity severity, RuleId rule, NodeId value, std::string message, std::string help) {
  report(severity, rule, value, node(value).span, std::move(message), std::move(help));
}

void Reader::note_member(Severity severity, RuleId rule, NodeId member, std::string message,
                         std::string help) {
  report(severity, rule, member, node(member).key_span, std::move(message), std::move(help));
}

// A container that the JSON reader cut short, for its depth or at a syntax error, has been reported already.
bool Reader::holds_cut(NodeId value) const {
  const std::uint32_t end = node(value).span.end;
  for (auto index = static_cast<std::uint32_t>(value); index < document_.size(); ++index) {
    const Node& inner = node(static_cast<NodeId>(index));
    if (inner.span.begin >= end)
      break;
    if (!inner.closed)
      return true;
  }
  return false;
}

void Reader::reject_type(NodeId value, std::string_view what, std::string_view expected) {
  const Node& found = node(value);
  if (holds_cut(value)) {
    failed_ = true;
    return;
  }
  const std::string message = base::concat({what, " must be ", expected, ", not ", with_article(found.kind)});
  if (found.kind == NodeKind::null) {
    reject(element_null, value, message, "remove the member, or give it a value");
  } else if (is_intrinsic(document_, value)) {
    const std::string intrinsic = base::quoted(node(found.first).key);
    reject(unresolved_intrinsic, value, base::concat({what, " holds the unresolved intrinsic ", intrinsic}),
           "give the policy as it is deployed, for example from `aws ec2 describe-vpc-endpoints`");
  } else if (found.kind == NodeKind::array && found.parent != no_node &&
             node(found.parent).kind == NodeKind::array) {
    reject(nested_array, value, message, "join the inner list with the outer one");
  } else if (found.kind == NodeKind::number || found.kind == NodeKind::boolean) {
    reject(element_type, value, message, base::concat({"put ", base::quoted(found.text), " in quotes"}));
  } else {
    reject(element_type, value, message);
  }
}

bool Reader::strings(NodeId value, std::string_view what, const std::function<void(NodeId)>& use) {
  const Node& node = document_[value];
  if (node.kind == NodeKind::string) {
    use(value);
    return false;
  }
  if (node.kind != NodeKind::array) {
    reject_type(value, what, "a string or a list of strings");
    return false;
  }
  for (NodeId element = node.first; element != no_node; element = document_[element].next) {
    if (document_[element].kind == NodeKind::string) {
      use(element);
    } else {
      reject_type(element, base::concat({"an element of ", what}), "a string");
    }
  }
  return node.first == no_node && node.closed;
}

}  // namespace postern::policy
