#include "postern/decision.hpp"

#include <algorithm>
#include <type_traits>

namespace postern {

static_assert(sizeof(Decision) <= 16 && std::is_trivially_copyable_v<Decision>);

std::string_view to_string(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::implicit_deny:
      return "implicitDeny";
    case Verdict::allowed:
      return "allowed";
    case Verdict::explicit_deny:
      return "explicitDeny";
    case Verdict::undetermined:
      return "undetermined";
  }
  return "";
}

std::string_view to_string(Layer layer) noexcept {
  switch (layer) {
    case Layer::scp:
      return "scp";
    case Layer::rcp:
      return "rcp";
    case Layer::endpoint:
      return "endpoint";
    case Layer::resource:
      return "resource";
    case Layer::identity:
      return "identity";
    case Layer::boundary:
      return "boundary";
    case Layer::session:
      return "session";
    case Layer::none:
      return "none";
  }
  return "";
}

std::string_view to_string(LayerResult result) noexcept {
  switch (result) {
    case LayerResult::not_modelled:
      return "notModelled";
    case LayerResult::not_applicable:
      return "notApplicable";
    case LayerResult::none:
      return "none";
    case LayerResult::allow:
      return "allow";
    case LayerResult::deny:
      return "deny";
  }
  return "";
}

std::string_view to_string(Clause clause) noexcept {
  switch (clause) {
    case Clause::principal:
      return "principal";
    case Clause::action:
      return "action";
    case Clause::resource:
      return "resource";
    case Clause::condition:
      return "condition";
  }
  return "";
}

const ClauseTrace* StatementTrace::first_failure() const {
  const auto failed = std::find_if(clauses.begin(), clauses.end(),
                                   [](const ClauseTrace& clause) { return clause.truth != Truth::yes; });
  return failed == clauses.end() ? nullptr : &*failed;
}

std::size_t StatementTrace::failures() const {
  return static_cast<std::size_t>(std::count_if(
      clauses.begin(), clauses.end(), [](const ClauseTrace& clause) { return clause.truth != Truth::yes; }));
}

}  // namespace postern
