#pragma once
// Lines of a file or of standard input, read in large pieces and never more than one piece at a time.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "postern/result.hpp"

namespace postern::cli {

/// Not thread-safe. Memory: one buffer, which grows to the longest line and never beyond the limit.
class LineReader {
 public:
  /// A line of the input, without its line ending.
  struct Line {
    std::string_view text;     ///< valid until the next call
    std::uint64_t number = 0;  ///< 1-based, blank lines counted
    bool too_long = false;     ///< `text` is only its beginning
  };

  /// `path` "-" is standard input. `longest` bounds a line in bytes.
  static Result<LineReader> open(std::string_view path, std::size_t longest);

  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&&) = delete;
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  /// The next line that is not blank. False at the end, and when reading fails: see `error`.
  bool next(Line& line);

  /// Whether `next` can answer without waiting for more input.
  [[nodiscard]] bool has_buffered_line() const;

  [[nodiscard]] int error() const noexcept { return error_; }  ///< errno of a failed read, or 0
  [[nodiscard]] std::uint64_t bytes_read() const noexcept { return bytes_read_; }
  [[nodiscard]] std::uint64_t bytes_total() const noexcept { return bytes_total_; }  ///< 0: not known

 private:
  LineReader(int descriptor, bool owned, std::uint64_t total, std::size_t longest);
  bool fill();
  bool take_line(Line& line);

  int descriptor_;
  bool owned_;
  std::size_t longest_;
  std::string buffer_;
  std::size_t begin_ = 0;    // of the first byte not handed out
  std::size_t scanned_ = 0;  // no line feed in [begin_, scanned_)
  std::size_t end_ = 0;      // of the bytes read
  bool at_end_ = false;
  bool skipping_ = false;  // inside a line that was too long
  int error_ = 0;
  std::uint64_t number_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t bytes_total_ = 0;
};

}  // namespace postern::cli
