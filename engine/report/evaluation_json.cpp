// The stable, versioned lines of `simulate` (cli.md). Member order is part of the contract. A line of
// --explain begins with all members of a plain line.

#include <string>
#include <utility>

#include "base/json_writer.hpp"
#include "postern/report.hpp"
#include "report/names.hpp"

namespace postern {
namespace {

using base::JsonWriter;

constexpr std::uint64_t schema = 1;

void write_sid(JsonWriter& json, const Statement& statement) {
  json.key("sid");
  if (statement.sid)
    json.string(statement.sid->value);
  else
    json.null();
}

void write_layer(JsonWriter& json, std::string_view name, Layer layer) {
  json.key(name);
  if (layer == Layer::none)
    json.null();
  else
    json.string(to_string(layer));
}

template <class Locate>
void write_evaluation(JsonWriter& json, const Evaluation& evaluation, const Request& request, Locate&& locate,
                      const Expectation* expectation) {
  json.member("schema", schema).member("id", request.id);
  json.member("decision", to_string(evaluation.decision.verdict));
  write_layer(json, "decidedBy", evaluation.decision.layer);
  json.key("matched").begin_array();
  for (const MatchedStatement& matched : evaluation.matched) {
    const Statement& statement = matched.statement();
    const LineColumn place = locate(statement);
    json.begin_object()
        .member("layer", to_string(matched.ref.layer))
        .member("document", matched.policy->name);
    json.member("statement", matched.ref.statement);
    write_sid(json, statement);
    json.member("effect", to_string(statement.effect));
    json.member("resource", evaluation.resources[matched.resource].resource);
    json.member("line", place.line).member("column", place.column).end_object();
  }
  json.end_array().key("warnings").begin_array();
  for (const Warning& warning : evaluation.warnings)
    json.begin_object().member("code", warning.code).member("message", warning.message).end_object();
  json.end_array();
  if (expectation != nullptr)
    json.member("expect", expectation->expected).key("ok").boolean(expectation->met);
}

void write_outcome(JsonWriter& json, const ResourceOutcome& outcome) {
  json.begin_object().member("resource", outcome.resource).member("decision", to_string(outcome.verdict));
  write_layer(json, "decidedBy", outcome.decided_by);
  json.key("layers").begin_object();
  for (std::size_t layer = 0; layer < layer_count; ++layer) {
    if (outcome.layers[layer] != LayerResult::not_modelled)
      json.member(to_string(static_cast<Layer>(layer)), to_string(outcome.layers[layer]));
  }
  json.end_object().end_object();
}

LineColumn line_column(const Sources& sources, SourceSpan span) {
  const SourceSpan outer = sources.outermost(span);
  return sources[outer.document].locate(outer.begin);
}

void write_place(JsonWriter& json, const Sources& sources, SourceSpan span) {
  const LineColumn place = line_column(sources, span);
  json.member("line", place.line).member("column", place.column);
}

void write_statement(JsonWriter& json, const StatementTrace& trace, const Evaluation& evaluation,
                     const Sources& sources) {
  const Statement& statement = trace.statement();
  json.begin_object().member("layer", to_string(trace.ref.layer));
  if (report::has_levels(trace.ref.layer))
    json.member("level", trace.ref.level);
  json.member("document", trace.policy->name).member("statement", trace.ref.statement);
  write_sid(json, statement);
  json.member("effect", to_string(statement.effect));
  json.member("resource", evaluation.resources[trace.resource].resource);
  write_place(json, sources, statement.span);
  json.member("matches", report::to_string(trace.truth)).key("clauses").begin_array();
  for (const ClauseTrace& clause : trace.clauses) {
    json.begin_object().member("clause", to_string(clause.clause));
    json.member("holds", report::to_string(clause.truth)).member("expected", clause.expected);
    json.member("actual", clause.actual).member("reason", clause.reason);
    write_place(json, sources, clause.span);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string evaluation_json(const Evaluation& evaluation, const Request& request, const Sources& sources,
                            const Expectation* expectation) {
  std::string out;
  JsonWriter json(out);
  const auto locate = [&](const Statement& statement) { return line_column(sources, statement.span); };
  json.begin_object();
  write_evaluation(json, evaluation, request, locate, expectation);
  json.end_object();
  return out;
}

std::string explanation_json(const Explanation& explanation, const Request& request, const Sources& sources,
                             const Expectation* expectation) {
  std::string out;
  JsonWriter json(out);
  const Evaluation& evaluation = explanation.evaluation;
  const auto locate = [&](const Statement& statement) { return line_column(sources, statement.span); };
  json.begin_object();
  write_evaluation(json, evaluation, request, locate, expectation);
  json.key("resources").begin_array();
  for (const ResourceOutcome& outcome : evaluation.resources)
    write_outcome(json, outcome);
  json.end_array().key("nearest");
  if (explanation.nearest)
    json.number(*explanation.nearest);
  else
    json.null();
  json.key("statements").begin_array();
  for (const StatementTrace& trace : explanation.statements)
    write_statement(json, trace, evaluation, sources);
  json.end_array().end_object();
  return out;
}

std::string error_json(std::string_view id, std::string_view code, std::string_view message) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("schema", schema).member("id", id).key("error").begin_object();
  json.member("code", code).member("message", message).end_object().end_object();
  return out;
}

LineColumn EvaluationPrinter::locate(const Statement& statement) {
  const auto known = places_.find(&statement);
  if (known != places_.end())
    return known->second;
  const LineColumn place = line_column(*sources_, statement.span);
  places_.emplace(&statement, place);
  return place;
}

void EvaluationPrinter::append_json(std::string& out, const Evaluation& evaluation, const Request& request,
                                    const Expectation* expectation) {
  JsonWriter json(out);
  json.begin_object();
  write_evaluation(
      json, evaluation, request, [this](const Statement& statement) { return locate(statement); },
      expectation);
  json.end_object();
  out += '\n';
}

}  // namespace postern
