#pragma once
// Positions in source text. A span is a byte range and nothing more: lines and columns are computed when it
// is printed (see `Document::locate`). Values; freely copied between threads.

#include <cstdint>

namespace postern {

/// Names one document of a `Sources`. Only meaningful together with the `Sources` that gave it out.
enum class DocumentId : std::uint32_t {};

/// A half-open byte range of one document. INVARIANT: begin <= end <= size of the document's text.
struct SourceSpan {
  DocumentId document{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const SourceSpan&, const SourceSpan&) = default;
};

/// A value together with the bytes it was read from.
template <class T>
struct Located {
  T value;
  SourceSpan span;
};

/// A byte range without a document, for positions inside a decoded string.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace postern
