// The generator on data with one defect each: it must fail, name the place, and write nothing.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace postern {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path data_directory = fs::path(POSTERN_SOURCE_DIR) / "engine/catalog/data";

std::string content(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class Generator : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = fs::temp_directory_path() / ("postern_generator_" + std::to_string(std::random_device()()));
    fs::create_directories(directory_);
    fs::copy(data_directory, directory_ / "data", fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(directory_); }

  [[nodiscard]] fs::path data(const std::string& name) const { return directory_ / "data" / name; }
  [[nodiscard]] fs::path output() const { return directory_ / "blob.cpp"; }

  /// Exit status 0 or not; the message is in `message_`.
  bool run() {
    const std::string command = std::string("'") + POSTERN_CATALOG_GEN + "' '" +
                                (directory_ / "data").string() + "' '" + output().string() + "' 2> '" +
                                (directory_ / "log").string() + "'";
    const int status = std::system(command.c_str());
    message_ = content(directory_ / "log");
    return status == 0;
  }

  fs::path directory_;
  std::string message_;
};

TEST_F(Generator, WritesTheBlobThatWasCompiledIn) {
  ASSERT_TRUE(run()) << message_;
  EXPECT_EQ(content(output()), content(POSTERN_CATALOG_BLOB));
}

TEST_F(Generator, IgnoresUnknownMembers) {
  json batch = json::parse(content(data("batch.json")));
  batch["actions"]["SubmitJob"]["zzzUnknown"] = 1;
  batch["zzzUnknown"] = json::object();
  std::ofstream(data("batch.json")) << batch.dump();
  ASSERT_TRUE(run()) << message_;
  EXPECT_EQ(content(output()), content(POSTERN_CATALOG_BLOB));
}

struct DefectCase {
  const char* name;
  const char* file;
  std::function<void(json&)> damage;
  const char* message;  // part of it
};

TEST_F(Generator, NamesTheDefect) {
  const DefectCase cases[] = {
      {"no schema", "batch.json", [](json& d) { d.erase("schema"); },
       "batch.json: is no object with \"schema\": 1"},
      {"schema of another type", "batch.json", [](json& d) { d["schema"] = "1"; }, "schema"},
      {"unknown access level", "batch.json", [](json& d) { d["actions"]["SubmitJob"]["access"] = "Wrte"; },
       "batch:SubmitJob: unknown value `Wrte`"},
      {"missing access level", "batch.json", [](json& d) { d["actions"]["SubmitJob"].erase("access"); },
       "batch:SubmitJob: has no member access"},
      {"flag of another type", "batch.json", [](json& d) { d["actions"]["SubmitJob"]["resourceLevel"] = 1; },
       "batch:SubmitJob: resourceLevel is no boolean"},
      {"undeclared type", "batch.json",
       [](json& d) { d["actions"]["SubmitJob"]["resources"][0]["type"] = "jib"; },
       "batch:SubmitJob: undeclared resource type `jib`"},
      {"undeclared key", "batch.json", [](json& d) { d["actions"]["SubmitJob"]["keys"][0] = "batch:Nope"; },
       "batch:SubmitJob: undeclared key `batch:Nope`"},
      {"unknown dependent action", "batch.json",
       [](json& d) { d["actions"]["SubmitJob"]["dependents"] = {"iam:PassRoll"}; },
       "batch:SubmitJob: unknown dependent action `iam:PassRoll`"},
      {"types without resource level", "batch.json",
       [](json& d) { d["actions"]["SubmitJob"]["resourceLevel"] = false; }, "no resource-level permission"},
      {"two spellings of an action", "services/a2c.json",
       [](json& d) {
         // One action takes the place of another, so that the count stays right.
         auto second = std::next(d["actions"].begin());
         std::string other = d["actions"].begin().key();
         other[0] = static_cast<char>(other[0] - 'A' + 'a');
         const json action = *second;
         d["actions"].erase(second);
         d["actions"][other] = action;
       },
       "two spellings of"},
      {"another key type", "services/a4b.json",
       [](json& d) { d["conditionKeys"].begin().value()["type"] = "Sting"; }, "unknown value `Sting`"},
      {"file of another service", "services/a2c.json", [](json& d) { d["service"] = "a2d"; },
       "describes `a2d`"},
      {"count differs from the index", "index.json", [](json& d) { d["totals"]["actions"] = 1; },
       "index.json"},
      {"service missing from the index", "index.json", [](json& d) { d["services"].erase("xray"); },
       "`xray` differs from its file"},
      {"unknown availability", "global-condition-keys.json",
       [](json& d) { d["keys"][0]["availability"] = {"sometimes"}; }, "unknown availability `sometimes`"},
      {"foreign prefixes differ", "condition-key-patterns.json",
       [](json& d) { d["foreignKeyPrefixes"] = json::object(); }, "foreignKeyPrefixes differs"},
      {"ungraded policy basis", "privatelink.json", [](json& d) { d["policyBasisValues"] = json::object(); },
       "policyBasisValues"},
      {"date missing", "sources.json", [](json& d) { d.erase("catalogDate"); },
       "sources.json: has no member catalogDate"},
  };
  for (const DefectCase& c : cases) {
    SCOPED_TRACE(c.name);
    const std::string original = content(data(c.file));
    json damaged = json::parse(original);
    c.damage(damaged);
    std::ofstream(data(c.file)) << damaged.dump();
    EXPECT_FALSE(run());
    EXPECT_NE(message_.find(c.message), std::string::npos) << message_;
    EXPECT_TRUE(message_.starts_with("catalog_gen: ")) << message_;
    EXPECT_FALSE(fs::exists(output()));
    std::ofstream(data(c.file)) << original;
  }
}

TEST_F(Generator, NamesTheFileThatIsNoJson) {
  std::ofstream(data("services/xray.json")) << "{";
  EXPECT_FALSE(run());
  EXPECT_NE(message_.find("xray.json"), std::string::npos) << message_;
  fs::remove(data("requirements.json"));
  fs::copy(data_directory / "services/xray.json", data("services/xray.json"),
           fs::copy_options::overwrite_existing);
  EXPECT_FALSE(run());
  EXPECT_NE(message_.find("requirements.json: cannot be read"), std::string::npos) << message_;
}

}  // namespace
}  // namespace postern
