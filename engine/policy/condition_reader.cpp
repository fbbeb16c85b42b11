// Condition: operator to key to values. A JSON number or boolean is its exact lexeme.
//
// SPEC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html

#include <map>

#include "base/text.hpp"
#include "policy/reader.hpp"
#include "policy/rules.hpp"

namespace postern::policy {
namespace {

bool is_scalar(NodeKind kind) {
  return kind == NodeKind::string || kind == NodeKind::number || kind == NodeKind::boolean;
}

// The members of Terraform's `condition` block, pasted as JSON.
bool is_terraform_block(const Document& document, NodeId value) {
  if (document[value].kind != NodeKind::object)
    return false;
  for (const std::string_view name : {"test", "variable", "values"}) {
    if (document.find(value, name) != no_node)
      return true;
  }
  return false;
}

void reject_terraform_block(Reader& reader, NodeId value) {
  reader.reject(terraform_condition_block, value, "this is a Terraform condition block, not an IAM condition",
                "write {\"StringEquals\": {\"aws:PrincipalOrgID\": [\"o-…\"]}}: operator, key, values");
}

Operand parse_operand(const Reader& reader, OperatorId op, std::string_view text) {
  Operand operand;
  operand.text = text;
  const OperatorFamily family = operator_name(op).family;
  if (family == OperatorFamily::arn) {
    operand.pattern = ArnPattern::parse(text, reader.variables());
  } else if (family == OperatorFamily::string) {
    GlobSyntax syntax;
    syntax.wildcards = op == OperatorId::string_like || op == OperatorId::string_not_like;
    syntax.variables = reader.variables();
    syntax.fold_case =
        op == OperatorId::string_equals_ignore_case || op == OperatorId::string_not_equals_ignore_case;
    operand.pattern = Glob::parse(text, syntax);
  }
  return operand;
}

// A key of a tag family, lower-cased, that does not say which tag: there is no such key.
bool lacks_tag(std::string_view key) {
  if (key.ends_with('/'))
    key.remove_suffix(1);
  return key.ends_with(":resourcetag") || key == "aws:requesttag" || key == "aws:principaltag";
}

// prefix:name. A tag, behind the slash, may hold blanks.
bool is_well_formed(std::string_view key) {
  const std::size_t colon = key.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == key.size())
    return false;
  return key.substr(0, key.find('/', colon)).find_first_of(" \t\r\n") == std::string_view::npos;
}

void note_key(Reader& reader, NodeId member, std::string_view lookup_key) {
  const std::string_view key = reader.node(member).key;
  if (lacks_tag(lookup_key)) {
    reader.note_member(Severity::error, tag_key_suffix_missing, member,
                       base::concat({"the condition key ", base::quoted(key), " names no tag"}));
  } else if (!is_well_formed(key)) {
    reader.note_member(
        Severity::error, condition_key_format, member,
        base::concat({"the condition key ", base::quoted(key), " is not of the form prefix:name"}),
        "it is looked up as written, and normally absent");
  }
}

void read_values(Reader& reader, NodeId member, Condition& condition) {
  const std::string what = base::concat({"the value of ", base::quoted(reader.node(member).key)});
  const auto use = [&](NodeId id) {
    const Node& node = reader.node(id);
    condition.values.push_back({parse_operand(reader, condition.op, node.text), node.span});
  };
  const Node& value = reader.node(member);
  if (is_scalar(value.kind)) {
    use(member);
  } else if (value.kind == NodeKind::object && !is_intrinsic(reader.document(), member)) {
    reader.reject(condition_shape, member,
                  base::concat({what, " must be a value or a list of values, not an object"}));
  } else if (value.kind != NodeKind::array) {
    reader.reject_type(member, what, "a value or a list of values");
  } else {
    bool mixed = false;
    NodeKind first = NodeKind::null;
    for (NodeId element = value.first; element != no_node; element = reader.node(element).next) {
      const NodeKind kind = reader.node(element).kind;
      if (!is_scalar(kind)) {
        reader.reject_type(element, base::concat({"an element of ", what}), "a string, number or boolean");
        continue;
      }
      mixed = mixed || (first != NodeKind::null && first != kind);
      if (first == NodeKind::null)
        first = kind;
      use(element);
    }
    if (mixed) {
      reader.note(Severity::warning, condition_value_types_mixed, member,
                  base::concat({what, " mixes JSON types"}), "put every value in quotes");
    }
    if (value.first == no_node && value.closed) {
      reader.note(Severity::suggestion, empty_condition_values, member,
                  base::concat({what, " is an empty list"}));
    }
  }
}

void read_keys(Reader& reader, NodeId object, const Condition& shape, std::vector<Condition>& out) {
  std::map<std::string, NodeId> seen;
  for (NodeId member = reader.node(object).first; member != no_node; member = reader.node(member).next) {
    const Node& node = reader.node(member);
    Condition condition = shape;
    condition.key = {std::string(node.key), node.key_span};
    condition.lookup_key = base::to_lower(node.key);
    condition.span = {node.span.document, node.key_span.begin, node.span.end};
    note_key(reader, member, condition.lookup_key);
    const auto [first, fresh] = seen.emplace(condition.lookup_key, member);
    if (!fresh && reader.node(first->second).key != node.key) {
      reader.note_member(
          Severity::error, condition_key_duplicate_case, member,
          base::concat({"the key ", base::quoted(node.key), " is tested twice, in two spellings"}),
          "keys ignore case; both tests must hold");
    }
    read_values(reader, member, condition);
    out.push_back(std::move(condition));
  }
}

// The operator of a member of Condition; nothing when it has been rejected.
std::optional<Condition> read_operator(Reader& reader, NodeId member) {
  const Node& node = reader.node(member);
  const ParsedOperator parsed = parse_operator(node.key);
  if (!parsed.known_prefix) {
    reader.reject_member(condition_set_prefix, member,
                         base::concat({"unknown set operator in ", base::quoted(node.key)}),
                         "exactly `ForAllValues:` or `ForAnyValue:`");
    return std::nullopt;
  }
  if (parsed.base == nullptr) {
    const std::string_view near = closest_operator(node.key);
    reader.reject_member(condition_operator_unknown, member,
                         base::concat({"unknown condition operator ", base::quoted(node.key)}),
                         near.empty() ? "" : base::concat({"did you mean `", near, "`?"}));
    return std::nullopt;
  }
  Condition condition;
  condition.quantifier = parsed.quantifier;
  condition.op = parsed.base->id;
  condition.operator_source = node.key;
  condition.operator_span = node.key_span;
  condition.if_exists = parsed.if_exists && condition.op != OperatorId::null;
  if (parsed.if_exists && condition.op == OperatorId::null) {
    reader.note_member(Severity::error, null_with_ifexists, member, "`Null` takes no `IfExists`",
                       "it is read as `Null`");
  }
  if (!parsed.canonical) {
    reader.note_member(
        Severity::warning, key_or_operator_case, member,
        base::concat({base::quoted(node.key), " is spelled `", operator_text(condition), "`"}));
  }
  return condition;
}

void read_operators(Reader& reader, NodeId object, std::vector<Condition>& out) {
  std::map<std::string, NodeId> seen;
  for (NodeId member = reader.node(object).first; member != no_node; member = reader.node(member).next) {
    const std::optional<Condition> shape = read_operator(reader, member);
    const Node& node = reader.node(member);
    if (node.kind != NodeKind::object || is_intrinsic(reader.document(), member)) {
      const std::string what = base::concat({"the operator ", base::quoted(node.key)});
      if (node.kind == NodeKind::null || node.kind == NodeKind::object) {
        reader.reject_type(member, what, "an object of keys");
      } else {
        reader.reject(condition_shape, member, base::concat({what, " must hold an object of keys"}));
      }
      continue;
    }
    if (!shape)
      continue;
    if (!seen.emplace(base::to_lower(node.key), member).second) {
      reader.note_member(
          Severity::warning, condition_operator_duplicate, member,
          base::concat({"the operator ", base::quoted(node.key), " occurs twice, in two spellings"}),
          "both are tested");
    }
    if (node.first == no_node && node.closed) {
      reader.note(
          Severity::warning, empty_condition, member,
          base::concat({"the operator ", base::quoted(node.key), " tests no key, so it is always true"}));
    }
    read_keys(reader, member, *shape, out);
  }
}

}  // namespace

std::vector<Condition> read_conditions(Reader& reader, NodeId value) {
  std::vector<Condition> conditions;
  const Node& node = reader.node(value);
  const NodeId block = node.kind == NodeKind::array ? node.first : value;
  if (block != no_node && is_terraform_block(reader.document(), block)) {
    reject_terraform_block(reader, value);
  } else if (node.kind == NodeKind::array) {
    reader.reject(condition_shape, value, "`Condition` must be an object, not a list");
  } else if (node.kind != NodeKind::object || is_intrinsic(reader.document(), value)) {
    reader.reject_type(value, "`Condition`", "an object");
  } else if (node.first == no_node && node.closed) {
    reader.note(Severity::warning, empty_condition, value, "`Condition` is empty, so it is always true");
  } else {
    read_operators(reader, value, conditions);
  }
  return conditions;
}

}  // namespace postern::policy
