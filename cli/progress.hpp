#pragma once
// One line on standard error that says how far a long run has come.

#include <chrono>
#include <cstdint>
#include <string_view>

#include "console.hpp"

namespace postern::cli {

/// Silent unless standard error is a terminal, and silent for the first second. The line is rewritten in
/// place and removed at the end. Not thread-safe.
class Progress {
 public:
  /// `unit` is the plural of what is counted: "requests".
  Progress(Console& console, std::string_view unit);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// `done` units are finished; `part` of `whole` says how much of the work that is (0 of 0: not known).
  void update(std::uint64_t done, std::uint64_t part, std::uint64_t whole);

 private:
  using Clock = std::chrono::steady_clock;

  Console& console_;
  std::string_view unit_;
  Clock::time_point start_;
  Clock::time_point next_;
  bool shown_ = false;
};

}  // namespace postern::cli
