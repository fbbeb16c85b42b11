#pragma once
// The truth of one condition (semantics.md 4.2-4.4).

#include "postern/policy.hpp"
#include "postern/request.hpp"

namespace postern::eval {

/// `unknown` only when the tested key or a variable is unknown in the context. O(values × values).
Truth match_condition(const Condition& condition, const Context& context);

}  // namespace postern::eval
