#pragma once
// The version of this library. Thread-safe; views static storage.

#include <string_view>

namespace postern {

/// For example "0.1.0".
std::string_view version() noexcept;

/// CMAKE_BUILD_TYPE of the build, for example "Release".
std::string_view build_type() noexcept;

}  // namespace postern
