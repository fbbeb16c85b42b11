#pragma once
// How a fuzz target reports a broken invariant: a line on standard error, then abort.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace postern::fuzz {

inline void require(bool holds, const char* invariant) {
  if (holds)
    return;
  std::fprintf(stderr, "broken: %s\n", invariant);
  std::abort();
}

inline std::string_view bytes(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// The input as a first byte of choices and two texts parted by the first line feed.
struct TwoTexts {
  unsigned choice = 0;
  std::string_view first;
  std::string_view second;
};

inline TwoTexts two_texts(std::string_view input) {
  TwoTexts parts;
  if (input.empty())
    return parts;
  parts.choice = static_cast<unsigned char>(input.front());
  input.remove_prefix(1);
  parts.first = input.substr(0, input.find('\n'));
  if (parts.first.size() < input.size())
    parts.second = input.substr(parts.first.size() + 1);
  return parts;
}

}  // namespace postern::fuzz
