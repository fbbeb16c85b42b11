#pragma once
// `--policy FILE` of a command that takes policies of every kind.

#include <memory>
#include <optional>
#include <string_view>

#include "command.hpp"
#include "postern/input.hpp"

namespace postern::cli {

/// A policy together with the text that it came from.
struct PolicyArgument {
  std::unique_ptr<Sources> sources;
  Policy policy;
};

/// Loads what `load_policy` takes. Without a kind the content decides: the first of endpoint, identity,
/// resource, SCP and RCP that FILE is a policy of, or has one of. The defects of a refused policy go to
/// standard error, and `code` says why there is none; those that an accepted one may still have are for
/// `lint`.
std::optional<PolicyArgument> load_policy_argument(std::string_view file, std::optional<PolicyKind> kind,
                                                   Console& console, ExitCode& code);

}  // namespace postern::cli
