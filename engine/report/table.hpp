#pragma once
// Rows of cells, printed in columns that line up.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::report {

/// Plain text without trailing spaces. Cells must not hold line feeds.
class Table {
 public:
  /// `numbers`: the columns, from 0, that are aligned to the right.
  explicit Table(std::size_t indent, std::vector<std::size_t> numbers = {})
      : indent_(indent), numbers_(std::move(numbers)) {}

  /// Rows may differ in length.
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  /// Appends every row, two spaces between columns.
  void append_to(std::string& out) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths() const;

  std::size_t indent_;
  std::vector<std::size_t> numbers_;
  std::vector<std::vector<std::string>> rows_;
};

/// "a, b, c"
template <class Range>
std::string joined(const Range& words, std::string_view separator = ", ") {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty())
      out.append(separator);
    out.append(word);
  }
  return out;
}

}  // namespace postern::report
