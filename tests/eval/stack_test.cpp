// The stack of layers against its naive twin, on every combination of what the layers can say.

#include <gtest/gtest.h>

#include <map>

#include "eval/evaluating.hpp"
#include "support/naive_stack.hpp"

namespace postern {
namespace {

using naive::StackCase;

constexpr std::string_view allow = "{'Effect':'Allow','Action':'*','Resource':'*'}";
constexpr std::string_view deny = "{'Effect':'Deny','Action':'*','Resource':'*'}";
constexpr std::string_view none = "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}";

struct Caller {
  std::string_view name;
  std::string_view kind;
  std::string_view principal;
  bool service_linked;
  std::string_view role_entry;     // what names the caller at grade role; empty where nothing does
  std::string_view account_entry;  // ... at grade account
};

constexpr std::string_view account_entry = "{'AWS':'111122223333'}";
constexpr std::string_view canonical_entry = "{'CanonicalUser':'79a5'}";
constexpr std::string_view role_entry = "{'AWS':'arn:aws:iam::111122223333:role/BatchRunner'}";

constexpr Caller callers[] = {
    {"User", "user", test::alice, false, "", account_entry},
    {"Session", "session", test::session, false, role_entry, account_entry},
    {"Role", "role", test::runner, false, role_entry, account_entry},
    {"FederatedUser", "federated-user", test::federated_alice, false,
     "{'AWS':'arn:aws:iam::111122223333:user/alice'}", account_entry},
    {"Root", "root", test::root_user, false, "", account_entry},
    {"Service", "service", test::events, false, "", canonical_entry},
    {"Unsigned", "unsigned", "federated:accounts.google.com", false, "", canonical_entry},
    {"Anonymous", "anonymous", "anonymous", false, "", canonical_entry},
    {"ServiceLinkedRole", "session", "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForBatch/x", true,
     "{'AWS':'arn:aws:iam::111122223333:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch'}",
     account_entry},
};

// A statement with a Principal element, for the kinds that have one.
std::string with_principal(std::string_view statement, std::string_view principal) {
  return "{'Principal':" + std::string(principal) + "," + std::string(statement.substr(1));
}

// One policy for each thing that a layer can say.
struct Policies {
  explicit Policies(PolicyKind kind) {
    for (const auto& [says, text] :
         std::map<std::string, std::string_view>{{"allow", allow}, {"deny", deny}, {"none", none}}) {
      byword.emplace(says, test::policy_of(
                               has_principals(kind) ? with_principal(text, "'*'") : std::string(text), kind));
    }
  }
  [[nodiscard]] const Policy* operator[](const std::string& says) const { return &byword.at(says); }

  std::map<std::string, Policy> byword;
};

struct Door {
  std::string_view name;
  std::string_view action;
  std::string_view resource;
};

constexpr Door doors[] = {
    {"plain", "sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:jobs"},
    {"kms", "KMS:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/1234abcd"},
    {"trust", "sts:assumeRole", "arn:aws:iam::111122223333:role/Target"},
    {"caller-identity", "STS:GetCallerIdentity", "arn:aws:iam::111122223333:user/alice"},
};

class StackOfLayers : public testing::TestWithParam<Caller> {
 protected:
  StackOfLayers() {
    const Caller& caller = GetParam();
    for (const auto& [grade, entry] : std::map<std::string, std::string_view>{
             {"direct", "'*'"}, {"role", caller.role_entry}, {"account", caller.account_entry}}) {
      if (!entry.empty())
        resource_.emplace(grade, test::policy_of(with_principal(allow, entry), PolicyKind::resource));
    }
    resource_.emplace("none", test::policy_of(with_principal(none, "'*'"), PolicyKind::resource));
    resource_.emplace("deny",
                      test::policy_of(with_principal(deny, "'*'") + "," + with_principal(allow, "'*'"),
                                      PolicyKind::resource));
  }

  void set(std::string_view layer, const std::string& says) {
    const auto list = [&](const Policies& policies) {
      std::optional<PolicyList> out;
      if (says != "absent")
        out.emplace();
      if (says != "absent" && says != "empty")
        out->push_back(policies[says]);
      return out;
    };
    if (layer == "endpoint") {
      case_.endpoint = says;
      layers_.endpoint = list(endpoint_);
    } else if (layer == "identity") {
      case_.identity = says;
      layers_.identity = list(identity_);
    } else if (layer == "session") {
      case_.session = says;
      layers_.session = list(session_);
    } else if (layer == "boundary") {
      case_.boundary = says;
      layers_.boundary = says == "absent" ? nullptr : boundary_[says];
    } else if (layer == "resource") {
      case_.resource = says;
      layers_.resource = says == "absent" ? nullptr : &resource_.at(says);
    } else {
      case_.rcp = says;
      layers_.rcp.reset();
      if (says != "absent")
        layers_.rcp.emplace();
      if (says != "absent" && says != "empty")
        layers_.rcp->push_back({rcp_[says]});
    }
  }

  void set_scp(const std::optional<std::vector<std::string>>& levels) {
    case_.scp_modelled = levels.has_value();
    case_.scp_levels = levels.value_or(std::vector<std::string>{});
    layers_.scp.reset();
    if (!levels)
      return;
    layers_.scp.emplace();
    for (const std::string& says : *levels) {
      layers_.scp->emplace_back();
      if (says != "empty")
        layers_.scp->back().push_back(scp_[says]);
    }
  }

  // Every combination of the layers that grant and limit.
  template <class Visit>
  void each_grant(Visit visit) {
    for (const char* identity : {"absent", "empty", "none", "allow", "deny"}) {
      set("identity", identity);
      for (const char* boundary : {"absent", "none", "allow", "deny"}) {
        set("boundary", boundary);
        for (const char* session : {"absent", "empty", "none", "allow", "deny"}) {
          set("session", session);
          for (const char* resource : {"absent", "none", "account", "role", "direct", "deny"}) {
            if (std::string_view(resource) != "absent" && resource_.count(resource) == 0)
              continue;
            set("resource", resource);
            visit();
          }
        }
      }
    }
  }

  // Every combination of the layers around them.
  template <class Visit>
  void each_guard(Visit visit) {
    using Levels = std::vector<std::string>;
    const std::optional<Levels> scps[] = {
        std::nullopt,          Levels{}, Levels{"allow"}, Levels{"allow", "none"}, Levels{"empty", "allow"},
        Levels{"none", "deny"}};
    for (const char* endpoint : {"absent", "empty", "none", "allow", "deny"}) {
      set("endpoint", endpoint);
      for (const auto& scp : scps) {
        set_scp(scp);
        for (const char* rcp : {"absent", "empty", "none", "deny"}) {
          set("rcp", rcp);
          visit();
        }
      }
    }
  }

  StackCase case_;
  Layers layers_;
  Policies endpoint_{PolicyKind::endpoint}, identity_{PolicyKind::identity}, session_{PolicyKind::session},
      boundary_{PolicyKind::boundary}, scp_{PolicyKind::scp}, rcp_{PolicyKind::rcp};
  std::map<std::string, Policy> resource_;
};

std::string show(const StackCase& c) {
  std::string out = c.caller + (c.same_account ? " same " : " other ") + c.door + ": endpoint " + c.endpoint +
                    ", identity " + c.identity + ", boundary " + c.boundary + ", session " + c.session +
                    ", resource " + c.resource + ", rcp " + c.rcp + ", scp " +
                    (c.scp_modelled ? "[" : "absent");
  for (const std::string& level : c.scp_levels)
    out += " " + level;
  return out;
}

// A sanitizer looks for undefined behaviour, not for disagreement: it is shown one case in eleven.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t stride = 11;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr std::size_t stride = 11;
#else
constexpr std::size_t stride = 1;
#endif
#else
constexpr std::size_t stride = 1;
#endif

TEST_P(StackOfLayers, agrees_with_the_tables) {
  const Caller& caller = GetParam();
  std::size_t combinations = 0;
  for (const Door& door : doors) {
    for (const bool same_account : {true, false}) {
      Request request = test::request_of(caller.principal, door.action, door.resource);
      request.canonical_user_id = "79a5";
      if (!same_account)
        request.resource_account = "444455556666";
      case_ = {};
      case_.caller = caller.kind;
      case_.service_linked = caller.service_linked;
      case_.same_account = same_account;
      case_.door = door.name;
      each_grant([&] {
        each_guard([&] {
          if (HasFailure() || ++combinations % stride != 0)
            return;  // the first disagreement says enough
          const Evaluation evaluation = evaluate(layers_, request, {});
          const naive::StackAnswer expected = naive::judge(case_);
          if (to_string(evaluation.decision.verdict) != expected.verdict ||
              expected.by.count(std::string(to_string(evaluation.decision.layer))) == 0) {
            ADD_FAILURE() << show(case_) << "\n  " << to_string(evaluation.decision.verdict) << " by "
                          << to_string(evaluation.decision.layer) << ", not " << expected.verdict;
          }
        });
      });
    }
  }
  EXPECT_GE(combinations, 300'000U);
}

INSTANTIATE_TEST_SUITE_P(Of, StackOfLayers, testing::ValuesIn(callers),
                         [](const auto& of) { return std::string(of.param.name); });

}  // namespace
}  // namespace postern
