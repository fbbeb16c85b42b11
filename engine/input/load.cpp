// From an argument to the one policy it means. Whatever leaves a doubt about which policy that is, or about
// what it says, is an error: this is where verdicts get their policies from.

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "input/extractor.hpp"
#include "postern/diagnostic.hpp"
#include "postern/document.hpp"
#include "postern/input.hpp"
#include "postern/policy.hpp"
#include "postern/result.hpp"

namespace postern {
namespace {

using input::Candidate;

struct Argument {
  std::string_view file;
  std::string_view id;
  bool has_id = false;
};

bool exists(std::string_view path) {
  struct stat status {};
  return path.find('\0') == std::string_view::npos && ::stat(std::string(path).c_str(), &status) == 0;
}

// FILE or FILE#ID. Both may hold a `#` (an address with a for_each key, say), so the shortest file that
// exists wins.
Argument split(std::string_view argument) {
  const std::size_t first = argument.find('#');
  if (first == std::string_view::npos || exists(argument)) {
    return {argument, {}, false};
  }
  for (std::size_t at = first; at != std::string_view::npos; at = argument.find('#', at + 1)) {
    if (argument.substr(0, at) == "-" || exists(argument.substr(0, at))) {
      return {argument.substr(0, at), argument.substr(at + 1), true};
    }
  }
  return {argument.substr(0, first), argument.substr(first + 1), true};
}

class CountingSink final : public DiagnosticSink {
 public:
  explicit CountingSink(DiagnosticSink& next) : next_(next) {}
  void report(Diagnostic diagnostic) override {
    defects_ += diagnostic.severity == Severity::error ? 1 : 0;
    next_.report(std::move(diagnostic));
  }
  [[nodiscard]] std::size_t defects() const noexcept { return defects_; }

 private:
  DiagnosticSink& next_;
  std::size_t defects_ = 0;
};

// Identity, boundary and session policies are written alike, so a file that tells kinds apart calls them
// identity.
PolicyKind extracted_kind(PolicyKind kind) noexcept {
  return kind == PolicyKind::boundary || kind == PolicyKind::session ? PolicyKind::identity : kind;
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  return base::concat({std::to_string(count), " ", count == 1 ? singular : plural});
}

std::string with_article(PolicyKind kind) {
  const std::string_view name = to_string(kind);
  const bool vowel = kind == PolicyKind::endpoint || kind == PolicyKind::identity;
  const bool letters = kind == PolicyKind::scp || kind == PolicyKind::rcp;  // "an SCP", "an RCP"
  return base::concat({vowel || letters ? "an " : "a ", name, letters ? "" : " policy"});
}

std::string_view noun(InputShape shape) noexcept {
  switch (shape) {
    case InputShape::vpc_endpoints:
      return "a list of endpoints";
    case InputShape::cloudformation:
      return "a CloudFormation template";
    case InputShape::terraform_plan:
      return "a Terraform plan";
    case InputShape::policy:
      break;
  }
  return "a policy";
}

std::string displayed(std::string_view file) {
  return file == "-" ? std::string("standard input") : base::quoted(file);
}

Error defective(std::string_view file, const Candidate& candidate, std::size_t defects) {
  const std::string what = candidate.id.empty()
                               ? displayed(file)
                               : base::concat({base::quoted(candidate.id), " in ", displayed(file)});
  const std::size_t count = std::max<std::size_t>(defects, 1);
  return {ErrorCode::invalid, base::concat({what, " has ", counted(count, "defect", "defects")}), {}};
}

// --- Which one
// ---------------------------------------------------------------------------------------------------

// "`a`, `b` and 7 more"
std::string id_list(const std::vector<const Candidate*>& policies) {
  constexpr std::size_t shown = 10;
  std::string out;
  for (std::size_t i = 0; i < policies.size() && i < shown; ++i) {
    out += base::concat({i == 0 ? "" : ", ", base::quoted(policies[i]->id)});
  }
  if (policies.size() > shown) {
    out += base::concat({" and ", std::to_string(policies.size() - shown), " more"});
  }
  return out;
}

// The ids a mistyped one may have meant, nearest first. Long texts are no typing errors and are not compared.
std::vector<const Candidate*> nearest(std::string_view id, const std::vector<const Candidate*>& policies) {
  constexpr std::size_t longest = 200;
  constexpr std::size_t shown = 3;
  std::vector<std::pair<std::size_t, const Candidate*>> near;
  const std::string wanted = base::to_lower(id.substr(0, longest + 1));
  for (const Candidate* policy : policies) {
    if (wanted.size() > longest || policy->id.size() > longest) {
      continue;
    }
    const std::string have = base::to_lower(policy->id);
    const bool part = wanted.size() >= 3 && have.find(wanted) != std::string::npos;
    const std::size_t distance = part ? 1 : base::edit_distance(wanted, have);
    if (distance <= std::max<std::size_t>(1, have.size() / 3)) {
      near.emplace_back(distance, policy);
    }
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  near.resize(std::min(near.size(), shown));
  std::vector<const Candidate*> out;
  for (const auto& [distance, policy] : near) {
    out.push_back(policy);
  }
  return out;
}

// "1 endpoint policy and 3 identity policies"
std::string summary(const std::vector<Candidate>& found) {
  constexpr std::array kinds = {PolicyKind::endpoint, PolicyKind::identity, PolicyKind::resource,
                                PolicyKind::scp, PolicyKind::rcp};
  std::vector<std::string> parts;
  for (const PolicyKind kind : kinds) {
    const auto count = static_cast<std::size_t>(
        std::count_if(found.begin(), found.end(), [kind](const Candidate& one) { return one.kind == kind; }));
    if (count > 0) {
      const std::string name(to_string(kind));
      parts.push_back(counted(count, name + " policy", name + " policies"));
    }
  }
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out += base::concat({i == 0 ? "" : (i + 1 == parts.size() ? " and " : ", "), parts[i]});
  }
  return out;
}

Error none_of_kind(const Argument& argument, const std::vector<Candidate>& found, InputShape shape,
                   PolicyKind kind) {
  const std::string has = found.empty() ? "no policy at all" : summary(found) + " only";
  return {ErrorCode::unreadable,
          base::concat({"no ", to_string(kind), " policy in ", displayed(argument.file), ": it is ",
                        noun(shape), " with ", has}),
          {}};
}

Error several(const Argument& argument, const std::vector<const Candidate*>& policies, PolicyKind kind) {
  return {ErrorCode::usage,
          base::concat({displayed(argument.file), " has ", std::to_string(policies.size()), " ",
                        to_string(kind), " policies: ", id_list(policies)}),
          base::concat({"name one as `", argument.file, "#ID`"})};
}

Error unknown_id(const Argument& argument, const std::vector<const Candidate*>& policies,
                 const std::vector<Candidate>& found, PolicyKind kind) {
  Error error{ErrorCode::usage,
              base::concat({"no ", to_string(kind), " policy ", base::quoted(argument.id), " in ",
                            displayed(argument.file)}),
              {}};
  const auto other = std::find_if(found.begin(), found.end(),
                                  [&argument](const Candidate& one) { return one.id == argument.id; });
  if (other != found.end()) {
    error.help = base::concat({base::quoted(argument.id), " is ", with_article(other->kind)});
    return error;
  }
  const std::vector<const Candidate*> near = nearest(argument.id, policies);
  error.help = near.empty() ? "it has " + id_list(policies) : "closest: " + id_list(near);
  return error;
}

Result<const Candidate*> choose(const Argument& argument, const std::vector<Candidate>& found,
                                InputShape shape, PolicyKind kind) {
  if (shape == InputShape::policy && argument.has_id) {
    return Error{ErrorCode::usage,
                 base::concat({displayed(argument.file), " is a single policy, without ids"}),
                 base::concat({"leave out ", base::quoted(base::concat({"#", argument.id}))})};
  }
  std::vector<const Candidate*> policies;
  for (const Candidate& one : found) {
    if (shape == InputShape::policy || one.kind == extracted_kind(kind)) {
      policies.push_back(&one);
    }
  }
  if (policies.empty()) {
    return none_of_kind(argument, found, shape, kind);
  }
  std::vector<const Candidate*> chosen = policies;
  if (argument.has_id) {
    const auto differs = [&argument](const Candidate* one) { return one->id != argument.id; };
    chosen.erase(std::remove_if(chosen.begin(), chosen.end(), differs), chosen.end());
  }
  if (chosen.empty()) {
    return unknown_id(argument, policies, found, kind);
  }
  if (chosen.size() > 1) {
    return several(argument, chosen, kind);
  }
  return chosen.front();
}

// --- Reading it
// --------------------------------------------------------------------------------------------------

// What could be found fault with in AWS's own policy is nothing that its user can mend, so it is not
// reported.
LoadedPolicy load_default(Sources& sources, std::string_view name) {
  DiagnosticList unheard;
  const Document& document =
      sources.add("default", std::string(default_endpoint_policy_text()), ReadLimits{}, unheard);
  LoadedPolicy out;
  out.policy = read_policy(document, document.root(), PolicyKind::endpoint, unheard);
  out.policy.name = name;
  return out;
}

Result<LoadedPolicy> load_candidate(Sources& sources, const Document& document, const Argument& argument,
                                    const Candidate& candidate, PolicyKind kind, CountingSink& sink) {
  ExtractedPolicy found = input::read_candidate(sources, document, candidate, sink);
  if (!found.problem.empty() && !candidate.raw) {
    return Error{ErrorCode::unreadable,
                 base::concat({"the policy of ", base::quoted(found.id), " in ", displayed(argument.file),
                               " ", found.problem}),
                 {}};
  }
  if (!found.problem.empty() || (found.root != no_node && !found.document->well_formed())) {
    return defective(argument.file, candidate, sink.defects());
  }
  LoadedPolicy out;
  if (found.root == no_node) {
    out = load_default(sources, {});
  } else {
    out.policy = read_policy(*found.document, found.root, kind, sink);
  }
  if (!out.policy.complete) {
    return defective(argument.file, candidate, sink.defects());
  }
  out.service = std::move(found.service);
  out.endpoint_type = found.endpoint_type;
  return out;
}

}  // namespace

Result<LoadedPolicy> load_policy(Sources& sources, std::string_view argument, PolicyKind kind,
                                 DiagnosticSink& sink) {
  if (kind == PolicyKind::endpoint && argument == "default") {
    return load_default(sources, argument);
  }
  const Argument parts = split(argument);
  Result<std::string> text = read_file(parts.file);
  if (!text.ok()) {
    return text.error();
  }
  CountingSink counting(sink);
  const Document& document =
      sources.add(std::string(parts.file), std::move(text).value(), ReadLimits::container(), counting);
  if (!document.well_formed()) {
    return defective(parts.file, {}, counting.defects());
  }
  const InputShape shape = input::detect_shape(document);
  const std::vector<Candidate> found = input::find_policies(document, shape, kind);
  const Result<const Candidate*> chosen = choose(parts, found, shape, kind);
  if (!chosen.ok()) {
    return chosen.error();
  }
  Result<LoadedPolicy> loaded = load_candidate(sources, document, parts, *chosen.value(), kind, counting);
  if (loaded.ok()) {
    loaded->policy.name = argument;
  }
  return loaded;
}

}  // namespace postern
