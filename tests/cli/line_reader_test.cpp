// Lines of a file, however they lie in the buffer.

#include "line_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/process.hpp"

namespace postern::cli {
namespace {

using testing::ScratchFolder;

constexpr std::size_t longest = 1000;

struct Read {
  std::uint64_t number;
  std::string text;
  bool too_long;
  friend bool operator==(const Read&, const Read&) = default;
};

std::vector<Read> read_lines(const std::string& text) {
  const ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "lines";
  testing::write_text(file, text);
  Result<LineReader> reader = LineReader::open(file.string(), longest);
  EXPECT_TRUE(reader.ok());
  std::vector<Read> lines;
  LineReader::Line line;
  while (reader->next(line))
    lines.push_back({line.number, std::string(line.text), line.too_long});
  EXPECT_EQ(reader->error(), 0);
  EXPECT_EQ(reader->bytes_read(), text.size());
  EXPECT_EQ(reader->bytes_total(), text.size());
  return lines;
}

struct LinesCase {
  std::string_view name;
  std::string text;
  std::vector<Read> expected;
};

const LinesCase lines_cases[] = {
    {"empty", "", {}},
    {"one", "a\n", {{1, "a", false}}},
    {"no_line_feed_at_the_end", "a\nb", {{1, "a", false}, {2, "b", false}}},
    {"blank_lines_count", "\n \t\r\na\n\n", {{3, "a", false}}},
    {"carriage_return_stays", "a\r\nb\r\n", {{1, "a\r", false}, {2, "b\r", false}}},
    {"nul_is_a_byte", std::string("a\0b\n", 4), {{1, std::string("a\0b", 3), false}}},
    {"longest",
     std::string(longest, 'x') + "\ny\n",
     {{1, std::string(longest, 'x'), false}, {2, "y", false}}},
    {"too_long",
     std::string(longest + 1, 'x') + "\ny\n",
     {{1, std::string(longest, 'x'), true}, {2, "y", false}}},
    {"much_too_long",
     "a\n" + std::string(3'000'000, 'x') + "\ny\n",
     {{1, "a", false}, {2, std::string(longest, 'x'), true}, {3, "y", false}}},
    {"too_long_at_the_end",
     "a\n" + std::string(3'000'000, 'x'),
     {{1, "a", false}, {2, std::string(longest, 'x'), true}}},
};

TEST(LineReader, SplitsLines) {
  for (const LinesCase& one : lines_cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(read_lines(one.text), one.expected);
  }
}

TEST(LineReader, KeepsLinesThatCrossTheBuffer) {
  // Lines of every length up to the limit, several buffers in all.
  std::string text;
  std::vector<Read> expected;
  for (std::uint64_t number = 1; number <= 4000; ++number) {
    std::string line(1 + (number * 7919) % longest, static_cast<char>('a' + number % 26));
    text.append(line).append("\n");
    expected.push_back({number, std::move(line), false});
  }
  EXPECT_EQ(read_lines(text), expected);
}

TEST(LineReader, SaysWhetherALineIsThere) {
  const ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "lines";
  testing::write_text(file, "a\nb\nc");
  Result<LineReader> reader = LineReader::open(file.string(), longest);
  ASSERT_TRUE(reader.ok());
  LineReader::Line line;
  EXPECT_FALSE(reader->has_buffered_line());
  EXPECT_TRUE(reader->next(line));
  EXPECT_TRUE(reader->has_buffered_line());
  EXPECT_TRUE(reader->next(line));
  EXPECT_FALSE(reader->has_buffered_line());
  EXPECT_TRUE(reader->next(line));
  EXPECT_EQ(line.text, "c");
  EXPECT_FALSE(reader->next(line));
}

TEST(LineReader, NamesWhatItCannotOpen) {
  const ScratchFolder folder;
  const std::string missing = (folder.path() / "none").string();
  const Result<LineReader> none = LineReader::open(missing, longest);
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().message, "cannot read `" + missing + "`: no such file");
  const Result<LineReader> directory = LineReader::open(folder.path().string(), longest);
  ASSERT_FALSE(directory.ok());
  EXPECT_EQ(directory.error().message, "cannot read `" + folder.path().string() + "`: it is a directory");
}

}  // namespace
}  // namespace postern::cli
