#include "commands/simulate/line_evaluator.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace postern::cli {
namespace {

// What made a line or a policy of it unusable: the first error, for advice and warnings refuse nothing.
const Diagnostic* first_error(const DiagnosticList& list) {
  const auto found = std::find_if(list.diagnostics.begin(), list.diagnostics.end(),
                                  [](const Diagnostic& one) { return one.severity == Severity::error; });
  return found == list.diagnostics.end() ? nullptr : &*found;
}

// With its column: the line itself is named by the id.
std::string described(const Document& document, const Diagnostic& diagnostic) {
  const LineColumn at = document.locate(diagnostic.span.begin);
  return diagnostic.message + " at column " + std::to_string(at.column);
}

std::string with_help(const Error& error) {
  return error.help.empty() ? error.message : error.message + "; " + error.help;
}

// The id that a line gives itself, if one can be read.
void read_id(const Document& document, std::string& id) {
  if (document.root() == no_node || document[document.root()].kind != NodeKind::object)
    return;
  const NodeId member = document.find(document.root(), "id");
  if (member == no_node)
    return;
  const NodeKind kind = document[member].kind;
  if (kind == NodeKind::string || kind == NodeKind::number)
    id = document[member].text;
}

bool is_decision(std::string_view text) {
  return text == to_string(Verdict::allowed) || text == to_string(Verdict::explicit_deny) ||
         text == to_string(Verdict::implicit_deny);
}

constexpr std::size_t most_known_actions = 4096;

}  // namespace

const RequiredResources* ActionNeeds::of(const ActionName& action) {
  const auto found = known_.find(action.text);
  if (found != known_.end())
    return found->second ? &*found->second : nullptr;
  // A stream of invented names must not grow the table without end.
  if (known_.size() >= most_known_actions)
    known_.clear();
  std::optional<RequiredResources>& slot = known_[action.text];
  if (const std::optional<Action> entry = Catalog::builtin().find(action.text))
    slot = RequiredResources::of(Catalog::builtin(), *entry);
  return slot ? &*slot : nullptr;
}

LineEvaluator::LineEvaluator(const LineSettings& settings)
    : settings_(settings),
      facts_(builtin_service_facts()),
      printer_(settings.sources != nullptr ? *settings.sources : none_) {}

ExitCode LineEvaluator::evaluate(std::string_view line, std::uint64_t number, bool too_long,
                                 std::string& out) {
  if (settings_.format == OutputFormat::json)
    out += ',';
  std::string id = std::to_string(number);
  ExitCode code = ExitCode::clean;
  std::optional<Failure> failure;
  if (too_long)
    failure = Failure{std::move(id), "line-too-long", "the line is longer than any request may be"};
  else if (settings_.stack != nullptr)
    failure = evaluate_request(line, std::move(id), out, code);
  else
    failure = evaluate_case(line, std::move(id), out, code);
  if (!failure)
    return code;
  out += settings_.format == OutputFormat::text ? error_text(failure->id, failure->message, settings_.style)
                                                : error_json(failure->id, failure->code, failure->message);
  out += '\n';
  return ExitCode::unreadable;
}

std::optional<LineEvaluator::Failure> LineEvaluator::prepare(const Document& document, NodeId object,
                                                             Request& request) {
  std::string id = std::move(request.id);
  Result<Request> read = read_request(document, object);
  if (!read)
    return Failure{std::move(id), "invalid-request", with_help(read.error())};
  request = std::move(*read);
  if (request.id.empty())
    request.id = std::move(id);
  if (request.policy)
    return Failure{request.id, "invalid-request",
                   "`policy` names one of a set, and there is no `--policy-set`"};
  if (!request.time)
    request.time = settings_.clock;
  if (settings_.endpoint_type && document.find(object, "endpointType") == no_node)
    request.endpoint_type = *settings_.endpoint_type;
  if (request.resources.empty()) {
    const RequiredResources* const needs = needs_.of(request.action);
    if (needs != nullptr && !needs->none())
      return Failure{request.id, "missing-resource",
                     "`" + request.action.text + "` needs `resource`: " + needs->description()};
    request.resources.emplace_back("*");
  }
  return std::nullopt;
}

Verdict LineEvaluator::answer(const Layers& layers, const Request& request, const Sources& sources,
                              EvaluationPrinter& printer, std::optional<std::string_view> expected,
                              std::string& out) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  Explanation explanation;
  if (settings_.explain)
    explanation = explain(layers, request, facts_);
  else
    explanation.evaluation = postern::evaluate(layers, request, facts_);
  decisions_.add(Clock::now() - start);

  Evaluation& evaluation = explanation.evaluation;
  const RequiredResources* const needs = needs_.of(request.action);
  if (needs != nullptr && !needs->none()) {
    for (Warning& warning : needs->missing(request.resources))
      evaluation.warnings.push_back(std::move(warning));
  }
  const Verdict verdict = evaluation.decision.verdict;
  Expectation expectation;
  if (expected)
    expectation = {*expected, *expected == to_string(verdict)};
  const Expectation* const shown = expected ? &expectation : nullptr;
  if (settings_.format == OutputFormat::text) {
    printer.append_text(out, evaluation, request, settings_.style, shown);
    if (settings_.explain)
      out.append(explanation_text(explanation, request, sources, settings_.style, true)).append("\n");
  } else if (settings_.explain) {
    out.append(explanation_json(explanation, request, sources, shown)).append("\n");
  } else {
    printer.append_json(out, evaluation, request, shown);
  }
  return verdict;
}

LineEvaluator::Failure LineEvaluator::unreadable_line(std::string id, const Document& document,
                                                      const DiagnosticList& list) {
  const Diagnostic* const defect = first_error(list);
  if (defect == nullptr)
    return {std::move(id), "json-syntax", "the line is not JSON"};
  return {std::move(id), defect->rule.name, described(document, *defect)};
}

std::optional<LineEvaluator::Failure> LineEvaluator::evaluate_request(std::string_view line, std::string id,
                                                                      std::string& out, ExitCode& code) {
  DiagnosticList list;
  const Document document = Document::read(DocumentId{}, {}, std::string(line), ReadLimits{}, list);
  read_id(document, id);
  if (!document.well_formed())
    return unreadable_line(std::move(id), document, list);
  Request request;
  request.id = std::move(id);
  if (std::optional<Failure> failure = prepare(document, document.root(), request))
    return failure;
  const Verdict verdict =
      answer(settings_.stack->layers, request, *settings_.sources, printer_, std::nullopt, out);
  code = verdict == Verdict::allowed ? ExitCode::clean : ExitCode::findings;
  return std::nullopt;
}

std::optional<LineEvaluator::Failure> LineEvaluator::evaluate_case(std::string_view line, std::string id,
                                                                   std::string& out, ExitCode& code) {
  DiagnosticList list;
  Sources sources;
  const std::string name = settings_.name + ":" + id;
  const Document& document = sources.add(name, std::string(line), ReadLimits::container(), list);
  read_id(document, id);
  if (!document.well_formed())
    return unreadable_line(std::move(id), document, list);
  const NodeId root = document.root();
  const auto member = [&](std::string_view key) {
    return document[root].kind == NodeKind::object ? document.find(root, key) : no_node;
  };
  const NodeId layers = member("layers");
  const NodeId expect = member("expect");
  if (layers == no_node || member("request") == no_node)
    return Failure{std::move(id), "invalid-case", "a case is an object with `layers` and `request`"};
  if (expect != no_node && !is_decision(document[expect].text))
    return Failure{std::move(id), "invalid-case",
                   "`expect` must be \"allowed\", \"explicitDeny\" or \"implicitDeny\""};

  LayerStack stack;
  if (const std::optional<Error> error = read_layers(document, layers, name, list, stack)) {
    const Diagnostic* const defect = first_error(list);
    return Failure{std::move(id), defect != nullptr ? defect->rule.name : "invalid-case",
                   defect != nullptr ? described(document, *defect) : with_help(*error)};
  }
  Request request;
  request.id = id;
  if (std::optional<Failure> failure = prepare(document, member("request"), request)) {
    failure->id = std::move(id);
    return failure;
  }
  request.id = std::move(id);
  std::optional<std::string_view> expected;
  if (expect != no_node)
    expected = document[expect].text;
  EvaluationPrinter printer(sources);
  const Verdict verdict = answer(stack.layers, request, sources, printer, expected, out);
  code = expected && *expected != to_string(verdict) ? ExitCode::findings : ExitCode::clean;
  return std::nullopt;
}

}  // namespace postern::cli
