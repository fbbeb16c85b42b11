#include "report/names.hpp"

namespace postern::report {

std::string_view to_string(Truth truth) noexcept {
  switch (truth) {
    case Truth::no:
      return "no";
    case Truth::yes:
      return "yes";
    case Truth::unknown:
      break;
  }
  return "unknown";
}

std::string_view phrase(Layer layer) noexcept {
  switch (layer) {
    case Layer::scp:
      return "service control policies";
    case Layer::rcp:
      return "resource control policies";
    case Layer::endpoint:
      return "endpoint policy";
    case Layer::resource:
      return "resource policy";
    case Layer::identity:
      return "identity policies";
    case Layer::boundary:
      return "permissions boundary";
    case Layer::session:
      return "session policies";
    case Layer::none:
      break;
  }
  return "no layer";
}

std::string label(const Statement& statement, std::size_t index) {
  std::string out = "Statement[" + std::to_string(index) + "] ";
  out.append(postern::to_string(statement.effect));
  if (statement.sid) {
    out.append(" (Sid ");
    append_safe(out, statement.sid->value);
    out.append(")");
  }
  return out;
}

std::string_view color_of(Verdict verdict, const Palette& palette) noexcept {
  switch (verdict) {
    case Verdict::allowed:
      return palette.green;
    case Verdict::explicit_deny:
    case Verdict::implicit_deny:
      return palette.red;
    case Verdict::undetermined:
      break;
  }
  return palette.yellow;
}

}  // namespace postern::report
