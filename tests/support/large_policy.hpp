#pragma once
// A deterministic endpoint policy of about a given size, made of the statements that real ones have: roles
// that may submit to their queues, watchers, a data perimeter, guards. For benchmarks and limits.

#include <string>
#include <string_view>

namespace postern::test {

/// Canonical text of at least `bytes` bytes and at most one statement more. Every team has its own account,
/// role, queue and tag; the guards stand at the end.
inline std::string large_policy(std::size_t bytes) {
  // `@` stands for the number of the team, in four digits.
  constexpr std::string_view team = R"(    {
      "Sid": "Team@",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::11110000@:role/team-@"},
      "Action": ["batch:SubmitJob", "batch:Describe*", "batch:TerminateJob"],
      "Resource": ["arn:aws:batch:*:11110000@:job-queue/team-@-*",
                   "arn:aws:batch:*:11110000@:job-definition/team-@:*"],
      "Condition": {"StringEquals": {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}
    },
)";
  constexpr std::string_view guard = R"(    {
      "Sid": "OnlyOurOrganization",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "*",
      "Resource": "*",
      "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
    }
  ]
}
)";
  std::string text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n";
  for (int index = 0; text.size() + guard.size() < bytes; ++index) {
    std::string number = std::to_string(index);
    number.insert(0, 4 - number.size(), '0');
    for (const char c : team) {
      if (c == '@') {
        text += number;
      } else {
        text += c;
      }
    }
  }
  return text.append(guard);
}

}  // namespace postern::test
