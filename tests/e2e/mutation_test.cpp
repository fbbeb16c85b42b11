// Damaged inputs never crash, hang or decide. Thousands of them go through the library, a sample through the
// program.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "postern/evaluate.hpp"
#include "postern/input.hpp"
#include "postern/policy.hpp"
#include "support/mutate.hpp"
#include "support/process.hpp"

namespace postern::testing {
namespace {

namespace fs = std::filesystem;

struct Input {
  std::string name;
  std::string text;
};

// Every policy of the project, and what the end-to-end cases read.
std::vector<Input> inputs() {
  std::vector<Input> found;
  const fs::path project = POSTERN_SOURCE_DIR;
  for (const auto& folder : {project / "policies", project / "tests" / "e2e" / "inputs"}) {
    if (!fs::exists(folder))
      continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".json")
        continue;
      found.push_back({fs::relative(entry.path(), project).generic_string(), read_text(entry.path())});
    }
  }
  std::sort(found.begin(), found.end(), [](const Input& a, const Input& b) { return a.name < b.name; });
  return found;
}

Request listing() {
  Request request;
  request.principal = RequestPrincipal::parse("arn:aws:sts::111122223333:assumed-role/Runner/ci").value();
  request.action = ActionName::parse("batch:ListJobs").value();
  request.resources = {"*"};
  return request;
}

struct Tally {
  std::size_t read = 0;
  std::size_t complete = 0;
};

// A policy that may decide has no defect, and says the same once printed.
void check_complete(const ExtractedPolicy& found, const Policy& policy) {
  EXPECT_TRUE(found.problem.empty()) << found.problem;
  EXPECT_TRUE(found.document->well_formed());
  const auto printed = print_policy(policy);
  DiagnosticList problems;
  const auto document = Document::read({}, "printed", printed, {}, problems);
  EXPECT_TRUE(read_policy(document, document.root(), policy.kind, problems).complete) << printed;
  if (policy.kind != PolicyKind::endpoint)
    return;
  Layers layers;
  layers.endpoint = PolicyList{&policy};
  EXPECT_NE(evaluate(layers, listing(), {}).decision.verdict, Verdict::undetermined);
}

void read_as_policies(const std::string& text, PolicyKind kind, Tally& tally) {
  Sources sources;
  DiagnosticList found;
  const auto& document = sources.add("mutant.json", text, ReadLimits::container(), found);
  EXPECT_EQ(document.well_formed(), found.diagnostics.empty());
  for (const auto& extracted : extract_policies(sources, document, kind, found).policies) {
    ASSERT_NE(extracted.document, nullptr);
    if (extracted.root == no_node)
      continue;
    ++tally.read;
    const auto policy = read_policy(*extracted.document, extracted.root, extracted.kind, found);
    if (!policy.complete)
      continue;
    ++tally.complete;
    check_complete(extracted, policy);
  }
  for (const auto& diagnostic : found.diagnostics) {
    EXPECT_LE(diagnostic.span.begin, diagnostic.span.end);
    EXPECT_LE(diagnostic.span.end, sources[diagnostic.span.document].text().size());
    EXPECT_FALSE(diagnostic.message.empty());
  }
}

bool has_control_characters(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
  });
}

Outcome run_program(const fs::path& folder, std::vector<std::string> words) {
  Command command;
  command.folder = folder;
  command.words = {POSTERN_CLI};
  command.words.insert(command.words.end(), words.begin(), words.end());
  command.environment = sanitizer_environment();
  command.environment.emplace_back("LC_ALL=C.UTF-8");
  return run(command);
}

void expect_orderly(const Outcome& outcome) {
  EXPECT_FALSE(outcome.timed_out);
  const bool answered = outcome.exit_code == 0 || outcome.exit_code == 1 || outcome.exit_code == 3;
  EXPECT_TRUE(answered) << "exit code " << outcome.exit_code << "\n" << outcome.standard_error;
  EXPECT_FALSE(has_control_characters(outcome.standard_output)) << outcome.standard_output;
  EXPECT_FALSE(has_control_characters(outcome.standard_error)) << outcome.standard_error;
}

TEST(Mutation, mutants_are_many_and_reproducible) {
  const auto mutants = mutants_of("{\"a\": [1, 2, 3]}", {});
  EXPECT_EQ(mutants.size(), 16U + 16U + 192U);
  const auto again = mutants_of("{\"a\": [1, 2, 3]}", {});
  EXPECT_TRUE(std::equal(mutants.begin(), mutants.end(), again.begin(), [](const Mutant& a, const Mutant& b) {
    return a.text == b.text && a.what == b.what;
  }));
}

TEST(Mutation, library_stays_orderly) {
  constexpr auto slowest = std::chrono::seconds(5);
  Tally tally;
  std::size_t mutants = 0;
  for (const auto& input : inputs()) {
    for (const auto& mutant : mutants_of(input.text, {})) {
      SCOPED_TRACE(input.name + ", " + mutant.what);
      const auto start = std::chrono::steady_clock::now();
      const auto kind = mutants % 4 == 0 ? PolicyKind::identity : PolicyKind::endpoint;
      read_as_policies(mutant.text, kind, tally);
      EXPECT_LT(std::chrono::steady_clock::now() - start, slowest);
      ++mutants;
      if (HasFailure())
        return;
    }
  }
  EXPECT_GT(mutants, 10'000U);
  EXPECT_GT(tally.complete, 500U) << "damage that never leaves a policy whole tests the JSON reader only";
  EXPECT_GT(tally.read - tally.complete, 500U);
}

TEST(Mutation, whole_inputs_are_complete) {
  Tally tally;
  std::size_t wanted = 0;
  for (const auto& input : inputs()) {
    if (input.name.rfind("policies/batch/", 0) != 0)
      continue;
    ++wanted;
    SCOPED_TRACE(input.name);
    read_as_policies(input.text, PolicyKind::endpoint, tally);
  }
  EXPECT_GT(wanted, 0U);
  EXPECT_EQ(tally.complete, wanted);
}

TEST(Mutation, program_stays_orderly) {
  const ScratchFolder scratch;
  std::size_t mutants = 0;
  for (const auto& input : inputs()) {
    for (const auto& mutant : mutants_of(input.text, {2, 2, 3, 7})) {
      SCOPED_TRACE(input.name + ", " + mutant.what);
      write_text(scratch.path() / "mutant.json", mutant.text);
      expect_orderly(
          run_program(scratch.path(), {"simulate", "--endpoint-policy", "mutant.json", "--principal",
                                       "arn:aws:iam::111122223333:role/R", "--action", "batch:ListJobs"}));
      ++mutants;
      if (HasFailure())
        return;
    }
  }
  EXPECT_GT(mutants, 200U);
}

// A damaged request is an error of its line; every other line is answered all the same.
TEST(Mutation, program_answers_every_request_line) {
  const std::string request =
      R"({"id":"r1","principal":"arn:aws:sts::111122223333:assumed-role/Runner/ci","action":"batch:ListJobs",)"
      R"("endpointType":"interface","context":{"aws:SourceVpce":"vpce-1","aws:TagKeys":["a","b"]}})";
  std::string lines;
  std::ptrdiff_t count = 0;
  for (auto& mutant : mutants_of(request, {100, 100, 200, 3})) {
    auto& text = mutant.text;
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }),
               text.end());
    if (text.empty())
      continue;
    lines += text + "\n" + request + "\n";
    count += 2;
  }
  const ScratchFolder scratch;
  write_text(scratch.path() / "requests.ndjson", lines);
  const auto outcome = run_program(
      scratch.path(), {"simulate", "--endpoint-policy", "default", "--requests", "requests.ndjson"});
  expect_orderly(outcome);
  EXPECT_EQ(outcome.exit_code, 3);
  const auto& output = outcome.standard_output;
  EXPECT_EQ(std::count(output.begin(), output.end(), '\n'), count);
}

}  // namespace
}  // namespace postern::testing
