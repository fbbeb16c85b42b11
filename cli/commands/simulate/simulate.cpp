// Would this call be allowed? One request from the options, or a stream of them; the layers come from
// options, or, for cases, with every line.

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "command_table.hpp"
#include "commands/simulate/layers.hpp"
#include "commands/simulate/line_evaluator.hpp"
#include "commands/simulate/request.hpp"
#include "commands/simulate/stats.hpp"
#include "commands/simulate/stream.hpp"
#include "console.hpp"
#include "postern/endpoint.hpp"
#include "postern/evaluate.hpp"
#include "postern/report.hpp"

namespace postern::cli {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

OutputFormat format_of(const Arguments& arguments, OutputFormat fallback) {
  const std::string_view format = arguments.value("--format");
  if (format.empty())
    return fallback;
  return format == "text" ? OutputFormat::text : format == "json" ? OutputFormat::json : OutputFormat::ndjson;
}

std::size_t threads_of(const Arguments& arguments) {
  constexpr std::size_t most = 256;
  const std::string_view text = arguments.value("--jobs", "1");
  std::size_t threads = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), threads);
  if (error != std::errc() || end != text.data() + text.size() || threads == 0 || threads > most)
    throw UsageError{"`--jobs` takes a number from 1 to " + std::to_string(most) + ", not `" +
                     std::string(text) + "`"};
  return threads;
}

void check_modes(const Arguments& arguments) {
  const std::string_view stream = arguments.has("--cases")      ? "--cases"
                                  : arguments.has("--requests") ? "--requests"
                                                                : std::string_view();
  if (arguments.has("--cases") && arguments.has("--requests"))
    throw UsageError{"`--requests` and `--cases` exclude each other"};
  const std::string_view single = single_request_option(arguments);
  if (!stream.empty() && !single.empty()) {
    throw UsageError{"`" + std::string(single) + "` describes one request, so it does not go with `" +
                     std::string(stream) + "`"};
  }
  if (arguments.has("--cases") && names_a_layer(arguments))
    throw UsageError{"every case of `--cases` has its own layers, so no layer option goes with it"};
  if (!arguments.has("--cases") && !names_a_layer(arguments))
    throw UsageError{"no policy is given; `--endpoint-policy default` stands for AWS's default one"};
  if (stream.empty() && arguments.has("--jobs"))
    throw UsageError{"`--jobs` goes with `--requests` or `--cases`"};
}

// Standard input can be read once.
void check_standard_input(const Arguments& arguments) {
  constexpr std::array<std::string_view, 11> files = {"--endpoint-policy",
                                                      "--identity-policy",
                                                      "--resource-policy",
                                                      "--permissions-boundary",
                                                      "--session-policy",
                                                      "--scp",
                                                      "--rcp",
                                                      "--layers",
                                                      "--context-file",
                                                      "--requests",
                                                      "--cases"};
  std::size_t readers = 0;
  for (const std::string_view option : files) {
    for (const std::string& value : arguments.values(option)) {
      const bool is_level = (option == "--scp" || option == "--rcp") && value.ends_with("=-");
      readers += value == "-" || value.starts_with("-#") || is_level ? 1U : 0U;
    }
  }
  if (readers > 1)
    throw UsageError{"standard input (`-`) is named " + std::to_string(readers) +
                     " times, but it can be read only once"};
}

void require_resources(Request& request, ActionNeeds& needs) {
  if (!request.resources.empty())
    return;
  const RequiredResources* const required = needs.of(request.action);
  if (required != nullptr && !required->none())
    throw UsageError{"`" + request.action.text + "` needs `--resource`: " + required->description()};
  request.resources.emplace_back("*");
}

void print_answer(const Explanation& explanation, const Request& request, const Sources& sources,
                  const Arguments& arguments, Console& console) {
  const bool explained = arguments.has("--explain");
  if (format_of(arguments, OutputFormat::text) == OutputFormat::text)
    console.out.write(explanation_text(explanation, request, sources, console.out_style, explained));
  else if (explained)
    console.out.line(explanation_json(explanation, request, sources));
  else
    console.out.line(evaluation_json(explanation.evaluation, request, sources));
}

ExitCode simulate_one(const Arguments& arguments, const LayerStack& stack, const Sources& sources,
                      Request request, Console& console, Stats& stats) {
  ActionNeeds needs;
  request.time = clock_of_run(arguments);
  if (stack.endpoint_type && !arguments.has("--endpoint-type"))
    request.endpoint_type = *stack.endpoint_type;

  const Clock::time_point start = Clock::now();
  Explanation explanation = explain(stack.layers, request, builtin_service_facts());
  stats.decisions.add(Clock::now() - start);
  stats.decide_seconds = seconds_since(start);
  if (const RequiredResources* const required = needs.of(request.action)) {
    for (Warning& warning : required->missing(request.resources))
      explanation.evaluation.warnings.push_back(std::move(warning));
  }
  print_answer(explanation, request, sources, arguments, console);
  const bool allowed = explanation.evaluation.decision.verdict == Verdict::allowed;
  return allowed ? ExitCode::clean : ExitCode::findings;
}

ExitCode simulate_stream(const Arguments& arguments, const LayerStack& stack, const Sources& sources,
                         Console& console, Stats& stats) {
  const bool cases = arguments.has("--cases");
  LineSettings settings;
  settings.stack = cases ? nullptr : &stack;
  settings.sources = &sources;
  settings.name = arguments.value(cases ? "--cases" : "--requests");
  settings.clock = clock_of_run(arguments);
  settings.endpoint_type = stack.endpoint_type;
  settings.format = format_of(arguments, OutputFormat::ndjson);
  settings.explain = arguments.has("--explain");
  settings.style = console.out_style;
  return evaluate_stream(settings.name, settings, threads_of(arguments), console, stats);
}

ExitCode run(const Arguments& arguments, Console& console) {
  check_modes(arguments);
  check_standard_input(arguments);
  const bool stream = arguments.has("--requests") || arguments.has("--cases");
  const Clock::time_point start = Clock::now();
  // What is wrong with the command line itself is said before any file is looked at.
  std::optional<Request> request;
  if (!stream) {
    request = request_from_options(arguments, console);
    if (!request)
      return ExitCode::unreadable;
    ActionNeeds needs;
    require_resources(*request, needs);
  }
  clock_of_run(arguments);
  threads_of(arguments);

  Sources sources;
  LayerStack stack;
  ExitCode code = load_layers(arguments, console, sources, stack);
  if (code != ExitCode::clean)
    return code;
  Stats stats;
  stats.policies = stack.policies.size();
  for (const Policy& policy : stack.policies) {
    stats.statements += policy.statements.size();
    stats.policy_bytes += policy.span.end - policy.span.begin;
  }
  stats.load_seconds = seconds_since(start);
  code = stream ? simulate_stream(arguments, stack, sources, console, stats)
                : simulate_one(arguments, stack, sources, std::move(*request), console, stats);
  if (arguments.has("--stats")) {
    console.out.flush();
    console.error.write(stats_text(stats));
    console.error.flush();
  }
  return code;
}

constexpr std::string_view endpoint_types[] = {"interface", "gateway"};
constexpr std::string_view layers_group = "Layers (one that is not given is not modelled)";
constexpr std::string_view request_group = "One request";
constexpr std::string_view stream_group = "Many requests";

constexpr Option file_option(std::string_view name, std::string_view value, std::string_view help,
                             std::string_view group, bool repeatable) {
  return {name, value, help, group, repeatable, Completes::files, {}, false};
}

constexpr Option value_option(std::string_view name, std::string_view value, std::string_view help,
                              std::string_view group, bool repeatable) {
  return {name, value, help, group, repeatable, Completes::nothing, {}, false};
}

constexpr Option options[] = {
    file_option("--endpoint-policy", "FILE",
                "policy of the VPC endpoint; `default` is AWS's full-access policy", layers_group, false),
    file_option("--identity-policy", "FILE", "policies of the caller, read as a union", layers_group, true),
    file_option("--resource-policy", "FILE", "policy of the resource", layers_group, false),
    file_option("--permissions-boundary", "FILE", "boundary of the caller", layers_group, false),
    file_option("--session-policy", "FILE", "policies passed when the session was made, read as a union",
                layers_group, true),
    file_option("--scp", "[LEVEL=]FILE",
                "service control policies; those of one LEVEL form a level, levels in the order first named",
                layers_group, true),
    file_option("--rcp", "[LEVEL=]FILE", "resource control policies, in the same way", layers_group, true),
    file_option("--layers", "FILE",
                "all of them as one JSON object: endpoint, identity, session, resource, boundary, scp, rcp",
                layers_group, false),
    value_option("--principal", "PRINCIPAL",
                 "who calls: ARN of a user, role, session or root, a service name, or anonymous",
                 request_group, false),
    value_option("--action", "ACTION", "what is called: batch:SubmitJob", request_group, false),
    value_option("--resource", "ARN", "what the call touches; `*` or nothing where the action needs none",
                 request_group, true),
    value_option("--context", "KEY=VALUE", "a condition key; repeat it for several values", request_group,
                 true),
    file_option("--context-file", "FILE", "condition keys as a JSON object", request_group, false),
    value_option("--vpce", "ID", "endpoint that the call goes through (aws:SourceVpce)", request_group,
                 false),
    value_option("--vpc", "ID", "its VPC (aws:SourceVpc)", request_group, false),
    value_option("--source-ip", "IP", "address within the VPC (aws:VpcSourceIp)", request_group, false),
    value_option("--resource-account", "ID", "owner of the resource, where its ARN has none", request_group,
                 false),
    {"--endpoint-type", "TYPE", "interface or gateway; a template that tells it is believed", request_group,
     false, Completes::choices, endpoint_types, false},
    file_option("--requests", "FILE", "one JSON request a line; the answers are NDJSON, in input order",
                stream_group, false),
    file_option("--cases", "FILE", "one JSON object with layers, request and expect a line", stream_group,
                false),
    value_option("--jobs", "N", "threads, 1 if not given", stream_group, false),
    {"--explain",
     {},
     "every statement, with the first clause that failed and the values compared",
     {},
     false,
     Completes::nothing,
     {},
     false},
    value_option("--time", "ISO8601", "time of the requests; now, if not given", {}, false),
    format_option,
    {"--stats", {}, "counts, rates and memory, on standard error", {}, false, Completes::nothing, {}, false},
};

constexpr Example examples[] = {
    {"One call, judged by the endpoint policy alone",
     "postern simulate --endpoint-policy policies/batch/submit-and-monitor.json \\\n"
     "    --principal arn:aws:sts::111122223333:assumed-role/BatchSubmitter/ci --action batch:SubmitJob \\\n"
     "    --resource arn:aws:batch:us-east-1:111122223333:job-queue/prod \\\n"
     "    --resource arn:aws:batch:us-east-1:111122223333:job-definition/render:3"},
    {"The policy of one endpoint among those of an account, together with the caller's own",
     "aws ec2 describe-vpc-endpoints > endpoints.json\n"
     "postern simulate --endpoint-policy endpoints.json#vpce-0a1b2c3d4e5f60718 --identity-policy role.json "
     "\\\n"
     "    --principal arn:aws:iam::111122223333:role/BatchSubmitter --action batch:ListJobs"},
    {"Why: every statement, clause by clause",
     "postern simulate --endpoint-policy default --scp Root=root.json --scp Prod=prod.json --explain \\\n"
     "    --principal arn:aws:iam::111122223333:user/ann --action batch:ListJobs"},
    {"A file of requests on four threads",
     "postern simulate --endpoint-policy endpoint.json --requests requests.ndjson --jobs 4 --stats"},
    {"A suite of cases with their expectations", "postern simulate --cases tests/spec/vectors.ndjson"},
};

}  // namespace

constinit const Command simulate_command = {
    .name = "simulate",
    .summary = "would this call be allowed?",
    .usage = "[LAYERS] (--principal P --action A [--resource R]... | --requests FILE | --cases FILE)",
    .details =
        "A FILE is a policy, or anything that holds exactly one of that kind: describe-vpc-endpoints "
        "output,\n"
        "a CloudFormation template, a Terraform plan in JSON. FILE#ID picks one of several; `-` is standard\n"
        "input. Exit code 0: everything allowed (with --cases: as expected); 1: something denied.",
    .examples = examples,
    .options = options,
    .positional = {},
    .children = {},
    .run = run,
};

}  // namespace postern::cli
