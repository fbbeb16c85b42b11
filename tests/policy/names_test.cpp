// The names of the language taken apart: principals (semantics.md 3.2), operators (1.4), action patterns
// (2.1), and what condition values are matched by.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "policy/reader.hpp"
#include "policy/reading.hpp"

namespace postern {
namespace {

using Form = Principal::Form;
using Type = PrincipalType;

struct PrincipalCase {
  Type type;
  std::string_view text;
  Form form;
  std::string_view partition, account, name;
};

TEST(Principals, AreTakenApart) {
  constexpr PrincipalCase cases[] = {
      {Type::aws, "*", Form::everyone, "", "", ""},
      {Type::aws, "111122223333", Form::account, "", "111122223333", ""},
      {Type::aws, "arn:aws:iam::111122223333:root", Form::account, "aws", "111122223333", ""},
      {Type::aws, "arn:aws-cn:iam::111122223333:root", Form::account, "aws-cn", "111122223333", ""},
      {Type::aws, "arn:aws:iam::111122223333:user/alice", Form::user, "aws", "111122223333", "alice"},
      {Type::aws, "arn:aws:iam::111122223333:user/team/a/alice", Form::user, "aws", "111122223333", "alice"},
      {Type::aws, "arn:aws:iam::111122223333:role/Runner", Form::role, "aws", "111122223333", "Runner"},
      {Type::aws, "arn:aws-us-gov:iam::111122223333:role/x/y/Runner", Form::role, "aws-us-gov",
       "111122223333", "Runner"},
      {Type::aws, "arn:aws:sts::111122223333:assumed-role/Runner/ci", Form::session, "aws", "111122223333",
       "Runner"},
      {Type::aws, "arn:aws:sts::111122223333:federated-user/bob", Form::federated_user, "aws", "111122223333",
       "bob"},
      {Type::aws, "AIDACKCEVSQ6C2EXAMPLE", Form::user_id, "", "", ""},
      {Type::aws, "AROADBQP57FF2AEXAMPLE", Form::role_id, "", "", ""},
      // Other unique ids, groups, instance profiles and malformed strings match nobody.
      {Type::aws, "ASIACKCEVSQ6C2EXAMPLE", Form::nobody, "", "", ""},
      {Type::aws, "AIDA", Form::nobody, "", "", ""},
      {Type::aws, "AIDAcKCEVSQ6C2EXAMPLE", Form::nobody, "", "", ""},
      {Type::aws, "", Form::nobody, "", "", ""},
      {Type::aws, "11112222333", Form::nobody, "", "", ""},
      {Type::aws, "1111222233334", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:iam::111122223333:group/analysts", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:iam::111122223333:instance-profile/x", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:iam::111122223333:Role/x", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:iam::111122223333:role/", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:iam::111122223333:role", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:iam:us-east-1:111122223333:role/x", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:iam::12:role/x", Form::nobody, "", "", ""},
      {Type::aws, "arn::iam::111122223333:role/x", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:sts::111122223333:role/x", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:sts::111122223333:assumed-role/Runner", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:sts::111122223333:assumed-role/Runner/", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:sts::111122223333:assumed-role//ci", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:s3:::bucket", Form::nobody, "", "", ""},
      {Type::aws, " 111122223333", Form::nobody, "", "", ""},
      // A partial wildcard is no wildcard.
      {Type::aws, "arn:aws:iam::111122223333:role/*", Form::nobody, "", "", ""},
      {Type::aws, "arn:aws:iam::111122223333:user/a?", Form::nobody, "", "", ""},
      {Type::aws, "**", Form::nobody, "", "", ""},
      {Type::aws, "11112222333*", Form::nobody, "", "", ""},
      // The other types are compared as text; a star under them matches nobody.
      {Type::service, "events.amazonaws.com", Form::service, "", "", ""},
      {Type::service, "*", Form::nobody, "", "", ""},
      {Type::service, "", Form::nobody, "", "", ""},
      {Type::federated, "cognito-identity.amazonaws.com", Form::federated, "", "", ""},
      {Type::federated, "*", Form::nobody, "", "", ""},
      {Type::canonical_user, "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
       Form::canonical_user, "", "", ""},
      {Type::canonical_user, "*", Form::nobody, "", "", ""},
  };
  for (const PrincipalCase& c : cases) {
    const Principal principal = parse_principal(c.type, c.text);
    const std::string name = std::string(to_string(c.type)) + " " + std::string(c.text);
    EXPECT_EQ(principal.form, c.form) << name;
    EXPECT_EQ(principal.type, c.type) << name;
    EXPECT_EQ(principal.text, c.text) << name;
    EXPECT_EQ(principal.partition, c.partition) << name;
    EXPECT_EQ(principal.account, c.account) << name;
    EXPECT_EQ(principal.name, c.name) << name;
  }
}

// --- Operators ---

constexpr std::array<std::string_view, 27> bases = {
    "StringEquals",
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
    "Null",
};

std::string in_case(std::string text, bool upper) {
  for (char& c : text) {
    if (upper ? (c >= 'a' && c <= 'z') : (c >= 'A' && c <= 'Z'))
      c = static_cast<char>(c ^ 0x20);
  }
  return text;
}

TEST(Operators, EveryNameInEveryFormAndCase) {
  struct Prefix {
    std::string_view text;
    Quantifier quantifier;
  };
  constexpr Prefix prefixes[] = {{"", Quantifier::none},
                                 {"ForAllValues:", Quantifier::for_all_values},
                                 {"ForAnyValue:", Quantifier::for_any_value}};
  for (std::size_t index = 0; index < bases.size(); ++index) {
    const auto id = static_cast<OperatorId>(index);
    EXPECT_EQ(operator_name(id).name, bases[index]);
    for (const Prefix& prefix : prefixes) {
      for (const std::string_view suffix : {"", "IfExists"}) {
        const std::string name = std::string(prefix.text).append(bases[index]).append(suffix);
        for (const std::string& spelling : {name, in_case(name, false), in_case(name, true)}) {
          const policy::ParsedOperator parsed = policy::parse_operator(spelling);
          ASSERT_NE(parsed.base, nullptr) << spelling;
          EXPECT_EQ(parsed.base->id, id) << spelling;
          EXPECT_TRUE(parsed.known_prefix) << spelling;
          EXPECT_EQ(parsed.quantifier, prefix.quantifier) << spelling;
          EXPECT_EQ(parsed.if_exists, !suffix.empty()) << spelling;
          EXPECT_EQ(parsed.canonical, spelling == name) << spelling;
        }
        Condition condition;
        condition.quantifier = prefix.quantifier;
        condition.op = id;
        condition.if_exists = !suffix.empty();
        EXPECT_EQ(operator_text(condition), name);
      }
    }
  }
}

// Every letter alone in the wrong case: the name is known, and not canonical.
TEST(Operators, OneLetterOff) {
  const std::string name = "ForAnyValue:StringNotLikeIfExists";
  for (std::size_t at = 0; at < name.size(); ++at) {
    std::string spelling = name;
    spelling[at] = static_cast<char>(spelling[at] ^ 0x20);
    const policy::ParsedOperator parsed = policy::parse_operator(spelling);
    const bool letter = name[at] != ':';
    EXPECT_EQ(parsed.base != nullptr && parsed.known_prefix, letter) << spelling;
    EXPECT_FALSE(parsed.canonical) << spelling;
  }
}

TEST(Operators, UnknownNames) {
  struct Case {
    std::string_view name;
    bool known_prefix;
    bool known_base;
  };
  constexpr Case cases[] = {
      {"", true, false},
      {"StringEqual", true, false},
      {"StringEquals ", true, false},
      {" StringEquals", true, false},
      {"IfExists", true, false},
      {"StringEqualsIfExistsIfExists", true, false},
      {"StringEqualsIfExist", true, false},
      {"BoolNot", true, false},
      {":StringEquals", false, true},
      {"ForAllValues:", true, false},
      {"ForAllValues", true, false},
      {"ForAllValue:StringEquals", false, true},
      {"ForAnyValues:StringEquals", false, true},
      {"ForAllValues :StringEquals", false, true},
      {"ForAllValues:ForAnyValue:StringEquals", true, false},
      {"StringEquals:ForAllValues", false, false},
  };
  for (const Case& c : cases) {
    const policy::ParsedOperator parsed = policy::parse_operator(c.name);
    EXPECT_EQ(parsed.known_prefix, c.known_prefix) << c.name;
    EXPECT_EQ(parsed.base != nullptr, c.known_base) << c.name;
  }
}

TEST(Operators, FamiliesAndNegation) {
  for (std::size_t index = 0; index < bases.size(); ++index) {
    const OperatorName& name = operator_name(static_cast<OperatorId>(index));
    EXPECT_EQ(name.negated, name.name.find("Not") != std::string_view::npos) << name.name;
    const std::string_view family = name.family == OperatorFamily::string    ? "String"
                                    : name.family == OperatorFamily::numeric ? "Numeric"
                                    : name.family == OperatorFamily::date    ? "Date"
                                    : name.family == OperatorFamily::boolean ? "Bool"
                                    : name.family == OperatorFamily::binary  ? "Binary"
                                    : name.family == OperatorFamily::ip      ? "Ip"
                                    : name.family == OperatorFamily::arn     ? "Arn"
                                                                             : "Null";
    EXPECT_NE(name.name.find(family), std::string_view::npos) << name.name;
  }
}

TEST(Operators, Suggestions) {
  struct Case {
    std::string_view name, near;
  };
  constexpr Case cases[] = {
      {"StringEqual", "StringEquals"}, {"StringMatch", ""},       {"Boolean", "Bool"},
      {"IpAdress", "IpAddress"},       {"ArnEqual", "ArnEquals"}, {"NumericLess", "NumericLessThan"},
  };
  for (const Case& c : cases) {
    if (!c.near.empty()) {
      EXPECT_EQ(policy::closest_operator(c.name), c.near) << c.name;
    }
  }
  EXPECT_EQ(policy::closest_operator(std::string(1000, 'x')), "");
}

// --- Action patterns: the A-vectors of semantics.md ---

TEST(ActionPatterns, MatchIgnoringCase) {
  struct Case {
    std::string_view pattern, action;
    bool matches;
  };
  constexpr Case cases[] = {
      {"BATCH:submitjob", "batch:SubmitJob", true},
      {"batch:*", "batch:SubmitJob", true},
      {"batch:Describe?obs", "batch:DescribeJobs", true},
      {"batch:DescribeJob?", "batch:DescribeJob", false},
      {"batch:*Job*", "batch:SubmitJob", true},
      {"batch*", "batch:SubmitJob", false},
      {"SubmitJob", "batch:SubmitJob", false},
      {"*Job", "batch:SubmitJob", false},
      {"ba*:SubmitJob", "batch:SubmitJob", true},
      {"b?tch:SubmitJob", "batch:SubmitJob", true},
      {"*:*", "batch:SubmitJob", true},
      {"*:SubmitJob", "batch:SubmitJob", true},
      {"*", "batch:SubmitJob", true},
      {"***", "batch:SubmitJob", true},
      {"?", "batch:SubmitJob", false},
      {"*?", "batch:SubmitJob", false},
      {"", "batch:SubmitJob", false},
      {"batch:", "batch:SubmitJob", false},
      {":SubmitJob", "batch:SubmitJob", false},
      {"batch:SubmitJob ", "batch:SubmitJob", false},
      {" batch:SubmitJob", "batch:SubmitJob", false},
      {"batch:Submit:Job", "batch:SubmitJob", false},
      {"batch:*:*", "batch:SubmitJob", false},
      {"s3:*", "batch:SubmitJob", false},
      {"batch:${*}", "batch:SubmitJob", false},
      {"batch:${aws:username}", "batch:SubmitJob", false},
      {"batch:submitjobs", "batch:SubmitJob", false},
  };
  for (const Case& c : cases) {
    const ActionPattern pattern = ActionPattern::parse(c.pattern);
    EXPECT_EQ(pattern.matches(c.action), c.matches) << c.pattern;
    EXPECT_EQ(pattern.source(), c.pattern);
    const bool stars = !c.pattern.empty() && c.pattern.find_first_not_of('*') == std::string_view::npos;
    EXPECT_EQ(pattern.valid(), stars || c.pattern.find(':') != std::string_view::npos) << c.pattern;
  }
}

// --- Condition values ---

TEST(Operands, ArePatternsWhereTheOperatorMatchesPatterns) {
  for (const bool v2012 : {false, true}) {
    for (const std::string_view name : bases) {
      const std::string text =
          base::concat({R"({"Version":")", v2012 ? "2012-10-17" : "2008-10-17",
                        R"(","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{")", name,
                        R"(":{"Aws:Key":["a*${b}",1.0,1e3,true]}}}})"});
      const testing::Reading reading(text, PolicyKind::identity);
      ASSERT_TRUE(reading.policy.complete) << name;
      const Condition& condition = reading.policy.statements[0].conditions.at(0);
      EXPECT_EQ(condition.key.value, "Aws:Key");
      EXPECT_EQ(condition.lookup_key, "aws:key");
      EXPECT_EQ(condition.operator_source, name);
      EXPECT_EQ(reading.source(condition.operator_span), base::concat({"\"", name, "\""}));
      EXPECT_EQ(reading.source(condition.key.span), "\"Aws:Key\"");
      EXPECT_EQ(reading.source(condition.span), R"("Aws:Key":["a*${b}",1.0,1e3,true])");
      ASSERT_EQ(condition.values.size(), 4U);
      constexpr std::string_view texts[] = {"a*${b}", "1.0", "1e3", "true"};
      for (std::size_t at = 0; at < 4; ++at) {
        const Operand& operand = condition.values[at].value;
        EXPECT_EQ(operand.text, texts[at]) << name;
        const OperatorFamily family = operator_name(condition.op).family;
        EXPECT_EQ(std::holds_alternative<Glob>(operand.pattern), family == OperatorFamily::string) << name;
        EXPECT_EQ(std::holds_alternative<ArnPattern>(operand.pattern), family == OperatorFamily::arn) << name;
      }
      if (const Glob* glob = std::get_if<Glob>(&condition.values[0].value.pattern)) {
        EXPECT_EQ(glob->syntax().wildcards, name.find("Like") != std::string_view::npos) << name;
        EXPECT_EQ(glob->syntax().fold_case, name.find("IgnoreCase") != std::string_view::npos) << name;
        EXPECT_EQ(glob->syntax().variables, v2012) << name;
        EXPECT_EQ(glob->has_variables(), v2012) << name;
      }
    }
  }
}

// SPEC: semantics.md 2.2, rule 4: only identity, boundary and session policies pad a short ARN without a
// star.
TEST(Resources, ShortArnsDependOnTheKind) {
  const std::string_view resource = "arn:aws:batch:us-east-1:111122223333:job-queue/q";
  for (const PolicyKind kind :
       {PolicyKind::endpoint, PolicyKind::identity, PolicyKind::resource, PolicyKind::boundary,
        PolicyKind::session, PolicyKind::scp, PolicyKind::rcp}) {
    const std::string_view principal = has_principals(kind) ? R"("Principal":"*",)" : "";
    const testing::Reading reading(
        base::concat({R"({"Version":"2012-10-17","Statement":{"Effect":"Deny",)", principal,
                      R"("Action":"*","Resource":["arn:aws:batch","${a}"]}})"}),
        kind);
    ASSERT_TRUE(reading.policy.complete) << to_string(kind);
    const bool pads =
        kind == PolicyKind::identity || kind == PolicyKind::boundary || kind == PolicyKind::session;
    const auto& patterns = reading.policy.statements[0].resource.patterns;
    EXPECT_EQ(patterns[0].value.matches(resource, no_variables()), truth(pads)) << to_string(kind);
  }
}

}  // namespace
}  // namespace postern
