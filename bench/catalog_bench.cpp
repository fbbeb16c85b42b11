// The catalog: exact look-ups, near misses, expansion of patterns.

#include <benchmark/benchmark.h>

#include "postern/catalog.hpp"

namespace postern::bench {
namespace {

void find_action(benchmark::State& state, std::string_view action) {
  for (auto _ : state)
    benchmark::DoNotOptimize(Catalog::builtin().find(action));
}
BENCHMARK_CAPTURE(find_action, known, "batch:SubmitJob");
BENCHMARK_CAPTURE(find_action, other_case, "S3:getobject");
BENCHMARK_CAPTURE(find_action, unknown, "batch:SubmitJobs");

void find_key(benchmark::State& state, std::string_view key) {
  for (auto _ : state)
    benchmark::DoNotOptimize(Catalog::builtin().find_key(key));
}
BENCHMARK_CAPTURE(find_key, global, "aws:PrincipalOrgID");
BENCHMARK_CAPTURE(find_key, template_key, "aws:ResourceTag/team");
BENCHMARK_CAPTURE(find_key, unknown, "x:nothing");

void expand(benchmark::State& state, std::string_view pattern) {
  for (auto _ : state)
    benchmark::DoNotOptimize(postern::expand(Catalog::builtin(), pattern));
}
BENCHMARK_CAPTURE(expand, service, "batch:*");
BENCHMARK_CAPTURE(expand, infix, "batch:*Job*");
BENCHMARK_CAPTURE(expand, any_prefix, "*:Get*");
BENCHMARK_CAPTURE(expand, everything, "*");

}  // namespace
}  // namespace postern::bench
