#pragma once
// JSON documents in which every node knows the bytes it came from.
//
// RFC 8259 JSON; a UTF-8 byte-order mark is skipped (offsets still count from the first byte of the file);
// duplicate member names are reported and kept, in order; numbers keep their source lexeme. Nothing throws.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/diagnostic.hpp"
#include "postern/span.hpp"

namespace postern {

enum class NodeId : std::uint32_t {};
inline constexpr NodeId no_node{0xffff'ffffU};

enum class NodeKind : std::uint8_t { null, boolean, number, string, array, object };

/// "null", "boolean", "number", "string", "array", "object".
std::string_view to_string(NodeKind kind) noexcept;

/// One value of a document, in preorder. Views point into the `Document`.
struct Node {
  NodeKind kind = NodeKind::null;
  bool closed = true;   ///< false for a container that a syntax error or a limit cut short
  SourceSpan span;      ///< the whole value, quotes and brackets included
  SourceSpan key_span;  ///< member name with its quotes; empty for elements and the root
  NodeId parent = no_node;
  NodeId next = no_node;   ///< the next member or element of the same parent
  NodeId first = no_node;  ///< the first member or element
  std::string_view key;    ///< decoded member name
  std::string_view text;   ///< string: decoded value; number, boolean, null: the lexeme; else empty
};

/// 1-based. Columns count Unicode code points.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// Limits of the reader. The defaults are those of a policy; `container()` those of what a policy may be
/// wrapped in.
struct ReadLimits {
  std::size_t bytes = std::size_t{1} << 20U;
  std::uint32_t depth = 32;

  /// A template, plan or listing around policies: 64 MiB, 128 levels.
  static ReadLimits container() noexcept { return {std::size_t{64} << 20U, 128}; }
};

/// Immutable; owns its text and its nodes. Safe to share between threads. Movable; views into it survive a
/// move.
class Document {
 public:
  /// Reads `text`. Every defect goes to `sink` (codes SX101-SX107) and leaves `well_formed()` false; what was
  /// read before a syntax error is kept, in containers that are not `closed`. O(text).
  static Document read(DocumentId id, std::string name, std::string text, const ReadLimits& limits,
                       DiagnosticSink& sink);

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  ~Document();

  [[nodiscard]] DocumentId id() const noexcept;
  [[nodiscard]] std::string_view name() const noexcept;  ///< file name as given, for messages
  [[nodiscard]] std::string_view text() const noexcept;  ///< the bytes as given
  [[nodiscard]] bool well_formed() const noexcept;       ///< no defect was found
  [[nodiscard]] bool has_bom() const noexcept;

  /// The top-level value, or `no_node` when not even its first token could be read.
  [[nodiscard]] NodeId root() const noexcept;
  [[nodiscard]] const Node& operator[](NodeId node) const;
  [[nodiscard]] std::size_t size() const noexcept;  ///< number of nodes

  /// The first member of `object` named `key` (bytes equal), or `no_node`. O(members).
  [[nodiscard]] NodeId find(NodeId object, std::string_view key) const;

  /// RFC 6901 pointer of a node from the root. O(depth).
  [[nodiscard]] std::string pointer(NodeId node) const;

  /// Line and column of a byte. O(log lines + line).
  [[nodiscard]] LineColumn locate(std::uint32_t byte) const;

  /// The text of a 1-based line without its line ending. Empty beyond the last line.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;

  /// The source bytes of `decoded`, a byte range of the decoded text of the string `node`, mapped through
  /// escapes: in "\u0024{aws:…" the first decoded byte is six source bytes. O(length of the string).
  [[nodiscard]] SourceSpan inside(NodeId node, Range decoded) const;

  struct Impl;  ///< private to the room that reads documents

 private:
  explicit Document(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

/// Owns the documents of a run. Documents never move or go away before the `Sources` does. Adding is not
/// thread-safe; reading is.
class Sources {
 public:
  /// Reads `text` as a new document called `name`.
  const Document& add(std::string name, std::string text, const ReadLimits& limits, DiagnosticSink& sink);

  /// Reads the decoded text of a string of `outer` as a document of its own (a policy held in a JSON string).
  /// Its spans resolve to the outer file, through the escapes.
  const Document& add_embedded(const Document& outer, NodeId string, const ReadLimits& limits,
                               DiagnosticSink& sink);

  [[nodiscard]] const Document& operator[](DocumentId id) const;
  [[nodiscard]] std::size_t size() const noexcept { return documents_.size(); }

  /// The same place in the outermost file: what a person can open. Identity for a document that is a file.
  [[nodiscard]] SourceSpan outermost(SourceSpan span) const;

 private:
  struct Entry {
    std::unique_ptr<Document> document;
    const Document* outer = nullptr;
    NodeId string = no_node;
  };
  std::vector<Entry> documents_;
};

}  // namespace postern
