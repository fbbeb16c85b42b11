#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "postern/catalog.hpp"

namespace postern {
namespace {

struct KeyCase {
  const char* name;
  const char* text;
  const char* found;  // nullptr: unknown key
  KeyInfo::Origin origin = KeyInfo::Origin::global;
  KeyType type = KeyType::string;
  bool multi = false;
};

using Origin = KeyInfo::Origin;

TEST(Keys, AreFoundAsPoliciesWriteThem) {
  const KeyCase cases[] = {
      {"global", "aws:SourceVpce", "aws:SourceVpce"},
      {"global, other case", "AWS:sourcevpce", "aws:SourceVpce"},
      {"global, multivalued", "aws:PrincipalOrgPaths", "aws:PrincipalOrgPaths", Origin::global,
       KeyType::string, true},
      {"global address", "aws:SourceIp", "aws:SourceIp", Origin::global, KeyType::ip_address},
      {"global family", "aws:PrincipalTag/team", "aws:PrincipalTag/${TagKey}"},
      {"global family, other case", "AWS:principaltag/TEAM", "aws:PrincipalTag/${TagKey}"},
      {"family with slashes and colons in the tag", "aws:RequestTag/a/b:c", "aws:RequestTag/${TagKey}"},
      {"family that services list too", "aws:ResourceTag/env", "aws:ResourceTag/${TagKey}"},
      {"family without a tag", "aws:ResourceTag/", nullptr},
      {"family without a slash", "aws:ResourceTag", nullptr},
      {"unknown global", "aws:SourceVpcEndpoint", nullptr},
      {"service key", "batch:ShareIdentifier", "batch:ShareIdentifier", Origin::service},
      {"service key, other case", "BATCH:shareidentifier", "batch:ShareIdentifier", Origin::service},
      {"service number", "batch:EKSRunAsUser", "batch:EKSRunAsUser", Origin::service, KeyType::numeric},
      {"service boolean", "batch:Privileged", "batch:Privileged", Origin::service, KeyType::boolean},
      {"service family", "ecr:ResourceTag/env", "ecr:ResourceTag/${TagKey}", Origin::service},
      {"family with angle brackets", "s3:ExistingObjectTag/env", "s3:ExistingObjectTag/<key>",
       Origin::service},
      {"hole in the middle", "codebuild:environment.environmentVariables/PATH.value",
       "codebuild:environment.environmentVariables/${name}.value", Origin::service},
      {"hole in the middle, empty", "codebuild:environment.environmentVariables/.value", nullptr},
      {"hole in the middle, other end", "codebuild:environment.environmentVariables/PATH.type", nullptr},
      {"hole before the colon", "token.actions.acme.ghe.com:actor", "token.actions.${Domain}.ghe.com:actor",
       Origin::service},
      {"session key", "ec2:SourceInstanceArn", "ec2:SourceInstanceArn", Origin::session, KeyType::arn},
      {"session key, other case", "LAMBDA:sourcefunctionarn", "lambda:SourceFunctionArn", Origin::session,
       KeyType::arn},
      {"key of no service", "batch:NoSuchKey", nullptr},
      {"no colon", "SourceVpce", nullptr},
      {"empty", "", nullptr},
  };
  for (const KeyCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto info = Catalog::builtin().find_key(c.text);
    EXPECT_EQ(info.has_value(), c.found != nullptr);
    if (!info || c.found == nullptr)
      continue;
    EXPECT_EQ(info->key.name, c.found);
    EXPECT_EQ(info->origin, c.origin);
    EXPECT_EQ(info->key.type, c.type);
    EXPECT_EQ(info->key.multi, c.multi);
  }
}

TEST(Keys, EpochTimeIsANumberToo) {
  const auto info = Catalog::builtin().find_key("aws:EpochTime");
  ASSERT_TRUE(info);
  EXPECT_EQ(info->key.type, KeyType::date);
  EXPECT_EQ(info->also_type, KeyType::numeric);
}

TEST(Keys, OfOneServiceAreThoseItDeclares) {
  const Catalog& catalog = Catalog::builtin();
  EXPECT_TRUE(catalog.find_key("batch", "Batch:Image"));
  EXPECT_TRUE(catalog.find_key("BATCH", "aws:TagKeys"));
  EXPECT_TRUE(catalog.find_key("batch", "aws:ResourceTag/env"));
  EXPECT_FALSE(catalog.find_key("batch", "aws:SourceVpce"));
  EXPECT_FALSE(catalog.find_key("batch", "s3:prefix"));
  EXPECT_FALSE(catalog.find_key("no-such", "s3:prefix"));
}

TEST(Keys, EveryDeclaredKeyIsFoundAndNamesItsService) {
  const Catalog& catalog = Catalog::builtin();
  for (const Service& service : catalog.services()) {
    for (const CatalogKey& key : service.keys) {
      const auto declared = catalog.find_key(service.prefix, key.name);
      ASSERT_TRUE(declared) << key.name;
      EXPECT_EQ(declared->name, key.name);
      EXPECT_TRUE(catalog.find_key(key.name)) << key.name;
      const auto owners = catalog.services_declaring(key.name);
      EXPECT_TRUE(std::is_sorted(owners.begin(), owners.end()));
      EXPECT_NE(std::find(owners.begin(), owners.end(), service.prefix), owners.end())
          << service.prefix << ' ' << key.name;
    }
  }
}

TEST(Keys, ServicesDeclaring) {
  const Catalog& catalog = Catalog::builtin();
  EXPECT_EQ(catalog.services_declaring("batch:image"), (std::vector<std::string_view>{"batch"}));
  EXPECT_EQ(catalog.services_declaring("token.actions.acme.ghe.com:actor"),
            (std::vector<std::string_view>{"sts"}));
  EXPECT_GT(catalog.services_declaring("aws:ResourceTag/env").size(), 200u);
  EXPECT_TRUE(catalog.services_declaring("aws:NoSuchKey").empty());
}

struct MatchCase {
  const char* name;
  const char* key;
  bool matches;
};

TEST(Keys, HolesTakeOneCharacterOrMore) {
  const MatchCase cases[] = {
      {"a:b", "A:B", true},           {"a:b", "a:bc", false},         {"a:b/${T}", "a:b/x", true},
      {"a:b/${T}", "a:b/", false},    {"a:b/${T}", "a:c/x", false},   {"a:b/${T}", "a:b", false},
      {"a:b/<key>", "a:b/x", true},   {"a:b/<key>", "a:b/", false},   {"a.${D}.c", "a.x.c", true},
      {"a.${D}.c", "a..c", false},    {"a.${D}.c", "a.c", false},     {"a.${D}.c", "a.x.c.c", true},
      {"a.${D}.c", "a.x.d", false},   {"a${D}b${E}c", "axbyc", true}, {"a${D}b${E}c", "axbc", false},
      {"a${D}b${E}c", "abbyc", true}, {"a${D}b${E}c", "axbbc", true}, {"a${D}b${E}c", "abyc", false},
      {"a<b", "a<b", true},           {"a${b", "A${B", true},         {"", "", true},
  };
  for (const MatchCase& c : cases)
    EXPECT_EQ(key_matches(c.name, c.key), c.matches) << c.name << " on " << c.key;
}

struct TakesCase {
  const char* action;
  const char* key;
  bool takes;
};

TEST(Keys, OfAnActionComeFromItItsResourcesAndTheirTypes) {
  const TakesCase cases[] = {
      {"batch:SubmitJob", "aws:TagKeys", true},            // the action
      {"batch:SubmitJob", "batch:ShareIdentifier", true},  // its use of a type
      {"batch:SubmitJob", "aws:ResourceTag/env", true},    // the type
      {"batch:SubmitJob", "BATCH:EKSIMAGE", true},         // any case
      {"batch:SubmitJob", "batch:Image", false},
      {"batch:RegisterJobDefinition", "batch:Image", true},
      {"batch:DescribeJobs", "aws:ResourceTag/env", false},
  };
  for (const TakesCase& c : cases) {
    const auto action = Catalog::builtin().find(c.action);
    ASSERT_TRUE(action) << c.action;
    EXPECT_EQ(takes_key(*action, c.key), c.takes) << c.action << ' ' << c.key;
    const auto keys = keys_usable_with(*action);
    EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
    EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
  }
}

}  // namespace
}  // namespace postern
