#include "commands/names.hpp"

#include <algorithm>

#include "suggest.hpp"

namespace postern::cli {
namespace {

std::string_view known_service(std::string_view prefix) {
  const Catalog& catalog = Catalog::builtin();
  if (const std::optional<Service> service = catalog.find_service(prefix))
    return service->prefix;
  std::vector<std::string_view> prefixes;
  for (const Service& service : catalog.services())
    prefixes.push_back(service.prefix);
  throw UsageError{"unknown service `" + std::string(prefix) + "`" + did_you_mean(prefix, prefixes)};
}

}  // namespace

ListFormat list_format(const Arguments& arguments) {
  const std::string_view format = arguments.value("--format", "text");
  return format == "text" ? ListFormat::text : format == "json" ? ListFormat::json : ListFormat::ndjson;
}

std::string closest_help(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names)
    out.append(out.empty() ? "closest: `" : ", `").append(name).append("`");
  return out;
}

std::vector<std::string_view> services_of(const Arguments& arguments, std::string_view option) {
  std::vector<std::string_view> out;
  for (const std::string& value : arguments.values(option)) {
    std::string_view rest = value;
    while (true) {
      const std::size_t comma = rest.find(',');
      out.push_back(known_service(rest.substr(0, comma)));
      if (comma == std::string_view::npos)
        break;
      rest.remove_prefix(comma + 1);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace postern::cli
