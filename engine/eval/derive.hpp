#pragma once
// What a request says by itself, before the supplied context.

#include <string>
#include <string_view>

#include "postern/request.hpp"

namespace postern::eval {

/// The account that owns a resource (semantics.md 5.2): as stated, else that of the ARN, else the caller's.
/// Empty when nothing tells.
std::string resource_account(const Request& request, std::string_view resource);

/// The derived keys alone, without what the request supplies.
Context derive_alone(const Request& request, std::string_view resource);

/// `derived` with what the request supplies laid over it, and what follows from that.
Context complete_context(Context derived, const Request& request, std::string_view resource);

}  // namespace postern::eval
