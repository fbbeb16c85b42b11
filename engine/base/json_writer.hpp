#pragma once
// Writes compact JSON into a string. Whatever text it is given, the output is valid JSON in printable
// characters: controls, bidirectional overrides and bad UTF-8 are escaped.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::base {

/// Appends `text` as a JSON string, with quotes.
void append_json_string(std::string& out, std::string_view text);

/// One value at a time; commas and colons are its own business. Precondition: calls follow JSON's grammar.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view value);
  JsonWriter& number(std::uint64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// `json` is written as it is: it must be one JSON value.
  JsonWriter& raw(std::string_view json);

  JsonWriter& member(std::string_view name, std::string_view value) { return key(name).string(value); }
  JsonWriter& member(std::string_view name, std::uint64_t value) { return key(name).number(value); }

 private:
  void separate();
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);

  std::string& out_;
  std::vector<bool> has_values_ = {false};
  bool after_key_ = false;
};

}  // namespace postern::base
