#include "report/table.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace postern::report {

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> out;
  for (const std::vector<std::string>& row : rows_) {
    out.resize(std::max(out.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      out[i] = std::max(out[i], base::count_code_points(row[i]));
  }
  return out;
}

void Table::append_to(std::string& out) const {
  const std::vector<std::size_t> columns = widths();
  for (const std::vector<std::string>& row : rows_) {
    std::string line(indent_, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(columns[i] - base::count_code_points(row[i]), ' ');
      const bool right = std::find(numbers_.begin(), numbers_.end(), i) != numbers_.end();
      line.append(i == 0 ? "" : "  ")
          .append(right ? padding : "")
          .append(row[i])
          .append(right ? "" : padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out.append(line).append("\n");
  }
}

}  // namespace postern::report
