#include "report/table.hpp"

#include <gtest/gtest.h>

namespace postern::report {
namespace {

struct TableCase {
  const char* name;
  std::vector<std::size_t> numbers;
  std::vector<std::vector<std::string>> rows;
  const char* expected;
};

const TableCase table_cases[] = {
    {"no_rows", {}, {}, ""},
    {"columns_line_up", {}, {{"a", "bb", "c"}, {"aaa", "b", "cc"}}, "  a    bb  c\n  aaa  b   cc\n"},
    {"numbers_to_the_right", {1}, {{"a", "7"}, {"b", "1234"}}, "  a     7\n  b  1234\n"},
    {"no_trailing_spaces", {}, {{"a", "", ""}, {"aa", "b", ""}}, "  a\n  aa  b\n"},
    {"rows_of_different_length", {}, {{"a"}, {"bb", "c"}}, "  a\n  bb  c\n"},
    {"code_points_count_not_bytes", {}, {{"\xC3\xA9", "x"}, {"ab", "y"}}, "  \xC3\xA9   x\n  ab  y\n"},
};

TEST(Table, prints) {
  for (const TableCase& c : table_cases) {
    SCOPED_TRACE(c.name);
    Table table(2, c.numbers);
    for (const auto& row : c.rows)
      table.add(row);
    std::string out;
    table.append_to(out);
    EXPECT_EQ(out, c.expected);
  }
}

}  // namespace
}  // namespace postern::report
