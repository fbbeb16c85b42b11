// Percentiles against the sorted values themselves.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "commands/simulate/stats.hpp"

namespace postern::cli {
namespace {

TEST(Histogram, IsEmptyAtFirst) {
  const Histogram histogram;
  EXPECT_EQ(histogram.count(), 0U);
  EXPECT_EQ(histogram.percentile(0.5), 0);
}

TEST(Histogram, IsWithinSevenPercentOfTheTruth) {
  std::mt19937_64 random(20260131);
  for (int run = 0; run < 20; ++run) {
    Histogram first;
    Histogram second;
    std::vector<std::int64_t> values;
    for (int i = 0; i < 2000; ++i) {
      const auto value = static_cast<std::int64_t>(random() >> (random() % 40 + 20));
      values.push_back(value);
      (i % 2 == 0 ? first : second).add(std::chrono::nanoseconds(value));
    }
    first.merge(second);
    EXPECT_EQ(first.count(), values.size());
    std::sort(values.begin(), values.end());
    for (const double share : {0.01, 0.5, 0.9, 0.99, 1.0}) {
      const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
      const double exact = static_cast<double>(values[rank - 1]) / 1000;
      const double told = first.percentile(share);
      EXPECT_GE(told, exact);
      EXPECT_LE(told, exact * 1.07 + 0.001);
    }
  }
}

TEST(Histogram, TakesAnyDuration) {
  Histogram histogram;
  for (const std::int64_t value : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1},
                                   std::int64_t{0}, std::numeric_limits<std::int64_t>::max()})
    histogram.add(std::chrono::nanoseconds(value));
  EXPECT_EQ(histogram.count(), 4U);
  EXPECT_EQ(histogram.percentile(0.5), 0);
  EXPECT_GT(histogram.percentile(1.0), 9e15);
}

TEST(StatsText, HasOneFactALine) {
  Stats stats;
  stats.policies = 3;
  stats.statements = 12;
  stats.policy_bytes = 4096;
  stats.load_seconds = 0.25;
  stats.decide_seconds = 0.5;
  stats.decisions.add(std::chrono::microseconds(10));
  const std::string text = stats_text(stats);
  for (const char* line : {"policies: 3\n", "statements: 12\n", "policy bytes: 4096\n",
                           "load seconds: 0.250000\n", "requests: 1\n", "decisions per second: 2\n",
                           "p50 microseconds: 10.24\n", "p99 microseconds: 10.24\n", "peak memory MiB: "})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

}  // namespace
}  // namespace postern::cli
