#include "report/excerpt.hpp"

// Lines of a policy can be a megabyte long. So only the bytes near the caret are looked at: as many as can
// fill the page on both sides, from a code point boundary on.

#include <algorithm>
#include <vector>

namespace postern::report {
namespace {

constexpr std::size_t page_width = 100;
constexpr std::size_t least_context = 30;  // columns shown before the caret of a line that is cut
constexpr std::string_view ellipsis = "...";

struct Cell {
  std::size_t offset;  // in the source line
  std::size_t columns;
  std::string text;
};

bool continues_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

struct Window {
  std::vector<Cell> cells;
  bool cut_before = false;
  bool cut_after = false;
};

std::size_t columns_between(const std::vector<Cell>& cells, std::size_t from, std::size_t to) {
  std::size_t columns = 0;
  for (const Cell& cell : cells)
    columns += cell.offset >= from && cell.offset < to ? cell.columns : 0;
  return columns;
}

// The cells of `line` that are shown when the caret is at `caret`.
Window window_around(std::string_view line, std::size_t caret) {
  Window window;
  std::size_t at = caret > page_width * 4 ? caret - page_width * 4 : 0;
  while (at > 0 && at < line.size() && continues_code_point(line[at]))
    --at;
  window.cut_before = at > 0;
  const std::size_t stop = std::min(line.size(), caret + page_width * 4);
  while (at < stop) {
    Cell cell{at, 0, {}};
    const Glyph glyph = append_glyph(cell.text, line, at);
    cell.columns = glyph.columns;
    at += glyph.bytes;
    window.cells.push_back(std::move(cell));
  }
  window.cut_after = at < line.size();

  std::size_t columns = columns_between(window.cells, 0, line.size());
  if (columns <= page_width && !window.cut_before && !window.cut_after)
    return window;
  std::size_t before = columns_between(window.cells, 0, caret);
  const std::size_t after = columns - before;
  // A caret near the end of the line leaves more of the page to what stands before it.
  const std::size_t context = std::max(least_context, page_width - std::min(page_width, after));
  auto first = window.cells.begin();
  while (first != window.cells.end() && before > context) {
    before -= std::min(before, first->columns);
    columns -= first->columns;
    ++first;
    window.cut_before = true;
  }
  window.cells.erase(window.cells.begin(), first);
  while (columns > page_width && !window.cells.empty()) {
    columns -= window.cells.back().columns;
    window.cells.pop_back();
    window.cut_after = true;
  }
  return window;
}

void append_gutter(std::string& out, std::uint32_t number, std::string_view label, const Palette& palette) {
  const std::size_t width = gutter_width(number);
  out.append(palette.cyan);
  out.append(width - label.size(), ' ').append(label).append(" |");
  out.append(palette.reset);
}

}  // namespace

std::size_t gutter_width(std::uint32_t line_number) {
  return std::max<std::size_t>(2, std::to_string(line_number).size());
}

std::string place(const Sources& sources, SourceSpan span) {
  const SourceSpan outer = sources.outermost(span);
  const Document& document = sources[outer.document];
  const LineColumn at = document.locate(outer.begin);
  std::string out;
  append_safe(out, document.name());
  return out.append(":").append(std::to_string(at.line)).append(":").append(std::to_string(at.column));
}

void append_excerpt(std::string& out, const Document& document, SourceSpan span, const Palette& palette) {
  const std::uint32_t number = document.locate(span.begin).line;
  const std::string_view line = document.line(number);
  const auto line_begin = static_cast<std::size_t>(line.data() - document.text().data());
  // A byte-order mark stands before its line.
  const auto in_line = [&](std::uint32_t byte) {
    return byte < line_begin ? 0 : std::min<std::size_t>(byte - line_begin, line.size());
  };
  const std::size_t begin = in_line(span.begin);
  const std::size_t end = in_line(span.end);
  const Window window = window_around(line, begin);

  append_gutter(out, number, {}, palette);
  out.append("\n");
  append_gutter(out, number, std::to_string(number), palette);
  out.append(" ");
  if (window.cut_before)
    out.append(ellipsis);
  for (const Cell& cell : window.cells)
    out.append(cell.text);
  if (window.cut_after)
    out.append(ellipsis);
  out.append("\n");
  append_gutter(out, number, {}, palette);
  out.append(1 + (window.cut_before ? ellipsis.size() : 0), ' ');
  out.append(columns_between(window.cells, 0, begin), ' ');
  out.append(palette.red);
  out.append(std::max<std::size_t>(1, columns_between(window.cells, begin, end)), '^');
  out.append(palette.reset).append("\n");
}

}  // namespace postern::report
