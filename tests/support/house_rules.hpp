#pragma once
// The rules of ARCHITECTURE.md that can be read off the sources. The tables are parsed out of that page
// itself, so page and test cannot say different things. Every check takes a file as a value and returns what
// is wrong with it, one "path:line: message" each.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::testing {

struct SourceFile {
  std::string path;  ///< relative to the project, with forward slashes
  std::string text;
};

/// What of another room a room may include.
enum class Access { public_headers, all_headers };

struct RoomRule {
  int level = 0;
  std::map<std::string, Access> may_use;
};

/// Section 2: room -> rule.
using RoomTable = std::map<std::string, RoomRule>;
/// Section 13: include prefix -> files (relative to the project) that may use it.
using HeavyTable = std::map<std::string, std::vector<std::string>>;

/// Both throw std::runtime_error for a row they do not understand.
RoomTable read_room_table(std::string_view architecture);
HeavyTable read_heavy_table(std::string_view architecture);

/// The room that a header of engine/include/postern belongs to; empty for a header nobody declared.
std::string room_of_public_header(std::string_view file_name);
std::size_t public_header_limit();

/// The room a file belongs to ("cli" is one); empty for a file outside engine/ and cli/.
std::string room_of(std::string_view path);

std::vector<std::string> check_rooms(const SourceFile& file, const RoomTable& rooms);
std::vector<std::string> check_third_party(const SourceFile& file, const HeavyTable& heavy);
std::vector<std::string> check_banned_features(const SourceFile& file);
std::vector<std::string> check_own_header_first(const SourceFile& file, const std::vector<SourceFile>& all);
std::vector<std::string> check_pragma_once(const SourceFile& file);
std::vector<std::string> check_file_length(const SourceFile& file);
std::vector<std::string> check_function_length(const SourceFile& file);
std::vector<std::string> check_words(const SourceFile& file);

}  // namespace postern::testing
