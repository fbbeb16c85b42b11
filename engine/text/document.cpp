// A document is a flat preorder array of nodes over its text. Lines and offsets inside strings are computed
// only when somebody asks for a place.

#include "postern/document.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "text/document_impl.hpp"
#include "text/string_unit.hpp"

namespace postern {
namespace {

void append_pointer_token(std::string& out, std::string_view token) {
  out += '/';
  for (const char c : token) {
    // SPEC: RFC 6901, section 3.
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string_view to_string(NodeKind kind) noexcept {
  switch (kind) {
    case NodeKind::null:
      return "null";
    case NodeKind::boolean:
      return "boolean";
    case NodeKind::number:
      return "number";
    case NodeKind::string:
      return "string";
    case NodeKind::array:
      return "array";
    case NodeKind::object:
      return "object";
  }
  return "";
}

Document::Document(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

DocumentId Document::id() const noexcept {
  return impl_->id;
}
std::string_view Document::name() const noexcept {
  return impl_->name;
}
std::string_view Document::text() const noexcept {
  return impl_->text;
}
bool Document::well_formed() const noexcept {
  return impl_->well_formed;
}
bool Document::has_bom() const noexcept {
  return impl_->bom;
}
std::size_t Document::size() const noexcept {
  return impl_->nodes.size();
}
NodeId Document::root() const noexcept {
  return impl_->nodes.empty() ? no_node : NodeId{0};
}
const Node& Document::operator[](NodeId node) const {
  return impl_->nodes[static_cast<std::uint32_t>(node)];
}

NodeId Document::find(NodeId object, std::string_view key) const {
  for (NodeId child = (*this)[object].first; child != no_node; child = (*this)[child].next) {
    if ((*this)[child].key == key)
      return child;
  }
  return no_node;
}

std::string Document::pointer(NodeId node) const {
  std::vector<NodeId> path;
  for (NodeId at = node; (*this)[at].parent != no_node; at = (*this)[at].parent)
    path.push_back(at);
  std::string out;
  for (auto step = path.rbegin(); step != path.rend(); ++step) {
    const Node& parent = (*this)[(*this)[*step].parent];
    if (parent.kind == NodeKind::object) {
      append_pointer_token(out, (*this)[*step].key);
      continue;
    }
    append_pointer_token(out, std::to_string(impl_->positions[static_cast<std::uint32_t>(*step)]));
  }
  return out;
}

LineColumn Document::locate(std::uint32_t byte) const {
  const auto after = std::upper_bound(impl_->lines.begin(), impl_->lines.end(), byte);
  const auto line = static_cast<std::uint32_t>(after - impl_->lines.begin());
  std::uint32_t begin = impl_->lines[line - 1];
  // An invisible mark at the start of the file is no column.
  if (line == 1 && impl_->bom)
    begin = std::min<std::uint32_t>(byte, base::utf8_bom.size());
  const std::string_view before = std::string_view(impl_->text).substr(begin, byte - begin);
  return {line, static_cast<std::uint32_t>(base::count_code_points(before) + 1)};
}

std::string_view Document::line(std::uint32_t number) const {
  if (number == 0 || number > impl_->lines.size())
    return {};
  const std::size_t begin = impl_->lines[number - 1];
  std::size_t end = number < impl_->lines.size() ? impl_->lines[number] - 1 : impl_->text.size();
  if (end > begin && impl_->text[end - 1] == '\r')
    --end;
  std::string_view text = std::string_view(impl_->text).substr(begin, end - begin);
  if (number == 1 && impl_->bom)
    text.remove_prefix(base::utf8_bom.size());
  return text;
}

SourceSpan Document::inside(NodeId node, Range decoded) const {
  const Node& string = (*this)[node];
  const std::string_view text = impl_->text;
  const std::uint32_t end = string.span.end;
  std::uint32_t source = string.span.begin + 1;
  SourceSpan out{impl_->id, end, end};
  bool begun = false;
  for (std::uint32_t at = 0; source < end;) {
    if (!begun && at >= decoded.begin) {
      out.begin = source;
      begun = true;
    }
    if (begun && at >= decoded.end) {
      out.end = source;
      return out;
    }
    if (text[source] == '"')
      break;
    const text::StringUnit unit = text::string_unit(text, source);
    // A range that starts or ends inside a unit takes the whole unit: half an escape is no place.
    if (!begun && at + unit.decoded > decoded.begin) {
      out.begin = source;
      begun = true;
    }
    at += unit.decoded;
    source += unit.raw;
  }
  if (!begun)
    out.begin = std::min(source, end);
  out.end = std::min(source, end);
  return out;
}

const Document& Sources::add(std::string name, std::string text, const ReadLimits& limits,
                             DiagnosticSink& sink) {
  const auto id = static_cast<DocumentId>(documents_.size());
  documents_.push_back({nullptr, nullptr, no_node});
  documents_.back().document =
      std::make_unique<Document>(Document::read(id, std::move(name), std::move(text), limits, sink));
  return *documents_.back().document;
}

const Document& Sources::add_embedded(const Document& outer, NodeId string, const ReadLimits& limits,
                                      DiagnosticSink& sink) {
  const Document& inner = add(std::string(outer.name()), std::string(outer[string].text), limits, sink);
  documents_.back().outer = &outer;
  documents_.back().string = string;
  return inner;
}

const Document& Sources::operator[](DocumentId id) const {
  return *documents_[static_cast<std::uint32_t>(id)].document;
}

SourceSpan Sources::outermost(SourceSpan span) const {
  while (true) {
    const Entry& entry = documents_[static_cast<std::uint32_t>(span.document)];
    if (entry.outer == nullptr)
      return span;
    span = entry.outer->inside(entry.string, {span.begin, span.end});
  }
}

}  // namespace postern
