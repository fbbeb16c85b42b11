// How much of the catalog each statement covers. What is counted are actions, not permissions: conditions and
// resources may leave less.

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "postern/report.hpp"
#include "report/catalog_json.hpp"
#include "report/names.hpp"
#include "report/table.hpp"

namespace postern {
namespace {

using base::JsonWriter;
using report::output_schema;

constexpr std::array access_levels = {AccessLevel::list, AccessLevel::read, AccessLevel::write,
                                      AccessLevel::tagging, AccessLevel::permissions};

struct Counts {
  std::array<std::size_t, access_levels.size()> by_level{};

  void add(AccessLevel access) { ++by_level[static_cast<std::size_t>(access)]; }
  [[nodiscard]] std::size_t of(AccessLevel access) const {
    return by_level[static_cast<std::size_t>(access)];
  }
  [[nodiscard]] std::size_t total() const {
    std::size_t sum = 0;
    for (const std::size_t count : by_level)
      sum += count;
    return sum;
  }
};

struct Coverage {
  Counts covered;
  Counts excluded;  // by NotAction
};

using Services = std::span<const std::string_view>;

Coverage coverage_of(const Catalog& catalog, const ActionMatcher& action, Services services) {
  std::vector<ActionId> named;
  for (const Located<ActionPattern>& pattern : action.patterns) {
    const std::vector<ActionId> found = expand_within(catalog, pattern.value.source(), services);
    named.insert(named.end(), found.begin(), found.end());
  }
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  Coverage out;
  if (action.sense == Sense::is) {
    for (const ActionId id : named)
      out.covered.add(catalog.action(id).access);
    return out;
  }
  for (const ActionId id : expand_within(catalog, "*", services)) {
    const bool excluded = std::binary_search(named.begin(), named.end(), id);
    (excluded ? out.excluded : out.covered).add(catalog.action(id).access);
  }
  return out;
}

std::string_view element_name(const Statement& statement) {
  return statement.action.sense == Sense::is ? "Action" : "NotAction";
}

// --- Text ---

void append_table(std::string& out, const Coverage& coverage, bool exclusive) {
  report::Table table(2, {1, 2});
  const auto add = [&](std::string_view name, std::size_t covered, std::size_t excluded) {
    if (exclusive)
      table.add({std::string(name), std::to_string(excluded), std::to_string(covered)});
    else
      table.add({std::string(name), std::to_string(covered)});
  };
  table.add(exclusive ? std::vector<std::string>{"access level", "excluded", "left"}
                      : std::vector<std::string>{"access level", "actions"});
  for (const AccessLevel access : access_levels)
    add(to_string(access), coverage.covered.of(access), coverage.excluded.of(access));
  add("total", coverage.covered.total(), coverage.excluded.total());
  table.append_to(out);
}

std::string coverage_text(const Catalog& catalog, const Policy& policy, Services services) {
  std::string out;
  for (std::size_t i = 0; i < policy.statements.size(); ++i) {
    const Statement& statement = policy.statements[i];
    const bool exclusive = statement.action.sense == Sense::is_not;
    out.append(i == 0 ? "" : "\n").append(report::label(statement, i)).append(": ");
    out.append(element_name(statement));
    if (exclusive) {
      out.append(", of ");
      out.append(services.empty() ? std::string("all services") : report::joined(services));
    }
    out.append("\n");
    append_table(out, coverage_of(catalog, statement.action, services), exclusive);
  }
  return out;
}

// --- JSON ---

void write_counts(JsonWriter& json, const Counts& counts) {
  json.begin_object();
  for (const AccessLevel access : access_levels)
    json.member(to_string(access), counts.of(access));
  json.member("total", counts.total()).end_object();
}

void write_statement(JsonWriter& json, const Catalog& catalog, const Statement& statement, std::size_t index,
                     const Sources& sources, Services services) {
  const Coverage coverage = coverage_of(catalog, statement.action, services);
  const SourceSpan outer = sources.outermost(statement.span);
  const LineColumn place = sources[outer.document].locate(outer.begin);
  json.member("statement", index).key("sid");
  if (statement.sid)
    json.string(statement.sid->value);
  else
    json.null();
  json.member("effect", to_string(statement.effect)).member("element", element_name(statement));
  json.key("patterns").begin_array();
  for (const Located<ActionPattern>& pattern : statement.action.patterns)
    json.string(pattern.value.source());
  json.end_array();
  write_counts(json.key("covered"), coverage.covered);
  json.key("excluded");
  if (statement.action.sense == Sense::is)
    json.null();
  else
    write_counts(json, coverage.excluded);
  json.member("line", place.line).member("column", place.column);
}

}  // namespace

std::string coverage_report(const Catalog& catalog, const Policy& policy, const Sources& sources,
                            Services services, ListFormat format) {
  if (format == ListFormat::text)
    return coverage_text(catalog, policy, services);
  std::string out;
  JsonWriter json(out);
  const bool lines = format == ListFormat::ndjson;
  if (!lines) {
    json.begin_object().member("schema", output_schema).member("policy", policy.name);
    report::write_strings(json, "services", services);
    json.key("statements").begin_array();
  }
  for (std::size_t i = 0; i < policy.statements.size(); ++i) {
    if (lines) {
      JsonWriter line(out);
      line.begin_object().member("schema", output_schema).member("policy", policy.name);
      write_statement(line, catalog, policy.statements[i], i, sources, services);
      line.end_object();
      out.append("\n");
      continue;
    }
    json.begin_object();
    write_statement(json, catalog, policy.statements[i], i, sources, services);
    json.end_object();
  }
  if (!lines) {
    json.end_array().end_object();
    out.append("\n");
  }
  return out;
}

}  // namespace postern
