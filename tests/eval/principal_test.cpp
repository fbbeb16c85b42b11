// Whom an entry of Principal names and how closely (semantics.md 3.2), and whom NotPrincipal covers (3.3).

#include <gtest/gtest.h>

#include "eval/evaluating.hpp"
#include "eval/principal.hpp"

namespace postern::eval {
namespace {

using test::policy_of;
using test::request_of;

constexpr std::string_view alice = test::alice;
constexpr std::string_view session = test::session;
constexpr std::string_view role = test::runner;
constexpr std::string_view federated = test::federated_alice;
constexpr std::string_view root = test::root_user;
constexpr std::string_view service = test::events;
constexpr std::string_view unsigned_caller = "federated:accounts.google.com";
constexpr std::string_view anonymous = "anonymous";

struct Circumstances {
  bool gateway = false;
  bool boundary = false;
  std::string_view userid = {};     // supplied as aws:userid
  std::string_view canonical = {};  // canonicalUserId
  std::string_view services = {};   // supplied as aws:PrincipalServiceNamesList, one name
};

Caller caller_in(const Request& request, const Context& context, const Circumstances& in) {
  Caller caller;
  caller.request = &request;
  caller.context = &context;
  caller.gateway = in.gateway;
  caller.has_boundary = in.boundary;
  return caller;
}

Request request_in(std::string_view principal, const Circumstances& in) {
  Request request = request_of(principal, "batch:ListJobs", "*");
  if (!in.userid.empty())
    request.context.set("aws:userid", std::string(in.userid));
  if (!in.canonical.empty())
    request.canonical_user_id = std::string(in.canonical);
  if (!in.services.empty())
    request.context.set("aws:PrincipalServiceNamesList", std::string(in.services));
  return request;
}

struct GradeCase {
  std::string_view entry;  // the Principal element
  std::string_view caller;
  Grade expected;
  Circumstances in = {};
};

TEST(Principal, has_a_grade) {
  constexpr std::string_view everyone = "'*'";
  constexpr std::string_view account = "{'AWS':'111122223333'}";
  constexpr std::string_view root_arn = "{'AWS':'arn:aws:iam::111122223333:root'}";
  constexpr std::string_view china_root = "{'AWS':'arn:aws-cn:iam::111122223333:root'}";
  constexpr std::string_view user = "{'AWS':'arn:aws:iam::111122223333:user/alice'}";
  constexpr std::string_view user_in_path = "{'AWS':'arn:aws:iam::111122223333:user/team/alice'}";
  constexpr std::string_view role_arn = "{'AWS':'arn:aws:iam::111122223333:role/BatchRunner'}";
  constexpr std::string_view role_in_path = "{'AWS':'arn:aws:iam::111122223333:role/svc/BatchRunner'}";
  constexpr std::string_view session_arn =
      "{'AWS':'arn:aws:sts::111122223333:assumed-role/BatchRunner/ci-42'}";
  constexpr std::string_view federated_arn = "{'AWS':'arn:aws:sts::111122223333:federated-user/alice'}";
  constexpr std::string_view user_id = "{'AWS':'AIDACKCEVSQ6C2EXAMPLE'}";
  constexpr std::string_view role_id = "{'AWS':'AROADBQP57FF2AEXAMPLE'}";
  constexpr std::string_view events = "{'Service':'events.amazonaws.com'}";
  constexpr std::string_view provider = "{'Federated':'accounts.google.com'}";
  constexpr std::string_view canonical = "{'CanonicalUser':'79a5'}";
  constexpr std::string_view partner = "arn:aws:sts::444455556666:assumed-role/BatchRunner/ci-42";

  const GradeCase cases[] = {
      {everyone, alice, Grade::direct},
      {everyone, session, Grade::direct},
      {everyone, role, Grade::direct},
      {everyone, federated, Grade::direct},
      {everyone, root, Grade::direct},
      {everyone, service, Grade::direct},
      {everyone, unsigned_caller, Grade::direct},
      {everyone, anonymous, Grade::direct},
      {"{'AWS':'*'}", anonymous, Grade::direct},
      {"{'AWS':'*'}", service, Grade::direct},
      {everyone, alice, Grade::direct, {.gateway = true}},

      {account, alice, Grade::account},
      {account, session, Grade::account},
      {account, role, Grade::account},
      {account, federated, Grade::account},
      {account, root, Grade::account},
      {account, service, Grade::none},
      {account, unsigned_caller, Grade::none},
      {account, anonymous, Grade::none},
      {account, partner, Grade::none},
      {account, "arn:aws-cn:iam::111122223333:user/alice", Grade::account},
      {root_arn, alice, Grade::account},
      {root_arn, root, Grade::account},
      {china_root, alice, Grade::none},
      {china_root, "arn:aws-cn:iam::111122223333:user/alice", Grade::account},
      {account, alice, Grade::none, {.gateway = true}},
      {root_arn, session, Grade::none, {.gateway = true}},
      {account, federated, Grade::none, {.gateway = true}},
      {account, root, Grade::account, {.gateway = true}},
      {root_arn, root, Grade::account, {.gateway = true}},

      {user, alice, Grade::direct},
      {user, alice, Grade::direct, {.gateway = true}},
      {user, "arn:aws:iam::111122223333:user/Alice", Grade::none},
      {user, "arn:aws:iam::111122223333:user/team/alice", Grade::none},
      {user_in_path, alice, Grade::none},
      {user, "arn:aws:iam::444455556666:user/alice", Grade::none},
      {user, federated, Grade::role},
      {user_in_path, federated, Grade::role},
      {user, "arn:aws-cn:sts::111122223333:federated-user/alice", Grade::none},
      {user, root, Grade::none},
      {user, session, Grade::none},

      {role_arn, session, Grade::role},
      {role_in_path, session, Grade::role},
      {role_arn, role, Grade::role},
      {role_in_path, role, Grade::none},
      {role_arn, "arn:aws:iam::111122223333:role/svc/BatchRunner", Grade::none},
      {role_arn, partner, Grade::none},
      {role_arn, "arn:aws:sts::111122223333:assumed-role/batchrunner/ci-42", Grade::none},
      {role_arn, "arn:aws:sts::111122223333:assumed-role/BatchRunner2/ci-42", Grade::none},
      {role_arn, "arn:aws-cn:sts::111122223333:assumed-role/BatchRunner/ci-42", Grade::none},
      {role_arn, "arn:aws:iam::111122223333:user/BatchRunner", Grade::none},
      {role_arn, session, Grade::role, {.gateway = true}},

      {session_arn, session, Grade::direct},
      {session_arn, "arn:aws:sts::111122223333:assumed-role/BatchRunner/ci-43", Grade::none},
      {session_arn, role, Grade::none},
      {session_arn, partner, Grade::none},
      {federated_arn, federated, Grade::direct},
      {federated_arn, alice, Grade::none},
      {federated_arn, "arn:aws:sts::111122223333:federated-user/bob", Grade::none},

      {user_id, alice, Grade::direct, {.userid = "AIDACKCEVSQ6C2EXAMPLE"}},
      {user_id, alice, Grade::none},
      {user_id, alice, Grade::none, {.userid = "AIDACKCEVSQ6C2EXAMPLX"}},
      {user_id, alice, Grade::none, {.userid = "AIDACKCEVSQ6C2EXAMPLE:x"}},
      {role_id, session, Grade::role, {.userid = "AROADBQP57FF2AEXAMPLE:ci-42"}},
      {role_id, role, Grade::role, {.userid = "AROADBQP57FF2AEXAMPLE"}},
      {role_id, session, Grade::none},
      {role_id, session, Grade::none, {.userid = "AROADBQP57FF2AEXAMPLES:ci-42"}},
      {"{'AWS':'AGPAAAAAAAAAAAAAAAAAA'}", alice, Grade::none, {.userid = "AGPAAAAAAAAAAAAAAAAAA"}},

      {events, service, Grade::direct},
      {events, "events.eu-south-1.amazonaws.com", Grade::none},
      {events, "events.eu-south-1.amazonaws.com", Grade::direct, {.services = "events.amazonaws.com"}},
      {events, "batch.amazonaws.com", Grade::none},
      {events, alice, Grade::none, {.services = "events.amazonaws.com"}},
      {"{'Service':'*'}", service, Grade::none},
      {"{'Service':'events.*'}", service, Grade::none},
      {"{'AWS':'events.amazonaws.com'}", service, Grade::none},

      {provider, unsigned_caller, Grade::direct},
      {provider, "federated:accounts.google.co", Grade::none},
      {"{'Federated':'*'}", unsigned_caller, Grade::none},
      {"{'Federated':'arn:aws:iam::111122223333:saml-provider/Okta'}", session, Grade::none},

      {canonical, alice, Grade::account, {.canonical = "79a5"}},
      {canonical, anonymous, Grade::account, {.canonical = "79a5"}},
      {canonical, alice, Grade::none},
      {canonical, alice, Grade::none, {.canonical = "79A5"}},
      {canonical, alice, Grade::none, {.gateway = true, .canonical = "79a5"}},
      {canonical, root, Grade::account, {.gateway = true, .canonical = "79a5"}},

      {"{'AWS':'arn:aws:iam::111122223333:user/*'}", alice, Grade::none},
      {"{'AWS':'arn:aws:iam::111122223333:*'}", alice, Grade::none},
      {"{'AWS':'**'}", alice, Grade::none},
      {"{'AWS':'arn:aws:iam::111122223333:group/admins'}", alice, Grade::none},
      {"{'AWS':''}", anonymous, Grade::none},
      {"{}", alice, Grade::none},
      {"{'AWS':[]}", alice, Grade::none},

      {"{'AWS':['111122223333','arn:aws:iam::111122223333:role/BatchRunner']}", session, Grade::role},
      {"{'AWS':['111122223333','*']}", session, Grade::direct},
      {"{'AWS':'444455556666','Service':'events.amazonaws.com'}", service, Grade::direct},
  };
  for (const GradeCase& c : cases) {
    const Policy policy =
        policy_of("{'Effect':'Allow','Principal':" + std::string(c.entry) + ",'Action':'*','Resource':'*'}",
                  PolicyKind::endpoint);
    const Request request = request_in(c.caller, c.in);
    const Context context = derive_context(request, "*");
    const GradeRange range = match_principal(policy.statements[0].principal, Effect::allow,
                                             PolicyKind::endpoint, caller_in(request, context, c.in));
    EXPECT_EQ(static_cast<int>(range.certain), static_cast<int>(c.expected))
        << c.entry << " and " << c.caller;
    EXPECT_EQ(range.certain, range.possible) << c.entry << " and " << c.caller;
  }
}

TEST(Principal, may_be_unknown) {
  struct Case {
    std::string_view entry, caller, unknown;
    Grade certain, possible;
  };
  constexpr Case cases[] = {
      {"{'AWS':'AIDACKCEVSQ6C2EXAMPLE'}", alice, "aws:userid", Grade::none, Grade::direct},
      {"{'AWS':'AROADBQP57FF2AEXAMPLE'}", session, "aws:userid", Grade::none, Grade::role},
      {"{'AWS':['AIDACKCEVSQ6C2EXAMPLE','111122223333']}", alice, "aws:userid", Grade::account,
       Grade::direct},
      {"{'AWS':['AIDACKCEVSQ6C2EXAMPLE','*']}", alice, "aws:userid", Grade::direct, Grade::direct},
      {"{'Service':'batch.amazonaws.com'}", service, "aws:PrincipalServiceNamesList", Grade::none,
       Grade::direct},
      {"{'Service':'batch.amazonaws.com'}", alice, "aws:PrincipalServiceNamesList", Grade::none, Grade::none},
      {"{'AWS':'arn:aws:iam::111122223333:user/alice'}", alice, "aws:PrincipalArn", Grade::direct,
       Grade::direct},
  };
  for (const Case& c : cases) {
    const Policy policy =
        policy_of("{'Effect':'Allow','Principal':" + std::string(c.entry) + ",'Action':'*','Resource':'*'}",
                  PolicyKind::resource);
    Request request = request_of(c.caller, "batch:ListJobs", "*");
    request.context.set_unknown(c.unknown);
    const Context context = derive_context(request, "*");
    const GradeRange range = match_principal(policy.statements[0].principal, Effect::allow,
                                             PolicyKind::resource, caller_in(request, context, {}));
    EXPECT_EQ(range.certain, c.certain) << c.entry;
    EXPECT_EQ(range.possible, c.possible) << c.entry;
  }
}

struct GuardCase {
  std::string_view entry;  // the NotPrincipal element
  std::string_view caller;
  bool denied;
  bool granted;
  bool lacks_parent = false;
  Circumstances in = {};
};

TEST(NotPrincipal, spares_only_the_callers_own_identity_from_a_deny) {
  constexpr std::string_view account = "{'AWS':'111122223333'}";
  constexpr std::string_view root_arn = "{'AWS':'arn:aws:iam::111122223333:root'}";
  constexpr std::string_view user = "{'AWS':'arn:aws:iam::111122223333:user/alice'}";
  constexpr std::string_view user_and_account =
      "{'AWS':['arn:aws:iam::111122223333:user/alice','111122223333']}";
  constexpr std::string_view role_arn = "{'AWS':'arn:aws:iam::111122223333:role/BatchRunner'}";
  constexpr std::string_view session_arn =
      "{'AWS':'arn:aws:sts::111122223333:assumed-role/BatchRunner/ci-42'}";
  constexpr std::string_view session_and_parents =
      "{'AWS':['arn:aws:sts::111122223333:assumed-role/BatchRunner/ci-42',"
      "'arn:aws:iam::111122223333:role/BatchRunner','111122223333']}";
  constexpr std::string_view session_and_account =
      "{'AWS':['arn:aws:sts::111122223333:assumed-role/BatchRunner/ci-42','111122223333']}";
  constexpr std::string_view federated_arn = "{'AWS':'arn:aws:sts::111122223333:federated-user/alice'}";

  const GuardCase cases[] = {
      {user, alice, false, false, true},
      {user_and_account, alice, false, false},
      {account, alice, true, false},
      {root_arn, alice, true, false},
      {user, "arn:aws:iam::111122223333:user/bob", true, true},
      {account, root, false, false},
      {root_arn, root, false, false},
      {user, root, true, true},
      {session_arn, session, false, false, true},
      {session_and_account, session, false, false, true},
      {session_and_parents, session, false, false},
      {role_arn, session, true, false},
      {role_arn, role, false, false, true},
      {account, role, true, false},
      {session_arn, role, true, true},
      {federated_arn, federated, false, false, true},
      {user, federated, true, false},
      {account, federated, true, false},
      {"{'Service':'events.amazonaws.com'}", service, false, false},
      {"{'Service':'batch.amazonaws.com'}", service, true, true},
      {account, service, true, true},
      {"{'Federated':'accounts.google.com'}", unsigned_caller, false, false},
      {user, anonymous, true, true},
      {"'*'", anonymous, false, false},
      {"'*'", alice, false, false},
      {"{}", alice, true, true},
      {"{}", anonymous, true, true},
      {"{'AWS':'AIDACKCEVSQ6C2EXAMPLE'}", alice, false, false, true, {.userid = "AIDACKCEVSQ6C2EXAMPLE"}},
      {"{'AWS':'AROADBQP57FF2AEXAMPLE'}", session, true, false, false, {.userid = "AROADBQP57FF2AEXAMPLE:x"}},
      {account, alice, true, true, false, {.gateway = true}},
      {account, root, false, false, false, {.gateway = true}},
      {user_and_account, alice, true, false, false, {.boundary = true}},
      {"'*'", alice, true, false, false, {.boundary = true}},
      {session_and_parents, session, true, false, false, {.boundary = true}},
      {role_arn, role, true, false, false, {.boundary = true}},
      {federated_arn, federated, true, false, false, {.boundary = true}},
      {root_arn, root, false, false, false, {.boundary = true}},
      {"{'Service':'events.amazonaws.com'}", service, false, false, false, {.boundary = true}},
      {"'*'", anonymous, false, false, false, {.boundary = true}},
  };
  for (const GuardCase& c : cases) {
    for (const PolicyKind kind : {PolicyKind::endpoint, PolicyKind::resource, PolicyKind::rcp}) {
      const Policy policy = policy_of(
          "{'Effect':'Deny','NotPrincipal':" + std::string(c.entry) + ",'Action':'*','Resource':'*'}", kind);
      const PrincipalMatcher& matcher = policy.statements[0].principal;
      const Request request = request_in(c.caller, c.in);
      const Context context = derive_context(request, "*");
      const Caller caller = caller_in(request, context, c.in);
      // The boundary trap is of endpoint and resource policies alone.
      const bool trapped = c.in.boundary && kind != PolicyKind::rcp;
      if (trapped || !c.in.boundary) {
        EXPECT_EQ(match_principal(matcher, Effect::deny, kind, caller).truth(), truth(c.denied))
            << to_string(kind) << " Deny " << c.entry << " " << c.caller;
      } else {
        EXPECT_EQ(match_principal(matcher, Effect::deny, kind, caller).truth(), Truth::no)
            << to_string(kind) << " Deny " << c.entry << " " << c.caller;
      }
      const GradeRange granted = match_principal(matcher, Effect::allow, kind, caller);
      EXPECT_EQ(granted.certain, c.granted ? Grade::direct : Grade::none)
          << to_string(kind) << " Allow " << c.entry << " " << c.caller;
      if (!c.denied) {
        EXPECT_EQ(lacks_parent(matcher, caller), c.lacks_parent) << c.entry << " " << c.caller;
      }
    }
  }
}

TEST(NotPrincipal, may_be_unknown) {
  const Policy policy = policy_of(
      "{'Effect':'Deny','NotPrincipal':{'AWS':'AIDACKCEVSQ6C2EXAMPLE'},'Action':'*','Resource':'*'}",
      PolicyKind::resource);
  Request request = request_of(alice, "batch:ListJobs", "*");
  request.context.set_unknown("aws:userid");
  const Context context = derive_context(request, "*");
  for (const Effect effect : {Effect::deny, Effect::allow}) {
    const GradeRange range = match_principal(policy.statements[0].principal, effect, PolicyKind::resource,
                                             caller_in(request, context, {}));
    EXPECT_EQ(range.certain, Grade::none) << to_string(effect);
    EXPECT_EQ(range.possible, Grade::direct) << to_string(effect);
  }
}

}  // namespace
}  // namespace postern::eval
