// A diagnostic for people: where, what, the line itself, what to do. Embedded documents are shown in the file
// that holds them, because that is the file somebody will edit.

#include <string>

#include "postern/report.hpp"
#include "report/display.hpp"
#include "report/excerpt.hpp"

namespace postern {
namespace {

std::string_view color_of(Severity severity, const report::Palette& palette) {
  switch (severity) {
    case Severity::error:
      return palette.red;
    case Severity::security_warning:
      return palette.magenta;
    case Severity::warning:
      return palette.yellow;
    case Severity::suggestion:
      return palette.cyan;
  }
  return palette.red;
}

// "   = TEXT", aligned with the bar of the excerpt above.
void append_remark(std::string& out, std::size_t gutter, std::string_view text,
                   const report::Palette& palette) {
  out.append(gutter + 1, ' ').append(palette.cyan).append("=").append(palette.reset).append(" ");
  report::append_safe(out, text);
  out.append("\n");
}

}  // namespace

std::string diagnostic_text(const Diagnostic& diagnostic, const Sources& sources, TextStyle style) {
  const report::Palette palette(style.color);
  const SourceSpan span = sources.outermost(diagnostic.span);
  const Document& document = sources[span.document];

  std::string out;
  out.append(palette.bold).append(report::place(sources, span)).append(palette.reset).append(": ");
  out.append(color_of(diagnostic.severity, palette)).append(to_string(diagnostic.severity));
  out.append("[").append(diagnostic.rule.code).append("]").append(palette.reset);
  out.append(" ").append(diagnostic.rule.name).append("\n  ");
  if (!diagnostic.pointer.empty()) {
    report::append_safe(out, diagnostic.pointer);
    out.append(": ");
  }
  report::append_safe(out, diagnostic.message);
  out.append("\n");
  if (!document.text().empty())
    report::append_excerpt(out, document, span, palette);

  const std::size_t gutter = report::gutter_width(document.locate(span.begin).line);
  for (const Note& note : diagnostic.notes)
    append_remark(out, gutter, note.message + ": " + report::place(sources, note.span), palette);
  if (!diagnostic.help.empty())
    append_remark(out, gutter, diagnostic.help, palette);
  if (diagnostic.edits.size() == 1 && !diagnostic.edits.front().replacement.empty())
    append_remark(out, gutter, "fix: " + diagnostic.edits.front().replacement, palette);
  return out;
}

}  // namespace postern
