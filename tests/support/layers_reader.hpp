#pragma once
// Reads the `layers` object of a test case (semantics.md 6.1) and keeps its policies alive.

#include <deque>

#include "postern/evaluate.hpp"

namespace postern::test {

struct OwnedLayers {
  std::deque<Policy> policies;
  Layers layers;
  DiagnosticList diagnostics;
};

/// Precondition: `object` is a JSON object with the members of semantics.md 6.1.
inline void read_layers(const Document& document, NodeId object, OwnedLayers& out) {
  const auto policy = [&](NodeId node, PolicyKind kind) {
    out.policies.push_back(read_policy(document, node, kind, out.diagnostics));
    return static_cast<const Policy*>(&out.policies.back());
  };
  const auto list = [&](NodeId array, PolicyKind kind) {
    PolicyList policies;
    for (NodeId at = document[array].first; at != no_node; at = document[at].next)
      policies.push_back(policy(at, kind));
    return policies;
  };
  const auto levels = [&](NodeId array, PolicyKind kind) {
    std::vector<PolicyList> all;
    for (NodeId at = document[array].first; at != no_node; at = document[at].next)
      all.push_back(list(at, kind));
    return all;
  };
  for (NodeId member = document[object].first; member != no_node; member = document[member].next) {
    const std::string_view key = document[member].key;
    if (document[member].kind == NodeKind::null)
      continue;
    if (key == "endpoint")
      out.layers.endpoint = list(member, PolicyKind::endpoint);
    if (key == "identity")
      out.layers.identity = list(member, PolicyKind::identity);
    if (key == "session")
      out.layers.session = list(member, PolicyKind::session);
    if (key == "resource")
      out.layers.resource = policy(member, PolicyKind::resource);
    if (key == "boundary")
      out.layers.boundary = policy(member, PolicyKind::boundary);
    if (key == "scp")
      out.layers.scp = levels(member, PolicyKind::scp);
    if (key == "rcp")
      out.layers.rcp = levels(member, PolicyKind::rcp);
  }
}

}  // namespace postern::test
