// Members are written as text, one by one, and shuffled: their order never matters.

#include "support/policy_generator.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/json_writer.hpp"
#include "base/text.hpp"

namespace postern::testing {
namespace {

using base::concat;

template <class... Text>
constexpr std::array<std::string_view, sizeof...(Text)> pool(Text... text) {
  return {text...};
}

constexpr auto aws_principals =
    pool("*", "111122223333", "444455556666", "arn:aws:iam::111122223333:root",
         "arn:aws-cn:iam::111122223333:root", "arn:aws:iam::111122223333:user/alice",
         "arn:aws:iam::111122223333:user/ops/bob", "arn:aws:iam::444455556666:user/alice",
         "arn:aws:iam::111122223333:role/Runner", "arn:aws:iam::111122223333:role/batch/Runner",
         "arn:aws:iam::444455556666:role/Partner", "arn:aws:sts::111122223333:assumed-role/Runner/ci",
         "arn:aws:sts::444455556666:assumed-role/Partner/x", "arn:aws:sts::111122223333:federated-user/carol",
         "AIDAAAAAAAAAAAAAALICE", "AROAAAAAAAAAAAAARUNER", "arn:aws:iam::111122223333:role/*",
         "arn:aws:iam::111122223333:group/g");
constexpr auto services = pool("events.amazonaws.com", "batch.amazonaws.com", "*");
constexpr auto providers =
    pool("cognito-identity.amazonaws.com", "arn:aws:iam::111122223333:saml-provider/corp");
constexpr auto canonical_ids =
    pool("79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be", "0123abcd");

constexpr auto actions = pool("*", "batch:*", "batch:SubmitJob", "BATCH:submitjob", "batch:Submit*",
                              "batch:*Job", "batch:List?obs", "batch:ListJobs", "batch:DescribeJobs", "s3:*",
                              "s3:GetObject", "s3:Get*", "s3:PutObject", "sqs:Send*", "sqs:SendMessage",
                              "*:*", "s?:*", "kms:Decrypt", "sts:AssumeRole", "batch*", "batch:");
constexpr auto resources =
    pool("*", "**", "arn:aws:batch:us-east-1:111122223333:job-queue/prod",
         "arn:aws:batch:us-east-1:111122223333:job-queue/*", "arn:aws:batch:*:*:job-queue/prod",
         "arn:aws:batch:*:111122223333:job-definition/render:*",
         "arn:aws:batch:us-east-1:*:job-definition/render*", "arn:aws:batch:us-east-?:111122223333:job*",
         "arn:aws:batch:*", "arn:aws:batch", "arn:*", "arn:aws:s3:::lake", "arn:aws:s3:::lake/*",
         "arn:aws:s3:::lake/raw/?.csv", "arn:aws:s3:::lake/${aws:username}/*",
         "arn:aws:s3:::lake/${aws:PrincipalTag/team, 'shared'}/*", "arn:aws:s3:::lake/${*}",
         "arn:aws:sqs:us-east-1:111122223333:jobs", "arn:aws:sqs:*:111122223333:*",
         "arn:aws:*:*:444455556666:*", "arn:aws:kms:us-east-1:111122223333:key/1", "lake*", "");

// A condition key of each type, with values that a policy states for it.
struct KeyPool {
  std::string_view key;
  std::vector<std::string_view> values;
};

const std::vector<KeyPool>& keys_of(OperatorFamily family) {
  static const std::vector<KeyPool> strings = {
      {"aws:SourceVpce", {"vpce-1", "vpce-2", "vpce-*", "vpce-?"}},
      {"aws:PrincipalOrgID", {"o-a1b2c3d4e5", "o-zzzzzzzzzz"}},
      {"aws:PrincipalAccount", {"111122223333", "444455556666", "${aws:ResourceAccount}"}},
      {"aws:PrincipalTag/team", {"red", "RED", "blue", "r*", "", "${aws:ResourceTag/team}"}},
      {"aws:ResourceTag/team", {"red", "blue", "b?ue", "${aws:PrincipalTag/team, 'red'}"}},
      {"aws:TagKeys", {"team", "cost", "c*"}},
      {"aws:username", {"alice", "bob", "a*", "${*}"}},
      {"s3:prefix", {"raw/", "raw/*", "${aws:username}/*", "\xC3\xA4", "*"}}};
  static const std::vector<KeyPool> numbers = {{"aws:MultiFactorAuthAge", {"0", "300", "3600", "1e3", "-1"}},
                                               {"s3:max-keys", {"10", "10.0", "100", "9.5", "ten"}}};
  static const std::vector<KeyPool> dates = {
      {"aws:CurrentTime", {"2024-05-01T00:00:00Z", "2024-05-01", "1714521600", "2025-01-01T00:00:00+02:00"}},
      {"aws:TokenIssueTime", {"2024-04-30T12:00:00Z", "2020-01-01", "noon"}}};
  static const std::vector<KeyPool> booleans = {{"aws:SecureTransport", {"true", "false", "True"}},
                                                {"aws:MultiFactorAuthPresent", {"true", "false", "yes"}}};
  static const std::vector<KeyPool> binaries = {{"app:Digest", {"QUJD", "QUI=", "QQ==", "!"}}};
  static const std::vector<KeyPool> addresses = {
      {"aws:VpcSourceIp", {"10.0.0.0/8", "10.1.2.3", "10.0.0.4/30", "host"}},
      {"aws:SourceIp", {"203.0.113.0/24", "2001:db8::/32", "0.0.0.0/0"}}};
  static const std::vector<KeyPool> arns = {
      {"aws:PrincipalArn",
       {"arn:aws:iam::111122223333:role/Runner", "arn:aws:iam::*:role/*",
        "arn:aws:iam::111122223333:user/${aws:username}", "*"}},
      {"aws:SourceArn", {"arn:aws:events:*:111122223333:rule/*", "arn:aws:s3:::lake", "arn:*"}}};
  static const std::vector<KeyPool> any = {{"aws:SourceVpce", {"true", "false"}},
                                           {"aws:PrincipalTag/team", {"true", "false", "TRUE"}},
                                           {"aws:TagKeys", {"true", "false", "maybe"}}};
  switch (family) {
    case OperatorFamily::string:
      return strings;
    case OperatorFamily::numeric:
      return numbers;
    case OperatorFamily::date:
      return dates;
    case OperatorFamily::boolean:
      return booleans;
    case OperatorFamily::binary:
      return binaries;
    case OperatorFamily::ip:
      return addresses;
    case OperatorFamily::arn:
      return arns;
    case OperatorFamily::null:
      return any;
  }
  return strings;
}

std::string json_string(std::string_view text) {
  std::string out;
  base::append_json_string(out, text);
  return out;
}

std::string joined(const std::vector<std::string>& items, char open, char close) {
  std::string out(1, open);
  for (const std::string& item : items)
    out += concat({out.size() > 1 ? "," : "", item});
  return out + close;
}

class Writer {
 public:
  Writer(Random& random, PolicyKind kind, const PolicyPlan& plan)
      : random_(random), kind_(kind), plan_(plan) {}

  std::string policy() {
    std::vector<std::string> members;
    if (!random_.one_in(8))
      members.push_back(random_.one_in(6) ? R"("Version":"2008-10-17")" : R"("Version":"2012-10-17")");
    if (has_principals(kind_) && random_.one_in(6))
      members.push_back(R"("Id":"generated")");
    std::vector<std::string> statements(random_.between(1, plan_.statements));
    for (std::string& text : statements)
      text = statement();
    const bool bare = statements.size() == 1 && random_.one_in(2);
    members.push_back(concat({R"("Statement":)", bare ? statements[0] : joined(statements, '[', ']')}));
    random_.shuffle(members);
    return joined(members, '{', '}');
  }

 private:
  std::string statement() {
    std::vector<std::string> members;
    if (random_.one_in(3))
      members.push_back(concat({R"("Sid":"S)", std::to_string(++sids_), "\""}));
    members.push_back(random_.below(10) < plan_.denies_in_ten ? R"("Effect":"Deny")" : R"("Effect":"Allow")");
    if (has_principals(kind_) && !(kind_ == PolicyKind::rcp && random_.one_in(4)))
      members.push_back(concat({random_.one_in(6) ? R"("NotPrincipal":)" : R"("Principal":)", principal()}));
    members.push_back(concat({random_.one_in(6) ? R"("NotAction":)" : R"("Action":)", strings(actions)}));
    if (kind_ != PolicyKind::resource || !random_.one_in(4)) {
      members.push_back(
          concat({random_.one_in(6) ? R"("NotResource":)" : R"("Resource":)", strings(resources)}));
    }
    if (random_.one_in(2))
      members.push_back(concat({R"("Condition":)", conditions()}));
    random_.shuffle(members);
    return joined(members, '{', '}');
  }

  // A string, or a list of up to four; now and then an empty one.
  template <std::size_t size>
  std::string strings(const std::array<std::string_view, size>& from) {
    if (random_.one_in(2))
      return json_string(random_.of(from));
    std::vector<std::string> items(random_.one_in(12) ? 0 : random_.between(1, 4));
    for (std::string& item : items)
      item = json_string(random_.of(from));
    return joined(items, '[', ']');
  }

  std::string principal() {
    if (random_.one_in(4))
      return "\"*\"";
    std::vector<std::string> members;
    if (!random_.one_in(5))
      members.push_back(concat({"\"AWS\":", strings(aws_principals)}));
    if (random_.one_in(5))
      members.push_back(concat({"\"Service\":", strings(services)}));
    if (random_.one_in(8))
      members.push_back(concat({"\"Federated\":", strings(providers)}));
    if (random_.one_in(8))
      members.push_back(concat({"\"CanonicalUser\":", strings(canonical_ids)}));
    random_.shuffle(members);
    return joined(members, '{', '}');
  }

  std::string conditions() {
    std::vector<std::string> members;
    std::set<std::string> taken;
    for (std::size_t left = random_.below(plan_.conditions + 1); left > 0; --left) {
      Condition shape;
      constexpr std::size_t operators = static_cast<std::size_t>(OperatorId::null) + 1;
      shape.op = static_cast<OperatorId>(random_.below(operators));
      shape.quantifier =
          random_.one_in(3) ? static_cast<Quantifier>(random_.between(1, 2)) : Quantifier::none;
      shape.if_exists = random_.one_in(4);
      const std::string name = in_some_case(operator_text(shape));
      if (taken.insert(name).second)
        members.push_back(concat({json_string(name), ":", tests(operator_name(shape.op).family)}));
    }
    return joined(members, '{', '}');
  }

  std::string tests(OperatorFamily family) {
    std::vector<std::string> members;
    std::set<std::string> taken;
    for (std::size_t left = random_.one_in(20) ? 0 : random_.between(1, 2); left > 0; --left) {
      const KeyPool& key = random_.of(keys_of(family));
      const std::string name = in_some_case(std::string(key.key));
      if (taken.insert(name).second)
        members.push_back(concat({json_string(name), ":", values(key.values, family)}));
    }
    return joined(members, '{', '}');
  }

  std::string values(const std::vector<std::string_view>& from, OperatorFamily family) {
    if (random_.one_in(2))
      return value(random_.of(from), family);
    std::vector<std::string> items(random_.one_in(15) ? 0 : random_.between(1, 3));
    for (std::string& item : items)
      item = value(random_.of(from), family);
    return joined(items, '[', ']');
  }

  // Numbers and booleans may also stand without quotes.
  std::string value(std::string_view text, OperatorFamily family) {
    const bool number = family == OperatorFamily::numeric && text != "ten";
    const bool bare = number || text == "true" || text == "false";
    return bare && random_.one_in(3) ? std::string(text) : json_string(text);
  }

  std::string in_some_case(std::string name) { return random_.one_in(8) ? base::to_lower(name) : name; }

  Random& random_;
  PolicyKind kind_;
  const PolicyPlan& plan_;
  std::size_t sids_ = 0;
};

}  // namespace

std::string random_policy_text(Random& random, PolicyKind kind, const PolicyPlan& plan) {
  return Writer(random, kind, plan).policy();
}

Policy random_policy(Random& random, PolicyKind kind, const PolicyPlan& plan) {
  DiagnosticList found;
  const std::string text = random_policy_text(random, kind, plan);
  const Document document = Document::read(DocumentId{0}, "generated", text, {}, found);
  Policy policy = read_policy(document, document.root(), kind, found);
  if (!policy.complete)
    throw std::logic_error("the generator made no policy: " + text);
  return policy;
}

}  // namespace postern::testing
