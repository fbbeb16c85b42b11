#include "postern/version.hpp"

namespace postern {

std::string_view version() noexcept {
  return POSTERN_VERSION;
}

std::string_view build_type() noexcept {
  return POSTERN_BUILD_TYPE;
}

}  // namespace postern
