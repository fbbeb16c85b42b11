// The passes of reading: size, encoding, cleaning, parsing, a second try if comments and the like are all
// that is wrong; then the diagnostics, each with its pointer, in source order.

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "text/cleaner.hpp"
#include "text/document_impl.hpp"
#include "text/json_reader.hpp"
#include "text/relaxed.hpp"
#include "text/rules.hpp"

namespace postern {
namespace {

std::vector<std::uint32_t> line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts = {0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return starts;
}

void report_at(const Document::Impl& document, RuleId rule, std::size_t at, std::string message,
               std::string help, DiagnosticSink& sink) {
  Diagnostic diagnostic;
  diagnostic.rule = rule;
  const std::size_t end = std::min(at + 1, document.text.size());
  diagnostic.span = {document.id, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  sink.report(std::move(diagnostic));
}

// Fills the nodes of `document` from `text`, which is as long as its own. Returns whether there was no syntax
// error but those that do not stop the reading.
bool read_json(Document::Impl& document, std::string_view text, const ReadLimits& limits,
               DiagnosticSink& sink) {
  document.nodes.clear();
  document.positions.clear();
  document.decoded.clear();
  const std::optional<std::string> cleaned = text::clean(text, document.id, sink);
  return text::build_nodes(document, cleaned ? std::string_view(*cleaned) : text, limits, sink);
}

// Reads the document again if it is JSON but for comments and the like; else leaves it as it is. The only
// thing that can still stop the parser then is a use of an extension, which is reported as such.
bool read_relaxed(Document::Impl& document, const ReadLimits& limits, DiagnosticSink& sink) {
  std::optional<text::Relaxed> relaxed = text::relax(document.text, document.id);
  if (!relaxed)
    return false;
  DiagnosticList ignored;
  Document::Impl repaired;
  repaired.text = std::move(relaxed->repaired);
  repaired.bom = document.bom;
  if (!read_json(repaired, repaired.text, limits, ignored))
    return false;
  DiagnosticList defects;
  const std::optional<std::string> cleaned = text::clean(relaxed->same_length, document.id, sink);
  document.nodes.clear();
  document.positions.clear();
  document.decoded.clear();
  text::build_nodes(document, cleaned ? *cleaned : relaxed->same_length, limits, defects);
  for (Diagnostic& diagnostic : defects.diagnostics) {
    if (diagnostic.rule != text::json_syntax)
      sink.report(std::move(diagnostic));
  }
  for (Diagnostic& diagnostic : relaxed->diagnostics)
    sink.report(std::move(diagnostic));
  return true;
}

void parse(Document::Impl& document, const ReadLimits& limits, DiagnosticSink& sink) {
  const std::string_view text = document.text;
  if (text.size() > limits.bytes) {
    const std::string message = base::concat({"larger than ", std::to_string(limits.bytes), " bytes"});
    report_at(document, text::json_nesting_limit, limits.bytes, message, "", sink);
    return;
  }
  if (const std::string_view encoding = text::wide_encoding(text); !encoding.empty()) {
    const std::string message = base::concat({"the document is ", encoding, ", not UTF-8"});
    report_at(document, text::json_encoding, 0, message, "save the file as UTF-8", sink);
    return;
  }
  DiagnosticList strict;
  if (!read_json(document, text, limits, strict) && read_relaxed(document, limits, sink))
    return;
  for (Diagnostic& diagnostic : strict.diagnostics)
    sink.report(std::move(diagnostic));
}

// The innermost node whose value or name holds the byte; the innermost container that was left open for the
// end. Nodes are in the order of their first bytes, so it is the last one to start before the byte, or around
// that one.
NodeId node_at(const Document& document, std::uint32_t byte) {
  const auto start = [&](std::uint32_t index) {
    const Node& node = document[static_cast<NodeId>(index)];
    return node.key_span.end > 0 ? node.key_span.begin : node.span.begin;
  };
  std::uint32_t low = 0;
  auto high = static_cast<std::uint32_t>(document.size());
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (start(middle) <= byte) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const auto holds = [byte](const SourceSpan& span) { return span.begin <= byte && byte < span.end; };
  NodeId at = low == 0 ? no_node : static_cast<NodeId>(low - 1);
  for (; at != no_node; at = document[at].parent) {
    const Node& node = document[at];
    if (holds(node.span) || holds(node.key_span) || (!node.closed && node.span.end <= byte))
      break;
  }
  return at;
}

}  // namespace

Document Document::read(DocumentId id, std::string name, std::string text, const ReadLimits& limits,
                        DiagnosticSink& sink) {
  auto impl = std::make_unique<Impl>();
  impl->id = id;
  impl->name = std::move(name);
  impl->text = std::move(text);
  impl->lines = line_starts(impl->text);
  impl->bom = impl->text.starts_with(base::utf8_bom);

  DiagnosticList found;
  parse(*impl, limits, found);
  impl->well_formed = found.diagnostics.empty();

  Document document(std::move(impl));
  std::stable_sort(found.diagnostics.begin(), found.diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
  for (Diagnostic& diagnostic : found.diagnostics) {
    const NodeId node = node_at(document, diagnostic.span.begin);
    if (node != no_node)
      diagnostic.pointer = document.pointer(node);
    sink.report(std::move(diagnostic));
  }
  return document;
}

}  // namespace postern
