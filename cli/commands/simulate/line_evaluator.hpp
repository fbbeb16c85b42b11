#pragma once
// One line of `--requests` or `--cases` in, one line of output out.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "command.hpp"
#include "commands/simulate/layers.hpp"
#include "commands/simulate/stats.hpp"
#include "line_reader.hpp"
#include "postern/endpoint.hpp"
#include "postern/report.hpp"

namespace postern::cli {

enum class OutputFormat : unsigned char { text, json, ndjson };

/// What all lines of a run have in common. Shared between threads, read-only.
struct LineSettings {
  const LayerStack* stack = nullptr;  ///< null: every line is a case with its own layers
  const Sources* sources = nullptr;
  std::string name;                           ///< of the input, for places in cases
  std::string clock;                          ///< for requests without a time
  std::optional<EndpointType> endpoint_type;  ///< for requests that do not say
  OutputFormat format = OutputFormat::ndjson;
  bool explain = false;
  TextStyle style;
};

/// The resources that actions need, looked up once each. One per thread.
class ActionNeeds {
 public:
  /// Null for an action that the catalog does not know.
  const RequiredResources* of(const ActionName& action);

 private:
  std::unordered_map<std::string, std::optional<RequiredResources>> known_;
};

/// One per thread.
class LineEvaluator {
 public:
  explicit LineEvaluator(const LineSettings& settings);

  /// Appends the answer to `out`, with a line feed; in the format json with a comma in front.
  ExitCode evaluate(std::string_view line, std::uint64_t number, bool too_long, std::string& out);

  [[nodiscard]] const Histogram& decisions() const noexcept { return decisions_; }

 private:
  struct Failure {
    std::string id;
    std::string_view code;
    std::string message;
  };

  std::optional<Failure> evaluate_request(std::string_view line, std::string id, std::string& out,
                                          ExitCode& code);
  std::optional<Failure> evaluate_case(std::string_view line, std::string id, std::string& out,
                                       ExitCode& code);
  static Failure unreadable_line(std::string id, const Document& document, const DiagnosticList& list);
  std::optional<Failure> prepare(const Document& document, NodeId object, Request& request);
  Verdict answer(const Layers& layers, const Request& request, const Sources& sources,
                 EvaluationPrinter& printer, std::optional<std::string_view> expected, std::string& out);

  const LineSettings& settings_;
  ServiceFacts facts_;
  ActionNeeds needs_;
  Sources none_;
  EvaluationPrinter printer_;
  Histogram decisions_;
};

}  // namespace postern::cli
