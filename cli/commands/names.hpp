#pragma once
// What the commands about the catalog share.

#include <string>
#include <string_view>
#include <vector>

#include "command.hpp"
#include "postern/report.hpp"

namespace postern::cli {

ListFormat list_format(const Arguments& arguments);

/// "closest: `a`, `b`", or nothing for no names.
std::string closest_help(const std::vector<std::string>& names);

/// The services of a repeatable option that takes comma-separated prefixes, in the spelling of the catalog.
/// Throws UsageError for one that does not exist.
std::vector<std::string_view> services_of(const Arguments& arguments, std::string_view option);

}  // namespace postern::cli
