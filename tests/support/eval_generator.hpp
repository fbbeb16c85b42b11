#pragma once
// Random conditions, contexts, policies, layers and requests. Everything is drawn from small pools that were
// chosen so that about half of what meets matches, and so that every form of a value occurs.

#include <algorithm>
#include <array>
#include <deque>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.hpp"
#include "postern/evaluate.hpp"
#include "support/naive_condition.hpp"

namespace postern::test {

using Pool = std::vector<std::string_view>;

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}

  /// From 0 to `count - 1`.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  bool one_in(std::size_t count) { return below(count) == 0; }
  std::string of(const Pool& pool) { return std::string(pool[below(pool.size())]); }
  /// `low` to `high` draws.
  std::vector<std::string> some(const Pool& pool, std::size_t low, std::size_t high) {
    std::vector<std::string> out;
    for (std::size_t left = low + below(high - low + 1); left > 0; --left)
      out.push_back(of(pool));
    return out;
  }
  template <class Items>
  void shuffle(Items& items) {
    for (std::size_t left = items.size(); left > 1; --left)
      std::swap(items[left - 1], items[below(left)]);
  }

 private:
  std::mt19937_64 engine_;
};

// --- Conditions
// ----------------------------------------------------------------------------------------------

/// What a family of operators compares: values that a policy states and values that a request has.
struct ValuePools {
  Pool policy;
  Pool request;
};

inline const ValuePools& pools_of(std::string_view base) {
  static const ValuePools strings = {
      {"prod", "PROD", "pro*", "p?od", "*", "", "dev", "${aws:username}", "${aws:username}*", "${*}",
       "${aws:ResourceTag/env, 'prod'}", "x${AWS:UserName}", "${s3:prefix}", "\xC3\xA4", "?", "\xC3\x84",
       "a b", "${"},
      {"prod", "PROD", "dev", "", "alice", "alice*", "*", "p*od", "xalice", "\xC3\xA4", "\xC3\x84", "a b",
       "${aws:username}", "${"}};
  static const ValuePools numbers = {{"10", "9.5", "1e1", "10.0", "-3", "+7", ".5", "0", "1e2", "ten", "",
                                      "10x", "${aws:username}", "0x10", " 10"},
                                     {"10", "9.5", "1e1", "010", "-3", "7", "0.5", "-0", "100", "ten", "",
                                      "10 ", "1e", "1000000000000000000001"}};
  static const ValuePools dates = {
      {"2024-05-01T00:00:00Z", "2024-05-01", "2024-05-01T02:00:00+02:00", "1714521600", "2025", "2024-05",
       "2024-05-01T00:00:00.5Z", "noon", "", "2024-02-30", "2024-05-01T24:00:00Z", "1714521600.50", "-10"},
      {"2024-05-01T00:00:00Z", "2024-04-30T20:00:00-04:00", "1714521600", "1714521600.5", "2024-05-02T00:00Z",
       "2025", "", "never", "2024-05-01T00:00:00z", "1969-12-31T23:59:50Z", "2023-02-28T23:59:59.999Z"}};
  static const ValuePools booleans = {{"true", "false", "True", "FALSE", "yes", "", "1", "${aws:username}"},
                                      {"true", "false", "TRUE", "False", "no", "", "0"}};
  static const ValuePools binaries = {{"QUJD", "QUI=", "QQ==", "", "QUJ", "QR==", "q", "Q U="},
                                      {"QUJD", "QUI=", "QQ==", "", "QUI", "QR==", "ABC"}};
  static const ValuePools addresses = {
      {"10.0.0.0/8", "10.1.2.3/8", "10.0.0.5", "0.0.0.0/0", "::/0", "2001:db8::/32", "10.0.0.0/33", "10.0.0",
       "", "2001:db8::1", "010.0.0.5", "10.0.0.4/30", "::ffff:10.0.0.5"},
      {"10.0.0.5", "10.200.3.4", "11.0.0.1", "2001:db8::1", "2001:0DB8:0:0::1", "::1", "10.0.0.0/8", "",
       "host", "::ffff:10.0.0.5", "fe80::1%eth0"}};
  static const ValuePools arns = {
      {"arn:aws:iam::111122223333:role/Runner", "arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:*",
       "arn:*", "arn:aws:iam::111122223333:role/Run?er", "arn:aws:*:*:*:*", "",
       "arn:aws:iam::111122223333:user/${aws:username}", "arn:aws:iam:*:111122223333:role/*", "*",
       "arn:aws:sqs:us-east-1:${s3:prefix}:q"},
      {"arn:aws:iam::111122223333:role/Runner", "arn:aws:iam::444455556666:role/x/Runner",
       "arn:aws:iam::111122223333:user/alice", "arn:aws:iam::111122223333", "", "runner",
       "arn:aws:sqs:us-east-1:dev:q", "arn:aws:events:us-east-1:9:rule/x:111122223333:role/y"}};
  if (base.starts_with("Numeric"))
    return numbers;
  if (base.starts_with("Date"))
    return dates;
  if (base == "Bool" || base == "Null")
    return booleans;
  if (base == "BinaryEquals")
    return binaries;
  if (base == "IpAddress" || base == "NotIpAddress")
    return addresses;
  return base.starts_with("Arn") ? arns : strings;
}

inline constexpr std::array<std::string_view, 27> operator_bases = {"StringEquals",
                                                                    "StringNotEquals",
                                                                    "StringEqualsIgnoreCase",
                                                                    "StringNotEqualsIgnoreCase",
                                                                    "StringLike",
                                                                    "StringNotLike",
                                                                    "NumericEquals",
                                                                    "NumericNotEquals",
                                                                    "NumericLessThan",
                                                                    "NumericLessThanEquals",
                                                                    "NumericGreaterThan",
                                                                    "NumericGreaterThanEquals",
                                                                    "DateEquals",
                                                                    "DateNotEquals",
                                                                    "DateLessThan",
                                                                    "DateLessThanEquals",
                                                                    "DateGreaterThan",
                                                                    "DateGreaterThanEquals",
                                                                    "Bool",
                                                                    "BinaryEquals",
                                                                    "IpAddress",
                                                                    "NotIpAddress",
                                                                    "ArnEquals",
                                                                    "ArnNotEquals",
                                                                    "ArnLike",
                                                                    "ArnNotLike",
                                                                    "Null"};

inline std::string operator_of(const naive::ConditionTest& test) {
  return test.quantifier + (test.quantifier.empty() ? "" : ":") + test.base +
         (test.if_exists ? "IfExists" : "");
}

inline std::string json_string(std::string_view text) {
  std::string out;
  base::append_json_string(out, text);
  return out;
}

inline std::string json_list(const std::vector<std::string>& values) {
  std::string out = "[";
  for (const std::string& value : values) {
    if (out.size() > 1)
      out += ',';
    out += json_string(value);
  }
  return out + "]";
}

/// `{"StringLike":{"key":["value"]}}`
inline std::string json_of(const naive::ConditionTest& test) {
  return "{" + json_string(operator_of(test)) + ":{" + json_string(test.key) + ":" + json_list(test.values) +
         "}}";
}

inline naive::ConditionTest random_condition(Chance& chance, const Pool& keys) {
  static const Pool quantifiers = {"", "", "ForAllValues", "ForAnyValue"};
  naive::ConditionTest test;
  test.quantifier = chance.of(quantifiers);
  test.base = operator_bases[chance.below(operator_bases.size())];
  test.if_exists = test.base != "Null" && chance.one_in(3);
  test.key = chance.of(keys);
  test.values = chance.some(pools_of(test.base).policy, chance.one_in(12) ? 0 : 1, 3);
  return test;
}

// --- Policies
// ------------------------------------------------------------------------------------------------

/// Keys that a policy tests; those of a request are the same.
inline const Pool& condition_keys() {
  static const Pool keys = {"aws:ResourceTag/env", "AWS:resourcetag/ENV", "s3:prefix",
                            "aws:username",        "aws:TagKeys",         "aws:userid",
                            "aws:PrincipalArn",    "aws:CurrentTime",     "aws:MultiFactorAuthPresent",
                            "aws:CalledViaFirst",  "aws:SourceVpce",      "aws:PrincipalServiceNamesList"};
  return keys;
}

inline const Pool& callers() {
  static const Pool all = {"arn:aws:iam::111122223333:user/alice",
                           "arn:aws:iam::444455556666:user/alice",
                           "arn:aws:sts::111122223333:assumed-role/Runner/ci",
                           "arn:aws:iam::111122223333:role/Runner",
                           "arn:aws:sts::111122223333:federated-user/alice",
                           "arn:aws:iam::111122223333:root",
                           "events.amazonaws.com",
                           "anonymous"};
  return all;
}

inline const Pool& resources() {
  static const Pool all = {"*",
                           "arn:aws:s3:::lake/raw",
                           "arn:aws:s3:::lake/alice",
                           "arn:aws:sqs:us-east-1:111122223333:jobs",
                           "arn:aws:sqs:us-east-1:444455556666:jobs",
                           "arn:aws:kms:us-east-1:111122223333:key/1"};
  return all;
}

inline const Pool& actions() {
  static const Pool all = {"s3:GetObject", "sqs:SendMessage", "kms:Decrypt", "sts:AssumeRole",
                           "batch:ListJobs"};
  return all;
}

inline std::string random_principal(Chance& chance) {
  static const Pool entries = {
      R"("*")",
      R"({"AWS":"*"})",
      R"({"AWS":"111122223333"})",
      R"({"AWS":["arn:aws:iam::111122223333:user/alice","111122223333"]})",
      R"({"AWS":["arn:aws:iam::111122223333:role/Runner","arn:aws:iam::444455556666:root"]})",
      R"({"AWS":"arn:aws:sts::111122223333:assumed-role/Runner/ci"})",
      R"({"AWS":["AIDAAAAAAAAAAAAAAAAAA","111122223333"]})",
      R"({"AWS":"AROAAAAAAAAAAAAAAAAAA"})",
      R"({"Service":["events.amazonaws.com","batch.amazonaws.com"]})",
      R"({"Service":"batch.amazonaws.com","CanonicalUser":"79a5"})",
      R"({})"};
  return chance.of(entries);
}

inline std::string random_statement(Chance& chance, PolicyKind kind) {
  static const Pool action_elements = {R"("Action":"*")",         R"("Action":["s3:*","sqs:Send*"])",
                                       R"("Action":"*:*Object")", R"("NotAction":"s3:*")",
                                       R"("NotAction":[])",       R"("Action":["kms:*","sts:*"])"};
  static const Pool resource_elements = {R"("Resource":"*")",
                                         R"("Resource":"*")",
                                         R"("Resource":"arn:aws:s3:::lake/*")",
                                         R"("Resource":"arn:aws:s3:::lake/${aws:username}")",
                                         R"("NotResource":"arn:aws:s3:::lake/${aws:username}")",
                                         R"("NotResource":["arn:aws:sqs:*"])",
                                         R"("Resource":["arn:aws:sqs:*:111122223333:*","arn:aws:kms:*"])",
                                         R"("Resource":[])"};
  std::string out = R"({"Effect":")";
  out += chance.one_in(3) ? "Deny" : "Allow";
  out += R"(",)";
  if (has_principals(kind)) {
    out += chance.one_in(5) ? R"("NotPrincipal":)" : R"("Principal":)";
    out += random_principal(chance) + ",";
  }
  out += chance.of(action_elements) + "," + chance.of(resource_elements);
  std::vector<std::string> tests;
  std::vector<std::string> operators;
  for (std::size_t left = chance.below(3); left > 0; --left) {
    const naive::ConditionTest test = random_condition(chance, condition_keys());
    if (std::find(operators.begin(), operators.end(), operator_of(test)) != operators.end())
      continue;
    operators.push_back(operator_of(test));
    const std::string json = json_of(test);
    tests.push_back(json.substr(1, json.size() - 2));
  }
  out += R"(,"Condition":{)";
  for (std::size_t index = 0; index < tests.size(); ++index)
    out += (index == 0 ? "" : ",") + tests[index];
  return out + "}}";
}

inline Policy policy_from(std::string text, PolicyKind kind) {
  DiagnosticList found;
  const Document document = Document::read(DocumentId{0}, "generated", text, {}, found);
  Policy policy = read_policy(document, document.root(), kind, found);
  if (!policy.complete)
    throw std::logic_error("generated no policy: " + text);
  return policy;
}

inline Policy random_policy(Chance& chance, PolicyKind kind) {
  std::string text = R"({"Version":"2012-10-17","Statement":[)";
  for (std::size_t left = 1 + chance.below(4); left > 0; --left)
    text += random_statement(chance, kind) + (left > 1 ? "," : "");
  return policy_from(text + "]}", kind);
}

// --- Layers and requests
// -------------------------------------------------------------------------------------

/// Layers as values: they can be changed, and pointed at.
struct OwnedStack {
  using Documents = std::vector<Policy>;
  std::optional<Documents> endpoint, identity, session;
  std::optional<Policy> resource, boundary;
  std::optional<std::vector<Documents>> scp, rcp;

  /// Valid until the stack changes.
  [[nodiscard]] Layers view() const {
    const auto list = [](const Documents& documents) {
      PolicyList out;
      for (const Policy& policy : documents)
        out.push_back(&policy);
      return out;
    };
    const auto levels = [&](const std::optional<std::vector<Documents>>& all) {
      std::optional<std::vector<PolicyList>> out;
      if (all)
        out.emplace();
      for (std::size_t level = 0; all && level < all->size(); ++level)
        out->push_back(list((*all)[level]));
      return out;
    };
    Layers layers;
    if (endpoint)
      layers.endpoint = list(*endpoint);
    if (identity)
      layers.identity = list(*identity);
    if (session)
      layers.session = list(*session);
    layers.resource = resource ? &*resource : nullptr;
    layers.boundary = boundary ? &*boundary : nullptr;
    layers.scp = levels(scp);
    layers.rcp = levels(rcp);
    return layers;
  }

  /// Calls `visit` with every list of documents that is a union.
  template <class Visit>
  void each_union(Visit visit) {
    for (std::optional<Documents>* list : {&endpoint, &identity, &session}) {
      if (*list)
        visit(**list);
    }
    for (std::optional<std::vector<Documents>>* levels : {&scp, &rcp}) {
      if (!*levels)
        continue;
      for (Documents& level : **levels)
        visit(level);
    }
  }

  /// Calls `visit` with every policy.
  template <class Visit>
  void each_policy(Visit visit) {
    each_union([&](Documents& documents) {
      for (Policy& policy : documents)
        visit(policy);
    });
    if (resource)
      visit(*resource);
    if (boundary)
      visit(*boundary);
  }
};

inline OwnedStack random_stack(Chance& chance) {
  const auto documents = [&](PolicyKind kind) {
    OwnedStack::Documents out;
    for (std::size_t left = chance.below(4); left > 0; --left)
      out.push_back(random_policy(chance, kind));
    return out;
  };
  OwnedStack stack;
  if (chance.one_in(2))
    stack.endpoint = documents(PolicyKind::endpoint);
  if (chance.one_in(2))
    stack.identity = documents(PolicyKind::identity);
  if (chance.one_in(3))
    stack.session = documents(PolicyKind::session);
  if (chance.one_in(2))
    stack.resource = random_policy(chance, PolicyKind::resource);
  if (chance.one_in(4))
    stack.boundary = random_policy(chance, PolicyKind::boundary);
  if (chance.one_in(4)) {
    stack.scp.emplace();
    for (std::size_t left = chance.below(3); left > 0; --left)
      stack.scp->push_back(documents(PolicyKind::scp));
  }
  if (chance.one_in(4))
    stack.rcp = {documents(PolicyKind::rcp)};
  return stack;
}

/// Values that a key may have in a request.
inline const Pool& values_of(std::string_view key) {
  static const Pool plain = {"prod", "dev", "", "alice", "10", "raw"};
  static const Pool user_ids = {"AIDAAAAAAAAAAAAAAAAAA", "AROAAAAAAAAAAAAAAAAAA:ci", "AROAAAAAAAAAAAAAAAAAA",
                                "prod"};
  static const Pool services = {"events.amazonaws.com", "batch.amazonaws.com"};
  if (key == "aws:userid")
    return user_ids;
  return key == "aws:PrincipalServiceNamesList" ? services : plain;
}

inline Request random_request(Chance& chance) {
  Request request;
  request.principal = RequestPrincipal::parse(chance.of(callers())).value();
  request.action = ActionName::parse(chance.of(actions())).value();
  request.resources = chance.some(resources(), 1, 3);
  if (chance.one_in(4))
    request.canonical_user_id = "79a5";
  if (chance.one_in(5))
    request.endpoint_type = EndpointType::gateway;
  if (chance.one_in(2))
    request.time = "2024-05-01T00:00:00Z";
  for (std::size_t left = chance.below(5); left > 0; --left) {
    const std::string key = chance.of(condition_keys());
    request.context.set(key, chance.some(values_of(key), 0, chance.one_in(3) ? 3 : 1));
  }
  return request;
}

}  // namespace postern::test
