// Each file of policies/broken has the defect that its name says, and no other; what is printed about it is
// in golden/broken. To accept a new wording: UPDATE_GOLDEN=1 policy_tests, then read the difference.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "policy/reading.hpp"
#include "postern/report.hpp"

namespace postern {
namespace {

namespace fs = std::filesystem;

const fs::path root = POSTERN_SOURCE_DIR;

struct Broken {
  std::string name;  // SX101-nan, identity/SX126-principal-in-identity
  PolicyKind kind;
};

std::vector<Broken> broken_files() {
  std::vector<Broken> files;
  const fs::path folder = root / "policies" / "broken";
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json")
      continue;
    const std::string name = fs::relative(entry.path(), folder).replace_extension().generic_string();
    const bool identity = name.starts_with("identity/");
    files.push_back({name, identity ? PolicyKind::identity : PolicyKind::endpoint});
  }
  std::sort(files.begin(), files.end(), [](const Broken& a, const Broken& b) { return a.name < b.name; });
  return files;
}

struct Report {
  std::set<std::string> codes;
  std::string text;
  bool complete = false;
};

Report report_of(const Broken& broken) {
  const std::string name = "policies/broken/" + broken.name + ".json";
  DiagnosticList found;
  Sources sources;
  const Document& document = sources.add(name, testing::file_text((root / name).string()), {}, found);
  Report report;
  report.complete = read_policy(document, document.root(), broken.kind, found).complete;
  for (const Diagnostic& diagnostic : found.diagnostics) {
    report.codes.insert(std::string(diagnostic.rule.code));
    report.text += diagnostic_text(diagnostic, sources, {});
    if (!report.text.ends_with('\n'))
      report.text += '\n';
  }
  return report;
}

// The rule in the name; SX102 names what SX101 stumbled on.
std::set<std::string> codes_in_name(const std::string& name) {
  const std::string code = name.substr(name.find('/') + 1, 5);
  if (code == "SX102" || name == "SX101-trailing-comma")
    return {"SX101", "SX102"};
  return {code};
}

TEST(Broken, EachFileHasTheDefectOfItsName) {
  std::size_t count = 0;
  for (const Broken& broken : broken_files()) {
    const Report report = report_of(broken);
    ++count;
    if (broken.name == "several-defects") {
      EXPECT_GE(report.codes.size(), 8U) << report.text;
    } else {
      EXPECT_EQ(report.codes, codes_in_name(broken.name)) << broken.name << "\n" << report.text;
    }
    // A byte-order mark is the one thing that does not stop a policy from being one.
    EXPECT_EQ(report.complete, broken.name == "SX104-bom") << broken.name;
  }
  EXPECT_GE(count, 55U);
}

TEST(Broken, PrintsAsBefore) {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  for (const Broken& broken : broken_files()) {
    const fs::path golden = root / "tests" / "golden" / "broken" / (broken.name + ".txt");
    const std::string text = report_of(broken).text;
    if (update) {
      fs::create_directories(golden.parent_path());
      std::ofstream(golden, std::ios::binary) << text;
    }
    EXPECT_EQ(testing::file_text(golden.string()), text) << broken.name;
  }
}

// A golden file without its policy would never be looked at again.
TEST(Broken, EveryGoldenFileHasItsPolicy) {
  std::size_t golden = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root / "tests" / "golden" / "broken"))
    golden += entry.path().extension() == ".txt" ? 1U : 0U;
  EXPECT_EQ(golden, broken_files().size());
}

TEST(Broken, APolicyAboveOneMebibyteIsRefused) {
  std::string text = R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":")";
  text.append((1U << 20U) - text.size() - 3, 'x');
  text += "\"}}";
  ASSERT_EQ(text.size(), 1U << 20U);
  EXPECT_TRUE(testing::Reading(text, PolicyKind::identity).policy.complete);
  text += ' ';
  const testing::Reading reading(text, PolicyKind::identity);
  EXPECT_FALSE(reading.policy.complete);
  EXPECT_EQ(reading.codes(), "SX105");
}

}  // namespace
}  // namespace postern
