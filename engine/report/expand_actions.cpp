// Lists of actions: what patterns expand to, and the patterns that they condense to.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "postern/report.hpp"
#include "report/catalog_json.hpp"

namespace postern {
namespace {

using base::JsonWriter;
using report::output_schema;

// In canonical order, each once. SPEC: semantics.md 2.1: sorted by prefix, then name, so that a service's
// actions stay together where another prefix goes on with a dash.
std::vector<ActionId> canonical(std::span<const ActionId> actions) {
  std::vector<ActionId> out(actions.begin(), actions.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

bool names_no_service(std::string_view pattern) noexcept {
  return pattern.substr(0, pattern.find(':')).find_first_of("*?") != std::string_view::npos;
}

std::vector<ActionId> expand_within(const Catalog& catalog, std::string_view pattern,
                                    std::span<const std::string_view> services) {
  std::vector<ActionId> found = expand(catalog, pattern);
  if (services.empty() || !names_no_service(pattern))
    return found;
  const auto outside = [&](ActionId id) {
    const std::string_view service = catalog.action(id).service;
    return std::none_of(services.begin(), services.end(), [service](std::string_view wanted) {
      return base::equals_ignore_case(wanted, service);
    });
  };
  found.erase(std::remove_if(found.begin(), found.end(), outside), found.end());
  return found;
}

std::string actions_report(const Catalog& catalog, std::span<const ActionId> actions, ListFormat format) {
  std::string out;
  if (format == ListFormat::json) {
    JsonWriter json(out);
    json.begin_object().member("schema", output_schema).key("actions").begin_array();
    for (const ActionId id : canonical(actions)) {
      json.begin_object();
      report::write_action(json, catalog.action(id));
      json.end_object();
    }
    json.end_array().end_object();
    return out.append("\n");
  }
  for (const ActionId id : canonical(actions)) {
    if (format == ListFormat::text) {
      out.append(catalog.action(id).full_name()).append("\n");
      continue;
    }
    JsonWriter json(out);
    json.begin_object().member("schema", output_schema);
    report::write_action(json, catalog.action(id));
    json.end_object();
    out.append("\n");
  }
  return out;
}

std::string patterns_report(const Condensed& condensed, ListFormat format) {
  std::string out;
  if (format == ListFormat::json) {
    JsonWriter json(out);
    json.begin_object().member("schema", output_schema);
    report::write_strings(json, "patterns", condensed.patterns);
    json.key("minimal").boolean(condensed.minimal).end_object();
    return out.append("\n");
  }
  for (const std::string& pattern : condensed.patterns) {
    if (format == ListFormat::text) {
      out.append(pattern).append("\n");
      continue;
    }
    JsonWriter json(out);
    json.begin_object().member("schema", output_schema).member("pattern", pattern).end_object();
    out.append("\n");
  }
  return out;
}

}  // namespace postern
