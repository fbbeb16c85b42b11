// Which of a service's resource types a resource is of: the holes of each ARN format become stars, and of the
// formats that match, the one with most literal text wins. `job-queue/a/quota-share/b` fits the format of a
// queue too, but it is a quota share.

#include <algorithm>

#include "postern/document.hpp"
#include "postern/endpoint.hpp"

namespace postern {
namespace {

// `${Name}` becomes a star. `literal` counts what is left.
std::string as_pattern(std::string_view format, std::size_t& literal) {
  std::string pattern;
  literal = 0;
  for (std::size_t at = 0; at < format.size(); ++at) {
    const std::size_t close =
        format.compare(at, 2, "${") == 0 ? format.find('}', at) : std::string_view::npos;
    if (close != std::string_view::npos) {
      pattern += '*';
      at = close;
    } else {
      pattern += format[at];
      ++literal;
    }
  }
  return pattern;
}

// What stands behind the fifth colon; nothing in what is no ARN.
std::string_view resource_part(std::string_view arn) {
  for (int colons = 0; colons < 5; ++colons) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos)
      return {};
    arn.remove_prefix(colon + 1);
  }
  return arn;
}

// The literal text that the resource part of a format begins with.
std::string_view resource_head(std::string_view format) {
  const std::string_view part = resource_part(format);
  return part.substr(0, part.find("${"));
}

// Whether the sources contradict each other about the type taking part in every request.
bool is_disputed(std::string_view disputed_json, std::string_view type) {
  if (disputed_json.empty())
    return false;
  DiagnosticList ignored;
  const Document document =
      Document::read(DocumentId{}, "disputed", std::string(disputed_json), ReadLimits{}, ignored);
  if (document.root() == no_node)
    return false;
  for (NodeId entry = document[document.root()].first; entry != no_node; entry = document[entry].next) {
    const NodeId member = document.find(entry, "type");
    if (member != no_node && document[member].text == type)
      return true;
  }
  return false;
}

}  // namespace

RequiredResources RequiredResources::of(const Catalog& catalog, const Action& action) {
  RequiredResources required;
  required.action_ = action.full_name();
  if (const auto service = catalog.find_service(action.service)) {
    for (const ResourceType type : service->resource_types) {
      Format format{type.name, type.arn, {}, {}, 0};
      format.head = resource_head(type.arn);
      const std::string pattern = as_pattern(type.arn, format.literal);
      format.glob = Glob::parse(pattern, {});
      required.formats_.push_back(std::move(format));
    }
  }
  for (const Scenario scenario : action.scenarios)
    required.add_scenario(scenario.resources, action);
  if (action.scenarios.empty())
    required.add_scenario(action.resources, action);
  const auto needs_none = [](const std::vector<Need>& needs) { return needs.empty(); };
  if (std::any_of(required.scenarios_.begin(), required.scenarios_.end(), needs_none))
    required.scenarios_.clear();
  return required;
}

void RequiredResources::add_scenario(const CatalogRange<ActionResource>& resources, const Action& action) {
  std::vector<Need> needs;
  for (const ActionResource resource : resources) {
    if (resource.required && !is_disputed(action.disputed, resource.type.name))
      needs.push_back({{index_of(resource.type.name)}, 1});
  }
  for (const ResourceGroup group : action.groups) {
    if (group.min == 0)
      continue;
    Need need{{}, group.min};
    for (const std::string_view type : group.types)
      need.types.push_back(index_of(type));
    needs.push_back(std::move(need));
  }
  scenarios_.push_back(std::move(needs));
}

std::size_t RequiredResources::index_of(std::string_view type) const {
  const auto found = std::find_if(formats_.begin(), formats_.end(),
                                  [&](const Format& format) { return format.type == type; });
  return static_cast<std::size_t>(found - formats_.begin());
}

std::vector<std::size_t> RequiredResources::types_of(std::string_view resource) const {
  std::vector<std::size_t> types;
  std::size_t most = 0;
  const std::string_view head = resource_part(resource);
  for (std::size_t i = 0; i < formats_.size(); ++i) {
    // The head tells most types apart for the price of a comparison.
    if (formats_[i].literal < most || !head.starts_with(formats_[i].head) ||
        !formats_[i].glob.matches(resource))
      continue;
    if (formats_[i].literal > most)
      types.clear();
    most = formats_[i].literal;
    types.push_back(i);
  }
  return types;
}

std::string RequiredResources::described(const Need& need, bool with_formats) const {
  std::string out;
  for (const std::size_t type : need.types) {
    if (type >= formats_.size())
      continue;
    out.append(out.empty() ? "" : " or ").append(formats_[type].type);
    if (with_formats)
      out.append(" (").append(formats_[type].arn).append(")");
  }
  return out;
}

std::string RequiredResources::description() const {
  std::string out;
  if (scenarios_.empty())
    return out;
  // The smallest scenario is the least that any request needs.
  const auto least = std::min_element(scenarios_.begin(), scenarios_.end(),
                                      [](const auto& a, const auto& b) { return a.size() < b.size(); });
  for (const Need& need : *least)
    out.append(out.empty() ? "" : ", and ").append(described(need, true));
  return out;
}

std::vector<Warning> RequiredResources::missing(std::span<const std::string> resources) const {
  std::vector<std::size_t> named;
  for (const std::string& resource : resources) {
    for (const std::size_t type : types_of(resource))
      named.push_back(type);
  }
  const auto is_met = [&](const Need& need) {
    const auto of_need = [&](std::size_t type) {
      return std::find(need.types.begin(), need.types.end(), type) != need.types.end();
    };
    return static_cast<std::size_t>(std::count_if(named.begin(), named.end(), of_need)) >= need.least;
  };
  const std::vector<Need>* nearest = nullptr;
  std::ptrdiff_t fewest = 0;
  for (const std::vector<Need>& needs : scenarios_) {
    const std::ptrdiff_t unmet =
        static_cast<std::ptrdiff_t>(needs.size()) - std::count_if(needs.begin(), needs.end(), is_met);
    if (nearest == nullptr || unmet < fewest) {
      nearest = &needs;
      fewest = unmet;
    }
  }
  std::vector<Warning> warnings;
  if (nearest == nullptr)
    return warnings;
  for (const Need& need : *nearest) {
    if (!is_met(need))
      warnings.push_back(
          {"request-missing-resource", "every `" + action_ + "` request names a resource of type " +
                                           described(need, false) + ", and this one does not"});
  }
  return warnings;
}

}  // namespace postern
