// Reports of the catalog: everything in it can be reached by name, in every format.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "postern/report.hpp"
#include "report/catalog_related.hpp"

namespace postern {
namespace {

const Catalog& catalog() {
  return Catalog::builtin();
}

bool is_json(const std::string& text) {
  DiagnosticList list;
  return Document::read(DocumentId{}, "out", text, ReadLimits::container(), list).well_formed();
}

// Every line of `report` is an object that begins with the version of the format.
void expect_lines(const std::string& report, std::size_t least) {
  std::size_t lines = 0;
  for (std::size_t at = 0; at < report.size(); ++lines) {
    const std::size_t end = report.find('\n', at);
    ASSERT_NE(end, std::string::npos);
    const std::string line = report.substr(at, end - at);
    EXPECT_EQ(line.rfind("{\"schema\":1,", 0), 0U) << line.substr(0, 80);
    EXPECT_TRUE(is_json(line)) << line.substr(0, 80);
    at = end + 1;
  }
  EXPECT_GE(lines, least);
}

TEST(CatalogReport, lists_are_well_formed) {
  const std::vector<ActionId> actions = expand(catalog(), "batch:*");
  for (const ListFormat format : {ListFormat::json, ListFormat::ndjson}) {
    const bool one = format == ListFormat::json;
    expect_lines(catalog_info_report(catalog(), format), 1);
    expect_lines(catalog_services_report(catalog(), format), one ? 1 : catalog().services().size());
    expect_lines(catalog_actions_report(catalog(), actions, format), one ? 1 : actions.size());
    expect_lines(catalog_tables_report(catalog(), format), 1);
  }
}

TEST(CatalogReport, every_service_action_type_and_key_has_an_entry) {
  std::vector<std::string> names;
  for (const Service& service : catalog().services()) {
    names.emplace_back(service.prefix);
    if (!service.actions.empty())
      names.push_back(service.actions[service.actions.size() / 2].full_name());
    if (!service.resource_types.empty())
      names.push_back(std::string(service.prefix).append(":").append(service.resource_types[0].name));
    if (!service.keys.empty())
      names.emplace_back(service.keys[0].name);
  }
  for (const GlobalKey& key : catalog().global_keys())
    names.emplace_back(key.name);
  for (const GlobalKey& key : catalog().session_keys())
    names.emplace_back(key.name);
  // A scan of all data for each: one in seven is enough to meet every kind.
  for (std::size_t i = 0; i < names.size(); i += 7) {
    SCOPED_TRACE(names[i]);
    const auto json = catalog_entry_report(catalog(), names[i], ListFormat::json);
    const auto text = catalog_entry_report(catalog(), names[i], ListFormat::text);
    ASSERT_TRUE(json && text);
    expect_lines(*json, 1);
    EXPECT_NE(text->find(names[i]), std::string::npos);
  }
}

TEST(CatalogReport, every_data_entry_can_be_read) {
  std::set<std::string_view> tables;
  for (const CatalogData& entry : catalog().data())
    tables.insert(entry.table);
  std::size_t entries = 0;
  for (const std::string_view table : tables) {
    const auto report = catalog_data_report(catalog(), table, {}, ListFormat::ndjson);
    ASSERT_TRUE(report) << table;
    expect_lines(*report, 1);
    entries += static_cast<std::size_t>(std::count(report->begin(), report->end(), '\n'));
  }
  EXPECT_EQ(entries, catalog().data().size());
  EXPECT_FALSE(catalog_data_report(catalog(), "nope", {}, ListFormat::text));
  EXPECT_FALSE(catalog_data_report(catalog(), "requirements", "nope", ListFormat::text));
}

TEST(CatalogReport, unknown_names_have_no_entry) {
  for (const char* const name : {"", "nope", "nope:", ":", "batch:Nope", "aws:Nope", "*"})
    EXPECT_FALSE(catalog_entry_report(catalog(), name, ListFormat::json)) << name;
}

TEST(CatalogReport, a_shared_name_shows_everything_of_that_name) {
  std::size_t shared = 0;
  for (const CatalogKey& key : catalog().keys()) {
    if (!catalog().find(key.name))
      continue;
    ++shared;
    const auto report = catalog_entry_report(catalog(), key.name, ListFormat::ndjson);
    ASSERT_TRUE(report);
    EXPECT_NE(report->find("\"kind\":\"action\""), std::string::npos) << key.name;
    EXPECT_NE(report->find("\"kind\":\"conditionKey\""), std::string::npos) << key.name;
  }
  EXPECT_GT(shared, 0U);
}

TEST(CatalogReport, finds_what_belongs_to_an_action) {
  const auto related = report::data_of_action(catalog(), *catalog().find("batch:CancelJob"));
  std::vector<std::string> found;
  for (const CatalogData& entry : related)
    found.push_back(std::string(entry.table).append(" ").append(entry.name));
  const std::vector<std::string> expected = {
      "batch/operationsWithoutAction CancelJobs", "operation-map/services/batch/exceptions CancelJobs",
      "operation-map/services/batch/requests CancelJob", "operation-map/services/batch/requests CancelJobs"};
  EXPECT_EQ(found, expected);
  EXPECT_EQ(report::endpoints_of_service(catalog(), "batch"),
            (std::vector<std::string>{"batch", "batch-fips"}));
}

struct ClosestCase {
  const char* wrong;
  const char* right;
};

const ClosestCase closest_cases[] = {
    {"batch:SubmtJob", "batch:SubmitJob"},
    {"btach", "batch"},
    {"aws:PrincipalOrgIDs", "aws:PrincipalOrgID"},
    {"batch:jobqueue", "batch:job-queue"},
    {"batch:ShareIdentifer", "batch:ShareIdentifier"},
};

TEST(ClosestNames, know_every_kind) {
  for (const ClosestCase& c : closest_cases) {
    const std::vector<std::string> names = closest_names(catalog(), c.wrong);
    ASSERT_FALSE(names.empty()) << c.wrong;
    EXPECT_EQ(names.front(), c.right);
    EXPECT_LE(names.size(), 3U);
  }
  EXPECT_TRUE(closest_names(catalog(), std::string(5000, 'x')).empty());
}

}  // namespace
}  // namespace postern
