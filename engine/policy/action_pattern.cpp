// SPEC: semantics.md 2.1. The request's action has exactly one colon, so globbing the whole string keeps the
// service prefix and the name apart as long as the pattern has a colon of its own.

#include "postern/policy.hpp"

namespace postern {

ActionPattern ActionPattern::parse(std::string_view pattern) {
  GlobSyntax syntax;
  syntax.fold_case = true;
  ActionPattern parsed;
  parsed.source_ = pattern;
  parsed.glob_ = Glob::parse(pattern, syntax);
  const bool stars = !pattern.empty() && pattern.find_first_not_of('*') == std::string_view::npos;
  parsed.valid_ = stars || pattern.find(':') != std::string_view::npos;
  return parsed;
}

}  // namespace postern
