// A policy with its action patterns written out. The text is edited, not printed anew: only the value of an
// Action or NotAction element that has something to write out is replaced, in the layout around it. A list
// whose elements have lines of their own keeps their indentation; in a policy that has one member a line a
// list gets one action a line; in any other the list stays within its line.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "postern/report.hpp"

namespace postern {
namespace {

bool has_wildcard(std::string_view pattern) {
  return pattern.find_first_of("*?") != std::string_view::npos;
}

std::string_view slice(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  return text.substr(begin, end - begin);
}

// --- Layout ---

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

std::uint32_t line_start(std::string_view text, std::uint32_t at) {
  const std::size_t feed = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return feed == std::string_view::npos ? 0 : static_cast<std::uint32_t>(feed + 1);
}

// Whether nothing but white space stands before `at` on its line.
bool begins_line(std::string_view text, std::uint32_t at) {
  const std::uint32_t start = line_start(text, at);
  return start > 0 && is_blank(slice(text, start, at));
}

std::string_view indent_of(std::string_view text, std::uint32_t at) {
  const std::string_view line = slice(text, line_start(text, at), at);
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

std::string line_break(std::string_view text, std::uint32_t at) {
  const std::uint32_t start = line_start(text, at);
  return start > 1 && text[start - 2] == '\r' ? "\r\n" : "\n";
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  std::string out;
  for (const std::string& item : items)
    out.append(out.empty() ? "" : separator).append(item);
  return out;
}

// --- One statement ---

class PolicyExpander {
 public:
  PolicyExpander(const Catalog& catalog, const Document& document, std::span<const std::string_view> services,
                 std::vector<LeftPattern>& left)
      : catalog_(catalog), document_(document), services_(services), left_(left) {}

  std::optional<Edit> expand(const ActionMatcher& action) {
    const std::optional<std::vector<std::string>> items = items_of(action);
    if (!items)
      return std::nullopt;
    const Node& node = find_node(action.span);
    return node.kind == NodeKind::array ? edit_list(node, *items) : edit_string(node, *items);
  }

 private:
  // The elements of the list, as JSON; nothing when no pattern is written out.
  std::optional<std::vector<std::string>> items_of(const ActionMatcher& action) {
    std::set<ActionId> present;
    for (const Located<ActionPattern>& pattern : action.patterns) {
      const std::optional<Action> known = catalog_.find(pattern.value.source());
      if (known)
        present.insert(known->id);
    }
    std::vector<std::string> items;
    bool changed = false;
    for (const Located<ActionPattern>& pattern : action.patterns) {
      const std::vector<ActionId> actions = written_out(pattern, action.sense);
      if (actions.empty())
        items.emplace_back(slice(document_.text(), pattern.span.begin, pattern.span.end));
      changed = changed || !actions.empty();
      for (const ActionId id : actions) {
        if (present.insert(id).second)
          base::append_json_string(items.emplace_back(), catalog_.action(id).full_name());
      }
    }
    if (!changed)
      return std::nullopt;
    return items;
  }

  // Nothing for a pattern that stays.
  std::vector<ActionId> written_out(const Located<ActionPattern>& pattern, Sense sense) {
    const std::string& text = pattern.value.source();
    if (!has_wildcard(text))
      return {};
    std::vector<ActionId> all = postern::expand(catalog_, text);
    // A narrower exception would make the statement cover more, so --service says nothing about NotAction.
    const bool limited = sense == Sense::is && !services_.empty() && names_no_service(text);
    if (!limited) {
      if (all.size() < catalog_.actions().size())
        return all;
      const std::string_view advice =
          sense == Sense::is ? "it covers every action; name services to write it out for them"
                             : "it covers every action, and a shorter exception would widen the statement";
      left_.push_back({text, pattern.span, std::string(advice)});
      return {};
    }
    std::vector<ActionId> within = expand_within(catalog_, text, services_);
    if (within.empty() && !all.empty())
      left_.push_back({text, pattern.span, "it covers no action of the services named"});
    return within;
  }

  // The nodes of ascending statements ascend too: one pass for all statements.
  const Node& find_node(SourceSpan span) {
    while (document_[static_cast<NodeId>(next_)].span != span)
      ++next_;
    return document_[static_cast<NodeId>(next_)];
  }

  Edit edit_list(const Node& list, const std::vector<std::string>& items) {
    const std::string_view text = document_.text();
    const SourceSpan first = document_[list.first].span;
    if (!begins_line(text, first.begin) && begins_line(text, list.key_span.begin))
      return {list.span, one_a_line(list, items)};
    NodeId last = list.first;
    while (document_[last].next != no_node)
      last = document_[last].next;
    const SourceSpan elements{first.document, first.begin, document_[last].span.end};
    if (!begins_line(text, first.begin))
      return {elements, joined(items, separator(list))};
    const std::string_view indent = indent_of(text, first.begin);
    return {elements, joined(items, base::concat({",", line_break(text, first.begin), indent}))};
  }

  Edit edit_string(const Node& string, const std::vector<std::string>& items) {
    if (items.size() == 1)
      return {string.span, items.front()};
    if (begins_line(document_.text(), string.key_span.begin))
      return {string.span, one_a_line(string, items)};
    return {string.span, base::concat({"[", joined(items, separator(string)), "]"})};
  }

  [[nodiscard]] std::string one_a_line(const Node& value, const std::vector<std::string>& items) const {
    const std::string_view text = document_.text();
    const std::string_view outer = indent_of(text, document_[value.parent].span.begin);
    const std::string_view own = indent_of(text, value.key_span.begin);
    const bool deeper = own.size() > outer.size() && own.substr(0, outer.size()) == outer;
    const std::string_view step = deeper ? own.substr(outer.size()) : std::string_view("  ");
    const std::string feed = line_break(text, value.key_span.begin);
    const std::string begin = base::concat({feed, own, step});
    return base::concat({"[", begin, joined(items, "," + begin), feed, own, "]"});
  }

  // As the text around it: a space after the comma where there is one after the colon.
  [[nodiscard]] std::string_view separator(const Node& value) const {
    const char before = document_.text()[value.span.begin - 1];
    return before == ':' ? "," : ", ";
  }

  const Catalog& catalog_;
  const Document& document_;
  std::span<const std::string_view> services_;
  std::vector<LeftPattern>& left_;
  std::uint32_t next_ = 0;
};

std::string applied(std::string_view text, std::uint32_t begin, std::uint32_t end,
                    const std::vector<Edit>& edits) {
  std::string out;
  std::uint32_t at = begin;
  for (const Edit& edit : edits) {
    out.append(slice(text, at, edit.span.begin)).append(edit.replacement);
    at = edit.span.end;
  }
  return out.append(slice(text, at, end));
}

void append_escaped(std::string& out, char32_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto unit = [&](char32_t code) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
      out.push_back(digits[(code >> static_cast<unsigned>(shift)) & 0xFU]);
  };
  if (value < 0x10000) {
    unit(value);
    return;
  }
  unit(0xD800U + ((value - 0x10000U) >> 10U));
  unit(0xDC00U + ((value - 0x10000U) & 0x3FFU));
}

}  // namespace

std::vector<Located<std::string>> unmatched_patterns(const Catalog& catalog, const Policy& policy) {
  std::vector<Located<std::string>> out;
  for (const Statement& statement : policy.statements) {
    for (const Located<ActionPattern>& pattern : statement.action.patterns) {
      if (expand(catalog, pattern.value.source()).empty())
        out.push_back({pattern.value.source(), pattern.span});
    }
  }
  return out;
}

ExpandedPolicy expand_policy(const Catalog& catalog, const Policy& policy, const Sources& sources,
                             std::span<const std::string_view> services) {
  ExpandedPolicy out;
  const Document& document = sources[policy.span.document];
  PolicyExpander expander(catalog, document, services, out.left);
  std::vector<Edit> edits;
  for (const Statement& statement : policy.statements) {
    if (std::optional<Edit> edit = expander.expand(statement.action))
      edits.push_back(std::move(*edit));
  }
  const bool is_file =
      document[document.root()].span == policy.span && sources.outermost(policy.span) == policy.span;
  if (is_file)
    out.text = applied(document.text(), 0, static_cast<std::uint32_t>(document.text().size()), edits);
  else
    out.text = applied(document.text(), policy.span.begin, policy.span.end, edits) + "\n";
  return out;
}

std::string json_for_terminal(std::string_view json) {
  std::string out;
  std::size_t at = json.substr(0, base::utf8_bom.size()) == base::utf8_bom ? base::utf8_bom.size() : 0;
  while (at < json.size()) {
    const base::CodePoint point = base::decode_utf8(json, at);
    const bool layout = point.value == U'\n' || point.value == U'\r' || point.value == U'\t';
    if (!point.valid)
      append_escaped(out, 0xFFFD);
    else if (!layout && base::is_unsafe_for_display(point.value))
      append_escaped(out, point.value);
    else
      out.append(json.substr(at, point.length));
    at += point.length;
  }
  return out;
}

}  // namespace postern
