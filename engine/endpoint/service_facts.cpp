// The three facts of the built-in catalog that reach a verdict, as plain functions without state.

#include "postern/endpoint.hpp"

namespace postern {
namespace {

bool rcp_supported(std::string_view service_prefix) {
  const auto service = Catalog::builtin().find_service(service_prefix);
  return service && service->rcp;
}

bool endpoint_policy_unsupported(std::string_view service_prefix) {
  const auto service = Catalog::builtin().find_service(service_prefix);
  return service && service->endpoint_policy_unsupported;
}

ServiceFacts::ResourceLevel resource_level(std::string_view service_prefix, std::string_view action_name) {
  const auto action = Catalog::builtin().find(service_prefix, action_name);
  if (!action)
    return ServiceFacts::ResourceLevel::unknown_action;
  return action->resource_level ? ServiceFacts::ResourceLevel::supported : ServiceFacts::ResourceLevel::none;
}

}  // namespace

ServiceFacts builtin_service_facts() noexcept {
  return {rcp_supported, endpoint_policy_unsupported, resource_level};
}

}  // namespace postern
