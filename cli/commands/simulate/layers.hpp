#pragma once
// The policies around the requests of a run, loaded from the layer options or read from a JSON object.

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "command.hpp"
#include "console.hpp"
#include "postern/diagnostic.hpp"
#include "postern/document.hpp"
#include "postern/evaluate.hpp"
#include "postern/input.hpp"
#include "postern/policy.hpp"
#include "postern/result.hpp"

namespace postern::cli {

/// Policies and the layers made of them. INVARIANT: every policy of `layers` is complete and lives in
/// `policies`. Not copyable: `layers` points into it.
struct LayerStack {
  LayerStack() = default;
  LayerStack(const LayerStack&) = delete;
  LayerStack& operator=(const LayerStack&) = delete;

  Layers layers;
  std::deque<Policy> policies;
  std::optional<EndpointType> endpoint_type;  ///< when the input tells it

  const Policy* keep(Policy policy) { return &policies.emplace_back(std::move(policy)); }
};

/// The options that name layers.
bool names_a_layer(const Arguments& arguments);

/// Loads what the layer options name. Defects of a refused policy, and warnings about an accepted one, go to
/// standard error. The exit code says whether every layer could be had. Throws UsageError for options that
/// exclude each other.
ExitCode load_layers(const Arguments& arguments, Console& console, Sources& sources, LayerStack& stack);

/// Reads an object of layers (cli.md). Each policy is called NAME#POINTER. Defects go to `sink`; the error
/// says what is wrong with the object itself. Whether every policy is complete: `stack` has all of them or
/// none.
std::optional<Error> read_layers(const Document& document, NodeId object, std::string_view name,
                                 DiagnosticSink& sink, LayerStack& stack);

}  // namespace postern::cli
