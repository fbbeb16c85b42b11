// SX102: extensions of JSON are named, each use is a defect of its own, and nothing else is lost: values and
// spans are those of the original bytes, and the edits give strict JSON of the same value.

#include <gtest/gtest.h>

#include <algorithm>

#include "postern/document.hpp"

namespace postern {
namespace {

struct Case {
  std::string_view name;
  std::string_view text;
  std::size_t uses;            // SX101
  std::string_view extension;  // a part of the message of SX102; empty: no SX102
  std::string_view repaired;
};

constexpr Case cases[] = {
    {"line comment", "{ // \"a\": '\n \"b\":1}", 1, "used: comments", "{ \n \"b\":1}"},
    {"line comment at the end", "{} // x", 1, "used: comments", "{} "},
    {"hash comment", "# x\n[1]", 1, "used: comments", "\n[1]"},
    {"block comment", "[1/* , \n */,2]", 1, "used: comments", "[1,2]"},
    {"block comment that looks closed", "[1 /*/,2]", 1, "", ""},
    {"comments between all tokens", "/*a*/{/*b*/\"k\"/*c*/:/*d*/1/*e*/}/*f*/", 6, "used: comments",
     "{\"k\":1}"},
    {"comment in a string", R"({"a":"// x","b":"/* y */"})", 0, "", ""},
    {"slash", "[1/2]", 1, "", ""},
    {"trailing comma", "[1, 2 , ]", 1, "used: trailing commas", "[1, 2  ]"},
    {"trailing comma before a comment", "{\"a\":1, // x\n}", 2, "comments, trailing commas", "{\"a\":1 \n}"},
    {"comma alone", "[,]", 1, "", ""},
    {"two commas at the end", "[1,,]", 1, "", ""},
    {"comma after a name", "{\"a\":,}", 1, "", ""},
    {"single quotes", "{'a' : 'b'}", 2, "used: single-quoted strings", "{\"a\" : \"b\"}"},
    {"single quotes, inner double quotes", R"(['say "x"'])", 1, "used: single-quoted", R"(["say \"x\""])"},
    {"single quotes, escapes", R"(['it\'s\t\"\\'])", 1, "used: single-quoted", R"(["it's\t\"\\"])"},
    {"single quotes, line break", "['a\nb']", 1, "", ""},
    {"apostrophe in a string", R"(["it's"])", 0, "", ""},
    {"unquoted name", "{Id: \"x\", $a_1 :2}", 2, "used: unquoted member names",
     "{\"Id\": \"x\", \"$a_1\" :2}"},
    {"unquoted name of one byte", "{a: 1, bc: 2}", 2, "used: unquoted", "{\"a\": 1, \"bc\": 2}"},
    {"unquoted value", "{\"a\": Allow}", 1, "", ""},
    {"everything", "{a_b: 'c', /* d */ }", 4, "comments, trailing commas, single-quoted strings, unquoted",
     "{\"a_b\": \"c\"  }"},
    {"another defect", "{'a': 1 \"b\": 2}", 1, "", ""},
    {"open comment", "[1, /* 2]", 1, "", ""},
    {"nothing", "{\"a\":[1,2]}", 0, "", ""},
};

std::string applied(std::string_view text, const std::vector<Edit>& edits) {
  std::string out(text);
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
    out.replace(edit->span.begin, edit->span.end - edit->span.begin, edit->replacement);
  return out;
}

TEST(Relaxed, NamesTheExtensionsAndRepairsThem) {
  for (const Case& c : cases) {
    DiagnosticList list;
    const Document document = Document::read(DocumentId{0}, "t", std::string(c.text), {}, list);
    std::size_t uses = 0;
    std::size_t summaries = 0;
    std::uint32_t first = 0xffff'ffffU;
    for (const Diagnostic& diagnostic : list.diagnostics) {
      if (diagnostic.rule.code != "SX102") {
        EXPECT_EQ(diagnostic.rule.code, "SX101") << c.name;
        first = std::min(first, diagnostic.span.begin);
        ++uses;
        continue;
      }
      ++summaries;
      EXPECT_EQ(diagnostic.span.begin, first) << c.name;
      EXPECT_NE(diagnostic.message.find(c.extension), std::string::npos)
          << c.name << ": " << diagnostic.message;
      EXPECT_EQ(applied(c.text, diagnostic.edits), c.repaired) << c.name;
      DiagnosticList none;
      Document::read(DocumentId{1}, "t", applied(c.text, diagnostic.edits), {}, none);
      EXPECT_TRUE(none.diagnostics.empty()) << c.name;
    }
    EXPECT_EQ(uses, c.uses) << c.name;
    EXPECT_EQ(summaries, c.extension.empty() ? 0U : 1U) << c.name;
    EXPECT_EQ(document.well_formed(), c.uses == 0) << c.name;
  }
}

TEST(Relaxed, TheRestIsReadInPlace) {
  const std::string text =
      "{ // first\n  Version: '2012-10-17',\n  'Id': \"a\\u0062\", \"n\": [1, 1e999, ],\n}\n";
  DiagnosticList list;
  const Document document = Document::read(DocumentId{0}, "t", text, {}, list);
  const Node& root = document[document.root()];
  EXPECT_TRUE(root.closed);
  EXPECT_FALSE(document.well_formed());
  const auto source = [&](const SourceSpan& span) { return text.substr(span.begin, span.end - span.begin); };
  const NodeId version = document.find(document.root(), "Version");
  ASSERT_NE(version, no_node);
  EXPECT_EQ(source(document[version].key_span), "Version");
  EXPECT_EQ(document[version].text, "2012-10-17");
  EXPECT_EQ(source(document[version].span), "'2012-10-17'");
  EXPECT_EQ(source(document.inside(version, {5, 7})), "10");
  const NodeId id = document.find(document.root(), "Id");
  ASSERT_NE(id, no_node);
  EXPECT_EQ(source(document[id].key_span), "'Id'");
  EXPECT_EQ(document[id].text, "ab");
  const NodeId numbers = document.find(document.root(), "n");
  ASSERT_NE(numbers, no_node);
  EXPECT_EQ(source(document[numbers].span), "[1, 1e999, ]");
  EXPECT_EQ(document[document[document[numbers].first].next].text, "1e999");
}

TEST(Relaxed, OtherDefectsAreStillFound) {
  DiagnosticList list;
  const std::string text = R"({ab: 1, 'ab': "\q", /* ' */ "c": "\ud800"})";
  Document::read(DocumentId{0}, "t", text, {}, list);
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : list.diagnostics)
    found.push_back(std::string(diagnostic.rule.code) + "@" + std::to_string(diagnostic.span.begin));
  EXPECT_EQ(found, (std::vector<std::string>{"SX101@1", "SX102@1", "SX103@8", "SX101@8", "SX101@15",
                                             "SX101@20", "SX104@34"}));
}

// A name of one byte has no room for quotes: the reading stops there, quietly.
TEST(Relaxed, AShortNameStopsTheReading) {
  DiagnosticList list;
  const Document document = Document::read(DocumentId{0}, "t", R"({"a": 1, b: 2, "c": 3})", {}, list);
  EXPECT_EQ(list.diagnostics.size(), 2U);
  EXPECT_NE(document.find(document.root(), "a"), no_node);
  EXPECT_FALSE(document[document.root()].closed);
}

TEST(Relaxed, ManyUsesAreNotAsManyFindings) {
  std::string text = "[";
  for (int index = 0; index < 1000; ++index)
    text += "1 /* x */,";
  text += "1]";
  DiagnosticList list;
  const Document document = Document::read(DocumentId{0}, "t", text, {}, list);
  ASSERT_EQ(list.diagnostics.size(), 21U);
  EXPECT_EQ(document.size(), 1002U);
}

std::string repeated(std::string_view unit, std::size_t limit) {
  std::string text;
  while (text.size() + unit.size() <= limit)
    text += unit;
  return text;
}

TEST(Relaxed, HostileTextsStayQuick) {
  for (const std::string_view unit : {"/*", ",", "'", "{a:", "a,", "#", "//", "[,"}) {
    DiagnosticList list;
    Document::read(DocumentId{0}, "t", repeated(unit, 1U << 20U), {}, list);
    EXPECT_FALSE(list.diagnostics.empty()) << unit;
  }
}

}  // namespace
}  // namespace postern
