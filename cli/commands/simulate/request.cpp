#include "commands/simulate/request.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <map>
#include <utility>

#include "postern/arn.hpp"
#include "postern/input.hpp"
#include "postern/report.hpp"
#include "postern/request.hpp"

namespace postern::cli {
namespace {

constexpr std::array<std::string_view, 10> describing = {
    "--principal", "--action", "--resource",  "--context",          "--context-file",
    "--vpce",      "--vpc",    "--source-ip", "--resource-account", "--endpoint-type"};

template <class T>
T accepted(Result<T> result) {
  if (result)
    return std::move(*result);
  const Error& error = result.error();
  throw UsageError{error.help.empty() ? error.message : error.message + " (" + error.help + ")"};
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// Options given on the line replace what the file says of the same key.
void add_context_options(const Arguments& arguments, Request& request) {
  std::map<std::string, std::string> spellings;
  for (const std::string& entry : arguments.values("--context")) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string::npos || equals == 0)
      throw UsageError{"`--context` takes KEY=VALUE, not `" + entry + "`"};
    const std::string key = entry.substr(0, equals);
    const auto [known, is_first] = spellings.emplace(lower_case(key), key);
    if (is_first) {
      request.context.set(key, entry.substr(equals + 1));
      continue;
    }
    if (known->second != key)
      request.merged_keys.push_back(key);
    request.context.append(key, {entry.substr(equals + 1)});
  }
}

bool add_context_file(std::string_view path, Request& request, Console& console) {
  Result<std::string> text = read_file(path, ReadLimits{}.bytes);
  if (!text) {
    console.print_error(text.error().message, text.error().help);
    return false;
  }
  Sources sources;
  DiagnosticList list;
  const Document& document = sources.add(std::string(path), std::move(*text), ReadLimits{}, list);
  for (const Diagnostic& diagnostic : list.diagnostics)
    console.error.write(diagnostic_text(diagnostic, sources, console.error_style));
  if (!document.well_formed()) {
    console.print_error("`" + std::string(path) + "` is not JSON");
    return false;
  }
  Result<Context> context = read_context(document, document.root(), request.merged_keys);
  if (!context) {
    console.print_error("`" + std::string(path) + "`: " + context.error().message, context.error().help);
    return false;
  }
  request.context = std::move(*context);
  return true;
}

void add_resources(const Arguments& arguments, Request& request) {
  for (const std::string& resource : arguments.values("--resource")) {
    if (resource != "*" && !Arn::parse(resource))
      throw UsageError{"`--resource` takes an ARN or `*`, not `" + resource + "`"};
    request.resources.push_back(resource);
  }
}

std::optional<std::string> optional_value(const Arguments& arguments, std::string_view option) {
  if (!arguments.has(option))
    return std::nullopt;
  if (arguments.value(option).empty())
    throw UsageError{"`" + std::string(option) + "` has an empty value"};
  return std::string(arguments.value(option));
}

}  // namespace

std::string_view single_request_option(const Arguments& arguments) {
  const auto* const given = std::find_if(describing.begin(), describing.end(),
                                         [&](std::string_view option) { return arguments.has(option); });
  return given == describing.end() ? std::string_view() : *given;
}

std::optional<Request> request_from_options(const Arguments& arguments, Console& console) {
  for (const std::string_view required : {"--principal", "--action"}) {
    if (!arguments.has(required)) {
      throw UsageError{"a request needs `" + std::string(required) +
                       "`; `--requests` or `--cases` take a file of them"};
    }
  }
  Request request;
  request.id = "1";
  request.principal = accepted(RequestPrincipal::parse(arguments.value("--principal")));
  request.action = accepted(ActionName::parse(arguments.value("--action")));
  add_resources(arguments, request);
  request.resource_account = optional_value(arguments, "--resource-account");
  if (request.resource_account && !is_account_id(*request.resource_account))
    throw UsageError{"`--resource-account` takes twelve digits, not `" + *request.resource_account + "`"};
  if (arguments.value("--endpoint-type") == "gateway")
    request.endpoint_type = EndpointType::gateway;
  request.endpoint.id = optional_value(arguments, "--vpce");
  request.endpoint.vpc = optional_value(arguments, "--vpc");
  request.endpoint.source_ip = optional_value(arguments, "--source-ip");
  if (arguments.has("--context-file") &&
      !add_context_file(arguments.value("--context-file"), request, console))
    return std::nullopt;
  add_context_options(arguments, request);
  return request;
}

std::string clock_of_run(const Arguments& arguments) {
  if (arguments.has("--time")) {
    const std::string time(arguments.value("--time"));
    if (!is_request_time(time))
      throw UsageError{"`--time` takes a time such as 2026-01-31T12:00:00Z, not `" + time + "`"};
    return time;
  }
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts = {};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

}  // namespace postern::cli
