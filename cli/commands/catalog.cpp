// The built-in catalog of services, actions, resource types, condition keys and the facts about them.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command_table.hpp"
#include "commands/names.hpp"
#include "console.hpp"
#include "postern/catalog.hpp"
#include "postern/report.hpp"
#include "suggest.hpp"

namespace postern::cli {
namespace {

ExitCode run_services(const Arguments& arguments, Console& console) {
  console.out.write(catalog_services_report(Catalog::builtin(), list_format(arguments)));
  return ExitCode::clean;
}

ExitCode run_info(const Arguments& arguments, Console& console) {
  console.out.write(catalog_info_report(Catalog::builtin(), list_format(arguments)));
  return ExitCode::clean;
}

// --- actions ---

constexpr std::string_view access_levels[] = {"List", "Read", "Write", "Tagging", "Permissions"};

void check_resource_type(const Service& service, std::string_view type) {
  std::vector<std::string_view> types;
  for (const ResourceType& known : service.resource_types)
    types.push_back(known.name);
  if (std::find(types.begin(), types.end(), type) == types.end()) {
    throw UsageError{"`" + std::string(service.prefix) + "` has no resource type `" + std::string(type) +
                     "`" + did_you_mean(type, types)};
  }
}

bool names_type(const Action& action, std::string_view type) {
  return std::any_of(action.resources.begin(), action.resources.end(),
                     [&](const ActionResource& resource) { return resource.type.name == type; });
}

ExitCode run_actions(const Arguments& arguments, Console& console) {
  const std::string& prefix = arguments.positionals().front();
  const Catalog& catalog = Catalog::builtin();
  const std::optional<Service> service = catalog.find_service(prefix);
  if (!service) {
    console.print_error("no service `" + prefix + "`", closest_help(closest(catalog, prefix)));
    return ExitCode::findings;
  }
  const std::string_view access = arguments.value("--access");
  const std::string_view type = arguments.value("--resource-type");
  if (arguments.has("--resource-type"))
    check_resource_type(*service, type);
  std::vector<ActionId> actions;
  for (const Action& action : service->actions) {
    const bool wanted =
        (access.empty() || to_string(action.access) == access) && (type.empty() || names_type(action, type));
    if (wanted)
      actions.push_back(action.id);
  }
  console.out.write(catalog_actions_report(catalog, actions, list_format(arguments)));
  return ExitCode::clean;
}

// --- show ---

ExitCode run_show(const Arguments& arguments, Console& console) {
  const std::string& name = arguments.positionals().front();
  const Catalog& catalog = Catalog::builtin();
  const std::optional<std::string> entry = catalog_entry_report(catalog, name, list_format(arguments));
  if (!entry) {
    console.print_error("the catalog has no `" + name + "`", closest_help(closest_names(catalog, name)));
    return ExitCode::findings;
  }
  console.out.write(*entry);
  return ExitCode::clean;
}

// --- data ---

ExitCode unknown_table(const Catalog& catalog, const std::string& table, Console& console) {
  std::vector<std::string_view> tables;
  for (const CatalogData& entry : catalog.data()) {
    if (tables.empty() || tables.back() != entry.table)
      tables.push_back(entry.table);
  }
  console.print_error("no table `" + table + "`" + did_you_mean(table, tables),
                      "`postern catalog data` lists the tables");
  return ExitCode::findings;
}

ExitCode run_data(const Arguments& arguments, Console& console) {
  const std::vector<std::string>& words = arguments.positionals();
  const Catalog& catalog = Catalog::builtin();
  const ListFormat format = list_format(arguments);
  if (words.empty()) {
    console.out.write(catalog_tables_report(catalog, format));
    return ExitCode::clean;
  }
  const CatalogRange<CatalogData> table = catalog.data(words.front());
  if (table.empty())
    return unknown_table(catalog, words.front(), console);
  const std::string name = words.size() > 1 ? words[1] : std::string();
  const std::optional<std::string> entries = catalog_data_report(catalog, words.front(), name, format);
  if (!entries) {
    std::vector<std::string_view> names;
    for (const CatalogData& entry : table)
      names.push_back(entry.name);
    console.print_error("`" + words.front() + "` has no entry `" + name + "`" + did_you_mean(name, names));
    return ExitCode::findings;
  }
  console.out.write(*entries);
  return ExitCode::clean;
}

// --- Tables ---

constexpr Option format_only[] = {format_option};

constexpr Option action_options[] = {
    {"--access",
     "LEVEL",
     "only this access level: List, Read, Write, Tagging or Permissions",
     {},
     false,
     Completes::choices,
     access_levels,
     false},
    {"--resource-type",
     "TYPE",
     "only actions on resources of this type",
     {},
     false,
     Completes::nothing,
     {},
     false},
    format_option,
};

constexpr Example service_examples[] = {
    {"Every service prefix", "postern catalog services"},
    {"The services that resource control policies govern",
     "postern catalog services --format ndjson | jq -r 'select(.rcp).service'"},
};

constexpr Example action_examples[] = {
    {"The actions of Batch", "postern catalog actions batch"},
    {"Those that change a job queue",
     "postern catalog actions batch --access Write --resource-type job-queue"},
};

constexpr Example show_examples[] = {
    {"An action: resources, condition keys, what else a caller needs",
     "postern catalog show batch:SubmitJob"},
    {"A service: actions, ARN formats, condition keys, endpoints", "postern catalog show batch"},
    {"A resource type and the actions on it", "postern catalog show batch:job-queue"},
    {"A condition key", "postern catalog show aws:PrincipalOrgID"},
};

constexpr Example info_examples[] = {
    {"How old the catalog is", "postern catalog info --format json | jq -r .date"},
};

constexpr Example data_examples[] = {
    {"The tables", "postern catalog data"},
    {"The endpoint services of AWS PrivateLink", "postern catalog data privatelink/services"},
    {"What one call of the API is authorised as",
     "postern catalog data operation-map/services/batch/requests SubmitJob"},
};

constexpr Example examples[] = {
    {"All that is known about an action", "postern catalog show batch:SubmitJob"},
    {"The actions of a service that only read", "postern catalog actions batch --access Read"},
};

constexpr Command children[] = {
    {.name = "services",
     .summary = "every service",
     .usage = "[--format FORMAT]",
     .details = {},
     .examples = service_examples,
     .options = format_only,
     .positional = {},
     .children = {},
     .run = run_services},
    {.name = "actions",
     .summary = "the actions of a service",
     .usage = "PREFIX [--access LEVEL] [--resource-type TYPE]",
     .details = "Text: name, access level, resource types; `*` marks those that every request names.",
     .examples = action_examples,
     .options = action_options,
     .positional = {"PREFIX", "service prefix: batch", 1, 1, Completes::nothing, {}},
     .children = {},
     .run = run_actions},
    {.name = "show",
     .summary = "everything known about a name",
     .usage = "PREFIX:Action|PREFIX|PREFIX:TYPE|KEY",
     .details = "Where an action, a resource type and a condition key share a name, all are printed.\n"
                "Exit code 1: the catalog has no such name.",
     .examples = show_examples,
     .options = format_only,
     .positional = {"NAME",
                    "an action, a service prefix, a resource type or a condition key",
                    1,
                    1,
                    Completes::nothing,
                    {}},
     .children = {},
     .run = run_show},
    {.name = "info",
     .summary = "date, counts and sources",
     .usage = "[--format FORMAT]",
     .details = {},
     .examples = info_examples,
     .options = format_only,
     .positional = {},
     .children = {},
     .run = run_info},
    {.name = "data",
     .summary = "facts that are no action, type or key: API operations, endpoints, requirements",
     .usage = "[TABLE [NAME]]",
     .details = "Text: name and value, which is JSON on one line. Exit code 1: no such table or entry.",
     .examples = data_examples,
     .options = format_only,
     .positional = {"TABLE [NAME]",
                    "a table and an entry of it; without them the tables are listed",
                    0,
                    2,
                    Completes::nothing,
                    {}},
     .children = {},
     .run = run_data},
};

}  // namespace

constinit const Command catalog_command = {
    .name = "catalog",
    .summary = "services, actions, resource types and condition keys",
    .usage = {},
    .details = {},
    .examples = examples,
    .options = {},
    .positional = {},
    .children = children,
    .run = nullptr,
};

}  // namespace postern::cli
