// One statement. Each element is read by itself, so that a defect in one never hides a defect in another.
//
// SPEC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "policy/reader.hpp"
#include "policy/rules.hpp"

namespace postern::policy {
namespace {

constexpr std::array<std::string_view, 9> elements = {"Sid",          "Effect",      "Principal",
                                                      "NotPrincipal", "Action",      "NotAction",
                                                      "Resource",     "NotResource", "Condition"};

// An element that has a twin: `Action` and `NotAction`.
struct Pair {
  NodeId value = no_node;
  Sense sense = Sense::is;
};

Pair find_pair(Reader& reader, NodeId statement, std::string_view name) {
  const std::string negated = base::concat({"Not", name});
  const NodeId positive = reader.document().find(statement, name);
  const NodeId negative = reader.document().find(statement, negated);
  if (positive != no_node && negative != no_node) {
    reader.reject_member(element_conflict, negative,
                         base::concat({"a statement has either `", name, "` or `", negated, "`, not both"}));
  }
  return positive != no_node ? Pair{positive, Sense::is} : Pair{negative, Sense::is_not};
}

void require(Reader& reader, NodeId statement, std::string_view name, RuleId rule) {
  const bool excused = !reader.node(statement).closed ||
                       has_in_wrong_case(reader.document(), statement, name) ||
                       has_in_wrong_case(reader.document(), statement, base::concat({"Not", name}));
  if (!excused)
    reader.reject(rule, statement, base::concat({"the statement has no `", name, "`"}));
}

void read_effect(Reader& reader, NodeId object, Statement& statement) {
  const NodeId value = reader.document().find(object, "Effect");
  if (value == no_node) {
    if (reader.node(object).closed && !has_in_wrong_case(reader.document(), object, "Effect")) {
      reader.reject(missing_effect, object, "the statement has no `Effect`",
                    "add \"Effect\": \"Allow\" or \"Deny\"");
    }
    return;
  }
  const Node& node = reader.node(value);
  statement.effect_span = node.span;
  if (node.kind != NodeKind::string) {
    reader.reject_type(value, "`Effect`", "a string");
  } else if (node.text == "Deny") {
    statement.effect = Effect::deny;
  } else if (node.text != "Allow") {
    reader.reject(invalid_effect, value, base::concat({"unknown effect ", base::quoted(node.text)}),
                  "exactly \"Allow\" or \"Deny\"");
  }
}

void read_sid(Reader& reader, NodeId object, Statement& statement) {
  const NodeId value = reader.document().find(object, "Sid");
  if (value == no_node)
    return;
  if (reader.node(value).kind != NodeKind::string) {
    reader.reject_type(value, "`Sid`", "a string");
    return;
  }
  statement.sid = Located<std::string>{std::string(reader.node(value).text), reader.node(value).span};
}

void read_principals(Reader& reader, NodeId object, Statement& statement) {
  if (reader.identity_kind()) {
    for (const std::string_view name : {"Principal", "NotPrincipal"}) {
      const NodeId member = reader.document().find(object, name);
      if (member == no_node)
        continue;
      reader.reject_member(
          principal_not_supported, member,
          base::concat({"`", name, "` has no place in `", to_string(reader.kind()), "` policies"}),
          "the policy applies to whom it is attached to; remove the element");
    }
    return;
  }
  const Pair pair = find_pair(reader, object, "Principal");
  if (pair.value == no_node) {
    // SPEC: semantics.md 1.3: an RCP without Principal is read as "*".
    if (reader.kind() != PolicyKind::rcp)
      require(reader, object, "Principal", missing_principal);
    return;
  }
  statement.principal.present = true;
  statement.principal.sense = pair.sense;
  statement.principal.span = reader.node(pair.value).span;
  read_principal(reader, pair.value, statement.principal);
}

void read_actions(Reader& reader, NodeId object, Statement& statement) {
  const Pair pair = find_pair(reader, object, "Action");
  if (pair.value == no_node) {
    require(reader, object, "Action", missing_action);
    return;
  }
  statement.action.sense = pair.sense;
  statement.action.span = reader.node(pair.value).span;
  const std::string_view name = pair.sense == Sense::is ? "`Action`" : "`NotAction`";
  const bool empty = reader.strings(pair.value, name, [&](NodeId id) {
    const Node& node = reader.node(id);
    statement.action.patterns.push_back({ActionPattern::parse(node.text), node.span});
  });
  if (!empty)
    return;
  reader.note(Severity::suggestion, empty_action_list, pair.value,
              pair.sense == Sense::is ? "`Action` is empty: the statement matches nothing"
                                      : "`NotAction` is empty: the statement matches every action");
}

void read_resources(Reader& reader, NodeId object, Statement& statement) {
  const Pair pair = find_pair(reader, object, "Resource");
  if (pair.value == no_node) {
    statement.resource.present = false;
    if (reader.kind() != PolicyKind::resource)
      require(reader, object, "Resource", missing_resource);
    return;
  }
  statement.resource.sense = pair.sense;
  statement.resource.span = reader.node(pair.value).span;
  // SPEC: semantics.md 2.2, rule 4: which kinds read a short ARN without any star as if it ended in stars.
  ResourcePattern::Options options;
  options.variables = reader.variables();
  options.pad_without_star = reader.kind() == PolicyKind::identity || reader.kind() == PolicyKind::session ||
                             reader.kind() == PolicyKind::boundary;
  const std::string_view name = pair.sense == Sense::is ? "`Resource`" : "`NotResource`";
  const bool empty = reader.strings(pair.value, name, [&](NodeId id) {
    const Node& node = reader.node(id);
    statement.resource.patterns.push_back({ResourcePattern::parse(node.text, options), node.span});
  });
  if (!empty)
    return;
  reader.note(Severity::suggestion, empty_resource_list, pair.value,
              pair.sense == Sense::is ? "`Resource` is empty: the statement matches nothing"
                                      : "`NotResource` is empty: the statement matches every resource");
}

}  // namespace

Statement read_statement(Reader& reader, NodeId object) {
  Statement statement;
  statement.span = reader.node(object).span;
  for (NodeId member = reader.node(object).first; member != no_node; member = reader.node(member).next) {
    const std::string_view key = reader.node(member).key;
    if (std::find(elements.begin(), elements.end(), key) == elements.end())
      reader.reject_unknown(unknown_statement_element, member, elements, "");
  }
  read_sid(reader, object, statement);
  read_effect(reader, object, statement);
  read_principals(reader, object, statement);
  read_actions(reader, object, statement);
  read_resources(reader, object, statement);
  const NodeId condition = reader.document().find(object, "Condition");
  if (condition != no_node)
    statement.conditions = read_conditions(reader, condition);
  return statement;
}

}  // namespace postern::policy
