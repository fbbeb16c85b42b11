// Requests as JSON. An unknown member is an error: a typo must never change an answer.

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "lang/literal.hpp"
#include "postern/arn.hpp"
#include "postern/request.hpp"

namespace postern {
namespace {

Error wrong(std::string_view member, std::string_view what) {
  return {ErrorCode::invalid, base::concat({"`", member, "` must be ", what}), ""};
}

bool is_scalar(NodeKind kind) {
  return kind == NodeKind::string || kind == NodeKind::number || kind == NodeKind::boolean;
}

// Reads one member into the request; an error message, or nothing.
using MemberReader = std::optional<Error> (*)(const Document&, NodeId, Request&);

template <auto Field>
std::optional<Error> read_text(const Document& document, NodeId value, Request& request) {
  if (document[value].kind != NodeKind::string)
    return wrong(document[value].key, "a string");
  request.*Field = std::string(document[value].text);
  return std::nullopt;
}

std::optional<Error> read_bool(const Document& document, NodeId value, bool& out) {
  if (document[value].kind != NodeKind::boolean)
    return wrong(document[value].key, "true or false");
  out = document[value].text == "true";
  return std::nullopt;
}

std::optional<Error> read_id(const Document& document, NodeId value, Request& request) {
  const Node& node = document[value];
  if (node.kind != NodeKind::string && node.kind != NodeKind::number)
    return wrong("id", "a string");
  request.id = node.text;
  return std::nullopt;
}

std::optional<Error> read_principal(const Document& document, NodeId value, Request& request) {
  if (document[value].kind != NodeKind::string)
    return wrong("principal", "a string");
  Result<RequestPrincipal> parsed = RequestPrincipal::parse(document[value].text);
  if (!parsed)
    return parsed.error();
  request.principal = std::move(*parsed);
  return std::nullopt;
}

std::optional<Error> read_action(const Document& document, NodeId value, Request& request) {
  if (document[value].kind != NodeKind::string)
    return wrong("action", "a string");
  Result<ActionName> parsed = ActionName::parse(document[value].text);
  if (!parsed)
    return parsed.error();
  request.action = std::move(*parsed);
  return std::nullopt;
}

std::optional<Error> add_resource(const Document& document, NodeId value, Request& request) {
  const Node& node = document[value];
  if (node.kind != NodeKind::string || node.text.empty())
    return wrong("resource", "an ARN or \"*\", or a list of them");
  request.resources.emplace_back(node.text);
  return std::nullopt;
}

std::optional<Error> read_resource(const Document& document, NodeId value, Request& request) {
  if (document[value].kind != NodeKind::array)
    return add_resource(document, value, request);
  if (document[value].first == no_node) {
    return Error{ErrorCode::invalid, "`resource` is an empty list",
                 "leave it out for an action without resources"};
  }
  for (NodeId element = document[value].first; element != no_node; element = document[element].next) {
    if (std::optional<Error> error = add_resource(document, element, request))
      return error;
  }
  return std::nullopt;
}

std::optional<Error> read_account(const Document& document, NodeId value, Request& request) {
  const Node& node = document[value];
  if (node.kind != NodeKind::string || !is_account_id(node.text)) {
    return wrong("resourceAccount", "a string of twelve digits");
  }
  request.resource_account = std::string(node.text);
  return std::nullopt;
}

std::optional<Error> read_endpoint_type(const Document& document, NodeId value, Request& request) {
  const std::string_view text = document[value].text;
  if (document[value].kind != NodeKind::string || (text != "interface" && text != "gateway")) {
    return wrong("endpointType", "\"interface\" or \"gateway\"");
  }
  request.endpoint_type = text == "gateway" ? EndpointType::gateway : EndpointType::interface;
  return std::nullopt;
}

std::optional<Error> read_endpoint(const Document& document, NodeId value, Request& request) {
  if (document[value].kind != NodeKind::object)
    return wrong("endpoint", "an object");
  for (NodeId member = document[value].first; member != no_node; member = document[member].next) {
    const Node& node = document[member];
    std::optional<std::string>* field = nullptr;
    if (node.key == "id")
      field = &request.endpoint.id;
    if (node.key == "vpc")
      field = &request.endpoint.vpc;
    if (node.key == "sourceIp")
      field = &request.endpoint.source_ip;
    if (field == nullptr) {
      return Error{ErrorCode::invalid,
                   base::concat({"unknown member ", base::quoted(node.key), " of `endpoint`"}),
                   "an endpoint has id, vpc and sourceIp"};
    }
    if (node.kind != NodeKind::string)
      return wrong(node.key, "a string");
    *field = std::string(node.text);
  }
  return std::nullopt;
}

std::optional<Error> read_time(const Document& document, NodeId value, Request& request) {
  const Node& node = document[value];
  if (node.kind != NodeKind::string || !is_request_time(node.text))
    return wrong("time", "an ISO 8601 date and time, such as \"2024-05-01T12:00:00Z\"");
  request.time = std::string(node.text);
  return std::nullopt;
}

std::optional<Error> read_request_context(const Document& document, NodeId value, Request& request) {
  Result<Context> context = read_context(document, value, request.merged_keys);
  if (!context)
    return context.error();
  request.context = std::move(*context);
  return std::nullopt;
}

std::optional<Error> read_resource_context(const Document& document, NodeId value, Request& request) {
  if (document[value].kind != NodeKind::object)
    return wrong("resourceContext", "an object of contexts by resource");
  for (NodeId member = document[value].first; member != no_node; member = document[member].next) {
    Result<Context> context = read_context(document, member, request.merged_keys);
    if (!context)
      return context.error();
    request.resource_context.emplace(std::string(document[member].key), std::move(*context));
  }
  return std::nullopt;
}

std::optional<Error> read_principal_management(const Document& document, NodeId value, Request& request) {
  return read_bool(document, value, request.principal_in_management_account);
}

std::optional<Error> read_resource_management(const Document& document, NodeId value, Request& request) {
  return read_bool(document, value, request.resource_in_management_account);
}

std::optional<Error> read_service_linked(const Document& document, NodeId value, Request& request) {
  bool linked = false;
  if (std::optional<Error> error = read_bool(document, value, linked))
    return error;
  request.service_linked_role = linked;
  return std::nullopt;
}

struct Member {
  std::string_view name;
  MemberReader read;
};

constexpr std::array members = {
    Member{"id", read_id},
    Member{"principal", read_principal},
    Member{"action", read_action},
    Member{"resource", read_resource},
    Member{"resourceAccount", read_account},
    Member{"endpointType", read_endpoint_type},
    Member{"endpoint", read_endpoint},
    Member{"time", read_time},
    Member{"context", read_request_context},
    Member{"resourceContext", read_resource_context},
    Member{"canonicalUserId", read_text<&Request::canonical_user_id>},
    Member{"principalInManagementAccount", read_principal_management},
    Member{"resourceInManagementAccount", read_resource_management},
    Member{"serviceLinkedRole", read_service_linked},
    Member{"policy", read_text<&Request::policy>},
};

Error unknown_member(std::string_view name) {
  const std::string_view near = base::closest(
      name, {"id", "principal", "action", "resource", "resourceAccount", "endpointType", "endpoint", "time",
             "context", "resourceContext", "canonicalUserId", "serviceLinkedRole", "policy",
             "principalInManagementAccount", "resourceInManagementAccount"});
  return {ErrorCode::invalid, base::concat({"unknown member ", base::quoted(name), " of the request"}),
          near.empty() ? "" : base::concat({"did you mean `", near, "`?"})};
}

Result<std::vector<std::string>> read_values(const Document& document, NodeId member) {
  std::vector<std::string> values;
  const Node& node = document[member];
  if (is_scalar(node.kind)) {
    values.emplace_back(node.text);
    return values;
  }
  if (node.kind == NodeKind::object) {
    return Error{ErrorCode::invalid,
                 base::concat({"the context key ", base::quoted(node.key), " holds an object"}),
                 "a context value is a string, number, boolean, a list of them, or null"};
  }
  for (NodeId element = node.first; element != no_node; element = document[element].next) {
    if (!is_scalar(document[element].kind)) {
      return Error{ErrorCode::invalid,
                   base::concat({"the context key ", base::quoted(node.key),
                                 " holds a list of something else than ", "strings, numbers and booleans"}),
                   ""};
    }
    values.emplace_back(document[element].text);
  }
  return values;
}

}  // namespace

bool is_request_time(std::string_view text) {
  const std::optional<lang::Instant> instant = lang::parse_instant(text);
  return instant && instant->spelling() != lang::Instant::Spelling::epoch;
}

// SPEC: semantics.md 4.1.
Result<Context> read_context(const Document& document, NodeId object, std::vector<std::string>& merged_keys) {
  if (document[object].kind != NodeKind::object) {
    return Error{ErrorCode::invalid, "a context must be a JSON object of condition keys", ""};
  }
  Context context;
  for (NodeId member = document[object].first; member != no_node; member = document[member].next) {
    const Node& node = document[member];
    if (node.key.empty())
      return Error{ErrorCode::invalid, "a context key is empty", ""};
    const ContextEntry* const earlier = context.find(base::to_lower(node.key));
    if (earlier != nullptr)
      merged_keys.emplace_back(node.key);
    if (node.kind == NodeKind::null) {
      if (earlier == nullptr)
        context.remove(node.key);
      continue;
    }
    Result<std::vector<std::string>> values = read_values(document, member);
    if (!values)
      return values.error();
    if (earlier != nullptr) {
      context.append(node.key, std::move(*values));
    } else {
      context.set(node.key, std::move(*values));
    }
  }
  return context;
}

Result<Request> read_request(const Document& document, NodeId object) {
  if (object == no_node || document[object].kind != NodeKind::object) {
    return Error{ErrorCode::invalid, "a request must be a JSON object", ""};
  }
  Request request;
  for (NodeId value = document[object].first; value != no_node; value = document[value].next) {
    const std::string_view name = document[value].key;
    const auto* const member =
        std::find_if(members.begin(), members.end(), [&](const Member& known) { return known.name == name; });
    if (member == members.end())
      return unknown_member(name);
    if (std::optional<Error> error = member->read(document, value, request))
      return *error;
  }
  for (const std::string_view required : {"principal", "action"}) {
    if (document.find(object, required) == no_node) {
      return Error{ErrorCode::invalid, base::concat({"the request has no `", required, "`"}), ""};
    }
  }
  return request;
}

}  // namespace postern
