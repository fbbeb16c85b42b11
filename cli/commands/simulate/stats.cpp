#include "commands/simulate/stats.hpp"

#include <sys/resource.h>

#include <bit>
#include <cmath>
#include <cstdio>

namespace postern::cli {

// Values below 16 ns have a bucket each; above, the four bits after the leading one choose the step.
void Histogram::add(std::chrono::nanoseconds duration) {
  const auto value = static_cast<std::uint64_t>(duration.count() < 0 ? 0 : duration.count());
  std::size_t bucket = static_cast<std::size_t>(value);
  if (value >= steps) {
    const auto width = static_cast<std::size_t>(std::bit_width(value));
    bucket = (width - 4) * steps + static_cast<std::size_t>((value >> (width - 5)) & (steps - 1));
  }
  ++buckets_[bucket];
  ++count_;
}

void Histogram::merge(const Histogram& other) {
  for (std::size_t i = 0; i < buckets_.size(); ++i)
    buckets_[i] += other.buckets_[i];
  count_ += other.count_;
}

double Histogram::percentile(double share) const {
  if (count_ == 0)
    return 0;
  const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  std::size_t bucket = 0;
  while (bucket + 1 < buckets_.size() && seen + buckets_[bucket] < rank)
    seen += buckets_[bucket++];
  if (bucket < steps)
    return static_cast<double>(bucket) / 1000;
  // The upper edge of the bucket.
  const double base = std::ldexp(1.0, static_cast<int>(bucket / steps) + 3);
  return base * (1 + static_cast<double>(bucket % steps + 1) / static_cast<double>(steps)) / 1000;
}

std::string stats_text(const Stats& stats) {
  struct rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto requests = static_cast<double>(stats.decisions.count());
  std::array<char, 512> text{};
  std::snprintf(text.data(), text.size(),
                "policies: %zu\nstatements: %zu\npolicy bytes: %llu\nload seconds: %.6f\nrequests: %llu\n"
                "decisions per second: %.0f\np50 microseconds: %.2f\np99 microseconds: %.2f\n"
                "peak memory MiB: %.1f\n",
                stats.policies, stats.statements, static_cast<unsigned long long>(stats.policy_bytes),
                stats.load_seconds, static_cast<unsigned long long>(stats.decisions.count()),
                stats.decide_seconds > 0 ? requests / stats.decide_seconds : 0.0,
                stats.decisions.percentile(0.50), stats.decisions.percentile(0.99),
                static_cast<double>(usage.ru_maxrss) / 1024);
  return text.data();
}

}  // namespace postern::cli
