#pragma once
// A glob matcher that is obviously right and slow, written independently of the engine: a pattern becomes a
// list of atoms, one per code point, and a table says which atoms have matched which beginning of the text.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "postern/glob.hpp"

namespace postern::naive {

/// Variables from a table: a name maps to its value, or to nothing for "unknown"; others are unresolved.
class MapVariables final : public VariableSource {
 public:
  using Map = std::map<std::string, std::optional<std::string>, std::less<>>;
  explicit MapVariables(Map values) : values_(std::move(values)) {}

  [[nodiscard]] Value variable(std::string_view name) const override {
    const auto found = values_.find(name);
    if (found == values_.end()) {
      return {};
    }
    return found->second ? Value{State::resolved, *found->second} : Value{State::unknown, {}};
  }

 private:
  Map values_;
};

struct Atom {
  enum Kind { unit, one, star };
  Kind kind = unit;
  std::string text;         // of a unit
  bool takes_colon = true;  // a wildcard that may match `:`
};

/// A pattern made of atoms. `answer` is what a match means; `no` when the pattern matches nothing at all.
struct Atoms {
  std::vector<Atom> list;
  Truth answer = Truth::yes;
};

/// The code point of a sequence of `length` bytes at the beginning of `text`, if its bits have the right
/// pattern.
inline std::optional<unsigned> code_point(std::string_view text, std::size_t length) {
  static constexpr unsigned leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  static constexpr unsigned masks[] = {0, 0, 0xE0, 0xF0, 0xF8};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  if (text.size() < length || (byte(0) & masks[length]) != leads[length]) {
    return std::nullopt;
  }
  unsigned value = byte(0) & ~masks[length];
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) {
      return std::nullopt;
    }
    value = value * 64 + (byte(i) & 0x3FU);
  }
  return value;
}

/// Code points; bytes that belong to none are units of their own.
std::vector<std::string> units(std::string_view text);

struct Variable {
  std::string name;
  std::optional<std::string> fallback;
  std::size_t length = 0;
};

/// The variable at the beginning of `text`.
std::optional<Variable> leading_variable(std::string_view text);

inline void append_text(Atoms& out, std::string_view text) {
  for (std::string& unit : units(text)) {
    out.list.push_back({Atom::unit, std::move(unit), true});
  }
}

inline Atoms atoms(std::string_view pattern, GlobSyntax syntax, const VariableSource& variables) {
  Atoms out;
  std::string literal;
  const auto flush = [&] { append_text(out, std::exchange(literal, {})); };
  bool nothing = false;
  while (!pattern.empty()) {
    const std::optional<Variable> variable =
        syntax.variables ? leading_variable(pattern) : std::optional<Variable>();
    if (variable) {
      std::string name = variable->name;
      if (!variable->fallback && (name == "*" || name == "?" || name == "$")) {
        literal += name;
      } else {
        flush();
        for (char& c : name) {
          c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        const std::size_t first = name.find_first_not_of(' ');
        if (first != std::string::npos) {
          name = name.substr(first, name.find_last_not_of(' ') - first + 1);
        }
        const VariableSource::Value value = variables.variable(name);
        if (value.state == VariableSource::State::unknown) {
          out.answer = Truth::unknown;
          out.list.push_back({Atom::star, "", true});
        } else if (value.state == VariableSource::State::resolved) {
          append_text(out, value.text);
        } else if (variable->fallback) {
          append_text(out, *variable->fallback);
        } else {
          nothing = true;
        }
      }
      pattern.remove_prefix(variable->length);
      continue;
    }
    const char c = pattern.front();
    if (syntax.wildcards && (c == '*' || c == '?')) {
      flush();
      out.list.push_back({c == '*' ? Atom::star : Atom::one, "", true});
    } else {
      literal += c;
    }
    pattern.remove_prefix(1);
  }
  flush();
  if (nothing) {
    out.answer = Truth::no;
  }
  return out;
}

inline bool same_unit(const std::string& a, const std::string& b, bool fold_case) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (fold_case && a.size() == 1 && b.size() == 1 && letter(a[0]) && letter(b[0])) {
    return (a[0] | 32) == (b[0] | 32);
  }
  return a == b;
}

/// Whether the atoms match all of `text`.
inline Truth match(const Atoms& pattern, std::string_view text, bool fold_case = false) {
  const std::vector<std::string> letters = units(text);
  std::vector<bool> row(letters.size() + 1, false);
  row[0] = true;
  for (const Atom& atom : pattern.list) {
    std::vector<bool> next(row.size(), false);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool wild_ok = i < letters.size() && (atom.takes_colon || letters[i] != ":");
      if (atom.kind == Atom::star) {
        next[i] = next[i] || row[i];
        if (next[i] && wild_ok) {
          next[i + 1] = true;
        }
      } else if (row[i] && i < letters.size()) {
        next[i + 1] = atom.kind == Atom::one ? wild_ok : same_unit(atom.text, letters[i], fold_case);
      }
    }
    row = std::move(next);
  }
  return row.back() ? pattern.answer : Truth::no;
}

inline Truth glob(std::string_view pattern, GlobSyntax syntax, std::string_view text,
                  const VariableSource& variables = no_variables()) {
  return match(atoms(pattern, syntax, variables), text, syntax.fold_case);
}

}  // namespace postern::naive
