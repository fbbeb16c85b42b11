#pragma once
// Amazon Resource Names, and the two ways in which a policy matches them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/glob.hpp"

namespace postern {

namespace lang {
class ResourceParser;
class ResourceMatch;
}  // namespace lang

/// The six components `arn:partition:service:region:account:resource`. Views into the parsed text; the
/// resource keeps its colons.
struct Arn {
  std::string_view partition;
  std::string_view service;
  std::string_view region;
  std::string_view account;
  std::string_view resource;

  /// Nothing unless `text` starts with "arn:" and has at least five colons. O(text).
  static std::optional<Arn> parse(std::string_view text);
};

/// Twelve ASCII digits.
bool is_account_id(std::string_view text) noexcept;

/// A string of a `Resource` or `NotResource` element. Immutable value; safe to share between threads.
class ResourcePattern {
 public:
  enum class Form : std::uint8_t {
    empty,       ///< "": matches nothing
    everything,  ///< only stars: matches every resource, and is all that matches the request resource `*`
    arn,         ///< starts with "arn:"
    text,        ///< anything else: one glob over the whole string
  };

  /// How to read the pattern: what depends on the document that holds it.
  struct Options {
    bool variables = false;  ///< Version 2012-10-17
    bool pad_without_star =
        false;  ///< identity, session, boundary: a short ARN without any star is padded too
  };

  ResourcePattern() = default;
  static ResourcePattern parse(std::string_view pattern, Options options);

  /// Whether the pattern covers `resource`, an ARN or `*` (which only form `everything` covers). In the first
  /// five components of an ARN pattern a star that ends its component may run across colons, every other
  /// wildcard stays inside its component; the sixth component spans colons and slashes. Fewer than six
  /// components: as written, or with the missing ones read as
  /// `*`, if the pattern has a star or `pad_without_star` is set; otherwise it matches nothing. Variables are
  /// replaced in the sixth component only, earlier ones are literal text. O(pattern × resource), no
  /// backtracking blow-up; allocates only where Glob::matches does and for resources of more than 63 colons.
  [[nodiscard]] Truth matches(std::string_view resource, const VariableSource& variables) const;

  [[nodiscard]] Form form() const noexcept { return form_; }
  [[nodiscard]] const std::string& source() const noexcept { return source_; }  ///< as written
  [[nodiscard]] bool has_variables() const;
  [[nodiscard]] bool is_short_arn() const noexcept { return short_arn_; }  ///< fewer than six components

  /// Literal text that every matching resource starts with; empty when there is none. Never the whole
  /// pattern's claim for a pattern that also matches longer text: it is necessary, not sufficient.
  [[nodiscard]] std::string_view literal_prefix() const noexcept { return literal_prefix_; }
  /// No wildcard, no variable and no padding: matches exactly `source()`.
  [[nodiscard]] bool is_exact() const noexcept { return exact_; }

 private:
  friend class lang::ResourceParser;
  friend class lang::ResourceMatch;

  // The head of an ARN pattern, cut at every colon that only a colon can match: those between components, and
  // those of a `${…}` that stands before the fifth colon and is literal text there. No wildcard but a
  // crossing star ever matches a colon, so a stretch is matched against a run of the resource that holds
  // none.
  struct Stretch {
    enum class Kind : std::uint8_t { literal, star, glob };
    Kind kind = Kind::literal;
    bool crosses = false;    // ends in a star that may run across colons
    std::uint32_t glob = 0;  // into globs_
    Range source;            // into source_
  };

  Form form_ = Form::empty;
  bool short_arn_ = false;
  bool starred_ = false;  // the head of a short ARN has a star
  bool padded_ = false;   // a short ARN whose missing components are read as `*`; else it matches nothing
  bool exact_ = false;
  std::uint8_t missing_ = 0;     // components that a short ARN lacks
  std::uint32_t fixed_ = 0;      // leading stretches that lie within the literal prefix
  std::uint32_t fixed_end_ = 0;  // where the first other stretch begins
  std::string source_;
  std::string literal_prefix_;
  std::vector<Stretch> head_;  // six components: each followed by a colon; a short ARN: all it has
  std::vector<Glob> globs_;
  Glob tail_;  // the sixth component, or the whole pattern of form text
};

/// A policy value of ArnEquals, ArnLike and their negations: six components, each globbed on its own; fewer
/// than six on either side never match.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
class ArnPattern {
 public:
  ArnPattern() = default;
  static ArnPattern parse(std::string_view pattern, bool variables);

  [[nodiscard]] Truth matches(std::string_view value, const VariableSource& variables) const;
  [[nodiscard]] bool valid() const noexcept { return components_.size() == 6; }
  [[nodiscard]] bool is_literal() const;  ///< valid, without wildcards and variables
  [[nodiscard]] bool has_variables() const;

 private:
  std::vector<Glob> components_;  // six, or none
};

}  // namespace postern
