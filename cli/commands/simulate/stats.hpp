#pragma once
// What --stats reports: counts, rates, and a histogram of how long decisions took.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace postern::cli {

/// Durations in buckets a sixteenth of a power of two wide: constant size, within 7 % of the truth. Not
/// thread-safe; one per thread, merged at the end.
class Histogram {
 public:
  void add(std::chrono::nanoseconds duration);
  void merge(const Histogram& other);
  /// The duration that `share` (0 to 1) of all stay within, in microseconds; 0 when there are none.
  [[nodiscard]] double percentile(double share) const;
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

 private:
  static constexpr std::size_t steps = 16;
  std::array<std::uint64_t, 64 * steps> buckets_{};
  std::uint64_t count_ = 0;
};

struct Stats {
  std::size_t policies = 0;
  std::size_t statements = 0;
  std::uint64_t policy_bytes = 0;
  double load_seconds = 0;
  double decide_seconds = 0;  ///< wall time of reading, deciding and writing
  Histogram decisions;
};

/// One fact a line, "name: value".
std::string stats_text(const Stats& stats);

}  // namespace postern::cli
