// Canonical printing: members in AWS's order, two-space indent, a list of one as a string.

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "postern/policy.hpp"

namespace postern {
namespace {

class Printer {
 public:
  std::string print(const Policy& policy) {
    open('{');
    member("Version", policy.version == Version::v2012_10_17 ? "2012-10-17" : "2008-10-17");
    if (policy.id)
      member("Id", policy.id->value);
    key("Statement");
    open('[');
    for (const Statement& statement : policy.statements) {
      next();
      print(statement);
    }
    close(']');
    close('}');
    out_ += '\n';
    return std::move(out_);
  }

 private:
  void print(const Statement& statement) {
    open('{');
    if (statement.sid)
      member("Sid", statement.sid->value);
    member("Effect", to_string(statement.effect));
    if (statement.principal.present)
      print(statement.principal);
    key(statement.action.sense == Sense::is ? "Action" : "NotAction");
    list(statement.action.patterns,
         [](const ActionPattern& pattern) { return std::string_view(pattern.source()); });
    if (statement.resource.present) {
      key(statement.resource.sense == Sense::is ? "Resource" : "NotResource");
      list(statement.resource.patterns,
           [](const ResourcePattern& pattern) { return std::string_view(pattern.source()); });
    }
    if (!statement.conditions.empty())
      print(statement.conditions);
    close('}');
  }

  void print(const PrincipalMatcher& matcher) {
    key(matcher.sense == Sense::is ? "Principal" : "NotPrincipal");
    const auto& principals = matcher.principals;
    if (principals.size() == 1 && principals[0].value.form == Principal::Form::everyone) {
      base::append_json_string(out_, "*");
      return;
    }
    open('{');
    for (std::size_t at = 0; at < principals.size();) {
      const PrincipalType type = principals[at].value.type;
      std::vector<Located<Principal>> group;
      for (; at < principals.size() && principals[at].value.type == type; ++at)
        group.push_back(principals[at]);
      key(to_string(type));
      list(group, [](const Principal& principal) { return std::string_view(principal.text); });
    }
    close('}');
  }

  void print(const std::vector<Condition>& conditions) {
    key("Condition");
    open('{');
    for (std::size_t at = 0; at < conditions.size();) {
      const SourceSpan operator_span = conditions[at].operator_span;
      key(conditions[at].operator_source);
      open('{');
      for (; at < conditions.size() && conditions[at].operator_span == operator_span; ++at) {
        key(conditions[at].key.value);
        list(conditions[at].values, [](const Operand& operand) { return std::string_view(operand.text); });
      }
      close('}');
    }
    close('}');
  }

  template <class T, class Text>
  void list(const std::vector<Located<T>>& items, Text text) {
    if (items.size() == 1) {
      base::append_json_string(out_, text(items[0].value));
      return;
    }
    open('[');
    for (const Located<T>& item : items) {
      next();
      base::append_json_string(out_, text(item.value));
    }
    close(']');
  }

  void member(std::string_view name, std::string_view value) {
    key(name);
    base::append_json_string(out_, value);
  }

  void key(std::string_view name) {
    next();
    base::append_json_string(out_, name);
    out_ += ": ";
  }

  void next() {
    if (!empty_)
      out_ += ',';
    empty_ = false;
    line();
  }

  void line() {
    out_ += '\n';
    out_.append(depth_ * 2, ' ');
  }

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
    empty_ = true;
  }

  void close(char bracket) {
    --depth_;
    if (!empty_)
      line();
    out_ += bracket;
    empty_ = false;
  }

  std::string out_;
  std::size_t depth_ = 0;
  bool empty_ = true;
};

}  // namespace

std::string print_policy(const Policy& policy) {
  return Printer().print(policy);
}

}  // namespace postern
