#include <gtest/gtest.h>

#include "postern/arn.hpp"

namespace postern {
namespace {

struct ArnCase {
  std::string_view text;
  bool valid;
  std::array<std::string_view, 5> parts{};
};

constexpr ArnCase arn_cases[] = {
    {"arn:aws:batch:us-east-1:111122223333:job-queue/prod",
     true,
     {"aws", "batch", "us-east-1", "111122223333", "job-queue/prod"}},
    {"arn:aws:batch:us-east-1:111122223333:job-definition/render:3",
     true,
     {"aws", "batch", "us-east-1", "111122223333", "job-definition/render:3"}},
    {"arn:aws:s3:::lake", true, {"aws", "s3", "", "", "lake"}},
    {"arn:::::", true, {"", "", "", "", ""}},
    {"arn::::::", true, {"", "", "", "", ":"}},
    {"arn::::", false},
    {"arn", false},
    {"", false},
    {"*", false},
    {"ARN:aws:s3:::lake", false},
    {" arn:aws:s3:::lake", false},
    {"arn:aws:s3:::\xC3\xA9\xFF", true, {"aws", "s3", "", "", "\xC3\xA9\xFF"}},
};

TEST(Arn, is_six_components) {
  for (const ArnCase& c : arn_cases) {
    const std::optional<Arn> arn = Arn::parse(c.text);
    ASSERT_EQ(arn.has_value(), c.valid) << c.text;
    if (arn) {
      const std::array<std::string_view, 5> parts{arn->partition, arn->service, arn->region, arn->account,
                                                  arn->resource};
      EXPECT_EQ(parts, c.parts) << c.text;
      EXPECT_EQ(arn->resource.data() + arn->resource.size(), c.text.data() + c.text.size()) << c.text;
    }
  }
}

TEST(Arn, account_ids_are_twelve_digits) {
  const std::pair<std::string_view, bool> cases[] = {
      {"111122223333", true},   {"000000000000", true},        {"11112222333", false},
      {"1111222233334", false}, {"11112222333a", false},       {"", false},
      {"111122223333 ", false}, {"-11122223333", false},       {"*", false},
      {"11112222333?", false},  {"1111222233\xC3\xA9", false},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(is_account_id(text), expected) << text;
  }
}

}  // namespace
}  // namespace postern
