#pragma once
// One request as the options of the command line describe it.

#include <optional>
#include <string>
#include <string_view>

#include "command.hpp"
#include "console.hpp"
#include "postern/request.hpp"

namespace postern::cli {

/// The first option given that describes one request (`--time` is not among them), or empty.
std::string_view single_request_option(const Arguments& arguments);

/// The request. Nothing when an input that an option names could not be read: the reason is on standard
/// error. Throws UsageError. `time` is left unset, and so are resources that were not given.
std::optional<Request> request_from_options(const Arguments& arguments, Console& console);

/// The `--time` option, or now, in ISO 8601. Throws UsageError for what is no time.
std::string clock_of_run(const Arguments& arguments);

}  // namespace postern::cli
