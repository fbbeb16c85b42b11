// What do the wildcards of an action cover? Patterns from the command line or from a policy, in either
// direction.

#include <unistd.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command_table.hpp"
#include "commands/expand/policy_argument.hpp"
#include "commands/names.hpp"
#include "console.hpp"
#include "postern/catalog.hpp"
#include "postern/input.hpp"
#include "postern/report.hpp"

namespace postern::cli {
namespace {

constexpr std::size_t most_patterns = 100'000;

void check_modes(const Arguments& arguments) {
  const bool policy = arguments.has("--policy");
  if (policy && !arguments.positionals().empty())
    throw UsageError{"`--policy` takes its patterns from the policy, so PATTERN does not go with it"};
  if (policy && arguments.has("--invert"))
    throw UsageError{"`--invert` condenses actions, so `--policy` does not go with it"};
  for (const std::string_view option : {"--summary", "--kind"}) {
    if (!policy && arguments.has(option))
      throw UsageError{"`" + std::string(option) + "` goes with `--policy`"};
  }
  if (!policy && arguments.positionals().empty())
    throw UsageError{"no pattern is given, and no `--policy`"};
  const bool printed_as_it_is = policy && !arguments.has("--summary");
  if (printed_as_it_is && arguments.value("--format", "text") != "text")
    throw UsageError{"the policy is printed as it is written; `--format` goes with patterns or `--summary`"};
}

// --- Patterns ---

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

void append_lines(std::vector<std::string>& patterns, std::string_view text) {
  while (!text.empty()) {
    const std::size_t feed = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, feed));
    if (!line.empty())
      patterns.emplace_back(line);
    text.remove_prefix(feed == std::string_view::npos ? text.size() : feed + 1);
  }
}

// The words of the command line; `-` stands for the lines of standard input.
std::optional<std::vector<std::string>> patterns_of(const Arguments& arguments, Console& console) {
  std::vector<std::string> patterns;
  for (const std::string& word : arguments.positionals()) {
    if (word != "-") {
      patterns.push_back(word);
      continue;
    }
    const Result<std::string> text = read_file("-");
    if (!text) {
      console.print_error(text.error().message, text.error().help);
      return std::nullopt;
    }
    append_lines(patterns, *text);
  }
  return patterns;
}

void report_unmatched(Console& console, std::string_view place, std::string_view pattern) {
  const std::vector<std::string> near = closest(Catalog::builtin(), pattern);
  console.print_error(std::string(place) + "`" + std::string(pattern) + "` matches no action",
                      closest_help(near));
}

// Whether every pattern matched something.
bool expand_all(const std::vector<std::string>& patterns, const std::vector<std::string_view>& services,
                Console& console, std::vector<ActionId>& actions) {
  bool all_matched = true;
  for (const std::string& pattern : patterns) {
    const std::vector<ActionId> found = expand_within(Catalog::builtin(), pattern, services);
    if (found.empty()) {
      report_unmatched(console, {}, pattern);
      all_matched = false;
    }
    actions.insert(actions.end(), found.begin(), found.end());
  }
  return all_matched;
}

ExitCode run_patterns(const Arguments& arguments, Console& console) {
  const std::vector<std::string_view> services = services_of(arguments, "--service");
  const std::optional<std::vector<std::string>> patterns = patterns_of(arguments, console);
  if (!patterns)
    return ExitCode::unreadable;
  std::vector<ActionId> actions;
  const bool all_matched = expand_all(*patterns, services, console, actions);
  if (!arguments.has("--invert")) {
    console.out.write(actions_report(Catalog::builtin(), actions, list_format(arguments)));
    return all_matched ? ExitCode::clean : ExitCode::findings;
  }
  if (!all_matched)
    return ExitCode::findings;
  const Condensed condensed = condense(Catalog::builtin(), actions);
  console.out.write(patterns_report(condensed, list_format(arguments)));
  if (!condensed.minimal)
    console.print_warning("the search was cut off: a shorter list may exist");
  return ExitCode::clean;
}

// --- A policy ---

std::string place_of(const Sources& sources, SourceSpan span) {
  const SourceSpan outer = sources.outermost(span);
  const Document& document = sources[outer.document];
  const LineColumn at = document.locate(outer.begin);
  return std::string(document.name()) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) +
         ": ";
}

ExitCode run_policy(const Arguments& arguments, Console& console) {
  const std::vector<std::string_view> services = services_of(arguments, "--service");
  std::optional<PolicyKind> kind;
  if (arguments.has("--kind"))
    kind = policy_kind_from(arguments.value("--kind"));
  ExitCode code = ExitCode::clean;
  const std::optional<PolicyArgument> loaded =
      load_policy_argument(arguments.value("--policy"), kind, console, code);
  if (!loaded)
    return code;
  const Catalog& catalog = Catalog::builtin();
  const Sources& sources = *loaded->sources;
  if (arguments.has("--summary")) {
    console.out.write(coverage_report(catalog, loaded->policy, sources, services, list_format(arguments)));
  } else {
    const ExpandedPolicy expanded = expand_policy(catalog, loaded->policy, sources, services);
    for (const LeftPattern& left : expanded.left) {
      console.print_warning(place_of(sources, left.span) + "`" + left.pattern +
                            "` is left as it is: " + left.reason);
    }
    console.out.write(::isatty(STDOUT_FILENO) == 1 ? json_for_terminal(expanded.text) : expanded.text);
  }
  for (const Located<std::string>& pattern : unmatched_patterns(catalog, loaded->policy)) {
    report_unmatched(console, place_of(sources, pattern.span), pattern.value);
    code = ExitCode::findings;
  }
  return code;
}

ExitCode run(const Arguments& arguments, Console& console) {
  check_modes(arguments);
  return arguments.has("--policy") ? run_policy(arguments, console) : run_patterns(arguments, console);
}

constexpr std::string_view kinds[] = {"endpoint", "identity", "resource", "boundary",
                                      "session",  "scp",      "rcp"};
constexpr std::string_view policy_group = "A policy";

constexpr Option options[] = {
    {"--policy",
     "FILE",
     "print this policy with every wildcard action written out, other text untouched",
     policy_group,
     false,
     Completes::files,
     {},
     false},
    {"--summary",
     {},
     "actions per statement and access level instead, and what NotAction leaves",
     policy_group,
     false,
     Completes::nothing,
     {},
     false},
    {"--kind", "KIND",
     "what FILE is a policy of: endpoint, identity, resource, boundary, session, scp or rcp; if not given, "
     "the content decides",
     policy_group, false, Completes::choices, kinds, false},
    {"--service",
     "PREFIX[,PREFIX]",
     "services that `*` and NotAction stand for; all, if not given",
     {},
     true,
     Completes::nothing,
     {},
     false},
    {"--invert",
     {},
     "the reverse: the shortest list of patterns that covers these actions and no other",
     {},
     false,
     Completes::nothing,
     {},
     false},
    format_option,
};

constexpr Example examples[] = {
    {"The actions that a pattern covers, one a line", "postern expand 'batch:*Job*'"},
    {"Everything that an endpoint for Batch may be asked, with access levels and condition keys",
     "postern expand --service batch --format json '*'"},
    {"A policy without wildcard actions, for review",
     "postern expand --policy policies/batch/read-only.json"},
    {"The policy of one endpoint of an account, where `Action: \"*\"` can mean only Batch",
     "aws ec2 describe-vpc-endpoints > endpoints.json\n"
     "postern expand --policy endpoints.json#vpce-0a1b2c3d4e5f60718 --service batch"},
    {"How much each statement covers", "postern expand --policy policies/batch/read-only.json --summary"},
    {"The shortest list of patterns for these actions",
     "postern expand 'batch:Describe*' batch:ListJobs | postern expand --invert -"},
};

}  // namespace

constinit const Command expand_command = {
    .name = "expand",
    .summary = "which actions do these patterns cover?",
    .usage = "PATTERN... [--invert] | --policy FILE [--summary]",
    .details =
        "A pattern whose service is a wildcard (`*`, `*:List*`) covers all services, or those of --service.\n"
        "With --policy: `*` is written out only with --service, and never in NotAction, where a shorter "
        "list\n"
        "would widen the statement. FILE is a policy, or anything that holds exactly one: output of\n"
        "describe-vpc-endpoints, a CloudFormation template, a Terraform plan in JSON; FILE#ID picks one of\n"
        "several, and endpoint policies come first. A written-out policy is frozen: an action that AWS adds\n"
        "later is not in it. Exit code 1: a pattern covers no action; 3: the policy cannot be read.",
    .examples = examples,
    .options = options,
    .positional = {"PATTERN",
                   "action patterns, or actions for --invert; `-` reads them from standard input",
                   0,
                   most_patterns,
                   Completes::nothing,
                   {}},
    .children = {},
    .run = run,
};

}  // namespace postern::cli
