#pragma once
// Resource and ARN patterns, matched naively: the pattern becomes atoms (see naive_glob.hpp) in which every
// wildcard carries a mark that says whether it may match a colon.

#include <string>
#include <string_view>
#include <vector>

#include "postern/arn.hpp"
#include "support/naive_glob.hpp"

namespace postern::naive {

/// At most six components; a colon inside `${…}` does not separate.
inline std::vector<std::string> components(std::string_view pattern, bool variables) {
  std::vector<std::string> out(1);
  while (!pattern.empty()) {
    if (out.size() == 6) {
      out.back() += pattern;
      break;
    }
    const std::optional<Variable> variable =
        variables ? leading_variable(pattern) : std::optional<Variable>();
    const std::size_t length = variable ? variable->length : 1;
    if (!variable && pattern.front() == ':') {
      out.emplace_back();
    } else {
      out.back() += pattern.substr(0, length);
    }
    pattern.remove_prefix(length);
  }
  return out;
}

/// A component before the fifth colon: variables are literal text, only a last star takes colons.
inline Atoms head_atoms(std::string_view component, bool variables) {
  Atoms out;
  while (!component.empty()) {
    const std::optional<Variable> variable =
        variables ? leading_variable(component) : std::optional<Variable>();
    const std::size_t length = variable ? variable->length : 1;
    const char c = component.front();
    if (!variable && (c == '*' || c == '?')) {
      out.list.push_back({c == '*' ? Atom::star : Atom::one, "", c == '*' && component.size() == 1});
    } else if (variable) {
      append_text(out, component.substr(0, length));
    } else {
      const std::size_t end = std::min(component.find_first_of("*?$", 1), component.size());
      append_text(out, component.substr(0, end));
      component.remove_prefix(end);
      continue;
    }
    component.remove_prefix(length);
  }
  return out;
}

inline void append(Atoms& out, const Atoms& more) {
  out.list.insert(out.list.end(), more.list.begin(), more.list.end());
  if (more.answer != Truth::yes) {
    out.answer = more.answer;
  }
}

/// Rules 1 to 5 of resource matching.
inline Truth resource(std::string_view pattern, ResourcePattern::Options options, std::string_view text,
                      const VariableSource& variables = no_variables()) {
  if (pattern.empty()) {
    return Truth::no;
  }
  if (pattern.find_first_not_of('*') == std::string_view::npos) {
    return Truth::yes;
  }
  if (text == "*") {
    return Truth::no;
  }
  if (!pattern.starts_with("arn:")) {
    return glob(pattern, {}, text);
  }
  std::vector<std::string> parts = components(pattern, options.variables);
  Atoms head;
  bool starred = false;
  const bool complete = parts.size() == 6;
  for (std::size_t i = 0; i < parts.size() - (complete ? 1 : 0); ++i) {
    if (i > 0) {
      append_text(head, ":");
    }
    append(head, head_atoms(parts[i], options.variables));
  }
  for (const Atom& atom : head.list) {
    starred = starred || atom.kind == Atom::star;
  }
  if (complete) {
    append_text(head, ":");
    append(head, atoms(parts.back(), {true, options.variables, false}, variables));
    return match(head, text);
  }
  if (!starred && !options.pad_without_star) {
    return Truth::no;
  }
  Atoms padded = head;
  for (std::size_t i = parts.size(); i < 6; ++i) {
    append_text(padded, ":");
    padded.list.push_back({Atom::star, "", true});
  }
  return match(padded, text) || truth(starred && match(head, text) == Truth::yes);
}

/// Six components, each globbed on its own.
inline Truth arn_like(std::string_view pattern, bool variables, std::string_view value,
                      const VariableSource& source = no_variables()) {
  const std::vector<std::string> patterns = components(pattern, variables);
  const std::vector<std::string> values = components(value, false);
  if (patterns.size() != 6 || values.size() != 6) {
    return Truth::no;
  }
  Truth out = Truth::yes;
  for (std::size_t i = 0; i < 6; ++i) {
    out = out && glob(patterns[i], {true, variables, false}, values[i], source);
  }
  return out;
}

}  // namespace postern::naive
