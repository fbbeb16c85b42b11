#pragma once
// A naive twin of the layer stack: semantics.md 6.1 to 6.4 as sets of true facts. It knows no policies, only
// what each layer says, and reads the tables in their own words.

#include <set>
#include <string>
#include <vector>

namespace postern::naive {

using Words = std::set<std::string>;

/// What a layer says: "absent" (not modelled), "empty", "none", "allow", "deny".
/// A resource layer that allows says how: "direct", "role", "account".
struct StackCase {
  std::string
      caller;  ///< "user", "session", "role", "federated-user", "root", "service", "unsigned", "anonymous"
  bool service_linked = false;
  bool same_account = true;
  std::string door;  ///< "plain", "kms", "trust", "caller-identity"
  std::string endpoint = "absent", identity = "absent", boundary = "absent", session = "absent";
  std::string resource = "absent";
  std::vector<std::string> scp_levels;
  bool scp_modelled = false;
  std::string rcp = "absent";
};

struct StackAnswer {
  std::string verdict;
  Words by;  ///< layers that may be named as the deciding one
};

/// The layers that have a say, "layer:what it says". (6.1, 6.2)
inline Words sayings(const StackCase& c) {
  const Words people = {"user", "session", "role", "federated-user"};
  const Words has_sessions = {"session", "role", "federated-user"};
  const bool person = people.count(c.caller) != 0;
  Words out;
  const auto say = [&](const std::string& layer, const std::string& what) {
    if (what != "absent" && what != "empty")
      out.insert(layer + ":" + what);
  };
  say("endpoint", c.endpoint);
  if (c.door == "caller-identity")
    return out;  // 6.4: only the endpoint layer is applied
  if (person)
    say("identity", c.identity == "empty" ? "none" : c.identity);
  if (person)
    say("boundary", c.boundary);
  if (has_sessions.count(c.caller) != 0)
    say("session", c.session);
  const Words grades = {"direct", "role", "account"};
  say("resource", grades.count(c.resource) != 0 ? "allow" : c.resource);
  if ((person || c.caller == "root") && !c.service_linked) {
    for (const std::string& level : c.scp_levels)
      say("scp", level == "empty" ? "none" : level);
  }
  if (!c.service_linked)
    say("rcp", c.rcp);
  return out;
}

inline bool grants(const StackCase& c, bool identity, bool limits) {
  const bool direct = c.resource == "direct";
  const bool role = c.resource == "role";
  const bool some = direct || role || c.resource == "account";
  const Words strangers = {"service", "anonymous", "unsigned"};
  if (strangers.count(c.caller) != 0)
    return direct;
  if (!c.same_account)
    return limits && identity && some;
  if (c.door == "kms" || c.door == "trust") {
    if (c.caller == "root")
      return some;
    return direct || (limits && role) || (limits && identity && some);
  }
  if (c.caller == "root")
    return true;
  return direct || (limits && role) || (limits && identity);
}

/// The last modelled layer in the order of 6.6; an empty layer is modelled.
inline Words last_modelled(const StackCase& c) {
  if (c.session != "absent")
    return {"session"};
  if (c.boundary != "absent")
    return {"boundary"};
  if (c.identity != "absent")
    return {"identity"};
  if (c.resource != "absent")
    return {"resource"};
  if (c.endpoint != "absent")
    return {"endpoint"};
  if (c.rcp != "absent")
    return {"rcp"};
  return {c.scp_modelled ? "scp" : "none"};
}

inline StackAnswer judge(const StackCase& c) {
  const Words said = sayings(c);
  const auto says = [&](const std::string& saying) { return said.count(saying) != 0; };
  const auto silent = [&](const std::string& layer) {
    return !says(layer + ":none") && !says(layer + ":allow") && !says(layer + ":deny");
  };
  for (const char* layer : {"scp", "rcp", "endpoint", "resource", "identity", "boundary", "session"}) {
    if (says(std::string(layer) + ":deny"))
      return {"explicitDeny", {layer}};
  }
  if (says("scp:none"))
    return {"implicitDeny", {"scp"}};
  if (says("endpoint:none"))
    return {"implicitDeny", {"endpoint"}};

  const bool boundary = silent("boundary") || says("boundary:allow");
  const bool session = silent("session") || says("session:allow");
  if (c.door == "caller-identity")
    return {"allowed", last_modelled(c)};
  if (c.identity == "absent" && c.resource == "absent") {
    if (boundary && session)
      return {"allowed", last_modelled(c)};
    return {"implicitDeny", {boundary ? "session" : "boundary"}};
  }
  const bool identity = c.caller == "root" || says("identity:allow");
  const bool own_session = session && !(c.caller == "federated-user" && silent("session"));
  if (grants(c, identity, boundary && own_session)) {
    Words by;
    if (identity)
      by.insert("identity");
    if (says("resource:allow"))
      by.insert("resource");
    return {"allowed", by};
  }
  if (!grants(c, identity, true))
    return {"implicitDeny", {"identity", "resource"}};
  return {"implicitDeny", {boundary ? "session" : "boundary"}};
}

}  // namespace postern::naive
