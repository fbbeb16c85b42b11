// Any pattern against any resource, as Resource elements and as Arn conditions read it: the naive matcher's
// answer.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/require.hpp"
#include "postern/arn.hpp"
#include "support/naive_arn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using postern::Truth;
  using postern::fuzz::require;
  constexpr std::size_t longest = 256;
  const auto [choice, text, resource] = postern::fuzz::two_texts(postern::fuzz::bytes(data, size));
  if (text.size() > longest || resource.size() > longest)
    return 0;
  const postern::ResourcePattern::Options options{(choice & 1U) != 0, (choice & 2U) != 0};
  const postern::naive::MapVariables variables({{"aws:username", "ann*"}, {"aws:sourcevpc", std::nullopt}});

  const auto pattern = postern::ResourcePattern::parse(text, options);
  const auto answer = pattern.matches(resource, variables);
  require(answer == postern::naive::resource(text, options, resource, variables),
          "the answer is the naive one");
  if (answer == Truth::yes) {
    const auto prefix = pattern.literal_prefix();
    require(resource.substr(0, prefix.size()) == prefix, "the literal prefix is one");
  }
  if (pattern.is_exact())
    require((answer == Truth::yes) == (resource == text), "an exact pattern matches itself only");

  const auto condition = postern::ArnPattern::parse(text, options.variables);
  require(condition.matches(resource, variables) ==
              postern::naive::arn_like(text, options.variables, resource, variables),
          "the answer of a condition is the naive one");
  if (const auto arn = postern::Arn::parse(resource)) {
    const auto length = 3 + arn->partition.size() + arn->service.size() + arn->region.size() +
                        arn->account.size() + arn->resource.size() + 5;
    require(length == resource.size(), "the components and their colons are the whole ARN");
  }
  return 0;
}
