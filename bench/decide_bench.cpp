// One decision of the reference evaluator over a policy near AWS's size limit, and its explanation.

#include <benchmark/benchmark.h>

#include "inputs.hpp"

namespace postern::bench {
namespace {

void decide(benchmark::State& state, const Request& request) {
  const LoadedText loaded(test::large_policy(large));
  Layers layers;
  layers.endpoint = PolicyList{&loaded.policy};
  for (auto _ : state)
    benchmark::DoNotOptimize(evaluate(layers, request, builtin_service_facts()));
  state.counters["statements"] = static_cast<double>(loaded.policy.statements.size());
}
BENCHMARK_CAPTURE(decide, allowed, allowed_request());
BENCHMARK_CAPTURE(decide, denied, denied_request());

void explain_all(benchmark::State& state) {
  const LoadedText loaded(test::large_policy(large));
  const Request request = denied_request();
  Layers layers;
  layers.endpoint = PolicyList{&loaded.policy};
  for (auto _ : state)
    benchmark::DoNotOptimize(explain(layers, request, builtin_service_facts()));
}
BENCHMARK(explain_all);

void context(benchmark::State& state) {
  const Request request = allowed_request();
  for (auto _ : state)
    benchmark::DoNotOptimize(derive_context(request, request.resources[0]));
}
BENCHMARK(context);

}  // namespace
}  // namespace postern::bench
