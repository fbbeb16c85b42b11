#pragma once
// The words of the reports. Views static storage.

#include <string>
#include <string_view>

#include "postern/decision.hpp"
#include "report/display.hpp"

namespace postern::report {

std::string_view to_string(Truth truth) noexcept;  ///< "no", "yes", "unknown"

/// "endpoint policy", "permissions boundary"
std::string_view phrase(Layer layer) noexcept;

/// Layers whose documents stand in levels.
constexpr bool has_levels(Layer layer) noexcept {
  return layer == Layer::scp || layer == Layer::rcp;
}

/// "Statement[1] Deny (Sid NoProd)", escaped.
std::string label(const Statement& statement, std::size_t index);

std::string_view color_of(Verdict verdict, const Palette& palette) noexcept;

}  // namespace postern::report
