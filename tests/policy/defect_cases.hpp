#pragma once
// Tables of defects: a text, the kind it is read as, and everything that must be reported, in order.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "policy/reading.hpp"

namespace postern::testing {

/// As the source of a finding: the span is a whole statement or policy, whatever its text.
inline constexpr std::string_view whole = "…";

struct Finding {
  std::string_view code;
  std::string_view pointer;
  std::string_view source;  ///< the bytes under the span, or `whole`
};

struct Case {
  std::string name;
  std::string text;
  PolicyKind kind;
  bool complete;
  std::vector<Finding> findings;
};

inline void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Reading reading(c.text, c.kind);
    EXPECT_EQ(reading.policy.complete, c.complete) << c.name;
    const auto& found = reading.found.diagnostics;
    EXPECT_EQ(found.size(), c.findings.size()) << c.name << ": " << reading.codes();
    for (std::size_t at = 0; at < std::min(found.size(), c.findings.size()); ++at) {
      const std::string where = c.name + ", finding " + std::to_string(at);
      EXPECT_EQ(found[at].rule.code, c.findings[at].code) << where << ": " << found[at].message;
      EXPECT_EQ(found[at].pointer, c.findings[at].pointer) << where;
      if (c.findings[at].source != whole) {
        EXPECT_EQ(reading.source(found[at].span), c.findings[at].source) << where;
      }
    }
  }
}

inline constexpr std::string_view statement =
    R"({"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"})";

inline std::string policy(std::string_view members) {
  return std::string(R"({"Version":"2012-10-17",)").append(members).append("}");
}
inline std::string with(std::string_view statements) {
  return policy(std::string(R"("Statement":[)").append(statements).append("]"));
}
/// A statement that is fine but for `members`.
inline std::string endpoint(std::string_view members,
                            std::string_view rest = R"("Effect":"Allow","Principal":"*",)"
                                                    R"("Action":"*","Resource":"*")") {
  return with(std::string("{").append(rest).append(",").append(members).append("}"));
}

}  // namespace postern::testing
