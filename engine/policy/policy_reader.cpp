// The policy object: Version, Id, Statement. Everything that can be read is read; whatever cannot be read
// without guessing is a parse error, and all of them are reported.
//
// SPEC: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "policy/reader.hpp"
#include "policy/rules.hpp"

namespace postern {
namespace policy {
namespace {

constexpr std::array<std::string_view, 3> policy_elements = {"Version", "Id", "Statement"};
constexpr std::array<std::string_view, 7> wrappers = {
    "PolicyDocument", "policy", "Policy", "PolicyVersion", "VpcEndpoints", "Resources", "planned_values"};

NodeId find_wrapper(const Document& document, NodeId object) {
  for (const std::string_view name : wrappers) {
    if (const NodeId found = document.find(object, name); found != no_node)
      return found;
  }
  return no_node;
}

void read_version(Reader& reader, Policy& policy, NodeId value) {
  const Node& node = reader.node(value);
  if (node.kind != NodeKind::string) {
    reader.reject_type(value, "`Version`", "a string");
    return;
  }
  if (node.text == "2012-10-17") {
    policy.version = Version::v2012_10_17;
  } else if (node.text == "2008-10-17") {
    reader.note(Severity::warning, old_version, value, "version 2008-10-17 does not know policy variables",
                "use 2012-10-17 unless the policy relies on literal `${`");
  } else if (node.text.starts_with("2012-10-17T") || node.text.starts_with("2008-10-17T")) {
    reader.reject(version_timestamp, value,
                  base::concat({"version ", base::quoted(node.text), " is a timestamp"}),
                  base::concat({"write \"", node.text.substr(0, 10), "\"; in YAML, in quotes"}));
  } else {
    reader.reject(invalid_version, value, base::concat({"unknown version ", base::quoted(node.text)}),
                  "the version is that of the language: \"2012-10-17\" or \"2008-10-17\"");
  }
}

void read_id(Reader& reader, Policy& policy, NodeId value) {
  if (reader.node(value).kind != NodeKind::string) {
    reader.reject_type(value, "`Id`", "a string");
    return;
  }
  policy.id = Located<std::string>{std::string(reader.node(value).text), reader.node(value).span};
  if (reader.identity_kind()) {
    reader.note_member(Severity::error, id_not_supported, value, "`Id` is for resource-based policies only",
                       "remove it");
  }
}

void read_statements(Reader& reader, Policy& policy, NodeId value) {
  const Node& node = reader.node(value);
  if (node.kind == NodeKind::object) {
    if (node.first == no_node && node.closed) {
      reader.reject(empty_statement_list, value, "`Statement` is empty");
    } else if (is_intrinsic(reader.document(), value)) {
      reader.reject_type(value, "`Statement`", "an object or a list of objects");
    } else {
      policy.statements.push_back(read_statement(reader, value));
    }
    return;
  }
  if (node.kind != NodeKind::array) {
    reader.reject_type(value, "`Statement`", "an object or a list of objects");
    return;
  }
  if (node.first == no_node && node.closed)
    reader.reject(empty_statement_list, value, "`Statement` is empty");
  for (NodeId element = node.first; element != no_node; element = reader.node(element).next) {
    if (reader.node(element).kind == NodeKind::object && !is_intrinsic(reader.document(), element)) {
      policy.statements.push_back(read_statement(reader, element));
    } else {
      reader.reject_type(element, "a statement", "an object");
    }
  }
}

// Whether the text is itself the JSON of a policy.
bool holds_policy(std::string_view text) {
  DiagnosticList ignored;
  const Document inner = Document::read(DocumentId{0}, "", std::string(text), {}, ignored);
  return inner.root() != no_node && inner[inner.root()].kind == NodeKind::object &&
         inner.find(inner.root(), "Statement") != no_node;
}

// A defect of the whole: nothing of a policy can be had.
bool reject_root(Reader& reader, NodeId root) {
  const Node& node = reader.node(root);
  if (node.kind == NodeKind::string && holds_policy(node.text)) {
    reader.reject(policy_double_encoded, root, "the policy is a JSON string that holds JSON",
                  "decode it once, for example with `jq -r .`");
    return true;
  }
  if (node.kind != NodeKind::object) {
    reader.reject(policy_not_object, root,
                  base::concat({"a policy must be a JSON object, not ", with_article(node.kind)}));
    return true;
  }
  const NodeId wrapper = find_wrapper(reader.document(), root);
  if (wrapper == no_node || reader.document().find(root, "Statement") != no_node)
    return false;
  const std::string_view name = reader.node(wrapper).key;
  reader.reject_member(
      policy_wrapped, wrapper,
      base::concat({"this is not a policy but something that holds one under ", base::quoted(name)}),
      "give the inner document, or the whole output of the command or tool that made it");
  return true;
}

void note_characters(Reader& reader, NodeId id) {
  const std::string_view text = reader.node(id).text;
  if (reader.node(id).kind != NodeKind::string)
    return;
  bool control = false;
  bool beyond_latin1 = false;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    control =
        control || (point.value < 0x20 && point.value != '\t' && point.value != '\n' && point.value != '\r');
    beyond_latin1 = beyond_latin1 || point.value > 0xFF;
    at += point.length;
  }
  if (control) {
    reader.note(Severity::warning, control_character, id, "the string holds a control character");
  }
  if (beyond_latin1 && reader.identity_kind()) {
    reader.note(Severity::suggestion, character_beyond_latin1, id,
                "the string holds characters above U+00FF, which IAM does not store");
  }
}

// SPEC: semantics.md 1.1, rows 3 and 8.
void note_text(Reader& reader, NodeId root) {
  const SourceSpan within = reader.node(root).span;
  if (reader.document().has_bom()) {
    reader.note(Severity::suggestion, byte_order_mark, root, "the file starts with a byte-order mark");
  }
  for (auto index = static_cast<std::uint32_t>(root); index < reader.document().size(); ++index) {
    const auto id = static_cast<NodeId>(index);
    if (reader.node(id).span.begin >= within.end)
      break;
    note_characters(reader, id);
  }
}

void note_sids(Reader& reader, const Policy& policy, const std::vector<NodeId>& sids) {
  const bool strict = reader.identity_kind();
  std::unordered_map<std::string_view, NodeId> seen;
  for (const NodeId id : sids) {
    const std::string_view sid = reader.node(id).text;
    const auto plain = [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    };
    if (sid.empty()) {
      reader.note(Severity::suggestion, sid_empty, id, "`Sid` is empty", "remove it, or name the statement");
      continue;
    }
    if (!std::all_of(sid.begin(), sid.end(), plain)) {
      const Severity severity =
          strict || policy.kind == PolicyKind::rcp ? Severity::error : Severity::suggestion;
      reader.note(
          severity, sid_charset, id,
          base::concat({"`Sid` ", base::quoted(sid), " has characters other than letters and digits"}));
    }
    if (!seen.emplace(sid, id).second) {
      reader.note(strict ? Severity::error : Severity::warning, sid_duplicate, id,
                  base::concat({"two statements have the Sid ", base::quoted(sid)}));
    }
  }
}

std::vector<NodeId> collect_sids(const Document& document, NodeId statements) {
  std::vector<NodeId> sids;
  const auto collect = [&](NodeId statement) {
    if (document[statement].kind != NodeKind::object)
      return;
    const NodeId sid = document.find(statement, "Sid");
    if (sid != no_node && document[sid].kind == NodeKind::string)
      sids.push_back(sid);
  };
  if (document[statements].kind == NodeKind::object)
    collect(statements);
  if (document[statements].kind == NodeKind::array) {
    for (NodeId at = document[statements].first; at != no_node; at = document[at].next)
      collect(at);
  }
  return sids;
}

void read_members(Reader& reader, Policy& policy, NodeId root) {
  const Document& document = reader.document();
  const NodeId version = document.find(root, "Version");
  if (version != no_node) {
    read_version(reader, policy, version);
  } else if (document[root].closed && policy.kind != PolicyKind::rcp &&
             !has_in_wrong_case(document, root, "Version")) {
    reader.note(Severity::warning, missing_version, root,
                "no `Version`: read as 2008-10-17, without policy variables",
                "add \"Version\": \"2012-10-17\"");
  }
  reader.version = policy.version;
  if (const NodeId id = document.find(root, "Id"); id != no_node)
    read_id(reader, policy, id);
  for (NodeId member = document[root].first; member != no_node; member = document[member].next) {
    const std::string_view key = document[member].key;
    if (std::find(policy_elements.begin(), policy_elements.end(), key) == policy_elements.end()) {
      reader.reject_unknown(unknown_policy_element, member, policy_elements,
                            "a policy has Version, Id and Statement");
    }
  }
  const NodeId statements = document.find(root, "Statement");
  if (statements != no_node) {
    read_statements(reader, policy, statements);
    note_sids(reader, policy, collect_sids(document, statements));
  } else if (document[root].closed) {
    reader.reject(missing_statement, root, "the policy has no `Statement`");
  }
}

}  // namespace
}  // namespace policy

Policy read_policy(const Document& document, NodeId root, PolicyKind kind, DiagnosticSink& sink) {
  Policy policy;
  policy.name = document.name();
  policy.kind = kind;
  if (root == no_node)
    return policy;
  policy.span = document[root].span;
  DiagnosticList found;
  policy::Reader reader(document, kind, found);
  if (!policy::reject_root(reader, root)) {
    policy::read_members(reader, policy, root);
    policy::note_text(reader, root);
  }
  std::stable_sort(found.diagnostics.begin(), found.diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
  for (Diagnostic& diagnostic : found.diagnostics)
    sink.report(std::move(diagnostic));
  policy.complete = document.well_formed() && !reader.failed();
  return policy;
}

}  // namespace postern
