#pragma once
// The matcher behind Glob and ResourcePattern: a pattern whose variables have been replaced, against a text.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace postern::lang {

enum class StepKind : std::uint8_t { literal, star, one };

/// One element of a pattern. INVARIANT: a literal has a text, a wildcard has none.
struct Step {
  StepKind kind = StepKind::literal;
  std::string_view text;
};

/// The steps of one match; the first 16 are kept in place.
class StepList {
 public:
  void push(Step step) {
    if (more_.empty() && count_ < few_.size()) {
      few_[count_++] = step;
      return;
    }
    if (more_.empty()) {
      more_.assign(few_.begin(), few_.end());
    }
    more_.push_back(step);
  }
  [[nodiscard]] std::span<const Step> view() const {
    return more_.empty() ? std::span<const Step>(few_.data(), count_) : std::span<const Step>(more_);
  }

 private:
  std::array<Step, 16> few_;
  std::size_t count_ = 0;
  std::vector<Step> more_;
};

struct MatchOptions {
  bool fold_case = false;  ///< A-Z equal a-z on both sides
  bool odd_bytes = false;  ///< some literal is not UTF-8: compare decoded units instead of bytes
};

/// Whether the steps match the whole of `text` from one of the positions `starts` (ascending, borders of code
/// points) to its end. O(steps × text) for all starts together; no recursion. Allocates for `odd_bytes` only.
bool matches_from_any(std::span<const Step> steps, std::string_view text,
                      std::span<const std::uint32_t> starts, MatchOptions options);

}  // namespace postern::lang
