#pragma once
// A naive twin of condition evaluation, row by row and column by column from the tables of semantics.md 4.2
// to 4.5. Strings and ARNs go through the naive globs, numbers through written-out decimals, times through
// the C library's calendar, addresses through inet_pton.

#include <map>
#include <string>
#include <vector>

namespace postern::naive {

/// One test of a policy: `{"ForAllValues:StringLikeIfExists": {key: values}}`.
struct ConditionTest {
  std::string quantifier;  ///< "", "ForAllValues" or "ForAnyValue"
  std::string base;        ///< "StringLike"
  bool if_exists = false;
  std::string key;
  std::vector<std::string> values;
  bool variables = true;  ///< Version 2012-10-17
};

/// Lower-cased key to values. A key that is absent is not there.
using Facts = std::map<std::string, std::vector<std::string>>;

/// Whether the test is true. Times before 1970 must have no fraction.
bool holds(const ConditionTest& test, const Facts& facts);

}  // namespace postern::naive
