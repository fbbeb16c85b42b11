#pragma once
// How the parser of resource patterns and their matcher share the parts of a ResourcePattern.

#include <string_view>

#include "postern/arn.hpp"

namespace postern::lang {

/// One match of a resource pattern of form `arn` against one resource.
class ResourceMatch {
 public:
  ResourceMatch(const ResourcePattern& pattern, std::string_view resource, const VariableSource& variables)
      : pattern_(pattern), resource_(resource), variables_(variables) {}

  [[nodiscard]] Truth result() const;

 private:
  using Stretch = ResourcePattern::Stretch;
  struct Runs;

  [[nodiscard]] bool fits(const Stretch& stretch, std::string_view run) const;
  [[nodiscard]] Truth component_wise() const;
  [[nodiscard]] Truth crossing() const;
  [[nodiscard]] bool reach(const Stretch& stretch, Runs& runs) const;
  [[nodiscard]] bool short_arn(const Runs& runs) const;
  [[nodiscard]] Truth tail(Runs& runs) const;

  const ResourcePattern& pattern_;
  std::string_view resource_;
  const VariableSource& variables_;
};

}  // namespace postern::lang
