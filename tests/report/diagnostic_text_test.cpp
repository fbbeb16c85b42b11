// Diagnostics as people see them. In the source of each case the bytes between « and » are the span.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postern/report.hpp"

namespace postern {
namespace {

constexpr std::string_view opening = "\xC2\xAB";
constexpr std::string_view closing = "\xC2\xBB";

struct Marked {
  std::string text;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

Marked unmark(std::string text) {
  Marked marked;
  const std::size_t begin = text.find(opening);
  text.erase(begin, opening.size());
  const std::size_t end = text.find(closing);
  text.erase(end, closing.size());
  marked.begin = static_cast<std::uint32_t>(begin);
  marked.end = static_cast<std::uint32_t>(end);
  marked.text = std::move(text);
  return marked;
}

Diagnostic diagnostic_at(SourceSpan span) {
  Diagnostic diagnostic;
  diagnostic.rule = {"SX122", "invalid-effect"};
  diagnostic.span = span;
  diagnostic.message = "unknown effect";
  return diagnostic;
}

struct ExcerptCase {
  std::string_view name;
  std::string source;
  std::string expected;  // the three lines of the excerpt
};

std::string repeated(std::size_t count, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i)
    out += text;
  return out;
}

const ExcerptCase excerpt_cases[] = {
    {"one_line", R"({"Effect": «"allow"»})",
     "   |\n"
     " 1 | {\"Effect\": \"allow\"}\n"
     "   |            ^^^^^^^\n"},
    {"later_line", "{\n  \"Effect\":\n    «\"allow\"»\n}",
     "   |\n"
     " 3 |     \"allow\"\n"
     "   |     ^^^^^^^\n"},
    {"empty_span", "{\"Effect\": «»}",
     "   |\n"
     " 1 | {\"Effect\": }\n"
     "   |            ^\n"},
    {"end_of_file", "{\"Effect\"«»",
     "   |\n"
     " 1 | {\"Effect\"\n"
     "   |          ^\n"},
    {"several_lines", "{\"Statement\": «[\n  {},\n  {}\n]»}",
     "   |\n"
     " 1 | {\"Statement\": [\n"
     "   |               ^\n"},
    {"windows_line_ends", "{\r\n  \"Effect\": «\"x\"»\r\n}",
     "   |\n"
     " 2 |   \"Effect\": \"x\"\n"
     "   |             ^^^\n"},
    {"tabs", "{\n\t\"Effect\":\t«\"x\"»\n}",
     "   |\n"
     " 2 |     \"Effect\":    \"x\"\n"
     "   |                  ^^^\n"},
    {"multi_byte", "{\"caf\xC3\xA9\": «\"\xC3\xA9\xC3\xA9\"»}",
     "   |\n"
     " 1 | {\"caf\xC3\xA9\": \"\xC3\xA9\xC3\xA9\"}\n"
     "   |          ^^^^\n"},
    {"wide_characters", "{\"\xE7\x8E\xAF\xE5\xA2\x83\": «\"\xE7\x8E\xAF\"»}",
     "   |\n"
     " 1 | {\"\xE7\x8E\xAF\xE5\xA2\x83\": \"\xE7\x8E\xAF\"}\n"
     "   |          ^^^^\n"},
    {"combining_marks", "{\"e\xCC\x81\": «\"x\"»}",
     "   |\n"
     " 1 | {\"e\xCC\x81\": \"x\"}\n"
     "   |       ^^^\n"},
    {"escape_sequence", "{\"a\x1b[31m\": «\"\x1b[0m\"»}",
     "   |\n"
     " 1 | {\"a\\u{1b}[31m\": \"\\u{1b}[0m\"}\n"
     "   |                 ^^^^^^^^^^^\n"},
    {"override", "{\"\xE2\x80\xAE\": «1»}",
     "   |\n"
     " 1 | {\"\\u{202e}\": 1}\n"
     "   |              ^\n"},
    {"wide_line_cut_at_both_ends", repeated(30, "0123456789") + "«here»" + repeated(30, "abcdefghij"),
     "   |\n"
     " 1 | ..." +
         repeated(3, "0123456789") + "here" + repeated(6, "abcdefghij") + "abcdef...\n" + "   | " +
         repeated(33, " ") + "^^^^\n"},
    {"wide_line_caret_at_its_beginning", "«head»" + repeated(30, "abcdefghij"),
     "   |\n"
     " 1 | head" +
         repeated(9, "abcdefghij") + "abcdef...\n" + "   | ^^^^\n"},
    {"wide_line_caret_at_its_end", repeated(30, "0123456789") + "«tail»",
     "   |\n"
     " 1 | ...456789" +
         repeated(9, "0123456789") + "tail\n" + "   | " + repeated(99, " ") + "^^^^\n"},
    {"span_wider_than_the_page", "«" + repeated(30, "0123456789") + "»",
     "   |\n"
     " 1 | " +
         repeated(10, "0123456789") + "...\n" + "   | " + repeated(100, "^") + "\n"},
};

TEST(DiagnosticText, PointsAtTheSpan) {
  for (const ExcerptCase& one : excerpt_cases) {
    SCOPED_TRACE(one.name);
    const Marked marked = unmark(one.source);
    Sources sources;
    DiagnosticList ignored;
    const Document& document = sources.add("p.json", marked.text, ReadLimits{}, ignored);
    const std::string text =
        diagnostic_text(diagnostic_at({document.id(), marked.begin, marked.end}), sources, {});
    const std::string heading = "  unknown effect\n";
    const std::size_t excerpt = text.find(heading);
    ASSERT_NE(excerpt, std::string::npos);
    EXPECT_EQ(text.substr(excerpt + heading.size()), one.expected);
  }
}

TEST(DiagnosticText, HasEveryPart) {
  const Marked marked = unmark("{\n  \"Effect\": \"Deny\",\n  «\"Effect\"»: \"Allow\"\n}\n");
  Sources sources;
  DiagnosticList ignored;
  const Document& document = sources.add("p.json", marked.text, ReadLimits{}, ignored);
  Diagnostic diagnostic = diagnostic_at({document.id(), marked.begin, marked.end});
  diagnostic.severity = Severity::security_warning;
  diagnostic.pointer = "/Effect";
  diagnostic.notes.push_back({{document.id(), 4, 12}, "first here"});
  diagnostic.help = "remove one";
  diagnostic.edits.push_back({{document.id(), marked.begin, marked.end}, "\"Sid\""});
  EXPECT_EQ(diagnostic_text(diagnostic, sources, {}),
            "p.json:3:3: security-warning[SX122] invalid-effect\n"
            "  /Effect: unknown effect\n"
            "   |\n"
            " 3 |   \"Effect\": \"Allow\"\n"
            "   |   ^^^^^^^^\n"
            "   = first here: p.json:2:3\n"
            "   = remove one\n"
            "   = fix: \"Sid\"\n");
}

TEST(DiagnosticText, NamesEverySeverity) {
  struct SeverityCase {
    Severity severity;
    std::string_view plain, colored;
  };
  constexpr SeverityCase cases[] = {
      {Severity::error, "error[SX122]", "\x1b[1;31merror[SX122]\x1b[0m"},
      {Severity::security_warning, "security-warning[SX122]", "\x1b[1;35msecurity-warning[SX122]\x1b[0m"},
      {Severity::warning, "warning[SX122]", "\x1b[1;33mwarning[SX122]\x1b[0m"},
      {Severity::suggestion, "suggestion[SX122]", "\x1b[36msuggestion[SX122]\x1b[0m"},
  };
  Sources sources;
  DiagnosticList ignored;
  const Document& document = sources.add("p.json", "{}", ReadLimits{}, ignored);
  for (const SeverityCase& one : cases) {
    SCOPED_TRACE(one.plain);
    Diagnostic diagnostic = diagnostic_at({document.id(), 0, 2});
    diagnostic.severity = one.severity;
    EXPECT_NE(diagnostic_text(diagnostic, sources, {}).find(one.plain), std::string::npos);
    EXPECT_EQ(diagnostic_text(diagnostic, sources, {}).find('\x1b'), std::string::npos);
    EXPECT_NE(diagnostic_text(diagnostic, sources, {true}).find(one.colored), std::string::npos);
  }
}

TEST(DiagnosticText, EscapesEveryTextOfAnInput) {
  Sources sources;
  DiagnosticList ignored;
  const Document& document = sources.add("p\x1b[2J.json", "{\"\x1b[31m\": 1}", ReadLimits{}, ignored);
  Diagnostic diagnostic = diagnostic_at({document.id(), 1, 8});
  diagnostic.pointer = "/\x1b[31m";
  diagnostic.message = "unknown member `\x1b[31m\n`";
  diagnostic.help = "\xE2\x80\xAE";
  diagnostic.notes.push_back({{document.id(), 0, 1}, "\x07"});
  diagnostic.edits.push_back({{document.id(), 0, 1}, "\x1b"});
  for (const char c : diagnostic_text(diagnostic, sources, {}))
    EXPECT_TRUE(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f));
}

TEST(DiagnosticText, ShowsAnEmbeddedPolicyInTheFileThatHoldsIt) {
  Sources sources;
  DiagnosticList ignored;
  const Document& outer =
      sources.add("endpoints.json", "{\n  \"PolicyDocument\": \"{\\\"Effect\\\":\\u0020\\\"allow\\\"}\"\n}",
                  ReadLimits{}, ignored);
  const Document& inner =
      sources.add_embedded(outer, outer.find(outer.root(), "PolicyDocument"), ReadLimits{}, ignored);
  const Node& effect = inner[inner.find(inner.root(), "Effect")];
  EXPECT_EQ(diagnostic_text(diagnostic_at(effect.span), sources, {}),
            "endpoints.json:2:40: error[SX122] invalid-effect\n"
            "  unknown effect\n"
            "   |\n"
            " 2 |   \"PolicyDocument\": \"{\\\"Effect\\\":\\u0020\\\"allow\\\"}\"\n"
            "   |                                        ^^^^^^^^^\n");
}

TEST(DiagnosticText, NeedsNoLineForAnEmptyFile) {
  Sources sources;
  DiagnosticList ignored;
  const Document& document = sources.add("p.json", "", ReadLimits{}, ignored);
  EXPECT_EQ(diagnostic_text(diagnostic_at({document.id(), 0, 0}), sources, {}),
            "p.json:1:1: error[SX122] invalid-effect\n  unknown effect\n");
}

TEST(DiagnosticText, PlacesABomBeforeTheFirstColumn) {
  Sources sources;
  DiagnosticList ignored;
  const Document& document = sources.add("p.json", "\xEF\xBB\xBF{}", ReadLimits{}, ignored);
  EXPECT_EQ(diagnostic_text(diagnostic_at({document.id(), 0, 3}), sources, {}),
            "p.json:1:1: error[SX122] invalid-effect\n"
            "  unknown effect\n"
            "   |\n"
            " 1 | {}\n"
            "   | ^\n");
}

TEST(DiagnosticText, TakesNoLongerForALongLine) {
  // A megabyte in one line, a diagnostic on each tenth of it: cost must not be that of the line each time.
  std::string text = "[" + repeated(100000, "\"aaaaaaa\",") + "1]";
  Sources sources;
  DiagnosticList ignored;
  const Document& document = sources.add("p.json", text, ReadLimits::container(), ignored);
  for (std::uint32_t at = 1; at + 9 < text.size(); at += 100000) {
    const std::string shown = diagnostic_text(diagnostic_at({document.id(), at, at + 9}), sources, {});
    EXPECT_LT(shown.size(), 500U);
    EXPECT_NE(shown.find("^^^^^^^^^\n"), std::string::npos);
  }
}

}  // namespace
}  // namespace postern
