// Reading: bytes to document, document to policy.

#include <benchmark/benchmark.h>

#include "inputs.hpp"

namespace postern::bench {
namespace {

void read_document(benchmark::State& state) {
  const std::string text = test::large_policy(large);
  for (auto _ : state) {
    DiagnosticList diagnostics;
    benchmark::DoNotOptimize(Document::read(DocumentId{0}, "bench.json", text, ReadLimits{}, diagnostics));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read_document);

void read_whole_policy(benchmark::State& state) {
  const std::string text = test::large_policy(large);
  for (auto _ : state) {
    const LoadedText loaded(text);
    benchmark::DoNotOptimize(loaded.policy.statements.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(read_whole_policy);

}  // namespace
}  // namespace postern::bench
