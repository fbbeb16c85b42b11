#pragma once
// What is known about AWS services and their endpoints that bears on a request: the facts of the catalog that
// reach a verdict, and the resources that an action needs. Read-only; safe to share between threads.
// https://docs.aws.amazon.com/service-authorization/latest/reference/

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postern/catalog.hpp"
#include "postern/decision.hpp"
#include "postern/evaluate.hpp"

namespace postern {

/// The facts of the built-in catalog that reach a verdict (semantics.md 6.2, 6.5, 8).
ServiceFacts builtin_service_facts() noexcept;

/// Which resources a request of one action must name.
///
/// A type that the catalog calls required takes part in every request, except where its sources contradict
/// each other about that (`disputed`); of a group, at least its minimum. Of an action with scenarios
/// (ec2:RunInstances) the one that the request comes nearest to counts. An immutable value.
class RequiredResources {
 public:
  /// Cost: proportional to the resource types of the service.
  static RequiredResources of(const Catalog& catalog, const Action& action);

  /// The action needs none: a request without resources means `*`.
  [[nodiscard]] bool none() const noexcept { return scenarios_.empty(); }

  /// What to name, for a message: "job-queue (arn:${Partition}:batch:…), and job-definition (…) or …".
  [[nodiscard]] std::string description() const;

  /// A warning for each required type that no resource of the request is of. A resource is of the type whose
  /// format fits it most closely.
  [[nodiscard]] std::vector<Warning> missing(std::span<const std::string> resources) const;

 private:
  // At least `least` resources are of these types (indices into formats_).
  struct Need {
    std::vector<std::size_t> types;
    std::size_t least = 1;
  };
  struct Format {
    std::string_view type;
    std::string_view arn;
    std::string_view head;  // literal text that its resource part begins with
    Glob glob;
    std::size_t literal = 0;  // characters outside holes
  };

  void add_scenario(const CatalogRange<ActionResource>& resources, const Action& action);
  [[nodiscard]] std::vector<std::size_t> types_of(std::string_view resource) const;
  [[nodiscard]] std::string described(const Need& need, bool with_formats) const;
  [[nodiscard]] std::size_t index_of(std::string_view type) const;

  std::string action_;
  std::vector<Format> formats_;  // of every resource type of the service
  std::vector<std::vector<Need>> scenarios_;
};

}  // namespace postern
