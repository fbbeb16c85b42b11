// Any pattern against any text: the answer is the naive matcher's, and what the pattern says of itself is
// true.

#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "postern/glob.hpp"
#include "support/naive_glob.hpp"

namespace {

using postern::Glob;
using postern::Truth;
using postern::fuzz::require;

void check_tokens(const Glob& glob) {
  const auto tokens = glob.tokens();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    using Kind = Glob::TokenKind;
    require(tokens[i].kind != Kind::literal || !tokens[i].text.empty(), "no literal is empty");
    if (i == 0)
      continue;
    const bool twins = tokens[i].kind == tokens[i - 1].kind;
    require(!twins || (tokens[i].kind != Kind::star && tokens[i].kind != Kind::literal),
            "stars and literals stand alone");
    require(tokens[i - 1].source.end <= tokens[i].source.begin, "tokens ascend");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The naive matcher is quadratic and recursive.
  constexpr std::size_t longest = 256;
  const auto [choice, pattern, text] = postern::fuzz::two_texts(postern::fuzz::bytes(data, size));
  if (pattern.size() > longest || text.size() > longest)
    return 0;
  const postern::GlobSyntax syntax{(choice & 1U) != 0, (choice & 2U) != 0, (choice & 4U) != 0};
  const postern::naive::MapVariables variables(
      {{"aws:username", "ann*"}, {"aws:userid", std::string("a\xC3\xA9")}, {"aws:sourcevpc", std::nullopt}});

  const auto glob = Glob::parse(pattern, syntax);
  const auto answer = glob.matches(text, variables);
  require(answer == postern::naive::glob(pattern, syntax, text, variables), "the answer is the naive one");
  check_tokens(glob);
  if (!syntax.fold_case && answer == Truth::yes) {
    require(text.substr(0, glob.literal_prefix().size()) == glob.literal_prefix(),
            "the literal prefix is one");
  }
  if (glob.matches_everything())
    require(answer == Truth::yes, "what matches everything matches");
  if (!glob.has_variables())
    require((answer == Truth::yes) == glob.matches(text), "both ways to ask agree");
  if (glob.is_literal())
    require(glob.matches(glob.literal_prefix()), "a literal matches itself");
  return 0;
}
