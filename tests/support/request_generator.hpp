#pragma once
// Random requests for a policy, made so that about half of them match one of its statements: each part of the
// request is drawn from what a statement asks for, and now and then from anywhere.

#include "postern/policy.hpp"
#include "postern/request.hpp"
#include "support/random.hpp"

namespace postern::testing {

/// One resource mostly, sometimes two. The context holds no unknown values.
Request random_request(Random& random, const Policy& policy);

}  // namespace postern::testing
