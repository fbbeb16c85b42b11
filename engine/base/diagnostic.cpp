#include "postern/diagnostic.hpp"

namespace postern {

std::string_view to_string(Severity severity) noexcept {
  switch (severity) {
    case Severity::suggestion:
      return "suggestion";
    case Severity::warning:
      return "warning";
    case Severity::security_warning:
      return "security-warning";
    case Severity::error:
      return "error";
  }
  return "";
}

}  // namespace postern
