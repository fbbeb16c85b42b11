#include "commands/names.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "postern/catalog.hpp"

namespace postern::cli {
namespace {

std::string_view known_service(std::string_view prefix) {
  const Catalog& catalog = Catalog::builtin();
  if (const std::optional<Service> service = catalog.find_service(prefix))
    return service->prefix;
  std::string message = "unknown service `" + std::string(prefix) + "`";
  for (const std::string& near : closest(catalog, prefix, 1)) {
    if (near.find(':') == std::string::npos)
      message += "; did you mean `" + near + "`?";
  }
  throw UsageError{std::move(message)};
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
