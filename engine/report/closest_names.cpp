// Suggestions for a name that the catalog does not have. `closest` knows actions and services; condition keys
// and resource types are compared here, only for names with the right number of edits left.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "postern/report.hpp"

namespace postern {
namespace {

constexpr std::size_t longest_name = 200;

class Nearest {
 public:
  explicit Nearest(std::string_view wanted)
      : wanted_(base::to_lower(wanted)), most_(std::max<std::size_t>(1, wanted.size() / 3)) {}

  void offer(std::string name) {
    const std::size_t longer = std::max(name.size(), wanted_.size());
    const std::size_t shorter = std::min(name.size(), wanted_.size());
    if (longer - shorter > most_)
      return;
    const std::size_t edits = base::edit_distance(wanted_, base::to_lower(name));
    if (edits <= most_)
      found_.emplace_back(edits, std::move(name));
  }

  std::vector<std::string> best(std::size_t limit) {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    std::vector<std::string> out;
    for (std::size_t i = 0; i < found_.size() && i < limit; ++i)
      out.push_back(std::move(found_[i].second));
    return out;
  }

 private:
  std::string wanted_;
  std::size_t most_;
  std::vector<std::pair<std::size_t, std::string>> found_;
};

}  // namespace

std::vector<std::string> closest_names(const Catalog& catalog, std::string_view name, std::size_t limit) {
  if (name.size() > longest_name)
    return {};
  Nearest nearest(name);
  for (std::string& candidate : closest(catalog, name, limit))
    nearest.offer(std::move(candidate));
  for (const GlobalKey& key : catalog.global_keys())
    nearest.offer(std::string(key.name));
  for (const GlobalKey& key : catalog.session_keys())
    nearest.offer(std::string(key.name));
  for (const CatalogKey& key : catalog.keys())
    nearest.offer(std::string(key.name));
  if (const auto service = catalog.find_service(name.substr(0, name.find(':')))) {
    for (const ResourceType& type : service->resource_types)
      nearest.offer(base::concat({service->prefix, ":", type.name}));
  }
  std::vector<std::string> out = nearest.best(limit);
  return out.empty() ? closest(catalog, name, limit) : out;
}

}  // namespace postern
