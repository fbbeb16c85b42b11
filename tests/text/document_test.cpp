// What a document says of its nodes: values, places, pointers, positions inside strings.

#include "postern/document.hpp"

#include <gtest/gtest.h>

namespace postern {
namespace {

Document read(std::string text, DiagnosticSink& sink) {
  return Document::read(DocumentId{0}, "t.json", std::move(text), {}, sink);
}

Document read_clean(std::string text) {
  DiagnosticList list;
  Document document = read(std::move(text), list);
  EXPECT_TRUE(list.diagnostics.empty()) << list.diagnostics[0].message;
  return document;
}

NodeId member(const Document& document, std::string_view key) {
  return document.find(document.root(), key);
}

std::string_view source(const Document& document, const SourceSpan& span) {
  return document.text().substr(span.begin, span.end - span.begin);
}

TEST(Document, EveryNodeKnowsItsBytes) {
  struct Case {
    std::string_view text;
    NodeKind kind;
    std::string_view source;
    std::string_view value;
  };
  const Case cases[] = {
      {R"({"a":"x"})", NodeKind::string, R"("x")", "x"},
      {R"({"a" : "x\ty" })", NodeKind::string, R"("x\ty")", "x\ty"},
      {R"({"a":"\u0024{"})", NodeKind::string, R"("\u0024{")", "${"},
      {R"({"a":"\ud83d\ude00"})", NodeKind::string, R"("\ud83d\ude00")", "\xF0\x9F\x98\x80"},
      {R"({"a":1})", NodeKind::number, "1", "1"},
      {R"({"a":-1.0e+5 })", NodeKind::number, "-1.0e+5", "-1.0e+5"},
      {R"({"a":1e999})", NodeKind::number, "1e999", "1e999"},
      {R"({"a":123456789012345678901234567890})", NodeKind::number, "123456789012345678901234567890",
       "123456789012345678901234567890"},
      {R"({"a":true})", NodeKind::boolean, "true", "true"},
      {R"({"a":null})", NodeKind::null, "null", "null"},
      {R"({"a":[1, 2]})", NodeKind::array, "[1, 2]", ""},
      {R"({"a":{"b":{}}})", NodeKind::object, R"({"b":{}})", ""},
      {"\xEF\xBB\xBF{\"a\":1}", NodeKind::number, "1", "1"},
  };
  for (const Case& c : cases) {
    const Document document = read_clean(std::string(c.text));
    const Node& node = document[member(document, "a")];
    EXPECT_EQ(node.kind, c.kind) << c.text;
    EXPECT_EQ(source(document, node.span), c.source) << c.text;
    EXPECT_EQ(node.text, c.value) << c.text;
    EXPECT_EQ(source(document, node.key_span), "\"a\"") << c.text;
    EXPECT_EQ(document.pointer(member(document, "a")), "/a") << c.text;
    EXPECT_TRUE(document.well_formed());
  }
}

TEST(Document, NumbersInListsEndWhereTheyEnd) {
  const Document document = read_clean("[1,2.5 , -3e2,4]");
  std::vector<std::string> seen;
  for (NodeId at = document[document.root()].first; at != no_node; at = document[at].next) {
    seen.emplace_back(source(document, document[at].span));
    EXPECT_EQ(document[at].parent, document.root());
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"1", "2.5", "-3e2", "4"}));
}

TEST(Document, PointersEscapeNames) {
  const Document document = read_clean(R"({"a/b":[{"c~d":1}]})");
  NodeId at = document.root();
  std::vector<std::string> pointers;
  for (; at != no_node; at = document[at].first)
    pointers.push_back(document.pointer(at));
  EXPECT_EQ(pointers, (std::vector<std::string>{"", "/a~1b", "/a~1b/0", "/a~1b/0/c~0d"}));
}

TEST(Document, LocatesInCodePoints) {
  const Document document = read_clean("{\r\n \"\xC3\xA9\": \"x\"\n}");
  const Node& value = document[document[document.root()].first];
  const LineColumn at = document.locate(value.span.begin);
  EXPECT_EQ(at.line, 2U);
  EXPECT_EQ(at.column, 7U);
  EXPECT_EQ(document.line(2), " \"\xC3\xA9\": \"x\"");
  EXPECT_EQ(document.line(1), "{");
  EXPECT_EQ(document.line(3), "}");
  EXPECT_EQ(document.line(4), "");
}

TEST(Document, ByteOrderMarkIsNoColumn) {
  const Document document = read_clean("\xEF\xBB\xBF{}");
  EXPECT_TRUE(document.has_bom());
  EXPECT_EQ(document[document.root()].span.begin, 3U);
  EXPECT_EQ(document.locate(3).column, 1U);
  EXPECT_EQ(document.locate(0).column, 1U);
  EXPECT_EQ(document.line(1), "{}");
}

TEST(Document, MapsOffsetsThroughEscapes) {
  struct Case {
    std::string_view text;
    Range decoded;
    std::string_view source;
  };
  const Case cases[] = {
      {R"(["abc"])", {1, 2}, "b"},
      {R"(["abc"])", {0, 3}, "abc"},
      {R"(["\u0024{aws:x}"])", {0, 1}, R"(\u0024)"},
      {R"(["\u0024{aws:x}"])", {1, 2}, "{"},
      {R"(["a\nb\"c"])", {1, 2}, R"(\n)"},
      {R"(["a\nb\"c"])", {2, 5}, R"(b\"c)"},
      {R"(["\ud83d\ude00x"])", {4, 5}, "x"},
      {R"(["\ud83d\ude00x"])", {1, 2}, R"(\ud83d\ude00)"},
      {"[\"\xC3\xA9x\"]", {2, 3}, "x"},
      {R"(["abc"])", {3, 3}, ""},
      {R"([""])", {0, 0}, ""},
  };
  for (const Case& c : cases) {
    const Document document = read_clean(std::string(c.text));
    const SourceSpan span = document.inside(document[document.root()].first, c.decoded);
    EXPECT_EQ(source(document, span), c.source) << c.text << " " << c.decoded.begin;
  }
}

TEST(Sources, EmbeddedDocumentsResolveToTheOuterFile) {
  DiagnosticList list;
  Sources sources;
  const Document& outer =
      sources.add("out.json", R"({"PolicyDocument":"{\n \"A\": [\"b\", \"\\u0041\"]}"})", {}, list);
  const Document& inner =
      sources.add_embedded(outer, outer.find(outer.root(), "PolicyDocument"), ReadLimits{}, list);
  ASSERT_TRUE(list.diagnostics.empty());
  const NodeId array = inner.find(inner.root(), "A");
  const NodeId second = inner[inner[array].first].next;
  EXPECT_EQ(inner[second].text, "A");
  const SourceSpan span = sources.outermost(inner[second].span);
  EXPECT_EQ(span.document, outer.id());
  EXPECT_EQ(source(outer, span), R"(\"\\u0041\")");
  EXPECT_EQ(sources.outermost(outer[outer.root()].span), outer[outer.root()].span);
}

TEST(Document, ManyMembersStayQuick) {
  std::string text = "{";
  for (int index = 0; index < 60000; ++index)
    text += "\"k" + std::to_string(index) + "\":1,";
  text += "\"k59999\":2}";
  DiagnosticList list;
  const Document document = read(text, list);
  ASSERT_EQ(list.diagnostics.size(), 1U);
  EXPECT_EQ(list.diagnostics[0].rule.code, "SX103");
  EXPECT_EQ(document.size(), 60002U);
}

}  // namespace
}  // namespace postern
