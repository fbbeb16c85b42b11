// Who calls and what is called: every form of semantics.md 3.1 and 2.1, and what is none of them.

#include <gtest/gtest.h>

#include "postern/request.hpp"

namespace postern {
namespace {

using Kind = RequestPrincipal::Kind;

struct Caller {
  std::string_view text;
  Kind kind;
  std::string_view partition;
  std::string_view account;
  std::string_view name;
  std::string_view session;
};

constexpr Caller callers[] = {
    {"arn:aws:iam::111122223333:user/alice", Kind::user, "aws", "111122223333", "alice", ""},
    {"arn:aws:iam::111122223333:user/team/a/alice", Kind::user, "aws", "111122223333", "alice", ""},
    {"arn:aws-cn:iam::111122223333:user/alice", Kind::user, "aws-cn", "111122223333", "alice", ""},
    {"arn:aws:sts::111122223333:assumed-role/Runner/ci", Kind::session, "aws", "111122223333", "Runner",
     "ci"},
    {"arn:aws:sts::111122223333:assumed-role/Runner/me@example.com", Kind::session, "aws", "111122223333",
     "Runner", "me@example.com"},
    {"arn:aws-us-gov:iam::111122223333:role/Runner", Kind::role, "aws-us-gov", "111122223333", "Runner", ""},
    {"arn:aws:iam::111122223333:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch", Kind::role,
     "aws", "111122223333", "AWSServiceRoleForBatch", ""},
    {"arn:aws:sts::111122223333:federated-user/bob", Kind::federated_user, "aws", "111122223333", "bob", ""},
    {"arn:aws:iam::111122223333:root", Kind::root, "aws", "111122223333", "", ""},
    {"batch.amazonaws.com", Kind::service, "", "", "", ""},
    {"ecs-tasks.amazonaws.com", Kind::service, "", "", "", ""},
    {"s3.eu-south-1.amazonaws.com", Kind::service, "", "", "", ""},
    {"ec2.amazonaws.com.cn", Kind::service, "", "", "", ""},
    {"anonymous", Kind::anonymous, "", "", "", ""},
};

TEST(RequestPrincipal, reads_every_form) {
  for (const Caller& c : callers) {
    const auto parsed = RequestPrincipal::parse(c.text);
    ASSERT_TRUE(parsed.ok()) << c.text;
    EXPECT_EQ(parsed->kind, c.kind) << c.text;
    EXPECT_EQ(parsed->text, c.text);
    EXPECT_EQ(parsed->partition, c.partition) << c.text;
    EXPECT_EQ(parsed->account, c.account) << c.text;
    EXPECT_EQ(parsed->name, c.name) << c.text;
    EXPECT_EQ(parsed->session, c.session) << c.text;
  }
}

TEST(RequestPrincipal, keeps_the_value_of_an_unsigned_identity) {
  for (const std::string_view value :
       {"cognito-identity.amazonaws.com", "arn:aws:iam::111122223333:saml-provider/Okta",
        "accounts.google.com"}) {
    const auto parsed = RequestPrincipal::parse("federated:" + std::string(value));
    ASSERT_TRUE(parsed.ok()) << value;
    EXPECT_EQ(parsed->kind, Kind::federated);
    EXPECT_EQ(parsed->text, value);
    EXPECT_EQ(parsed->account, "");
  }
}

TEST(RequestPrincipal, refuses_everything_else) {
  constexpr std::string_view texts[] = {
      "",
      "*",
      "111122223333",
      "alice",
      "Anonymous",
      "federated:",
      "federated:*",
      "amazonaws.com",
      ".amazonaws.com",
      "Batch.amazonaws.com",
      "batch.amazonaws.com ",
      "batch.example.com",
      "arn:aws:iam::111122223333:user/*",
      "arn:aws:iam::111122223333:user/al?ce",
      "arn:aws:iam::*:root",
      "arn:aws:iam::111122223333:user/",
      "arn:aws:iam::111122223333:user",
      "arn:aws:iam::111122223333:user/alice/",
      "arn:aws:iam::111122223333:role/",
      "arn:aws:iam::111122223333:group/admins",
      "arn:aws:iam::111122223333:instance-profile/p",
      "arn:aws:iam::111122223333:roots",
      "arn:aws:iam::11112222333:user/alice",
      "arn:aws:iam::1111222233334:user/alice",
      "arn:aws:iam::11112222333x:user/alice",
      "arn:aws:iam:us-east-1:111122223333:user/alice",
      "arn::iam::111122223333:user/alice",
      "ARN:aws:iam::111122223333:user/alice",
      "arn:aws:IAM::111122223333:user/alice",
      "arn:aws:iam::111122223333:assumed-role/Runner/ci",
      "arn:aws:iam::111122223333:federated-user/bob",
      "arn:aws:sts::111122223333:user/alice",
      "arn:aws:sts::111122223333:root",
      "arn:aws:sts::111122223333:assumed-role/Runner",
      "arn:aws:sts::111122223333:assumed-role/Runner/",
      "arn:aws:sts::111122223333:assumed-role//ci",
      "arn:aws:sts::111122223333:assumed-role/path/Runner/ci",
      "arn:aws:sts::111122223333:federated-user/",
      "arn:aws:sts::111122223333:federated-user/a/b",
      "arn:aws:s3:::bucket",
  };
  for (const std::string_view text : texts) {
    const auto parsed = RequestPrincipal::parse(text);
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_EQ(parsed.error().code, ErrorCode::invalid) << text;
    EXPECT_FALSE(parsed.error().help.empty()) << text;
  }
}

TEST(ActionName, reads_prefix_and_name) {
  struct Case {
    std::string_view text, prefix, name;
  };
  constexpr Case cases[] = {
      {"batch:SubmitJob", "batch", "SubmitJob"},       {"BATCH:submitjob", "BATCH", "submitjob"},
      {"execute-api:Invoke", "execute-api", "Invoke"}, {"s3:x", "s3", "x"},
      {"ec2:Run_Instances2", "ec2", "Run_Instances2"},
  };
  for (const Case& c : cases) {
    const auto parsed = ActionName::parse(c.text);
    ASSERT_TRUE(parsed.ok()) << c.text;
    EXPECT_EQ(parsed->prefix(), c.prefix);
    EXPECT_EQ(parsed->name(), c.name);
    EXPECT_EQ(parsed->text, c.text);
  }
}

TEST(ActionName, refuses_what_is_not_one_action) {
  for (const std::string_view text :
       {"", "*", "batch", "batch:", ":SubmitJob", "batch:*", "batch:Submit?ob", "b*:SubmitJob",
        "batch:Submit:Job", "batch: SubmitJob", " batch:SubmitJob", "batch:SubmitJob\n", "batch:Submit.Job",
        "b\xC3\xA4tch:SubmitJob"}) {
    const auto parsed = ActionName::parse(text);
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_NE(parsed.error().message.find("prefix:Name"), std::string::npos);
  }
}

}  // namespace
}  // namespace postern
