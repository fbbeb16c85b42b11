// The names in a request: who calls, and what. Anything that is not exactly one of the forms is an input
// error: a guess here would be a wrong answer.

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "postern/arn.hpp"
#include "postern/request.hpp"

namespace postern {
namespace {

using Kind = RequestPrincipal::Kind;

std::string_view last_segment(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

bool is_host_name(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  return !text.empty() && text.front() != '.' && std::all_of(text.begin(), text.end(), allowed);
}

bool is_service_principal(std::string_view text) {
  if (!is_host_name(text))
    return false;
  for (const std::string_view suffix : {".amazonaws.com", ".amazonaws.com.cn"}) {
    if (text.ends_with(suffix) && text.size() > suffix.size())
      return true;
  }
  return false;
}

// Splits "assumed-role/Role/Session"; both parts must be there, and neither has a path.
bool split_session(std::string_view resource, RequestPrincipal& principal) {
  constexpr std::string_view prefix = "assumed-role/";
  if (!resource.starts_with(prefix))
    return false;
  resource.remove_prefix(prefix.size());
  const std::size_t slash = resource.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == resource.size() ||
      slash != resource.rfind('/')) {
    return false;
  }
  principal.kind = Kind::session;
  principal.name = resource.substr(0, slash);
  principal.session = resource.substr(slash + 1);
  return true;
}

bool split_iam(std::string_view resource, RequestPrincipal& principal) {
  if (resource == "root") {
    principal.kind = Kind::root;
    return true;
  }
  const bool user = resource.starts_with("user/");
  if (!user && !resource.starts_with("role/"))
    return false;
  principal.kind = user ? Kind::user : Kind::role;
  principal.name = last_segment(resource);
  return !principal.name.empty();
}

bool split_sts(std::string_view resource, RequestPrincipal& principal) {
  constexpr std::string_view federated = "federated-user/";
  if (!resource.starts_with(federated))
    return split_session(resource, principal);
  principal.kind = Kind::federated_user;
  principal.name = resource.substr(federated.size());
  return !principal.name.empty() && principal.name.find('/') == std::string::npos;
}

bool parse_arn_principal(std::string_view text, RequestPrincipal& principal) {
  const std::optional<Arn> arn = Arn::parse(text);
  if (!arn || arn->partition.empty() || !arn->region.empty() || !is_account_id(arn->account))
    return false;
  principal.partition = arn->partition;
  principal.account = arn->account;
  if (arn->service == "iam")
    return split_iam(arn->resource, principal);
  return arn->service == "sts" && split_sts(arn->resource, principal);
}

}  // namespace

Result<RequestPrincipal> RequestPrincipal::parse(std::string_view text) {
  constexpr std::string_view federated = "federated:";
  RequestPrincipal principal;
  principal.text = text;
  if (text == "anonymous")
    return principal;
  const bool wildcard = text.find_first_of("*?") != std::string_view::npos;
  if (!wildcard && text.starts_with(federated) && text.size() > federated.size()) {
    principal.kind = Kind::federated;
    principal.text = text.substr(federated.size());
    return principal;
  }
  if (is_service_principal(text)) {
    principal.kind = Kind::service;
    return principal;
  }
  if (!wildcard && parse_arn_principal(text, principal))
    return principal;
  return Error{ErrorCode::invalid,
               base::concat({"the principal ", base::quoted(text), " is none that can call"}),
               wildcard ? "a request has one concrete principal, without wildcards"
                        : "a user, role, assumed-role session, federated-user or root ARN, a service such as "
                          "batch.amazonaws.com, federated:PROVIDER, or anonymous"};
}

std::string_view ActionName::prefix() const {
  return std::string_view(text).substr(0, text.find(':'));
}

std::string_view ActionName::name() const {
  return std::string_view(text).substr(text.find(':') + 1);
}

Result<ActionName> ActionName::parse(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  const std::size_t colon = text.find(':');
  const auto fits = [&](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), plain);
  };
  if (colon != std::string_view::npos && fits(text.substr(0, colon)) && fits(text.substr(colon + 1))) {
    return ActionName{std::string(text)};
  }
  const bool wildcard = text.find_first_of("*?") != std::string_view::npos;
  return Error{
      ErrorCode::invalid,
      base::concat({"the action ", base::quoted(text), " is not of the form prefix:Name"}),
      wildcard ? "a request has one action, without wildcards; `postern expand` lists what a pattern covers"
               : "for example batch:SubmitJob"};
}

}  // namespace postern
