// An answer for people. The verdict comes first, then the statements that made it; for an implicit deny, what
// was missing. Everything from the request and the policies is escaped.

#include <algorithm>
#include <string>
#include <vector>

#include "postern/report.hpp"
#include "report/display.hpp"
#include "report/excerpt.hpp"
#include "report/names.hpp"

namespace postern {
namespace {

using report::Palette;

struct Page {
  std::string& out;
  const Explanation& explanation;
  const Request& request;
  const Sources& sources;
  Palette palette;

  [[nodiscard]] const Evaluation& evaluation() const { return explanation.evaluation; }
  [[nodiscard]] bool several_resources() const { return evaluation().resources.size() > 1; }
};

void append_verdict(Page& page, Verdict verdict) {
  page.out.append(report::color_of(verdict, page.palette))
      .append(to_string(verdict))
      .append(page.palette.reset);
}

void append_fact(Page& page, std::string_view name, std::string_view value) {
  constexpr std::size_t column = 11;
  page.out.append("  ").append(name).append(column - name.size(), ' ');
  report::append_safe(page.out, value);
}

void append_request(Page& page) {
  const RequestPrincipal& principal = page.request.principal;
  const bool unsigned_identity = principal.kind == RequestPrincipal::Kind::federated;
  append_fact(page, "principal", unsigned_identity ? "federated:" + principal.text : principal.text);
  page.out.append("\n");
  append_fact(page, "action", page.request.action.text);
  page.out.append("\n");
  for (const ResourceOutcome& outcome : page.evaluation().resources) {
    append_fact(page, "resource", outcome.resource);
    if (page.several_resources()) {
      page.out.append("  ");
      append_verdict(page, outcome.verdict);
      if (outcome.decided_by != Layer::none)
        page.out.append(" by the ").append(report::phrase(outcome.decided_by));
    }
    page.out.append("\n");
  }
}

// "Statement[1] Deny (Sid NoProd) at ep.json:9:5"
void append_statement(Page& page, const Statement& statement, std::size_t index) {
  page.out.append(report::label(statement, index)).append(" at ");
  page.out.append(page.palette.bold).append(report::place(page.sources, statement.span));
  page.out.append(page.palette.reset);
}

bool settled(const Evaluation& evaluation, const MatchedStatement& matched) {
  const ResourceOutcome& outcome = evaluation.resources[matched.resource];
  if (outcome.verdict != evaluation.decision.verdict)
    return false;
  if (outcome.verdict == Verdict::explicit_deny)
    return matched.statement().effect == Effect::deny;
  return outcome.verdict == Verdict::allowed && matched.ref.layer == outcome.decided_by &&
         matched.statement().effect == Effect::allow;
}

void append_deciding_statements(Page& page) {
  std::vector<StatementRef> seen;
  const Evaluation& evaluation = page.evaluation();
  for (const MatchedStatement& matched : evaluation.matched) {
    if (!settled(evaluation, matched) || std::find(seen.begin(), seen.end(), matched.ref) != seen.end())
      continue;
    seen.push_back(matched.ref);
    page.out.append("  ");
    append_statement(page, matched.statement(), matched.ref.statement);
    if (matched.ref.layer != evaluation.decision.layer)
      page.out.append(" (").append(report::phrase(matched.ref.layer)).append(")");
    page.out.append("\n");
  }
  if (seen.empty() && evaluation.decision.verdict == Verdict::allowed)
    page.out.append("  no statement was needed\n");
}

void append_clause_name(std::string& out, Clause clause) {
  std::string name(to_string(clause));
  if (!name.empty() && name.front() >= 'a' && name.front() <= 'z')
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
  out.append(name);
}

void append_compared(Page& page, const ClauseTrace& clause, std::size_t indent) {
  page.out.append(indent, ' ').append("policy   ");
  report::append_safe(page.out, clause.expected);
  page.out.append("\n").append(indent, ' ').append("request  ");
  report::append_safe(page.out, clause.actual);
  page.out.append("\n");
}

// Why the deciding layer allows nothing, when no statement of it is near.
std::string_view lack_of_allows(const Explanation& explanation) {
  const auto is_allow = [&](const StatementTrace& trace) {
    return trace.ref.layer == explanation.evaluation.decision.layer &&
           trace.statement().effect == Effect::allow;
  };
  const bool any = std::any_of(explanation.statements.begin(), explanation.statements.end(), is_allow);
  return any ? "its Allow statements do not suffice by themselves" : "it has no Allow statement";
}

void append_nearest(Page& page) {
  if (!page.explanation.nearest) {
    page.out.append("  ").append(lack_of_allows(page.explanation)).append("\n");
    return;
  }
  const StatementTrace& nearest = page.explanation.statements[*page.explanation.nearest];
  if (nearest.failures() == 0)
    return;
  page.out.append("nearest: ");
  append_statement(page, nearest.statement(), nearest.ref.statement);
  page.out.append("\n");
  if (page.several_resources()) {
    append_fact(page, "resource", page.evaluation().resources[nearest.resource].resource);
    page.out.append("\n");
  }
  for (const ClauseTrace& clause : nearest.clauses) {
    if (clause.truth == Truth::yes)
      continue;
    page.out.append("  ");
    append_clause_name(page.out, clause.clause);
    page.out.append(": ");
    report::append_safe(page.out, clause.reason);
    page.out.append("\n");
    append_compared(page, clause, 4);
  }
}

void append_decider(Page& page) {
  const Decision& decision = page.evaluation().decision;
  page.out.append("\n");
  if (decision.layer == Layer::none) {
    page.out.append("decided by: no layer, because none applies to this request\n");
    return;
  }
  page.out.append("decided by: ").append(report::phrase(decision.layer)).append("\n");
  if (decision.verdict == Verdict::implicit_deny)
    append_nearest(page);
  else
    append_deciding_statements(page);
}

void append_trace(Page& page, const StatementTrace& trace) {
  page.out.append("    ");
  append_statement(page, trace.statement(), trace.ref.statement);
  page.out.append(trace.truth == Truth::yes ? ": matches\n" : ": does not match\n");
  const ClauseTrace* const first_failure = trace.first_failure();
  for (const ClauseTrace& clause : trace.clauses) {
    const bool holds = clause.truth == Truth::yes;
    page.out.append("      ").append(holds ? page.palette.green : page.palette.red);
    const std::string_view truth = report::to_string(clause.truth);
    page.out.append(truth).append(page.palette.reset).append(truth.size() < 3 ? 3 - truth.size() : 0, ' ');
    page.out.append("  ");
    append_clause_name(page.out, clause.clause);
    page.out.append(": ");
    report::append_safe(page.out, clause.reason);
    if (&clause == first_failure)
      page.out.append("  <- first to fail");
    page.out.append("\n");
    append_compared(page, clause, 11);
  }
}

// Traces come by resource, layer, level and document: a heading whenever one of them changes.
void append_all_statements(Page& page) {
  const StatementTrace* previous = nullptr;
  for (const StatementTrace& trace : page.explanation.statements) {
    const bool new_resource = previous == nullptr || previous->resource != trace.resource;
    if (new_resource) {
      page.out.append("\nevery statement");
      if (page.several_resources()) {
        page.out.append(" for ");
        report::append_safe(page.out, page.evaluation().resources[trace.resource].resource);
      }
      page.out.append(":\n");
    }
    const bool new_document = new_resource || previous->ref.layer != trace.ref.layer ||
                              previous->ref.level != trace.ref.level ||
                              previous->ref.document != trace.ref.document;
    if (new_document) {
      page.out.append("  ").append(report::phrase(trace.ref.layer));
      if (report::has_levels(trace.ref.layer))
        page.out.append(", level ").append(std::to_string(trace.ref.level));
      page.out.append(": ");
      report::append_safe(page.out, trace.policy->name);
      page.out.append("\n");
    }
    append_trace(page, trace);
    previous = &trace;
  }
}

void append_warnings(Page& page) {
  if (!page.evaluation().warnings.empty())
    page.out.append("\n");
  for (const Warning& warning : page.evaluation().warnings) {
    page.out.append(page.palette.yellow).append("warning").append(page.palette.reset);
    page.out.append("[").append(warning.code).append("]: ");
    report::append_safe(page.out, warning.message);
    page.out.append("\n");
  }
}

void append_expectation(std::string& out, const Expectation& expectation, const Palette& palette) {
  if (expectation.met) {
    out.append("  ok");
    return;
  }
  out.append("  ").append(palette.red).append("expected ");
  report::append_safe(out, expectation.expected);
  out.append(palette.reset);
}

}  // namespace

std::string explanation_text(const Explanation& explanation, const Request& request, const Sources& sources,
                             TextStyle style, bool all_statements) {
  std::string out;
  Page page{out, explanation, request, sources, Palette(style.color)};
  append_verdict(page, explanation.evaluation.decision.verdict);
  out.append("\n\n");
  append_request(page);
  append_decider(page);
  if (all_statements)
    append_all_statements(page);
  append_warnings(page);
  return out;
}

void EvaluationPrinter::append_text(std::string& out, const Evaluation& evaluation, const Request& request,
                                    TextStyle style, const Expectation* expectation) {
  const Palette palette(style.color);
  report::append_safe(out, request.id);
  out.append("  ").append(report::color_of(evaluation.decision.verdict, palette));
  out.append(to_string(evaluation.decision.verdict)).append(palette.reset);
  if (evaluation.decision.layer != Layer::none)
    out.append("  ").append(to_string(evaluation.decision.layer));
  const auto decider =
      std::find_if(evaluation.matched.begin(), evaluation.matched.end(),
                   [&](const MatchedStatement& matched) { return settled(evaluation, matched); });
  if (decider != evaluation.matched.end()) {
    const LineColumn at = locate(decider->statement());
    out.append("  ");
    report::append_safe(out, decider->policy->name);
    out.append(":").append(std::to_string(at.line)).append(":").append(std::to_string(at.column));
  }
  if (expectation != nullptr)
    append_expectation(out, *expectation, palette);
  out.append("\n");
}

std::string error_text(std::string_view id, std::string_view message, TextStyle style) {
  const Palette palette(style.color);
  std::string out;
  report::append_safe(out, id);
  out.append("  ").append(palette.red).append("error").append(palette.reset).append("  ");
  report::append_safe(out, message);
  return out;
}

}  // namespace postern
