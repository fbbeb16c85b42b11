// "Did you mean": the names nearest to a misspelt one.
//
// The distance is the optimal string alignment distance, extended so that `*` in the misspelt text fits any
// run and `?` any character for free; so a pattern that matches nothing is compared as what it would match.
// Besides misspelt names there are misplaced ones: an action of another service (`ecs:SubmitJob`), a name of
// the service that people use
// (`awsbatch`, or `monitoring` for cloudwatch), a name without its prefix (`SubmitJob`).

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/text.hpp"
#include "catalog/blob.hpp"
#include "catalog/reader.hpp"
#include "postern/catalog.hpp"

namespace postern {

namespace {

using catalog::Reader;
using catalog::Section;

/// Rows of the alignment table, reused from one name to the next.
class Distance {
 public:
  /// `text` is folded here, names when they are compared.
  explicit Distance(std::string_view text) : text_(base::to_lower(text)) {
    wildcards_ = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '*'));
  }

  /// A third of the characters that say something, but at least one.
  [[nodiscard]] std::size_t limit() const {
    return std::max<std::size_t>(1, (text_.size() - wildcards_) / 3);
  }

  /// The distance to `name`, or something above `cap`.
  std::size_t to(std::string_view name, std::size_t cap) {
    const std::size_t literals = text_.size() - wildcards_;
    if (literals > name.size() + cap)
      return cap + 1;
    if (wildcards_ == 0 && name.size() > literals + cap)
      return cap + 1;
    row_.resize(name.size() + 1);
    std::iota(row_.begin(), row_.end(), std::size_t{0});
    for (std::size_t i = 0; i < text_.size(); ++i) {
      next_row(i, name);
      if (*std::min_element(row_.begin(), row_.end()) > cap)
        return cap + 1;
    }
    return row_.back();
  }

 private:
  void next_row(std::size_t i, std::string_view name) {
    before_.swap(last_);
    last_.swap(row_);
    row_.resize(name.size() + 1);
    const char c = text_[i];
    const std::size_t price = c == '*' ? 0 : 1;
    row_[0] = last_[0] + price;
    for (std::size_t j = 0; j < name.size(); ++j) {
      const char d = base::to_lower(name[j]);
      const std::size_t change = c == d || c == '?' || c == '*' ? 0 : 1;
      std::size_t best = std::min({last_[j] + change, last_[j + 1] + price, row_[j] + price});
      if (i > 0 && j > 0 && c == base::to_lower(name[j - 1]) && text_[i - 1] == d)
        best = std::min(best, before_[j - 1] + 1);
      row_[j + 1] = best;
    }
  }

  std::string text_;
  std::size_t wildcards_ = 0;
  std::vector<std::size_t> row_, last_, before_;
};

class Suggestions {
 public:
  void add(std::size_t distance, std::string text) { found_.emplace_back(distance, std::move(text)); }

  [[nodiscard]] bool empty() const { return found_.empty(); }

  std::vector<std::string> best(std::size_t limit) && {
    std::sort(found_.begin(), found_.end());
    std::vector<std::string> texts;
    for (auto& [distance, text] : found_) {
      if (texts.size() == limit)
        break;
      if (std::find(texts.begin(), texts.end(), text) == texts.end())
        texts.push_back(std::move(text));
    }
    return texts;
  }

 private:
  std::vector<std::pair<std::size_t, std::string>> found_;
};

std::string_view prefix_at(const Reader& reader, std::uint32_t service) {
  return reader.string(reader.record<catalog::ServiceRecord>(Section::services, service).prefix);
}

/// The service that people also call `name`, or `no_index`.
std::uint32_t service_by_alias(const Reader& reader, std::string_view name) {
  const auto record_at = [&](std::uint32_t i) {
    return reader.record<catalog::AliasRecord>(Section::aliases, i);
  };
  const std::uint32_t end = reader.count(Section::aliases);
  const std::uint32_t found = Reader::lower_bound(0, end, [&](std::uint32_t i) {
    return catalog::compare_folded(reader.string(record_at(i).alias), name) < 0;
  });
  if (found != end && catalog::compare_folded(reader.string(record_at(found).alias), name) == 0) {
    return record_at(found).service;
  }
  for (const std::string_view vendor : {"aws-", "aws", "amazon-", "amazon"}) {
    if (!base::equals_ignore_case(name.substr(0, vendor.size()), vendor))
      continue;
    const std::uint32_t rest = reader.service(name.substr(vendor.size()));
    if (rest != catalog::no_index)
      return rest;
  }
  return catalog::no_index;
}

/// Services near `prefix` with their distance; an exact or an alias is at 0 and stands alone.
std::vector<std::pair<std::size_t, std::uint32_t>> near_services(const Reader& reader,
                                                                 std::string_view prefix) {
  std::uint32_t exact = reader.service(prefix);
  if (exact == catalog::no_index)
    exact = service_by_alias(reader, prefix);
  if (exact != catalog::no_index)
    return {{0, exact}};
  std::vector<std::pair<std::size_t, std::uint32_t>> found;
  Distance distance(prefix);
  for (std::uint32_t i = 0; i < reader.count(Section::services); ++i) {
    const std::size_t edits = distance.to(prefix_at(reader, i), distance.limit());
    if (edits <= distance.limit())
      found.emplace_back(edits, i);
  }
  return found;
}

/// Every action of the service within reach of `name`; `extra` is what the prefix has cost already.
void add_near_actions(const Reader& reader, std::uint32_t service, Distance& name, std::size_t extra,
                      Suggestions& suggestions) {
  const auto record = reader.record<catalog::ServiceRecord>(Section::services, service);
  for (std::uint32_t i = record.first_action; i < record.first_action + record.action_count; ++i) {
    const std::size_t edits = name.to(reader.action_name(i), name.limit());
    if (edits > name.limit())
      continue;
    suggestions.add(edits + extra, base::concat({prefix_at(reader, service), ":", reader.action_name(i)}));
  }
}

void add_same_name(const Reader& reader, std::string_view name, std::size_t extra, Suggestions& suggestions) {
  for (std::uint32_t i = 0; i < reader.count(Section::services); ++i) {
    const std::uint32_t index = reader.action(i, name);
    if (index == catalog::no_index)
      continue;
    suggestions.add(extra, base::concat({prefix_at(reader, i), ":", reader.action_name(index)}));
  }
}

}  // namespace

std::vector<std::string> closest(const Catalog& catalog, std::string_view text, std::size_t limit) {
  const Reader reader(catalog);
  Suggestions suggestions;
  const std::size_t colon = text.find(':');
  const std::string_view prefix = text.substr(0, colon);
  const auto services = near_services(reader, prefix);
  if (colon == std::string_view::npos) {
    for (const auto& [edits, service] : services)
      suggestions.add(edits, std::string(prefix_at(reader, service)));
    add_same_name(reader, text, 0, suggestions);
    if (suggestions.empty()) {
      Distance name(text);
      for (std::uint32_t i = 0; i < reader.count(Section::services); ++i) {
        add_near_actions(reader, i, name, 0, suggestions);
      }
    }
    return std::move(suggestions).best(limit);
  }
  const std::string_view name = text.substr(colon + 1);
  Distance distance(name);
  for (const auto& [edits, service] : services)
    add_near_actions(reader, service, distance, edits, suggestions);
  // A name that some service has is worth about as much as a small misspelling here.
  add_same_name(reader, name, 2, suggestions);
  return std::move(suggestions).best(limit);
}

}  // namespace postern
