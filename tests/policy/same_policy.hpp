#pragma once
// Whether two policies say the same, spans aside.

#include <algorithm>
#include <string>

#include "postern/policy.hpp"

namespace postern::testing {

inline bool same(const Principal& a, const Principal& b) {
  return a.form == b.form && a.type == b.type && a.text == b.text && a.partition == b.partition &&
         a.account == b.account && a.name == b.name;
}

inline bool same(const ActionPattern& a, const ActionPattern& b) {
  return a.source() == b.source() && a.valid() == b.valid();
}

inline bool same(const ResourcePattern& a, const ResourcePattern& b) {
  return a.source() == b.source() && a.form() == b.form() && a.has_variables() == b.has_variables();
}

inline bool same(const Operand& a, const Operand& b) {
  return a.text == b.text && a.pattern.index() == b.pattern.index();
}

inline bool same(const std::string& a, const std::string& b) {
  return a == b;
}

template <class T>
bool same(const std::vector<Located<T>>& a, const std::vector<Located<T>>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Located<T>& x, const Located<T>& y) { return same(x.value, y.value); });
}

template <class T>
bool same(const std::optional<Located<T>>& a, const std::optional<Located<T>>& b) {
  return a.has_value() == b.has_value() && (!a || same(a->value, b->value));
}

inline bool same(const Condition& a, const Condition& b) {
  return a.quantifier == b.quantifier && a.op == b.op && a.if_exists == b.if_exists &&
         a.key.value == b.key.value && a.lookup_key == b.lookup_key && same(a.values, b.values) &&
         a.operator_source == b.operator_source;
}

inline bool same(const Statement& a, const Statement& b) {
  return same(a.sid, b.sid) && a.effect == b.effect && a.principal.present == b.principal.present &&
         a.principal.sense == b.principal.sense && same(a.principal.principals, b.principal.principals) &&
         a.action.sense == b.action.sense && same(a.action.patterns, b.action.patterns) &&
         a.resource.present == b.resource.present && a.resource.sense == b.resource.sense &&
         same(a.resource.patterns, b.resource.patterns) &&
         std::equal(a.conditions.begin(), a.conditions.end(), b.conditions.begin(), b.conditions.end(),
                    [](const Condition& x, const Condition& y) { return same(x, y); });
}

inline bool same(const Policy& a, const Policy& b) {
  return a.kind == b.kind && a.version == b.version && same(a.id, b.id) && a.complete == b.complete &&
         std::equal(a.statements.begin(), a.statements.end(), b.statements.begin(), b.statements.end(),
                    [](const Statement& x, const Statement& y) { return same(x, y); });
}

}  // namespace postern::testing
