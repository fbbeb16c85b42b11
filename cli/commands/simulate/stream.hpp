#pragma once
// A file of requests or cases through one or several threads, in input order and in constant memory.

#include <cstddef>
#include <string_view>

#include "command.hpp"
#include "commands/simulate/line_evaluator.hpp"
#include "commands/simulate/stats.hpp"
#include "console.hpp"

namespace postern::cli {

/// Evaluates every line of `path` ("-": standard input) and writes the answers. Adds to `stats` what it
/// measured.
ExitCode evaluate_stream(std::string_view path, const LineSettings& settings, std::size_t threads,
                         Console& console, Stats& stats);

}  // namespace postern::cli
