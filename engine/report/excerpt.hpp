#pragma once
// A source line with a caret under what is meant.

#include <cstddef>
#include <string>

#include "postern/document.hpp"
#include "report/display.hpp"

namespace postern::report {

/// Appends three lines: an empty gutter, the line of `span.begin` with its number, and carets under the part
/// of the span that is on this line (at least one). A line wider than the page is cut around the first caret
/// and marked with "...". Cost: O(page width), whatever the length of the line, and Document::locate.
/// Precondition: `span` belongs to `document`.
void append_excerpt(std::string& out, const Document& document, SourceSpan span, const Palette& palette);

/// Columns that the gutter of a line takes, from the left edge to the bar.
std::size_t gutter_width(std::uint32_t line_number);

/// "FILE:LINE:COLUMN" of the beginning of a span, in the outermost file, escaped.
std::string place(const Sources& sources, SourceSpan span);

}  // namespace postern::report
