#include "support/mutate.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace postern::testing {
namespace {

using Random = std::mt19937_64;

// Not std::uniform_int_distribution: its numbers differ between standard libraries.
std::size_t below(Random& random, std::size_t limit) {
  return limit == 0 ? 0 : random() % limit;
}

Mutant edited(std::string_view text, Random& random) {
  static const std::array<std::string, 22> pieces = {
      "{", "}",    "[",    "]",  "\"", ",",    ":",    "\\", "\\u",  "\\ud800", "null",
      "0", "1e99", "true", "${", "*",  "\xff", "\xc3", "\n", "/**/", "\"\":",   std::string(200, '['),
  };
  const auto at = below(random, text.size() + 1);
  const auto length = 1 + below(random, std::min<std::size_t>(64, text.size() - at + 1));
  const auto here = " at byte " + std::to_string(at);
  std::string copy(text);
  switch (below(random, 4)) {
    case 0: {
      const auto& piece = pieces.at(below(random, pieces.size()));
      return {"`" + piece + "` put in" + here, copy.insert(at, piece)};
    }
    case 1:
      return {std::to_string(length) + " bytes lost" + here, copy.erase(at, length)};
    case 2:
      return {std::to_string(length) + " bytes doubled" + here,
              copy.insert(at, std::string(text.substr(at, length)))};
    default: {
      const auto& piece = pieces.at(below(random, pieces.size()));
      return {"`" + piece + "` put over" + here, copy.replace(at, piece.size(), piece)};
    }
  }
}

}  // namespace

std::vector<Mutant> mutants_of(std::string_view text, const MutationPlan& plan) {
  Random random(plan.seed);
  std::vector<Mutant> mutants;
  const auto step = [&](std::size_t count) {
    return std::max<std::size_t>(1, text.size() / std::max<std::size_t>(1, count));
  };
  for (std::size_t at = 0; plan.cuts > 0 && at < text.size(); at += step(plan.cuts)) {
    mutants.push_back({"cut at byte " + std::to_string(at), std::string(text.substr(0, at))});
  }
  for (std::size_t at = 0; plan.flips > 0 && at < text.size(); at += step(plan.flips)) {
    const auto bit = below(random, 8);
    std::string copy(text);
    copy[at] = static_cast<char>(static_cast<unsigned char>(copy[at]) ^ (1U << bit));
    mutants.push_back(
        {"bit " + std::to_string(bit) + " flipped at byte " + std::to_string(at), std::move(copy)});
  }
  for (std::size_t i = 0; i < plan.edits; ++i)
    mutants.push_back(edited(text, random));
  return mutants;
}

}  // namespace postern::testing
