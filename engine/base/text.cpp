#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <vector>

#include "base/utf8.hpp"

namespace postern::base {

std::string to_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = to_lower(c);
  return out;
}

bool equals_ignore_case(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return to_lower(x) == to_lower(y); });
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substitution = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substitution, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string_view closest(std::string_view text, std::initializer_list<std::string_view> candidates) {
  return closest(text, std::span<const std::string_view>(candidates.begin(), candidates.size()));
}

std::string_view closest(std::string_view text, std::span<const std::string_view> candidates) {
  const std::size_t limit = std::max<std::size_t>(1, text.size() / 3);
  std::string_view best;
  std::size_t best_distance = limit + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > text.size() + limit || text.size() > candidate.size() + limit)
      continue;
    const std::size_t distance = edit_distance(to_lower(text), to_lower(candidate));
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t limit = 80;
  std::string out = "`";
  std::size_t at = 0;
  while (at < text.size() && at < limit) {
    const CodePoint point = decode_utf8(text, at);
    if (!point.valid || is_unsafe_for_display(point.value)) {
      std::array<char, 16> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u{%x}",
                    static_cast<unsigned>(point.valid ? point.value : 0xFFFDU));
      out += escape.data();
    } else {
      out.append(text, at, point.length);
    }
    at += point.length;
  }
  out += at < text.size() ? "…`" : "`";
  return out;
}

std::string concat(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts)
    size += part.size();
  std::string out;
  out.reserve(size);
  for (const std::string_view part : parts)
    out += part;
  return out;
}

}  // namespace postern::base
