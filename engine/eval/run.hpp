#pragma once
// One evaluation, shared by the verdict and its explanation so that both see the same contexts.

#include <functional>
#include <string>
#include <vector>

#include "eval/layers.hpp"
#include "eval/statement.hpp"

namespace postern::eval {

class Run {
 public:
  /// Called once for each resource, after it was judged.
  using Visitor = std::function<void(const Case&, const Subject&, std::uint32_t resource)>;

  /// Precondition: every policy is complete, and the request names at least one resource.
  Run(const Layers& layers, const Request& request, const ServiceFacts& facts);

  /// To be called once.
  Evaluation evaluate(const Visitor& visit);

  [[nodiscard]] const std::vector<PlacedPolicy>& placed() const { return placed_; }

 private:
  [[nodiscard]] Case case_of(std::string_view resource) const;

  const Layers& layers_;
  const Request& request_;
  const ServiceFacts& facts_;
  std::vector<PlacedPolicy> placed_;
  std::vector<std::string> resources_;
  Evaluation evaluation_;
};

}  // namespace postern::eval
