#include "line_reader.hpp"

// One buffer: consumed bytes in front, a part of a line behind. It is compacted when it must be refilled, so
// a byte moves at most once per refill, and grows only for a line that fills all of it.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace postern::cli {
namespace {

constexpr std::size_t piece = std::size_t{1} << 18U;

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

Result<LineReader> LineReader::open(std::string_view path, std::size_t longest) {
  const bool standard_input = path == "-";
  const std::string name(path);
  const int descriptor = standard_input ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  const auto failed = [&](int reason) {
    const std::string what = standard_input ? std::string("standard input") : "`" + name + "`";
    const std::string why = reason == EISDIR   ? "it is a directory"
                            : reason == ENOENT ? "no such file"
                                               : std::strerror(reason);
    return Error{ErrorCode::unreadable, "cannot read " + what + ": " + why, {}};
  };
  if (descriptor < 0)
    return failed(errno);
  struct stat status = {};
  if (::fstat(descriptor, &status) != 0)
    return failed(errno);
  if (S_ISDIR(status.st_mode)) {
    if (!standard_input)
      ::close(descriptor);
    return failed(EISDIR);
  }
  const bool sized = S_ISREG(status.st_mode) && status.st_size > 0;
  return LineReader(descriptor, !standard_input, sized ? static_cast<std::uint64_t>(status.st_size) : 0,
                    longest);
}

LineReader::LineReader(int descriptor, bool owned, std::uint64_t total, std::size_t longest)
    : descriptor_(descriptor), owned_(owned), longest_(longest), buffer_(piece, '\0'), bytes_total_(total) {}

LineReader::LineReader(LineReader&& other) noexcept
    : descriptor_(other.descriptor_),
      owned_(std::exchange(other.owned_, false)),
      longest_(other.longest_),
      buffer_(std::move(other.buffer_)),
      begin_(other.begin_),
      scanned_(other.scanned_),
      end_(other.end_),
      at_end_(other.at_end_),
      skipping_(other.skipping_),
      error_(other.error_),
      number_(other.number_),
      bytes_read_(other.bytes_read_),
      bytes_total_(other.bytes_total_) {}

LineReader::~LineReader() {
  if (owned_)
    ::close(descriptor_);
}

bool LineReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    scanned_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size())
    buffer_.resize(std::min(buffer_.size() * 2, longest_ + piece));
  ssize_t got = -1;
  do {
    got = ::read(descriptor_, buffer_.data() + end_, buffer_.size() - end_);
  } while (got < 0 && errno == EINTR);
  if (got < 0)
    error_ = errno;
  if (got <= 0) {
    at_end_ = true;
    return false;
  }
  end_ += static_cast<std::size_t>(got);
  bytes_read_ += static_cast<std::uint64_t>(got);
  return true;
}

bool LineReader::has_buffered_line() const {
  return std::memchr(buffer_.data() + begin_, '\n', end_ - begin_) != nullptr;
}

// Takes the line that ends at the next line feed or at the end of the input, or the beginning of one that is
// too long. False when more input is needed.
bool LineReader::take_line(Line& line) {
  const void* const found = std::memchr(buffer_.data() + scanned_, '\n', end_ - scanned_);
  std::size_t stop = end_;
  if (found != nullptr) {
    stop = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
  } else if (end_ - begin_ <= longest_ && !at_end_) {
    scanned_ = end_;
    return false;
  }
  const std::size_t size = stop - begin_;
  line.too_long = size > longest_;
  line.text = std::string_view(buffer_).substr(begin_, std::min(size, longest_));
  begin_ = found != nullptr ? stop + 1 : stop;
  scanned_ = begin_;
  skipping_ = found == nullptr && !at_end_;
  return true;
}

bool LineReader::next(Line& line) {
  for (;;) {
    while (begin_ < end_) {
      const bool continues = skipping_;
      if (!take_line(line))
        break;
      if (continues)
        continue;
      line.number = ++number_;
      if (!is_blank(line.text))
        return true;
    }
    if (at_end_ || (!fill() && begin_ == end_))
      return false;
  }
}

}  // namespace postern::cli
