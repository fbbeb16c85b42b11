#include "support/source_text.hpp"

#include <gtest/gtest.h>

#include <array>

namespace postern::testing {
namespace {

TEST(SourceText, blanks_comments_and_literals) {
  struct Case {
    const char* name;
    std::string_view source;
    std::string_view without_comments;
    std::string_view without_literals;
  };
  const std::array cases = {
      Case{"line_comment", "a; // b {\nc", "a;       \nc", "a;       \nc"},
      Case{"continued_comment", "// a\\\nb\nc", "     \n \nc", "     \n \nc"},
      Case{"block_comment", "a /* {\n\" */ b", "a     \n     b", "a     \n     b"},
      Case{"string", R"(f("// {\"}"); g)", R"(f("// {\"}"); g)", R"(f("       "); g)"},
      Case{"character", R"(x = '{'; y = '\'';)", R"(x = '{'; y = '\'';)", R"(x = ' '; y = '  ';)"},
      Case{"separator", "x = 1'000 { }", "x = 1'000 { }", "x = 1'000 { }"},
      Case{"raw", "R\"x({\"\n)x\" }", "R\"x({\"\n)x\" }", "R\"    \n  \" }"},
      Case{"comment_in_string", "\"/*\" a /**/", "\"/*\" a     ", "\"  \" a     "},
  };
  for (const auto& item : cases) {
    SCOPED_TRACE(item.name);
    EXPECT_EQ(blanked(item.source, Blank::comments), item.without_comments);
    EXPECT_EQ(blanked(item.source, Blank::comments_and_literals), item.without_literals);
  }
}

TEST(SourceText, finds_includes) {
  const auto found = includes_of(
      "#include \"a/b.hpp\"\n  #  include <vector> // x\n// #include <gone>\n\"#include <no>\"\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].path, "a/b.hpp");
  EXPECT_FALSE(found[0].angled);
  EXPECT_EQ(found[1].path, "vector");
  EXPECT_TRUE(found[1].angled);
  EXPECT_EQ(found[1].line, 2U);
}

TEST(SourceText, measures_functions) {
  struct Case {
    const char* name;
    std::string_view source;
    std::vector<std::size_t> lengths;
  };
  const std::vector<Case> cases = {
      {"plain", "int f() {\n}\n", {2}},
      {"in_namespaces", "namespace a::b {\nnamespace {\nint f(int x,\n      int y) {\n}\n}\n}\n", {3}},
      {"in_class",
       "class A final : public B<int> {\n public:\n  A() = default;\n  int f() const { return 1; }\n};\n",
       {1}},
      {"member_initialisers", "A::A(int x)\n    : a_{x}, b_{1},\n      c_(2) {\n  go();\n}\n", {5}},
      {"operators",
       "bool operator==(A, B) {\n}\nA& operator=(const A& a) {\n}\nint operator()(int x) {\n}\n",
       {2, 2, 2}},
      {"default_arguments", "int f(int a = 3, S s = {}) {\n}\n", {2}},
      {"template", "template <class T = int>\nT f() {\n}\n", {3}},
      {"template_class", "template <class T>\nstruct [[nodiscard]] S {\n  T f() {\n  }\n};\n", {2}},
      {"named_lambda", "constexpr auto f = [](int x) {\n  return x;\n};\n", {3}},
      {"tables_are_no_functions",
       "constexpr Row rows[] = {\n{\"a(\", f(1)},\n\n\n};\nint x{\n};\nenum class E {\na };\n",
       {}},
      {"directives", "#define F(x) { \\\n  {\n#if A\nint f() {\n#endif\n}\n", {3}},
      {"braces_in_literals", "int f() {\n  g(\"}\", '}', R\"(})\");  // }\n}\nint h() {}\n", {3, 1}},
      {"lambda_inside", "int f() {\n  return [] {\n    return 1;\n  }();\n}\n", {5}},
      {"elaborated_return", "struct S f() {\n}\n", {2}},
      {"test_macro", "TEST(A, b) {\n\n}\n", {3}},
      {"c_linkage", "extern \"C\" int f(const char* p) {\n}\nextern \"C\" {\nint g() {\n\n}\n}\n", {2, 3}},
      {"trailing_return", "auto f() const noexcept -> std::vector<int> {\n}\n", {2}},
      {"nested_class", "struct A {\n  struct B {\n    int f() {\n    }\n  };\n  int x = 0;\n};\n", {2}},
  };
  for (const auto& item : cases) {
    SCOPED_TRACE(item.name);
    std::vector<std::size_t> lengths;
    for (const auto& function : functions_of(item.source))
      lengths.push_back(function.last_line - function.first_line + 1);
    EXPECT_EQ(lengths, item.lengths);
  }
}

TEST(SourceText, names_the_function) {
  const auto found = functions_of("\n\nstatic  Foo\nBar::baz(int) {\n}\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].heading, "static Foo Bar::baz");
  EXPECT_EQ(found[0].first_line, 3U);
  EXPECT_EQ(found[0].last_line, 5U);
}

TEST(SourceText, counts_lines) {
  EXPECT_EQ(line_count(""), 0U);
  EXPECT_EQ(line_count("a"), 1U);
  EXPECT_EQ(line_count("a\n"), 1U);
  EXPECT_EQ(line_count("a\nb"), 2U);
}

}  // namespace
}  // namespace postern::testing
