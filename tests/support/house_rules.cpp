#include "support/house_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

#include "support/source_text.hpp"

namespace postern::testing {
namespace {

constexpr std::size_t longest_file = 500;
constexpr std::size_t longest_function = 60;

struct PublicHeader {
  std::string_view name;
  std::string_view room;
};

constexpr std::array public_headers = {
    PublicHeader{"span.hpp", "base"},
    PublicHeader{"result.hpp", "base"},
    PublicHeader{"diagnostic.hpp", "base"},
    PublicHeader{"version.hpp", "base"},
    PublicHeader{"document.hpp", "text"},
    PublicHeader{"glob.hpp", "lang"},
    PublicHeader{"arn.hpp", "lang"},
    PublicHeader{"catalog.hpp", "catalog"},
    PublicHeader{"policy.hpp", "policy"},
    PublicHeader{"request.hpp", "eval"},
    PublicHeader{"decision.hpp", "eval"},
    PublicHeader{"evaluate.hpp", "eval"},
    PublicHeader{"input.hpp", "input"},
    PublicHeader{"endpoint.hpp", "endpoint"},
    PublicHeader{"compiled_set.hpp", "match"},
    PublicHeader{"lint.hpp", "lint"},
    PublicHeader{"diff.hpp", "diff"},
    PublicHeader{"suite.hpp", "suite"},
    PublicHeader{"replay.hpp", "replay"},
    PublicHeader{"report.hpp", "report"},
    PublicHeader{"lsp.hpp", "lsp"},
};

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool ends_with(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
    text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
    text.remove_suffix(1);
  return std::string(text);
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (separators.find(c) == std::string_view::npos) {
      parts.back() += c;
    } else {
      parts.emplace_back();
    }
  }
  return parts;
}

// The cells of the table rows of section `number`, outer bars dropped, headings and rules included.
std::vector<std::vector<std::string>> table_rows(std::string_view page, int number) {
  std::vector<std::vector<std::string>> rows;
  const auto heading = "## " + std::to_string(number) + ".";
  bool inside = false;
  for (const auto& line : split(page, "\n")) {
    if (starts_with(line, "## "))
      inside = starts_with(line, heading);
    if (!inside || !starts_with(line, "|"))
      continue;
    auto cells = split(line, "|");
    cells.erase(cells.begin());
    if (!cells.empty())
      cells.pop_back();
    for (auto& cell : cells)
      cell = trimmed(cell);
    rows.push_back(std::move(cells));
  }
  return rows;
}

std::vector<std::string> backticked(const std::string& cell) {
  static const std::regex quoted("`([^`]*)`");
  std::vector<std::string> found;
  for (std::sregex_iterator at(cell.begin(), cell.end(), quoted), end; at != end; ++at)
    found.push_back((*at)[1]);
  return found;
}

void allow_levels(RoomTable& table, const std::string& room, int low, int high, Access access) {
  for (const auto& [other, rule] : table) {
    if (rule.level >= low && rule.level <= high && other != room)
      table[room].may_use.insert({other, access});
  }
}

void allow(RoomTable& table, const std::string& room, const std::string& cell) {
  static const std::regex levels("(levels|result types of levels) ([0-9])–([0-9])(, not each other)?");
  std::smatch match;
  if (cell == "–")
    return;
  if (cell == "public headers only") {
    allow_levels(table, room, 0, table[room].level - 1, Access::public_headers);
  } else if (std::regex_match(cell, match, levels)) {
    const bool results_only = match[1] != "levels";
    // Every room may use all of the ground floor: a renderer writes JSON with `base`.
    if (results_only)
      allow_levels(table, room, 0, 0, Access::all_headers);
    allow_levels(table, room, std::stoi(match[2]), std::stoi(match[3]),
                 results_only ? Access::public_headers : Access::all_headers);
  } else {
    for (const auto& other : split(cell, " ")) {
      if (table.count(other) == 0)
        throw std::runtime_error("`" + room + "` may use an unknown room: `" + other + "`");
      table[room].may_use.insert({other, Access::all_headers});
    }
  }
}

// "lang/{arn,glob}.cpp" -> "engine/lang/arn.cpp", "engine/lang/glob.cpp"
std::vector<std::string> expand(const std::string& pattern) {
  const auto root = starts_with(pattern, "cli/") ? std::string() : std::string("engine/");
  const auto open = pattern.find('{');
  const auto close = pattern.find('}');
  if (open == std::string::npos || close == std::string::npos)
    return {root + pattern};
  std::vector<std::string> files;
  for (const auto& name : split(pattern.substr(open + 1, close - open - 1), ",")) {
    std::string file = root;
    file.append(pattern, 0, open).append(trimmed(name)).append(pattern, close + 1);
    files.push_back(std::move(file));
  }
  return files;
}

bool is_room_file(const SourceFile& file) {
  return !room_of(file.path).empty();
}

std::string at(const SourceFile& file, std::size_t line, const std::string& message) {
  return file.path + ":" + std::to_string(line) + ": " + message;
}

// The target room of a quoted include, and how much of it is used. Empty room: nothing the rules know.
std::pair<std::string, Access> target_of(const std::string& include, const RoomTable& rooms) {
  if (starts_with(include, "postern/"))
    return {room_of_public_header(include.substr(8)), Access::public_headers};
  const auto room = include.substr(0, include.find('/'));
  if (include.find('/') == std::string::npos || rooms.count(room) == 0)
    return {{}, Access::all_headers};
  return {room, Access::all_headers};
}

}  // namespace

RoomTable read_room_table(std::string_view architecture) {
  RoomTable table;
  std::vector<std::pair<std::string, std::string>> uses;
  for (const auto& cells : table_rows(architecture, 2)) {
    if (cells.size() != 4 || cells[0].size() != 1 || cells[0].find_first_of("0123456789") != 0)
      continue;
    for (auto room : backticked(cells[1])) {
      if (ends_with(room, "/"))
        room.pop_back();
      table[room].level = std::stoi(cells[0]);
      uses.emplace_back(room, cells[3]);
    }
  }
  for (const auto& [room, cell] : uses)
    allow(table, room, cell);
  return table;
}

HeavyTable read_heavy_table(std::string_view architecture) {
  static const std::map<std::string, std::vector<std::string>> prefixes = {
      {"Spirit X3", {"boost/"}},        {"CLI11", {"CLI/"}},
      {"nlohmann/json", {"nlohmann/"}}, {"GoogleTest", {"gtest/", "gmock/"}},
      {"yaml-cpp", {"yaml-cpp/"}},
  };
  HeavyTable table;
  for (const auto& cells : table_rows(architecture, 13)) {
    const bool has_files =
        cells.size() == 3 && (!backticked(cells[2]).empty() || starts_with(cells[2], "tests"));
    if (!has_files)
      continue;
    const auto known = prefixes.find(cells[0]);
    if (known == prefixes.end())
      throw std::runtime_error("a heavy header that no check knows: " + cells[0]);
    for (const auto& prefix : known->second) {
      auto& files = table[prefix];
      for (const auto& pattern : backticked(cells[2])) {
        for (auto& file : expand(pattern))
          files.push_back(std::move(file));
      }
    }
  }
  return table;
}

std::string room_of_public_header(std::string_view file_name) {
  const auto* const found =
      std::find_if(public_headers.begin(), public_headers.end(),
                   [&](const PublicHeader& header) { return header.name == file_name; });
  return found == public_headers.end() ? std::string() : std::string(found->room);
}

std::size_t public_header_limit() {
  return public_headers.size();
}

std::string room_of(std::string_view path) {
  constexpr std::string_view public_folder = "engine/include/postern/";
  if (starts_with(path, "cli/"))
    return "cli";
  if (starts_with(path, public_folder))
    return room_of_public_header(path.substr(public_folder.size()));
  if (!starts_with(path, "engine/"))
    return {};
  const auto below = path.substr(7);
  const auto slash = below.find('/');
  return slash == std::string_view::npos ? std::string() : std::string(below.substr(0, slash));
}

std::vector<std::string> check_rooms(const SourceFile& file, const RoomTable& rooms) {
  if (!is_room_file(file))
    return {};
  const auto room = room_of(file.path);
  const auto rule = rooms.find(room);
  if (rule == rooms.end())
    return {at(file, 1, "`" + room + "` is not in the table of rooms")};
  const bool is_public = starts_with(file.path, "engine/include/");
  std::vector<std::string> found;
  for (const auto& include : includes_of(file.text)) {
    if (include.angled)
      continue;
    const auto [target, access] = target_of(include.path, rooms);
    if (room == "cli" && target.empty() && !starts_with(include.path, "postern/"))
      continue;  // its own files
    if (target.empty()) {
      found.push_back(at(file, include.line, "\"" + include.path + "\" belongs to no room"));
    } else if (is_public && access != Access::public_headers) {
      found.push_back(
          at(file, include.line, "a public header includes the private \"" + include.path + "\""));
    } else if (target != room) {
      const auto allowed = rule->second.may_use.find(target);
      const bool fine = allowed != rule->second.may_use.end() &&
                        (allowed->second == Access::all_headers || access == Access::public_headers);
      if (!fine)
        found.push_back(at(file, include.line, "`" + room + "` may not include \"" + include.path + "\""));
    }
  }
  return found;
}

std::vector<std::string> check_third_party(const SourceFile& file, const HeavyTable& heavy) {
  if (!is_room_file(file))
    return {};
  std::vector<std::string> found;
  for (const auto& include : includes_of(file.text)) {
    if (include.path.find('/') == std::string::npos || starts_with(include.path, "sys/"))
      continue;
    const auto third_party = std::find_if(
        heavy.begin(), heavy.end(), [&](const auto& row) { return starts_with(include.path, row.first); });
    if (third_party == heavy.end()) {
      if (include.angled)
        found.push_back(at(file, include.line, "an unknown library: <" + include.path + ">"));
      continue;
    }
    const auto& allowed = third_party->second;
    if (std::find(allowed.begin(), allowed.end(), file.path) == allowed.end()) {
      found.push_back(at(file, include.line, "<" + include.path + "> is confined to other files"));
    }
  }
  return found;
}

std::vector<std::string> check_banned_features(const SourceFile& file) {
  if (!starts_with(file.path, "engine/"))
    return {};
  static const std::set<std::string> banned = {"iostream", "format", "expected"};
  std::vector<std::string> found;
  for (const auto& include : includes_of(file.text)) {
    if (banned.count(include.path) != 0) {
      found.push_back(at(file, include.line, "<" + include.path + "> is not used in the engine"));
    }
  }
  static const std::regex cast(R"(\bdynamic_cast\b)");
  std::size_t line = 0;
  for (const auto& text : split(blanked(file.text, Blank::comments_and_literals), "\n")) {
    ++line;
    if (std::regex_search(text, cast))
      found.push_back(at(file, line, "dynamic_cast"));
  }
  return found;
}

std::vector<std::string> check_own_header_first(const SourceFile& file, const std::vector<SourceFile>& all) {
  if (!is_room_file(file) || !ends_with(file.path, ".cpp"))
    return {};
  const auto stem = file.path.substr(0, file.path.size() - 4);
  const auto name = stem.substr(stem.rfind('/') + 1) + ".hpp";
  const auto includes = includes_of(file.text);
  const auto first = includes.empty() ? std::string() : includes.front().path;
  const auto exists = [&](const std::string& path) {
    return std::any_of(all.begin(), all.end(), [&](const SourceFile& other) { return other.path == path; });
  };
  const bool has_private = exists(stem + ".hpp");
  const bool has_public = room_of_public_header(name) == room_of(file.path);
  const bool fine = (!has_private && !has_public) || (has_private && ends_with("/" + first, "/" + name)) ||
                    (has_public && first == "postern/" + name);
  if (fine)
    return {};
  return {at(file, includes.empty() ? 1 : includes.front().line, "does not include its own header first")};
}

std::vector<std::string> check_pragma_once(const SourceFile& file) {
  if (!ends_with(file.path, ".hpp"))
    return {};
  const auto text = blanked(file.text, Blank::comments);
  const auto first = text.find_first_not_of(" \t\n");
  if (first != std::string::npos && starts_with(std::string_view(text).substr(first), "#pragma once"))
    return {};
  return {at(file, 1, "does not begin with #pragma once")};
}

std::vector<std::string> check_file_length(const SourceFile& file) {
  const auto lines = line_count(file.text);
  if (lines <= longest_file)
    return {};
  return {
      at(file, lines, std::to_string(lines) + " lines, " + std::to_string(longest_file) + " are allowed")};
}

std::vector<std::string> check_function_length(const SourceFile& file) {
  std::vector<std::string> found;
  for (const auto& function : functions_of(file.text)) {
    const auto lines = function.last_line - function.first_line + 1;
    if (lines <= longest_function)
      continue;
    found.push_back(at(file, function.first_line,
                       "`" + function.heading + "` has " + std::to_string(lines) + " lines, " +
                           std::to_string(longest_function) + " are allowed"));
  }
  return found;
}

std::vector<std::string> check_words(const SourceFile& file) {
  // Spelt in halves, so that this file passes its own check.
  static const std::regex words(
      "\\b(to"
      "do|fix"
      "me|xx"
      "x|st"
      "ub|not imple"
      "mented|for n"
      "ow)\\b",
      std::regex::icase | std::regex::optimize);
  std::vector<std::string> found;
  std::size_t line = 0;
  for (const auto& text : split(file.text, "\n")) {
    ++line;
    std::smatch match;
    if (std::regex_search(text, match, words))
      found.push_back(at(file, line, "says \"" + match.str() + "\""));
  }
  return found;
}

}  // namespace postern::testing
