#pragma once
// Small worlds to search exhaustively, and random walks through larger ones.

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace postern::test {

/// All words over `letters` of at most `longest` letters, the shortest first.
inline std::vector<std::string> words(const std::vector<std::string>& letters, std::size_t longest) {
  std::vector<std::string> out{""};
  std::size_t begin = 0;
  for (std::size_t length = 1; length <= longest; ++length) {
    const std::size_t end = out.size();
    for (std::size_t i = begin; i < end; ++i) {
      for (const std::string& letter : letters) {
        out.push_back(out[i] + letter);
      }
    }
    begin = end;
  }
  return out;
}

/// Reproducible: the same seed gives the same words on every machine.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  std::size_t below(std::size_t count) { return engine_() % count; }

  std::string word(const std::vector<std::string>& letters, std::size_t longest) {
    std::string out;
    for (std::size_t i = below(longest + 1); i > 0; --i) {
      out += letters[below(letters.size())];
    }
    return out;
  }

  /// Words with `separator` between them.
  std::string joined(const std::vector<std::string>& letters, std::size_t longest, std::size_t count,
                     const std::string& separator) {
    std::string out = word(letters, longest);
    for (std::size_t i = 1; i < count; ++i) {
      out += separator + word(letters, longest);
    }
    return out;
  }

 private:
  std::mt19937 engine_;
};

}  // namespace postern::test
