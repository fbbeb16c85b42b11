#pragma once
// The parser of the engine: see json_reader.cpp.

#include <string_view>

#include "postern/diagnostic.hpp"
#include "text/document_impl.hpp"

namespace postern::text {

/// Appends the nodes of the document. `cleaned` is what to parse: as long as `document.text`, with the bytes
/// replaced that would stop the parser needlessly. Syntax errors, duplicate members and excessive depth go to
/// `sink`. Precondition: `document.nodes` is empty and `document.bom` is set. Returns whether the parser
/// reached the end: false after a syntax error. O(text).
bool build_nodes(Document::Impl& document, std::string_view cleaned, const ReadLimits& limits,
                 DiagnosticSink& sink);

}  // namespace postern::text
