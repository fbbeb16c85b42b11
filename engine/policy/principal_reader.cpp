// Principal and NotPrincipal: "*", or an object of lists by type.
//
// SPEC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html

#include <array>

#include "base/text.hpp"
#include "policy/reader.hpp"
#include "policy/rules.hpp"

namespace postern {
namespace {

constexpr std::array types = {PrincipalType::aws, PrincipalType::service, PrincipalType::federated,
                              PrincipalType::canonical_user};

std::string_view last_segment(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// A unique id: a four-letter prefix, then upper-case letters and digits.
bool is_unique_id(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix) || text.size() < 16)
    return false;
  return text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos;
}

// Fills the parts of an IAM or STS ARN; leaves `nobody` where it names no principal.
void parse_arn_principal(const Arn& arn, Principal& principal) {
  using Form = Principal::Form;
  if (arn.partition.empty() || !arn.region.empty() || !is_account_id(arn.account))
    return;
  const auto name_after = [&](std::string_view prefix) -> std::string_view {
    return arn.resource.starts_with(prefix) ? last_segment(arn.resource) : std::string_view();
  };
  Form form = Form::nobody;
  std::string_view name;
  if (arn.service == "iam" && arn.resource == "root") {
    form = Form::account;
  } else if (arn.service == "iam" && !(name = name_after("user/")).empty()) {
    form = Form::user;
  } else if (arn.service == "iam" && !(name = name_after("role/")).empty()) {
    form = Form::role;
  } else if (arn.service == "sts" && !(name = name_after("federated-user/")).empty()) {
    form = Form::federated_user;
  } else if (arn.service == "sts" && !name_after("assumed-role/").empty()) {
    constexpr std::size_t prefix = std::string_view("assumed-role/").size();
    const std::size_t slash = arn.resource.find('/', prefix);
    if (slash == std::string_view::npos || slash == prefix)
      return;
    name = arn.resource.substr(prefix, slash - prefix);
    form = Form::session;
  }
  if (form == Form::nobody)
    return;
  principal.form = form;
  principal.partition = arn.partition;
  principal.account = arn.account;
  principal.name = name;
}

Principal::Form aws_form_of_bare(std::string_view text) {
  if (text == "*")
    return Principal::Form::everyone;
  if (is_account_id(text))
    return Principal::Form::account;
  if (is_unique_id(text, "AIDA"))
    return Principal::Form::user_id;
  if (is_unique_id(text, "AROA"))
    return Principal::Form::role_id;
  return Principal::Form::nobody;
}

}  // namespace

Principal parse_principal(PrincipalType type, std::string_view text) {
  Principal principal;
  principal.type = type;
  principal.text = text;
  switch (type) {
    case PrincipalType::service:
      if (text != "*" && !text.empty())
        principal.form = Principal::Form::service;
      return principal;
    case PrincipalType::federated:
      if (text != "*" && !text.empty())
        principal.form = Principal::Form::federated;
      return principal;
    case PrincipalType::canonical_user:
      if (text != "*" && !text.empty())
        principal.form = Principal::Form::canonical_user;
      return principal;
    case PrincipalType::aws:
      break;
  }
  principal.form = aws_form_of_bare(text);
  if (principal.form == Principal::Form::account)
    principal.account = text;
  // SPEC: wildcards inside a principal are no wildcards: such an entry matches nobody.
  const bool wildcard = text.find_first_of("*?") != std::string_view::npos;
  if (principal.form == Principal::Form::nobody && !wildcard) {
    if (const std::optional<Arn> arn = Arn::parse(text))
      parse_arn_principal(*arn, principal);
  }
  return principal;
}

namespace policy {
namespace {

void reject_type_name(Reader& reader, NodeId member) {
  const std::string_view name = reader.node(member).key;
  std::string help = "a principal is under AWS, Service, Federated or CanonicalUser";
  for (const PrincipalType type : types) {
    if (base::equals_ignore_case(name, to_string(type)))
      help = base::concat({"write `", to_string(type), "`"});
  }
  reader.reject_member(principal_key_unknown, member,
                       base::concat({"unknown principal type ", base::quoted(name)}), help);
}

void read_type(Reader& reader, PrincipalType type, NodeId value, PrincipalMatcher& matcher) {
  const std::string what = base::concat({"`", to_string(type), "`"});
  const bool empty = reader.strings(value, what, [&](NodeId id) {
    const Node& node = reader.node(id);
    matcher.principals.push_back({parse_principal(type, node.text), node.span});
  });
  if (empty)
    reader.note(Severity::suggestion, empty_principal, value, base::concat({what, " is empty"}));
}

}  // namespace

void read_principal(Reader& reader, NodeId value, PrincipalMatcher& matcher) {
  const Node& node = reader.node(value);
  const std::string_view name = matcher.sense == Sense::is ? "`Principal`" : "`NotPrincipal`";
  if (node.kind == NodeKind::string && node.text == "*") {
    matcher.principals.push_back({parse_principal(PrincipalType::aws, "*"), node.span});
    return;
  }
  if (node.kind == NodeKind::string || node.kind == NodeKind::array) {
    const bool plain = base::quoted(node.text) == base::concat({"`", node.text, "`"});
    reader.reject(principal_format, value, base::concat({name, " must be \"*\" or an object"}),
                  plain && !node.text.empty() ? base::concat({"write {\"AWS\": \"", node.text, "\"}"})
                                              : "write {\"AWS\": [...]}");
    return;
  }
  if (node.kind != NodeKind::object || is_intrinsic(reader.document(), value)) {
    reader.reject_type(value, name, "\"*\" or an object");
    return;
  }
  if (node.first == no_node && node.closed) {
    reader.note(Severity::suggestion, empty_principal, value,
                matcher.sense == Sense::is ? "`Principal` is empty: the statement matches nobody"
                                           : "`NotPrincipal` is empty: the statement matches everybody");
  }
  for (NodeId member = node.first; member != no_node; member = reader.node(member).next) {
    bool known = false;
    for (const PrincipalType type : types) {
      if (reader.node(member).key != to_string(type))
        continue;
      known = true;
      read_type(reader, type, member, matcher);
    }
    if (!known)
      reject_type_name(reader, member);
  }
}

}  // namespace policy
}  // namespace postern
