#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>

#include "lang/literal.hpp"
#include "lang/words.hpp"
#include "support/naive_literal.hpp"

namespace postern::lang {
namespace {

using test::Dice;
using test::words;

struct Case {
  const char* name;
  std::string_view network;
  std::string_view address;
  bool expected;
};

constexpr Case cases[] = {
    {"C57", "10.0.0.0/8", "10.200.3.4", true},
    {"C58 no mask", "10.0.0.5", "10.0.0.5", true},
    {"no mask, neighbour", "10.0.0.5", "10.0.0.4", false},
    {"C59 host bits", "10.1.2.3/8", "10.9.9.9", true},
    {"C60", "2001:db8::/32", "2001:0DB8:0:0::1", true},
    {"IPv6 without a mask", "2001:db8::1", "2001:db8:0:0:0:0:0:1", true},
    {"IPv6 without a mask, neighbour", "2001:db8::1", "2001:db8::2", false},
    {"C61 families", "0.0.0.0/0", "2001:db8::1", false},
    {"families, the other way", "::/0", "10.0.0.1", false},
    {"mapped is IPv6", "10.0.0.0/8", "::ffff:10.0.0.1", false},
    {"mapped in IPv6", "::ffff:0:0/96", "::ffff:10.0.0.1", true},
    {"all of IPv4", "0.0.0.0/0", "255.255.255.255", true},
    {"odd mask", "10.0.0.128/25", "10.0.0.127", false},
    {"odd mask inside", "10.0.0.128/25", "10.0.0.200", true},
    {"31", "10.0.0.0/31", "10.0.0.2", false},
    {"127", "::/127", "::2", false},
    {"127 inside", "::/127", "::1", true},
};

TEST(IpNetwork, contains_what_the_spec_says) {
  for (const Case& c : cases) {
    const auto network = parse_ip_network(c.network);
    const auto address = parse_ip_address(c.address);
    ASSERT_TRUE(network && address) << c.name;
    EXPECT_EQ(network->contains(*address), c.expected) << c.name;
  }
}

TEST(IpNetwork, rejects_what_is_none) {
  const std::string_view networks[] = {"",
                                       "10.0.0.0/33" /* C63 */,
                                       "10.0.0.0/",
                                       "10.0.0.0/08",
                                       "10.0.0.0/+8",
                                       "10.0.0.0/-1",
                                       "10.0.0.0/8/8",
                                       "10.0.0.0/8 ",
                                       "/8",
                                       "10.0.0.0/255.0.0.0",
                                       "::/129",
                                       "::/0128",
                                       "10.0.0/8",
                                       "10.0.0.0/4294967304",
                                       "::/00"};
  for (const std::string_view text : networks) {
    EXPECT_FALSE(parse_ip_network(text).has_value()) << text;
  }
  EXPECT_TRUE(parse_ip_network("10.0.0.0/32"));
  EXPECT_TRUE(parse_ip_network("::/128"));
  EXPECT_TRUE(parse_ip_network("::/0"));
}

TEST(IpAddress, rejects_what_is_none) {
  const std::string_view addresses[] = {"10.0.0.0/8",
                                        "::/128",
                                        "010.0.0.1",
                                        "10.0.0.00",
                                        "10.0.0.256",
                                        "10.0.0",
                                        "10.0.0.1.2",
                                        "10.0.0.1 ",
                                        "1.2.3.-4",
                                        "fe80::1%eth0",
                                        "[::1]",
                                        "10.0.0.1:80",
                                        "1::2::3",
                                        ":::",
                                        ":",
                                        "1:2:3:4:5:6:7",
                                        "1:2:3:4:5:6:7:8:9",
                                        "1:2:3:4:5:6:7:8::",
                                        "::1:2:3:4:5:6:7:8",
                                        "12345::",
                                        "g::",
                                        "::1.2.3",
                                        "::1.2.3.04",
                                        "::1.2.3.4:5",
                                        "1:2:3:4:5:6:7:1.2.3.4",
                                        ":1::",
                                        "1:",
                                        "::1:",
                                        "0x7f.0.0.1",
                                        "2130706433",
                                        "::\xFF"};
  for (const std::string_view text : addresses) {
    EXPECT_FALSE(parse_ip_address(text).has_value()) << text;
  }
}

std::optional<IpAddress> by_the_system(const std::string& text) {
  IpAddress out;
  if (inet_pton(AF_INET, text.c_str(), out.bytes.data()) == 1) {
    return out;
  }
  out.family = IpFamily::v6;
  return inet_pton(AF_INET6, text.c_str(), out.bytes.data()) == 1 ? std::optional(out) : std::nullopt;
}

TEST(IpAddress, is_spelled_as_the_system_spells_it) {
  std::size_t valid = 0;
  const auto look_at = [&](const std::string& text) {
    const auto expected = by_the_system(text);
    valid += expected ? 1 : 0;
    ASSERT_EQ(parse_ip_address(text), expected) << text;
  };
  for (const std::string& text : words({"1", ":", "::", "a:", "1.2"}, 6)) {
    look_at(text);
  }
  for (const std::string& text : words({"0", "25", "6", "."}, 7)) {
    look_at(text);
  }
  constexpr std::uint32_t seed = 20260107;
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  Dice dice(seed);
  for (int round = 0; round < 200000; ++round) {
    look_at(dice.word({":", ":0", ":ffff", ":1", ":aB", "::", "1.2.3.4", "12"}, 10));
  }
  EXPECT_GT(valid, 5000U);
}

TEST(IpNetwork, contains_what_the_oracle_says) {
  constexpr std::uint32_t seed = 20260108;
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  Dice dice(seed);
  std::size_t inside = 0;
  for (int round = 0; round < 100000; ++round) {
    const bool v4 = dice.below(2) == 0;
    const std::size_t size = v4 ? 4 : 16;
    IpAddress base;
    base.family = v4 ? IpFamily::v4 : IpFamily::v6;
    for (std::size_t i = 0; i < size; ++i) {
      base.bytes[i] = static_cast<std::uint8_t>(dice.below(256));
    }
    IpAddress address = base;
    const std::size_t flipped = dice.below(size * 8);
    address.bytes[flipped / 8] =
        static_cast<std::uint8_t>(address.bytes[flipped / 8] ^ (128U >> flipped % 8));
    const std::size_t length = dice.below(size * 8 + 1);
    char text[80];
    ASSERT_NE(inet_ntop(v4 ? AF_INET : AF_INET6, base.bytes.data(), text, sizeof text), nullptr);
    const auto network = parse_ip_network(std::string(text) + "/" + std::to_string(length));
    ASSERT_TRUE(network) << text;
    const bool expected = naive::bits(base.bytes.data(), size).substr(0, length) ==
                          naive::bits(address.bytes.data(), size).substr(0, length);
    inside += expected ? 1 : 0;
    ASSERT_EQ(network->contains(address), expected) << text << "/" << length << " bit " << flipped;
    ASSERT_TRUE(network->contains(base)) << text;
  }
  EXPECT_GT(inside, 10000U);
}

}  // namespace
}  // namespace postern::lang
