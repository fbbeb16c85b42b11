// A statement is picked and turned into a request that it matches: patterns are filled in, conditions are met
// by setting their keys. Later conditions may undo earlier ones; that is part of the draw.

#include "support/request_generator.hpp"

#include <algorithm>
#include <cstdlib>

#include "postern/arn.hpp"

namespace postern::testing {
namespace {

template <class... Text>
constexpr std::array<std::string_view, sizeof...(Text)> pool(Text... text) {
  return {text...};
}

constexpr auto callers =
    pool("arn:aws:iam::111122223333:user/alice", "arn:aws:iam::111122223333:user/ops/bob",
         "arn:aws:iam::444455556666:user/alice", "arn:aws:sts::111122223333:assumed-role/Runner/ci",
         "arn:aws:iam::111122223333:role/Runner", "arn:aws:sts::444455556666:assumed-role/Partner/x",
         "arn:aws:sts::111122223333:federated-user/carol", "arn:aws:iam::111122223333:root",
         "events.amazonaws.com", "anonymous");
constexpr auto actions = pool("batch:SubmitJob", "batch:ListJobs", "batch:DescribeJobs", "s3:GetObject",
                              "s3:PutObject", "sqs:SendMessage", "kms:Decrypt", "sts:AssumeRole");
constexpr auto resources =
    pool("*", "arn:aws:batch:us-east-1:111122223333:job-queue/prod",
         "arn:aws:batch:us-east-1:111122223333:job-definition/render:3", "arn:aws:s3:::lake",
         "arn:aws:s3:::lake/raw/1.csv", "arn:aws:s3:::lake/alice/x", "arn:aws:s3:::lake/shared/x",
         "arn:aws:sqs:us-east-1:111122223333:jobs", "arn:aws:sqs:us-east-1:444455556666:jobs",
         "arn:aws:kms:us-east-1:111122223333:key/1");
constexpr auto fillers = pool("", "a", "prod", "1", "us-east-1");
constexpr auto values = pool("red", "blue", "alice", "vpce-1", "o-a1b2c3d4e5", "");

class Maker {
 public:
  Maker(Random& random, const Policy& policy) : random_(random), policy_(policy) {}

  Request request() {
    Request request;
    const Statement* statement = nullptr;
    if (!policy_.statements.empty() && !random_.one_in(12))
      statement = &random_.of(policy_.statements);
    request.principal =
        statement != nullptr && !random_.one_in(12) ? caller_for(statement->principal) : any_caller();
    request.action =
        statement != nullptr && !random_.one_in(12) ? action_for(statement->action) : any_action();
    if (statement != nullptr && !random_.one_in(12)) {
      for (const Condition& condition : statement->conditions)
        meet(condition);
    } else {
      context_.set(random_.one_in(2) ? "aws:PrincipalTag/team" : "aws:SourceVpce",
                   std::string(random_.of(values)));
    }
    const bool fits = statement != nullptr && !random_.one_in(12);
    for (std::size_t left = random_.one_in(8) ? 2 : 1; left > 0; --left)
      request.resources.push_back(fits ? resource_for(statement->resource)
                                       : std::string(random_.of(resources)));
    if (random_.one_in(4))
      request.time = "2024-05-01T00:00:00Z";
    request.canonical_user_id = canonical_user_id_;
    request.context = std::move(context_);
    return request;
  }

 private:
  RequestPrincipal any_caller() { return RequestPrincipal::parse(random_.of(callers)).value(); }
  ActionName any_action() { return ActionName::parse(random_.of(actions)).value(); }

  RequestPrincipal caller_for(const PrincipalMatcher& matcher) {
    if (!matcher.present || matcher.sense == Sense::is_not || matcher.principals.empty())
      return any_caller();
    const Principal& principal = random_.of(matcher.principals).value;
    const Result<RequestPrincipal> caller = RequestPrincipal::parse(caller_text(principal));
    return caller ? caller.value() : any_caller();
  }

  std::string caller_text(const Principal& principal) {
    using Form = Principal::Form;
    const std::string partition = principal.partition.empty() ? "aws" : principal.partition;
    const std::string iam = "arn:" + partition + ":iam::" + principal.account;
    const std::string sts = "arn:" + partition + ":sts::" + principal.account;
    switch (principal.form) {
      case Form::account:
        return random_.one_in(3)   ? iam + ":root"
               : random_.one_in(2) ? iam + ":user/alice"
                                   : sts + ":assumed-role/Runner/ci";
      case Form::role:
        return random_.one_in(3) ? principal.text : sts + ":assumed-role/" + principal.name + "/ci";
      case Form::user_id:
        context_.set("aws:userid", principal.text);
        return "arn:aws:iam::111122223333:user/alice";
      case Form::role_id:
        context_.set("aws:userid", principal.text + ":ci");
        return "arn:aws:sts::111122223333:assumed-role/Runner/ci";
      case Form::federated:
        return "federated:" + principal.text;
      case Form::canonical_user:
        canonical_user_id_ = principal.text;
        return "anonymous";
      case Form::user:
      case Form::session:
      case Form::federated_user:
      case Form::service:
        return principal.text;
      case Form::everyone:
      case Form::nobody:
        break;
    }
    return std::string(random_.of(callers));
  }

  ActionName action_for(const ActionMatcher& matcher) {
    if (matcher.sense == Sense::is_not || matcher.patterns.empty())
      return any_action();
    const Result<ActionName> action =
        ActionName::parse(filled(random_.of(matcher.patterns).value.source(), false));
    return action ? action.value() : any_action();
  }

  std::string resource_for(const ResourceMatcher& matcher) {
    if (!matcher.present || matcher.sense == Sense::is_not || matcher.patterns.empty())
      return std::string(random_.of(resources));
    const std::string text = as_arn(filled(random_.of(matcher.patterns).value.source(), true));
    return text.empty() ? std::string(random_.of(resources)) : text;
  }

  // A short ARN gets the components that it lacks.
  static std::string as_arn(std::string text) {
    if (!text.starts_with("arn:"))
      return "";
    while (std::count(text.begin(), text.end(), ':') < 5)
      text += ":x";
    return text;
  }

  // A text that the pattern matches: wildcards filled, variables given a value.
  std::string filled(std::string_view pattern, bool variables) {
    std::string out;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
      const std::size_t close = pattern.find('}', at);
      if (variables && policy_.version == Version::v2012_10_17 && pattern.substr(at).starts_with("${") &&
          close != std::string_view::npos) {
        out += variable(pattern.substr(at + 2, close - at - 2));
        at = close;
      } else if (pattern[at] == '*') {
        out += random_.of(fillers);
      } else {
        out += pattern[at] == '?' ? '1' : pattern[at];
      }
    }
    return out;
  }

  // The value of `name` or `name, 'default'`; a key that is not set yet gets one, unless the default will do.
  std::string variable(std::string_view body) {
    if (body == "*" || body == "?" || body == "$")
      return std::string(body);
    const std::size_t comma = body.find(',');
    const std::size_t quote = body.find('\'');
    if (quote != std::string_view::npos && random_.one_in(2))
      return std::string(body.substr(quote + 1, body.rfind('\'') - quote - 1));
    const std::string value = random_.one_in(2) ? "alice" : "red";
    context_.set(body.substr(0, comma), value);
    return value;
  }

  void meet(const Condition& condition) {
    if (condition.op == OperatorId::null) {
      if (!condition.values.empty() && condition.values[0].value.text == "false")
        context_.set(condition.key.value, std::string(random_.of(values)));
      return;
    }
    if (condition.values.empty() || (condition.if_exists && random_.one_in(3)))
      return;
    std::vector<std::string> met = {value_for(condition.op, random_.of(condition.values).value.text)};
    if (condition.quantifier == Quantifier::for_any_value && random_.one_in(2))
      met.emplace_back("other");
    if (condition.quantifier == Quantifier::for_all_values && random_.one_in(3))
      met.clear();
    context_.set(condition.key.value, std::move(met));
  }

  std::string value_for(OperatorId op, const std::string& text) {
    switch (operator_name(op).family) {
      case OperatorFamily::string:
        return string_for(op, text);
      case OperatorFamily::numeric:
        return number_for(op, text);
      case OperatorFamily::date:
        return date_for(op, text);
      case OperatorFamily::ip:
        return operator_name(op).negated ? "198.51.100.7" : text.substr(0, text.find('/'));
      case OperatorFamily::arn: {
        const std::string arn = as_arn(filled(text, true));
        return operator_name(op).negated || arn.empty() ? "arn:aws:iam::999988887777:role/Other" : arn;
      }
      case OperatorFamily::boolean:
      case OperatorFamily::binary:
      case OperatorFamily::null:
        break;
    }
    return text;
  }

  std::string string_for(OperatorId op, const std::string& text) {
    if (operator_name(op).negated)
      return "other";
    const bool wildcards = op == OperatorId::string_like;
    // Without wildcards a star is text: only variables are to be filled.
    const bool plain = !wildcards && text.find("${") == std::string::npos;
    return plain ? text : filled(text, true);
  }

  static std::string number_for(OperatorId op, const std::string& text) {
    const double number = std::strtod(text.c_str(), nullptr);
    if (op == OperatorId::numeric_less_than)
      return std::to_string(number - 1);
    if (op == OperatorId::numeric_greater_than)
      return std::to_string(number + 1);
    return op == OperatorId::numeric_not_equals ? std::to_string(number + 7) : text;
  }

  static std::string date_for(OperatorId op, const std::string& text) {
    if (op == OperatorId::date_less_than || op == OperatorId::date_not_equals)
      return "1999-12-31T23:59:59Z";
    return op == OperatorId::date_greater_than ? "2099-12-31T23:59:59Z" : text;
  }

  Random& random_;
  const Policy& policy_;
  Context context_;
  std::optional<std::string> canonical_user_id_;
};

}  // namespace

Request random_request(Random& random, const Policy& policy) {
  return Maker(random, policy).request();
}

}  // namespace postern::testing
