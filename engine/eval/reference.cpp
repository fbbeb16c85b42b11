// The reference evaluator. For each resource: derive the context, match every statement of every layer that
// applies, and let the layers judge. The verdict over several resources is the worst of them
// (semantics.md 6.5).

#include <algorithm>

#include "base/expect.hpp"
#include "eval/derive.hpp"
#include "eval/run.hpp"
#include "eval/warnings.hpp"

namespace postern {
namespace eval {
namespace {

// SPEC: an action without resource-level permissions is authorised on `*`, whatever the caller names
// (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
std::vector<std::string> authorised_resources(const Request& request, const ServiceFacts& facts,
                                              std::vector<Warning>& warnings) {
  const bool none = facts.resource_level != nullptr &&
                    facts.resource_level(request.action.prefix(), request.action.name()) ==
                        ServiceFacts::ResourceLevel::none;
  const bool named = std::any_of(request.resources.begin(), request.resources.end(),
                                 [](const std::string& resource) { return resource != "*"; });
  if (!none || !named)
    return request.resources;
  warn(warnings, "no-resource-level",
       request.action.text + " has no resource-level permissions: it is authorised on `*`");
  return {"*"};
}

std::vector<Match> match_all(const std::vector<PlacedPolicy>& placed, const Case& of, const Subject& subject,
                             std::vector<Warning>& warnings) {
  std::vector<Match> matches;
  for (const PlacedPolicy& at : placed) {
    if (!applies(at.place.layer, of))
      continue;
    const std::vector<Statement>& statements = at.policy->statements;
    for (std::size_t index = 0; index < statements.size(); ++index) {
      const StatementMatch match = match_statement(statements[index], at.policy->kind, subject);
      warn_about_statement(at, statements[index], subject, match.truth, warnings);
      if (match.truth == Truth::no)
        continue;
      StatementRef ref = at.place;
      ref.statement = static_cast<std::uint32_t>(index);
      matches.push_back({ref, at.policy, match.truth, match.grade});
    }
  }
  return matches;
}

// INVARIANT: a verdict is never better for the caller under the strict reading than under the lenient one, so
// where the two agree no value of an unknown key can change it. The layers are reported as the reading has
// them that makes the verdict hard to reach: what grants or denies there does so surely.
ResourceOutcome judge_openly(const Case& of, const std::vector<Match>& matches) {
  ResourceOutcome strict = judge(of, matches, Reading::strict);
  const bool doubt = std::any_of(matches.begin(), matches.end(), [](const Match& match) {
    return match.truth == Truth::unknown || match.grade.certain != match.grade.possible;
  });
  if (!doubt)
    return strict;
  ResourceOutcome lenient = judge(of, matches, Reading::lenient);
  if (lenient.verdict == strict.verdict)
    return strict.verdict == Verdict::allowed ? strict : lenient;
  strict.verdict = Verdict::undetermined;
  strict.decided_by = Layer::none;
  return strict;
}

// Worst first.
int rank(Verdict verdict) {
  switch (verdict) {
    case Verdict::explicit_deny:
      return 0;
    case Verdict::undetermined:
      return 1;
    case Verdict::implicit_deny:
      return 2;
    case Verdict::allowed:
      return 3;
  }
  return 3;
}

Decision decide(const Evaluation& evaluation) {
  const auto worst = std::min_element(
      evaluation.resources.begin(), evaluation.resources.end(),
      [](const ResourceOutcome& a, const ResourceOutcome& b) { return rank(a.verdict) < rank(b.verdict); });
  Decision decision;
  decision.verdict = worst->verdict;
  decision.layer = worst->decided_by;
  if (decision.verdict != Verdict::allowed && decision.verdict != Verdict::explicit_deny)
    return decision;
  const Effect effect = decision.verdict == Verdict::allowed ? Effect::allow : Effect::deny;
  const auto resource = static_cast<std::uint32_t>(worst - evaluation.resources.begin());
  for (const MatchedStatement& matched : evaluation.matched) {
    if (matched.resource != resource || matched.ref.layer != decision.layer)
      continue;
    if (matched.statement().effect != effect)
      continue;
    decision.witness = matched.ref;
    break;
  }
  return decision;
}

}  // namespace

Run::Run(const Layers& layers, const Request& request, const ServiceFacts& facts)
    : layers_(layers), request_(request), facts_(facts), placed_(place_policies(layers)) {
  POSTERN_EXPECT(!request.resources.empty());
  warn_about_request(layers, request, facts, evaluation_.warnings);
  resources_ = authorised_resources(request, facts, evaluation_.warnings);
}

Case Run::case_of(std::string_view resource) const {
  return {&layers_, &request_, &facts_, resource};
}

Evaluation Run::evaluate(const Visitor& visit) {
  for (std::size_t index = 0; index < resources_.size(); ++index) {
    const Case of = case_of(resources_[index]);
    const Context derived = derive_alone(request_, of.resource);
    const Context context = complete_context(derived, request_, of.resource);
    const Subject subject{&request_, of.resource, &context, layers_.boundary != nullptr};
    warn_about_case(of, derived, context, evaluation_.warnings);
    const std::vector<Match> matches = match_all(placed_, of, subject, evaluation_.warnings);
    evaluation_.resources.push_back(judge_openly(of, matches));
    for (const Match& match : matches) {
      if (match.truth != Truth::yes)
        continue;
      evaluation_.matched.push_back({match.ref, match.policy, static_cast<std::uint32_t>(index)});
    }
    if (visit)
      visit(of, subject, static_cast<std::uint32_t>(index));
  }
  evaluation_.decision = decide(evaluation_);
  return std::move(evaluation_);
}

}  // namespace eval

Evaluation evaluate(const Layers& layers, const Request& request, const ServiceFacts& facts) {
  return eval::Run(layers, request, facts).evaluate({});
}

}  // namespace postern
