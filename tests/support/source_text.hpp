#pragma once
// Reads C++ source as far as house rules need it: what is included, and how long functions are. A scanner of
// text, not a parser; what it relies on is tested in source_text_test.cpp.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::testing {

struct Include {
  std::size_t line = 0;  ///< 1-based
  std::string path;
  bool angled = false;  ///< <path> rather than "path"
};

struct FunctionExtent {
  std::string heading;         ///< up to the parameter list, on one line
  std::size_t first_line = 0;  ///< of the heading
  std::size_t last_line = 0;   ///< of the closing brace
};

enum class Blank { comments, comments_and_literals };

/// The same text, every byte of what is blanked replaced by a space; line ends stay, and the quotes of
/// literals.
std::string blanked(std::string_view source, Blank what);

std::vector<Include> includes_of(std::string_view source);

/// Functions defined in namespaces and classes, lambdas bound to a name there included. A lambda inside a
/// function counts with that function.
std::vector<FunctionExtent> functions_of(std::string_view source);

std::size_t line_count(std::string_view text);

}  // namespace postern::testing
