// Whatever goes in, JSON comes out, and in characters that a terminal may show.

#include "base/json_writer.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "base/utf8.hpp"
#include "support/naive_utf8.hpp"

namespace postern::base {
namespace {

std::string string_of(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonString, EscapesWhatMustNotStandRaw) {
  struct Case {
    std::string_view name;
    std::string text;
    std::string_view json;
  };
  const Case cases[] = {
      {"empty", "", R"("")"},
      {"plain", "arn:aws:s3:::a/*", R"("arn:aws:s3:::a/*")"},
      {"quote and backslash", R"(a"b\c)", R"("a\"b\\c")"},
      {"white space", "\n\t\r", R"("\n\t\r")"},
      {"controls", std::string("\0\x1F\x7F", 3), R"("\u0000\u001f\u007f")"},
      {"C1", "\xC2\x9B", R"("\u009b")"},
      {"direction override", "a\xE2\x80\xAE!", R"("a\u202e!")"},
      {"tag beyond the first plane", "\xF3\xA0\x81\x81", R"("\udb40\udc41")"},
      {"byte-order mark", "\xEF\xBB\xBF", R"("\ufeff")"},
      {"other scripts stay", "é€😀", "\"é€😀\""},
      {"bad bytes become the replacement character", "a\xFFz", "\"a\xEF\xBF\xBDz\""},
      {"a cut sequence is one of them", "\xF0\x9F\x98", "\"\xEF\xBF\xBD\""},
  };
  for (const Case& c : cases)
    EXPECT_EQ(string_of(c.text), c.json) << c.name;
}

// The inverse for the escapes that the writer uses, written from RFC 8259, section 7.
std::string unescaped(std::string_view json) {
  std::string out;
  std::uint32_t high = 0;
  for (std::size_t at = 1; at + 1 < json.size(); ++at) {
    if (json[at] != '\\') {
      out += json[at];
      continue;
    }
    const char kind = json[++at];
    if (kind != 'u') {
      out += kind == 'n' ? '\n' : kind == 't' ? '\t' : kind == 'r' ? '\r' : kind;
      continue;
    }
    const auto unit =
        static_cast<std::uint32_t>(std::stoul(std::string(json.substr(at + 1, 4)), nullptr, 16));
    at += 4;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      out += testing::naive_encode_utf8(0x10000 + (high - 0xD800) * 0x400 + (unit - 0xDC00));
    } else {
      out += testing::naive_encode_utf8(unit);
    }
  }
  return out;
}

TEST(JsonString, EveryCodePointSurvivesAndNoneIsUnsafe) {
  for (std::uint32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF)
      continue;
    const std::string text = testing::naive_encode_utf8(value);
    const std::string json = string_of(text);
    ASSERT_EQ(unescaped(json), text) << value;
    for (std::size_t at = 0; at < json.size();) {
      const CodePoint point = decode_utf8(json, at);
      ASSERT_TRUE(point.valid && !is_unsafe_for_display(point.value)) << value;
      at += point.length;
    }
  }
}

TEST(JsonString, EveryPairOfBytesGivesValidText) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text = {static_cast<char>(first), static_cast<char>(second)};
      const std::string json = string_of(text);
      ASSERT_GE(json.size(), 2U);
      for (std::size_t at = 0; at < json.size();) {
        const CodePoint point = decode_utf8(json, at);
        ASSERT_TRUE(point.valid && !is_unsafe_for_display(point.value)) << first << " " << second;
        at += point.length;
      }
    }
  }
}

TEST(JsonWriter, PutsCommasAndColons) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("text", "a\"b").member("count", 7);
  json.key("list").begin_array();
  json.string("x").number(0).boolean(true).boolean(false).null().raw("[1.5]");
  json.begin_array().end_array();
  json.begin_object().end_object();
  json.begin_object().key("k").begin_array().number(1).end_array().end_object();
  json.end_array();
  json.key("max").number(std::numeric_limits<std::uint64_t>::max());
  json.key("\n").null();
  json.end_object();
  EXPECT_EQ(out, R"({"text":"a\"b","count":7,"list":["x",0,true,false,null,[1.5],[],{},{"k":[1]}],)"
                 R"("max":18446744073709551615,"\n":null})");
}

TEST(JsonWriter, AppendsToWhatIsThere) {
  std::string out = "data: ";
  JsonWriter(out).string("x");
  EXPECT_EQ(out, "data: \"x\"");
}

}  // namespace
}  // namespace postern::base
