#pragma once
// The pages of --help, written from the tables of the commands. Plain text, one final newline.

#include <string>

#include "command.hpp"

namespace postern::cli {

/// `postern --help`: the commands, one line each.
std::string overview();

/// `postern COMMAND --help`. `path` is how the command is called: "simulate", "catalog show".
std::string help_page(const Command& command, std::string_view path);

}  // namespace postern::cli
