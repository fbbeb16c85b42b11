#include "lang/literal.hpp"

#include <string>
#include <utility>

// A calendar time becomes whole seconds since the epoch plus a decimal fraction. Days are counted with years
// that begin in March, so that a leap day is the last day of its year.

namespace postern::lang {
namespace {

constexpr std::int64_t seconds_per_day = 86400;

constexpr bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in(int year, int month) {
  if (month == 2) {
    return is_leap(year) ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Days from 1970-01-01. Years before March begin in the year before, which for the year 0 is -1.
constexpr std::int64_t days_from_epoch(int year, int month, int day) {
  constexpr std::int64_t march_0000_to_epoch = 719468;
  const std::int64_t march_year = month > 2 ? year : year - 1;
  const std::int64_t march_month = month > 2 ? month - 3 : month + 9;
  const std::int64_t shifted = march_year + 400;  // not negative
  const std::int64_t leap_days = shifted / 4 - shifted / 100 + shifted / 400 - 97;
  return 365 * march_year + leap_days + (153 * march_month + 2) / 5 + day - 1 - march_0000_to_epoch;
}
static_assert(days_from_epoch(1970, 1, 1) == 0);
static_assert(days_from_epoch(2000, 3, 1) == 11017);
static_assert(days_from_epoch(0, 1, 1) == -719528);

constexpr bool in_range(int value, int low, int high) {
  return low <= value && value <= high;
}

bool is_valid(const CalendarTime& t) {
  return in_range(t.year, 0, 9999) && in_range(t.month, 1, 12) &&
         in_range(t.day, 1, days_in(t.year, t.month)) && in_range(t.hour, 0, 23) &&
         in_range(t.minute, 0, 59) && in_range(t.second, 0, 59) &&
         in_range(t.offset_minutes, -(24 * 60 - 1), 24 * 60 - 1);
}

// 1 minus the fraction, for a fraction that is not zero: nine's complement, and ten's for the last digit.
std::string complement(std::string_view fraction) {
  std::string out(fraction.substr(0, fraction.find_last_not_of('0') + 1));
  for (char& digit : out) {
    digit = static_cast<char>('0' + ('9' - digit));
  }
  out.back() = static_cast<char>(out.back() + 1);
  return out;
}

}  // namespace

std::optional<Instant> Instant::from_calendar(const CalendarTime& time, Spelling spelling) {
  if (!is_valid(time)) {
    return std::nullopt;
  }
  std::int64_t seconds = days_from_epoch(time.year, time.month, time.day) * seconds_per_day +
                         time.hour * 3600 + (time.minute - time.offset_minutes) * 60 + time.second;
  const bool negative = seconds < 0;
  std::string fraction(time.fraction);
  if (negative) {
    // A fraction counts forward, away from the sign: -5 s and 0.25 s are -(4 s + 0.75 s).
    seconds = -seconds;
    if (time.fraction.find_first_not_of('0') != std::string_view::npos) {
      --seconds;
      fraction = complement(time.fraction);
    }
  }
  const std::string whole = std::to_string(seconds);
  Instant out(Decimal(negative, whole + fraction, static_cast<std::int64_t>(whole.size())));
  out.spelling_ = spelling;
  return out;
}

}  // namespace postern::lang
