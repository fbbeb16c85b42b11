#include "progress.hpp"

#include <array>
#include <cstdio>

namespace postern::cli {

using std::chrono::duration;
using std::chrono::milliseconds;

Progress::Progress(Console& console, std::string_view unit)
    : console_(console), unit_(unit), start_(Clock::now()), next_(start_ + milliseconds(1000)) {}

Progress::~Progress() {
  if (!shown_)
    return;
  try {
    console_.error.write("\r\x1b[K");
    console_.error.flush();
  } catch (const OutputError&) {
    shown_ = false;  // the terminal is gone, and the line with it
  }
}

void Progress::update(std::uint64_t done, std::uint64_t part, std::uint64_t whole) {
  if (!console_.error_is_terminal)
    return;
  const Clock::time_point now = Clock::now();
  if (now < next_)
    return;
  next_ = now + milliseconds(200);
  shown_ = true;
  const double seconds = duration<double>(now - start_).count();
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(), "\r\x1b[K%llu %.*s, %.0f/s", static_cast<unsigned long long>(done),
                static_cast<int>(unit_.size()), unit_.data(), static_cast<double>(done) / seconds);
  console_.error.write(text.data());
  if (whole > 0 && part > 0) {
    const double share = static_cast<double>(part) / static_cast<double>(whole);
    std::snprintf(text.data(), text.size(), ", %.0f %% of the input, %.0f s left", share * 100,
                  seconds / share - seconds);
    console_.error.write(text.data());
  }
  console_.error.flush();
}

}  // namespace postern::cli
