#pragma once
// Random policies that are complete, over a vocabulary so small that policies overlap: every element and its
// Not form, every form of principal, every operator with every quantifier and IfExists, both versions,
// variables, short ARNs, empty lists, wrong and right case, JSON strings, numbers and booleans.

#include <string>

#include "postern/policy.hpp"
#include "support/random.hpp"

namespace postern::testing {

/// What a generated policy may be made of. The defaults make policies of a few statements of all sorts.
struct PolicyPlan {
  std::size_t statements = 4;     ///< at most; at least one
  std::size_t conditions = 3;     ///< operators in a statement, at most
  std::size_t denies_in_ten = 3;  ///< statements out of ten
};

/// The JSON of a policy that reads without an error as `kind`.
std::string random_policy_text(Random& random, PolicyKind kind, const PolicyPlan& plan = {});

/// The same, read. Its spans point into a document that is gone.
Policy random_policy(Random& random, PolicyKind kind, const PolicyPlan& plan = {});

}  // namespace postern::testing
