#pragma once
// The pass before the parser: finds every defect of encoding and of string literals, and hands the parser a
// text of the same length in which none of them stops it, so that the rest of the document is still read.

#include <optional>
#include <string>
#include <string_view>

#include "postern/diagnostic.hpp"
#include "postern/span.hpp"

namespace postern::text {

/// Bytes in place of those that would end the parse: `?` in strings, spaces outside, and `0` with spaces for
/// a well-formed number (whose value is its lexeme, however large). Nothing when the text can be parsed as it
/// is. Reports SX104 and, for bad escapes and control characters, SX101. O(text).
std::optional<std::string> clean(std::string_view text, DocumentId document, DiagnosticSink& sink);

/// Whether all of `text` is a JSON number.
bool is_json_number(std::string_view text) noexcept;

/// The longest run of characters at `at` that could belong to a number.
std::size_t number_end(std::string_view text, std::size_t at) noexcept;

/// The name of a UTF-16 or UTF-32 encoding that the first bytes show; empty for anything else.
std::string_view wide_encoding(std::string_view text) noexcept;

}  // namespace postern::text
