#include "suggest.hpp"

// Levenshtein distance, at most a third of the word; a word that is cut short ("--endpoint") finds the one
// name that it begins.

#include <algorithm>
#include <numeric>

namespace postern::cli {
namespace {

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0U : 1U);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string_view only_completion(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string_view found;
  for (const std::string_view candidate : candidates) {
    if (word.size() < 3 || candidate.substr(0, word.size()) != word)
      continue;
    if (!found.empty())
      return {};
    found = candidate;
  }
  return found;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  std::string_view best;
  for (const std::string_view candidate : candidates) {
    const std::size_t edits = distance(word, candidate);
    if (edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

}  // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t longest_word = 64;
  if (word.size() > longest_word)
    return {};
  std::string_view best = only_completion(word, candidates);
  if (best.empty())
    best = nearest(word, candidates);
  return best.empty() ? std::string() : "; did you mean `" + std::string(best) + "`?";
}

}  // namespace postern::cli
