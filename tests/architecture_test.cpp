// The house rules of ARCHITECTURE.md, checked on every source of the project. Each check is first shown a
// made-up file that breaks it, because a check that never fails proves nothing.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "support/house_rules.hpp"

namespace postern::testing {
namespace {

namespace fs = std::filesystem;

fs::path project() {
  return POSTERN_SOURCE_DIR;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<SourceFile> files_below(const std::vector<std::string>& folders,
                                    const std::vector<std::string>& extensions) {
  std::vector<SourceFile> files;
  for (const auto& folder : folders) {
    if (!fs::exists(project() / folder))
      continue;
    for (const auto& entry : fs::recursive_directory_iterator(project() / folder)) {
      const auto extension = entry.path().extension().string();
      if (!entry.is_regular_file())
        continue;
      if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end())
        continue;
      files.push_back({fs::relative(entry.path(), project()).generic_string(), read(entry.path())});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

const std::vector<SourceFile>& product_sources() {
  static const auto files = files_below({"engine", "cli"}, {".hpp", ".cpp"});
  return files;
}

const std::vector<SourceFile>& all_sources() {
  static const auto files = files_below({"engine", "cli", "tests", "bench"}, {".hpp", ".cpp"});
  return files;
}

const RoomTable& rooms() {
  static const auto table = read_room_table(read(project() / "ARCHITECTURE.md"));
  return table;
}

const HeavyTable& heavy() {
  static const auto table = read_heavy_table(read(project() / "ARCHITECTURE.md"));
  return table;
}

using Check = std::function<std::vector<std::string>(const SourceFile&)>;

void expect_clean(const std::vector<SourceFile>& files, const Check& check) {
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) {
    for (const auto& problem : check(file))
      ADD_FAILURE() << problem;
  }
}

struct Sample {
  const char* name;
  SourceFile file;
  std::size_t problems;
};

void expect_counts(const std::vector<Sample>& samples, const Check& check) {
  for (const auto& sample : samples) {
    SCOPED_TRACE(sample.name);
    EXPECT_EQ(check(sample.file).size(), sample.problems);
  }
}

TEST(Architecture, table_of_rooms_points_down) {
  EXPECT_GE(rooms().size(), 10U);
  for (const auto& [room, rule] : rooms()) {
    for (const auto& [used, access] : rule.may_use) {
      EXPECT_LT(rooms().at(used).level, rule.level) << room << " uses " << used;
    }
  }
  EXPECT_EQ(rooms().at("text").may_use, (std::map<std::string, Access>{{"base", Access::all_headers}}));
  EXPECT_EQ(rooms().at("cli").may_use.at("eval"), Access::public_headers);
  EXPECT_EQ(rooms().at("report").may_use.at("eval"), Access::public_headers);
  EXPECT_EQ(rooms().at("diff").may_use.count("suite"), 0U);
  EXPECT_TRUE(rooms().at("base").may_use.empty());
}

TEST(Architecture, table_of_rooms_rejects_what_it_does_not_know) {
  EXPECT_THROW(read_room_table("## 2. Rooms\n| 1 | `a` | x | nowhere |\n"), std::runtime_error);
  EXPECT_THROW(read_heavy_table("## 13. Build\n| Unheard-of | 1 s | `a/b.cpp` |\n"), std::runtime_error);
}

TEST(Architecture, table_of_heavy_headers_is_read) {
  const std::vector<std::string> spirit = {"engine/lang/arn.cpp", "engine/lang/glob.cpp",
                                           "engine/lang/literal.cpp", "engine/suite/grammar.cpp"};
  EXPECT_EQ(heavy().at("boost/"), spirit);
  EXPECT_EQ(heavy().at("CLI/"), std::vector<std::string>{"cli/cli11_adapter.cpp"});
  EXPECT_TRUE(heavy().at("gtest/").empty());
}

TEST(Architecture, every_folder_of_the_engine_is_a_room) {
  for (const auto& entry : fs::directory_iterator(project() / "engine")) {
    const auto name = entry.path().filename().string();
    if (entry.is_directory() && name != "include") {
      EXPECT_EQ(rooms().count(name), 1U) << name;
    }
  }
}

TEST(Architecture, includes_follow_the_rooms) {
  const Check check = [](const SourceFile& file) { return check_rooms(file, rooms()); };
  expect_counts(
      {
          {"down", {"engine/policy/a.cpp", "#include \"text/node.hpp\"\n#include \"postern/arn.hpp\"\n"}, 0},
          {"own", {"engine/text/a.cpp", "#include \"text/b.hpp\"\n"}, 0},
          {"up", {"engine/text/a.cpp", "#include \"policy/b.hpp\"\n"}, 1},
          {"sideways", {"engine/text/a.cpp", "#include \"postern/glob.hpp\"\n"}, 1},
          {"undeclared", {"engine/text/a.cpp", "#include \"postern/extra.hpp\"\n"}, 1},
          {"no_room", {"engine/text/a.cpp", "#include \"b.hpp\"\n"}, 1},
          {"commented_out", {"engine/text/a.cpp", "// #include \"policy/b.hpp\"\n"}, 0},
          {"public_to_private", {"engine/include/postern/policy.hpp", "#include \"policy/b.hpp\"\n"}, 1},
          {"public_up", {"engine/include/postern/glob.hpp", "#include \"postern/policy.hpp\"\n"}, 1},
          {"cli_to_private", {"cli/main.cpp", "#include \"eval/reference.hpp\"\n"}, 1},
          {"cli_to_public",
           {"cli/main.cpp", "#include \"postern/policy.hpp\"\n#include \"cli/command.hpp\"\n"},
           0},
          {"report_to_private", {"engine/report/a.cpp", "#include \"eval/reference.hpp\"\n"}, 1},
          {"report_to_results",
           {"engine/report/a.cpp", "#include \"postern/decision.hpp\"\n#include \"base/json.hpp\"\n"},
           0},
      },
      check);
  expect_clean(product_sources(), check);
}

TEST(Architecture, public_headers_are_few_and_declared) {
  std::size_t count = 0;
  for (const auto& file : files_below({"engine/include"}, {".hpp", ".h", ".ipp"})) {
    ++count;
    EXPECT_FALSE(room_of(file.path).empty()) << file.path << " has no room";
  }
  EXPECT_GT(count, 0U);
  EXPECT_LE(count, public_header_limit());
  EXPECT_LE(public_header_limit(), 21U);
}

TEST(Architecture, third_party_headers_are_confined) {
  const Check check = [](const SourceFile& file) { return check_third_party(file, heavy()); };
  expect_counts(
      {
          {"allowed", {"engine/lang/glob.cpp", "#include <boost/spirit/home/x3.hpp>\n"}, 0},
          {"elsewhere", {"engine/lang/glob.hpp", "#include <boost/spirit/home/x3.hpp>\n"}, 1},
          {"quoted", {"engine/eval/a.cpp", "#include \"nlohmann/json.hpp\"\n"}, 1},
          {"generator", {"engine/catalog/gen/catalog_gen.cpp", "#include <nlohmann/json.hpp>\n"}, 0},
          {"test_library", {"engine/base/a.cpp", "#include <gtest/gtest.h>\n"}, 1},
          {"unknown", {"cli/main.cpp", "#include <fmt/core.h>\n"}, 1},
          {"standard", {"cli/main.cpp", "#include <vector>\n#include <sys/stat.h>\n"}, 0},
      },
      check);
  expect_clean(product_sources(), check);
}

TEST(Architecture, engine_avoids_banned_features) {
  expect_counts(
      {
          {"streams", {"engine/base/a.cpp", "#include <iostream>\n"}, 1},
          {"cast", {"engine/base/a.cpp", "auto* p = dynamic_cast<A*>(q);\n"}, 1},
          {"said", {"engine/base/a.cpp", "// no dynamic_cast\nauto s = \"dynamic_cast\";\n"}, 0},
          {"cli_may", {"cli/main.cpp", "#include <iostream>\n"}, 0},
      },
      check_banned_features);
  expect_clean(product_sources(), check_banned_features);
}

TEST(Architecture, sources_include_their_own_header_first) {
  const std::vector<SourceFile> sample = {{"engine/text/edit.hpp", ""}};
  expect_counts(
      {
          {"own", {"engine/text/edit.cpp", "#include \"text/edit.hpp\"\n#include <vector>\n"}, 0},
          {"late", {"engine/text/edit.cpp", "#include <vector>\n#include \"text/edit.hpp\"\n"}, 1},
          {"public", {"engine/lang/glob.cpp", "#include \"postern/glob.hpp\"\n"}, 0},
          {"public_late", {"engine/lang/glob.cpp", "#include <vector>\n"}, 1},
          {"has_none", {"engine/lang/other.cpp", "#include <vector>\n"}, 0},
      },
      [&](const SourceFile& file) { return check_own_header_first(file, sample); });
  expect_clean(product_sources(),
               [](const SourceFile& file) { return check_own_header_first(file, product_sources()); });
}

TEST(Architecture, headers_are_guarded) {
  expect_counts(
      {
          {"guarded", {"engine/a/b.hpp", "// what it is\n#pragma once\n"}, 0},
          {"late", {"engine/a/b.hpp", "#include <vector>\n#pragma once\n"}, 1},
          {"missing", {"engine/a/b.hpp", "int f();\n"}, 1},
          {"no_header", {"engine/a/b.cpp", "int f();\n"}, 0},
      },
      check_pragma_once);
  expect_clean(all_sources(), check_pragma_once);
}

TEST(Architecture, files_and_functions_are_short) {
  const auto lines = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += "\n";
    return text;
  };
  expect_counts(
      {{"fits", {"engine/a/b.cpp", lines(500)}, 0}, {"too_long", {"engine/a/b.cpp", lines(501)}, 1}},
      check_file_length);
  expect_counts({{"fits", {"engine/a/b.cpp", "int f() {" + lines(59) + "}"}, 0},
                 {"too_long", {"engine/a/b.cpp", "int f() {" + lines(60) + "}"}, 1}},
                check_function_length);
  expect_clean(all_sources(), check_file_length);
  expect_clean(product_sources(), check_function_length);
}

TEST(Architecture, nothing_is_left_for_later) {
  const std::string word = std::string("TO") + "DO";
  expect_counts(
      {
          {"comment", {"engine/a/b.cpp", "// " + word + ": later\n"}, 1},
          {"part_of_a_word", {"engine/a/b.cpp", "int mas" + word + "n;\n"}, 0},
          {"phrase", {"engine/a/b.cpp", "return 1;  // enough for " + std::string("now\n")}, 1},
      },
      check_words);
  expect_clean(files_below({"engine", "cli", "tests", "bench"}, {".hpp", ".cpp", ".cmake", ".txt", ".case"}),
               check_words);
}

}  // namespace
}  // namespace postern::testing
