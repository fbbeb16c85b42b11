#include "base/json_writer.hpp"

#include <array>
#include <cstdio>

#include "base/utf8.hpp"

namespace postern::base {
namespace {

void append_unicode_escape(std::string& out, char32_t value) {
  std::array<char, 16> buffer{};
  if (value > 0xFFFF) {
    const std::uint32_t offset = static_cast<std::uint32_t>(value) - 0x10000U;
    std::snprintf(buffer.data(), buffer.size(), "\\u%04x\\u%04x", 0xD800U + (offset >> 10U),
                  0xDC00U + (offset & 0x3FFU));
  } else {
    std::snprintf(buffer.data(), buffer.size(), "\\u%04x", static_cast<unsigned>(value));
  }
  out += buffer.data();
}

bool is_plain(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F && c != '"' &&
         c != '\\';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && is_plain(text[end]))
      ++end;
    out.append(text, at, end - at);
    at = end;
    if (at == text.size())
      break;

    const CodePoint point = decode_utf8(text, at);
    if (!point.valid) {
      out += "\xEF\xBF\xBD";  // U+FFFD
    } else if (point.value == '"' || point.value == '\\') {
      out += '\\';
      out += text[at];
    } else if (point.value == '\n') {
      out += "\\n";
    } else if (point.value == '\t') {
      out += "\\t";
    } else if (point.value == '\r') {
      out += "\\r";
    } else if (is_unsafe_for_display(point.value)) {
      append_unicode_escape(out, point.value);
    } else {
      out.append(text, at, point.length);
    }
    at += point.length;
  }
  out += '"';
}

void JsonWriter::separate() {
  if (!after_key_ && has_values_.back())
    out_ += ',';
  has_values_.back() = true;
  after_key_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  has_values_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  has_values_.pop_back();
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ':';
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  separate();
  append_json_string(out_, value);
  return *this;
}

JsonWriter& JsonWriter::number(std::uint64_t value) {
  return raw(std::to_string(value));
}

JsonWriter& JsonWriter::boolean(bool value) {
  return raw(value ? "true" : "false");
}

JsonWriter& JsonWriter::null() {
  return raw("null");
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace postern::base
