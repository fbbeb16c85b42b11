#pragma once
// The name that somebody probably meant.

#include <string>
#include <string_view>
#include <vector>

namespace postern::cli {

/// "; did you mean `NAME`?" for the candidate nearest to `word`, or nothing when none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace postern::cli
