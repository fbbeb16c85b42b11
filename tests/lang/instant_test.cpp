#include <gtest/gtest.h>

#include <cstdio>

#include "lang/literal.hpp"
#include "support/naive_literal.hpp"

namespace postern::lang {
namespace {

using Spelling = Instant::Spelling;

struct Same {
  std::string_view text;
  std::string_view epoch;
  Spelling spelling;
};

constexpr Same same[] = {
    {"2026-01", "1767225600", Spelling::date_without_zone},
    {"2026-01-01", "1767225600", Spelling::date_without_zone},  // C47
    {"2026-01-01T00:00", "1767225600", Spelling::date_without_zone},
    {"2026-01-01T00:00Z", "1767225600", Spelling::date_with_zone},
    {"2026-01-01T00:00:00Z", "1767225600", Spelling::date_with_zone},
    {"2026-01-01T01:00:00+01:00", "1767225600", Spelling::date_with_zone},  // C48
    {"2025-12-31T19:30-04:30", "1767225600", Spelling::date_with_zone},
    {"2026-01-01T00:00:00.000Z", "1767225600", Spelling::date_with_zone},
    {"2026-01-01T00:00:00.25Z", "1767225600.25", Spelling::date_with_zone},
    {"2025-12-31T23:59:59Z", "1767225599", Spelling::date_with_zone},  // C49
    {"1970-01-01T01:00:00Z", "3600", Spelling::date_with_zone},
    {"1969-12-31T23:59:59.25Z", "-0.75", Spelling::date_with_zone},
    {"1969-12-31T23:59:58.5Z", "-1.50", Spelling::date_with_zone},
    {"1969-12-31T23:59:58.000Z", "-2", Spelling::date_with_zone},
    {"1969-12-31T23:59:59.0000000001Z", "-0.9999999999", Spelling::date_with_zone},
    {"1970-01-01T00:00:00+23:59", "-86340", Spelling::date_with_zone},
    {"1970-01-01T00:00:00-00:00", "0", Spelling::date_with_zone},
    {"2000-02-29", "951782400", Spelling::date_without_zone},
    {"0000-01-01T00:00:00Z", "-62167219200", Spelling::date_with_zone},
    {"0000-01-01T00:00:00+23:59", "-62167305540", Spelling::date_with_zone},
    {"9999-12-31T23:59:59Z", "253402300799", Spelling::date_with_zone},
    {"2025", "02025.000", Spelling::epoch},  // C52
    {"-0", "0", Spelling::epoch},
};

TEST(Instant, is_the_same_in_every_spelling) {
  for (const Same& c : same) {
    const auto instant = parse_instant(c.text);
    ASSERT_TRUE(instant) << c.text;
    EXPECT_EQ(*instant, parse_instant(c.epoch).value()) << c.text;
    EXPECT_EQ(instant->epoch_seconds(), parse_decimal(c.epoch).value()) << c.text;
    EXPECT_EQ(instant->spelling(), c.spelling) << c.text;
  }
}

TEST(Instant, rejects_everything_else) {
  const std::string_view invalid[] = {"",
                                      "-",
                                      "+5",
                                      "5.",
                                      ".5",
                                      "1e3",
                                      "12a",
                                      " 1",
                                      "1 ",
                                      "--1",
                                      "2026-13-01" /* C51 */,
                                      "2026-00",
                                      "2026-1",
                                      "2026-01-00",
                                      "2026-01-32",
                                      "2026-02-29",
                                      "2000-02-30",
                                      "1900-02-29",
                                      "2026-04-31",
                                      "2026-01-1",
                                      "26-01-01",
                                      "02026-01-01",
                                      "-2026-01-01",
                                      "2026-01-01Z",
                                      "2026-01Z",
                                      "2026-01-01T",
                                      "2026-01-01T00",
                                      "2026-01-01T00Z",
                                      "2026-01-01T24:00Z",
                                      "2026-01-01T00:60Z",
                                      "2026-01-01T00:00:60Z",
                                      "2026-01-01T00:00:00.Z",
                                      "2026-01-01T00:00.5Z",
                                      "2026-01-01t00:00Z",
                                      "2026-01-01T00:00z",
                                      "2026-01-01 00:00Z",
                                      "2026-01-01T00:00ZZ",
                                      "2026-01-01T00:00+24:00",
                                      "2026-01-01T00:00+00:60",
                                      "2026-01-01T00:00+0100",
                                      "2026-01-01T00:00+01",
                                      "2026-01-01T0:00Z",
                                      "2026/01/01",
                                      "20260101T000000Z",
                                      "2026-01-01T00:00:00.5+1:00",
                                      "2026-01-01T00:00:00\xFF"};
  for (const std::string_view text : invalid) {
    EXPECT_FALSE(parse_instant(text).has_value()) << text;
  }
}

TEST(Instant, is_ordered) {
  const std::string_view ascending[] = {"-99999999999999999999999999",
                                        "0000-01",
                                        "1969-12-31T23:59:59.25Z",
                                        "1969-12-31T23:59:59.250000000000000000001Z",
                                        "0",
                                        "0.000000000000001",
                                        "1970-01-01T00:00:00.5",
                                        "1970-01-01T00:59:59Z",
                                        "1970-01-01T00:00:00-01:00",
                                        "2025-12-31T23:59:59Z",
                                        "2026-01-01T00:00:00Z",
                                        "9999-12-31T23:59:59-23:59",
                                        "999999999999999999999999999999999",
                                        "999999999999999999999999999999999.1"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      const auto order = parse_instant(ascending[i]).value() <=> parse_instant(ascending[j]).value();
      EXPECT_EQ(order < 0, i < j) << ascending[i] << " " << ascending[j];
      EXPECT_EQ(order == 0, i == j) << ascending[i] << " " << ascending[j];
    }
  }
}

std::string date(const naive::Day& day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
  return text;
}

// Counts the days of ten thousand years one by one, and looks at every day of some years, at the ends of the
// months of the others.
TEST(Instant, counts_days_like_the_oracle) {
  long epoch = 0;
  for (naive::Day day; day.year < 1970; day.next()) {
    ++epoch;
  }
  ASSERT_EQ(epoch, 719528);
  long number = -epoch;
  std::size_t looked_at = 0;
  for (naive::Day day; day.year < 10000; day.next(), ++number) {
    const bool whole_year = day.year < 5 || (day.year > 1895 && day.year < 2105) || day.year > 9995;
    if (!whole_year && day.day > 1 && day.day < 28) {
      continue;
    }
    ++looked_at;
    const auto instant = parse_instant(date(day));
    ASSERT_TRUE(instant) << date(day);
    ASSERT_EQ(instant->epoch_seconds(), parse_decimal(std::to_string(number) + "e0").value() == Decimal()
                                            ? Decimal()
                                            : parse_decimal(std::to_string(number * 86400)).value())
        << date(day);
  }
  EXPECT_GT(looked_at, 400000U);
}

// Of all days and months one could write, exactly those of the calendar are valid.
TEST(Instant, knows_the_length_of_every_month) {
  naive::Day real{1896, 1, 1};
  for (int year = 1896; year < 2008; ++year) {
    for (int month = 0; month < 15; ++month) {
      for (int day = 0; day < 34; ++day) {
        const bool expected = real.year == year && real.month == month && real.day == day;
        ASSERT_EQ(parse_instant(date({year, month, day})).has_value(), expected) << date({year, month, day});
        if (expected) {
          real.next();
        }
      }
    }
  }
  EXPECT_EQ(real.year, 2008);
}

}  // namespace
}  // namespace postern::lang
