// Checks the promises of floors.json: ratios of two times of the same process, and sizes in bytes. A time is
// the best of many runs, so that a busy machine does not fail a gate.
//
//   gates floors.json       exit code 0: every promise is kept; 1: one is not; 2: the file is unreadable

#include <chrono>
#include <cstdio>
#include <functional>
#include <limits>
#include <map>

#include "inputs.hpp"
#include "postern/input.hpp"

namespace postern::bench {
namespace {

double best_seconds(int runs, const std::function<void()>& work) {
  double best = std::numeric_limits<double>::infinity();
  for (int run = 0; run < runs; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    best = std::min(best, spent.count());
  }
  return best;
}

// What each gate measures.
std::map<std::string, double, std::less<>> measure() {
  const std::string text = test::large_policy(large);
  const LoadedText loaded(text);
  Layers layers;
  layers.endpoint = PolicyList{&loaded.policy};
  const Request request = denied_request();
  volatile std::size_t sink = 0;
  const double read = best_seconds(300, [&] { sink = LoadedText(text).policy.statements.size(); });
  const double decide =
      best_seconds(1000, [&] { sink = evaluate(layers, request, builtin_service_facts()).matched.size(); });
  const double find = best_seconds(50,
                                   [&] {
                                     for (int index = 0; index < 1000; ++index)
                                       sink = Catalog::builtin().find("batch:SubmitJob")->keys.size();
                                   }) /
                      1000;
  return {{"reference decision over reading the policy", decide / read},
          {"catalog look-up over reference decision", find / decide},
          {"bytes of a Decision", static_cast<double>(sizeof(Decision))}};
}

int check(const char* path) {
  const Result<std::string> text = read_file(path);
  DiagnosticList diagnostics;
  Sources sources;
  if (!text) {
    std::fprintf(stderr, "%s\n", text.error().message.c_str());
    return 2;
  }
  const Document& floors = sources.add(path, *text, ReadLimits{}, diagnostics);
  if (!floors.well_formed()) {
    std::fprintf(stderr, "%s is no JSON\n", path);
    return 2;
  }
  const std::map<std::string, double, std::less<>> measured = measure();
  const NodeId gates = floors.find(floors.root(), "at_most");
  std::size_t kept = 0;
  std::size_t promised = 0;
  for (NodeId gate = floors[gates].first; gate != no_node; gate = floors[gate].next) {
    const double limit = std::stod(std::string(floors[gate].text));
    const auto found = measured.find(floors[gate].key);
    const bool ok = found != measured.end() && found->second <= limit;
    ++promised;
    kept += ok ? 1U : 0U;
    std::printf("%-6s %-45s %10.4f   at most %g\n", ok ? "ok" : "BROKEN",
                std::string(floors[gate].key).c_str(), found == measured.end() ? -1.0 : found->second, limit);
  }
  std::printf("%zu of %zu promises kept\n", kept, promised);
  return kept == promised && promised == measured.size() ? 0 : 1;
}

}  // namespace
}  // namespace postern::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: gates floors.json\n");
    return 2;
  }
  return postern::bench::check(argv[1]);
}
