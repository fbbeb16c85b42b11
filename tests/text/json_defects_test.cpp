// Every defect of the JSON layer (semantics.md 1.1): which rule, where, and that the rest is still read.

#include <gtest/gtest.h>

#include "postern/document.hpp"

namespace postern {
namespace {

struct Finding {
  std::string_view code;
  std::uint32_t begin;
  std::string_view message;  // a part of it
};

struct Case {
  std::string_view name;
  std::string text;
  std::vector<Finding> findings;
};

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

std::vector<Case> cases() {
  using namespace std::string_literals;
  return {
      {"trailing comma",
       R"({"Statement":[1],})",
       {{"SX101", 17, "unexpected `}`, expected a member name"}, {"SX102", 17, "trailing commas"}}},
      {"trailing comma in list",
       "[1,]",
       {{"SX101", 3, "unexpected `]`, expected a value"}, {"SX102", 3, ""}}},
      {"text after", "{} x", {{"SX101", 3, "expected the end of the document"}}},
      {"missing colon", R"({"a" 1})", {{"SX101", 5, "expected `:`"}}},
      {"missing value", R"({"a":})", {{"SX101", 5, "expected a value"}}},
      {"missing comma", R"({"a":1 "b":2})", {{"SX101", 7, "expected `,` or `}`"}}},
      {"missing comma in list", "[1 2]", {{"SX101", 3, "expected `,` or `]`"}}},
      {"two commas", R"({"a":1,,"b":2})", {{"SX101", 7, "expected a member name"}}},
      {"comment", "{ // x\n}", {{"SX101", 2, "unexpected comment"}, {"SX102", 2, "comments"}}},
      {"single quotes", "{'a':1}", {{"SX101", 1, "unexpected `'`"}, {"SX102", 1, "single-quoted"}}},
      {"unquoted name", "{abc:1}", {{"SX101", 1, "unexpected `abc`"}, {"SX102", 1, "unquoted"}}},
      {"NaN", R"({"a":NaN})", {{"SX101", 5, "unexpected `NaN`"}}},
      {"bad literal", R"({"a":nul})", {{"SX101", 5, "unexpected `nul`"}}},
      {"leading zero", "[01]", {{"SX101", 1, "malformed number"}}},
      {"infinity", "[-Infinity]", {{"SX101", 1, "unexpected `-Infinity`"}}},
      {"empty", "", {{"SX101", 0, "the document is empty"}}},
      {"blank", " \n", {{"SX101", 2, "the document is empty"}}},
      {"cut short", R"({"a":[1)", {{"SX101", 7, "unexpected end of the document, expected `,` or `]`"}}},
      {"cut after name", R"({"a")", {{"SX101", 4, "expected `:`"}}},
      {"open string", R"({"a":"bc)", {{"SX101", 5, "never closed"}}},
      {"line break in string", "{\"a\":\"b\nc\"}", {{"SX101", 7, "line break inside a string"}}},
      {"tab in string", "{\"a\":\"b\tc\"}", {{"SX101", 7, "control character"}}},
      {"bad escape",
       R"({"a":"b\qc","d":1,"d":2})",
       {{"SX101", 7, "invalid escape"}, {"SX103", 18, "duplicate"}}},
      {"bad unicode escape", R"(["\u12G4"])", {{"SX101", 2, "invalid escape"}}},
      {"duplicate", R"({"Version":1,"Version":2})", {{"SX103", 13, "duplicate member `Version`"}}},
      {"duplicate after unescaping", R"({"a":1,"\u0061":2})", {{"SX103", 7, "duplicate member `a`"}}},
      {"case differs", R"({"Effect":1,"effect":2})", {}},
      {"lone high surrogate", R"(["\ud800x"])", {{"SX104", 2, "unpaired surrogate"}}},
      {"lone low surrogate", R"(["\udc00"])", {{"SX104", 2, "unpaired surrogate"}}},
      {"two high surrogates", R"(["\ud800\ud800"])", {{"SX104", 2, "unpaired"}, {"SX104", 8, "unpaired"}}},
      {"bad UTF-8",
       "[\"a\xFFz\", 1, {\"k\":1,\"k\":1}]",
       {{"SX104", 3, "invalid UTF-8"}, {"SX103", 18, "duplicate"}}},
      {"overlong", "[\"\xC0\xAF\"]", {{"SX104", 2, "UTF-8"}, {"SX104", 3, "UTF-8"}}},
      {"encoded surrogate", "[\"\xED\xA0\x80\"]", {{"SX104", 2, ""}, {"SX104", 3, ""}, {"SX104", 4, ""}}},
      {"bad byte outside", "[1,\xFF 2]", {{"SX104", 3, "invalid UTF-8"}}},
      {"NUL in string", "[\"a\0b\"]"s, {{"SX104", 3, "NUL"}}},
      {"UTF-16 with mark", "\xFF\xFE{\0}\0"s, {{"SX104", 0, "UTF-16"}}},
      {"UTF-16 without mark", "{\0}\0"s, {{"SX104", 0, "UTF-16"}}},
      {"UTF-32", "{\0\0\0}\0\0\0"s, {{"SX104", 0, "UTF-32"}}},
      {"depth 32", nested(32), {}},
      {"depth 33", nested(33), {{"SX105", 32, "deeper than 32 levels"}}},
      {"depth 33 twice", "[" + nested(32) + "," + nested(32) + ",1]", {{"SX105", 32, "deeper"}}},
      {"too large",
       "\"" + std::string(1U << 20U, 'x') + "\"",
       {{"SX105", 1U << 20U, "larger than 1048576 bytes"}}},
      {"escaped controls", R"(["\u0000\u001f"])", {}},
      {"huge numbers", "[1e999,-1e-999,99999999999999999999999999]", {}},
  };
}

TEST(JsonDefects, AreFoundInPlace) {
  for (const Case& c : cases()) {
    DiagnosticList list;
    const Document document = Document::read(DocumentId{0}, "t", c.text, {}, list);
    EXPECT_EQ(document.well_formed(), c.findings.empty()) << c.name;
    ASSERT_EQ(list.diagnostics.size(), c.findings.size())
        << c.name << (list.diagnostics.empty() ? "" : ": " + list.diagnostics[0].message);
    for (std::size_t index = 0; index < c.findings.size(); ++index) {
      const Diagnostic& diagnostic = list.diagnostics[index];
      EXPECT_EQ(diagnostic.rule.code, c.findings[index].code) << c.name;
      EXPECT_EQ(diagnostic.span.begin, c.findings[index].begin) << c.name;
      EXPECT_NE(diagnostic.message.find(c.findings[index].message), std::string::npos)
          << c.name << ": " << diagnostic.message;
      EXPECT_LE(diagnostic.span.begin, diagnostic.span.end) << c.name;
      EXPECT_LE(diagnostic.span.end, c.text.size()) << c.name;
    }
  }
}

TEST(JsonDefects, CarryThePointerOfTheirPlace) {
  DiagnosticList list;
  const std::string text = R"({"Statement":[{"Sid":"a","Sid":"b","Effect":"\ud800"}],"x":[1,)";
  Document::read(DocumentId{0}, "t", text, {}, list);
  std::vector<std::string> pointers;
  for (const Diagnostic& diagnostic : list.diagnostics)
    pointers.push_back(diagnostic.pointer);
  EXPECT_EQ(pointers, (std::vector<std::string>{"/Statement/0/Sid", "/Statement/0/Effect", "/x"}));
}

TEST(JsonDefects, WhatCameBeforeIsKept) {
  DiagnosticList list;
  const Document document =
      Document::read(DocumentId{0}, "t", R"({"a":{"b":1},"c":[2,{"d":"\ud800"},})", {}, list);
  EXPECT_EQ(list.diagnostics.size(), 2U);
  const Node& root = document[document.root()];
  EXPECT_FALSE(root.closed);
  EXPECT_TRUE(document[document.find(document.root(), "a")].closed);
  EXPECT_FALSE(document[document.find(document.root(), "c")].closed);
  const NodeId object = document[document[document.find(document.root(), "c")].first].next;
  EXPECT_EQ(document[document.find(object, "d")].text, "??????");
}

TEST(JsonDefects, ABinaryFileIsNotAMillionFindings) {
  DiagnosticList list;
  Document::read(DocumentId{0}, "t", "[\"" + std::string(100000, '\xFF') + "\"]", {}, list);
  EXPECT_EQ(list.diagnostics.size(), 20U);
}

}  // namespace
}  // namespace postern
