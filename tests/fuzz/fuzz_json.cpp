// Any bytes as a document: every node lies where it says, and every place can be named.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "postern/document.hpp"

namespace {

using postern::Document;
using postern::no_node;
using postern::Node;
using postern::NodeId;
using postern::fuzz::require;

bool covers(const postern::SourceSpan& outer, const postern::SourceSpan& inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

void check_string(const Document& document, NodeId id, const Node& node) {
  const auto size = static_cast<std::uint32_t>(node.text.size());
  for (const auto& range : {postern::Range{0, 0}, postern::Range{0, size}, postern::Range{size / 2, size}}) {
    require(covers(node.span, document.inside(id, range)), "a part of a string lies within it");
  }
}

void check_node(const Document& document, NodeId id) {
  const Node& node = document[id];
  require(node.span.begin <= node.span.end && node.span.end <= document.text().size(),
          "a span lies in the text");
  require(node.closed || !document.well_formed(), "an open container is a defect");
  if (node.parent != no_node) {
    require(covers(document[node.parent].span, node.span), "children nest");
    require(node.key_span.end <= node.span.begin, "a key comes before its value");
  }
  if (node.next != no_node) {
    require(document[node.next].parent == node.parent, "siblings share a parent");
    require(node.span.end <= document[node.next].span.begin, "siblings ascend");
  }
  if (node.first != no_node)
    require(document[node.first].parent == id, "a child knows its parent");
  if (node.kind == postern::NodeKind::string)
    check_string(document, id, node);
}

void check_names(const Document& document, NodeId id) {
  const Node& node = document[id];
  const auto place = document.locate(node.span.begin);
  require(place.line >= 1 && place.column >= 1, "places count from one");
  require(document.line(place.line).size() <= document.text().size(), "a line is a part of the text");
  require((node.parent == no_node) == document.pointer(id).empty(), "only the root has no pointer");
  if (node.parent != no_node && document[node.parent].kind == postern::NodeKind::object) {
    const auto found = document.find(node.parent, node.key);
    require(found != no_node && document[found].key == node.key, "a member is found by its name");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(postern::fuzz::bytes(data, size));
  postern::Sources sources;
  postern::DiagnosticList found;
  const Document& document = sources.add("input", text, postern::ReadLimits::container(), found);
  require(document.well_formed() == found.diagnostics.empty(), "a defect is reported, and only a defect");
  for (const auto& diagnostic : found.diagnostics) {
    require(diagnostic.span.end <= text.size(), "a diagnostic points into the text");
  }
  constexpr std::size_t named = 64;
  for (std::size_t i = 0; i < document.size(); ++i) {
    const auto id = static_cast<NodeId>(i);
    check_node(document, id);
    if (i < named)
      check_names(document, id);
    if (i < named && document[id].kind == postern::NodeKind::string) {
      const Document& inner = sources.add_embedded(document, id, {}, found);
      if (inner.root() != no_node) {
        require(covers(document[id].span, sources.outermost(inner[inner.root()].span)),
                "an inner place is in the string");
      }
    }
  }
  return 0;
}
