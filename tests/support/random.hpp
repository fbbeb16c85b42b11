#pragma once
// Random draws that are the same on every platform for the same seed. (std::uniform_int_distribution is not.)

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::testing {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// From 0 to `count - 1`. Precondition: count > 0.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  /// From `low` to `high`, both included.
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
  bool one_in(std::size_t count) { return below(count) == 0; }

  template <std::size_t size>
  std::string_view of(const std::array<std::string_view, size>& pool) {
    return pool[below(size)];
  }
  template <class T>
  const T& of(const std::vector<T>& pool) {
    return pool[below(pool.size())];
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t left = items.size(); left > 1; --left)
      std::swap(items[left - 1], items[below(left)]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace postern::testing
