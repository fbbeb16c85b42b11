// Files by plain POSIX calls: the whole content in one string, and an error message that names the file and
// the reason. Pipes and devices have no size, so the limit is checked while reading.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/text.hpp"
#include "postern/input.hpp"
#include "postern/result.hpp"

namespace postern {
namespace {

class FileDescriptor {
 public:
  FileDescriptor(int value, bool owned) noexcept : value_(value), owned_(owned) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (owned_ && value_ >= 0) {
      ::close(value_);
    }
  }
  [[nodiscard]] int get() const noexcept { return value_; }

 private:
  int value_;
  bool owned_;
};

Error unreadable(std::string_view name, std::string_view why) {
  return Error{ErrorCode::unreadable, base::concat({"cannot read ", name, ": ", why}), {}};
}

Error failed(std::string_view name, int error) {
  switch (error) {
    case ENOENT:
      return unreadable(name, "no such file");
    case EISDIR:
      return unreadable(name, "it is a directory");
    case EACCES:
    case EPERM:
      return unreadable(name, "permission denied");
    default:
      return unreadable(name, base::to_lower(std::generic_category().message(error)));
  }
}

std::string readable_size(std::size_t bytes) {
  constexpr std::size_t mebi = std::size_t{1} << 20U;
  return bytes % mebi == 0 && bytes != 0 ? std::to_string(bytes / mebi) + " MiB"
                                         : std::to_string(bytes) + " bytes";
}

Result<std::string> read_all(int file, std::string_view name, std::size_t expected, std::size_t limit) {
  std::string text;
  text.reserve(expected < limit ? expected : limit);
  std::array<char, std::size_t{1} << 16U> buffer;
  for (;;) {
    const ssize_t got = ::read(file, buffer.data(), buffer.size());
    if (got == 0) {
      return text;
    }
    if (got < 0) {
      if (errno == EINTR) {
        continue;
      }
      return failed(name, errno);
    }
    const auto count = static_cast<std::size_t>(got);
    if (count > limit - text.size()) {
      return unreadable(name, base::concat({"it is larger than ", readable_size(limit)}));
    }
    text.append(buffer.data(), count);
  }
}

}  // namespace

Result<std::string> read_file(std::string_view path, std::size_t limit) {
  const bool from_stdin = path == "-";
  const std::string name = from_stdin ? "standard input" : base::quoted(path);
  if (path.empty() || path.find('\0') != std::string_view::npos) {
    return unreadable(name, "no such file");
  }
  const int opened = from_stdin ? STDIN_FILENO : ::open(std::string(path).c_str(), O_RDONLY | O_CLOEXEC);
  const FileDescriptor file(opened, !from_stdin);
  if (file.get() < 0) {
    return failed(name, errno);
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    return failed(name, errno);
  }
  if (S_ISDIR(status.st_mode)) {
    return failed(name, EISDIR);
  }
  const std::size_t expected =
      S_ISREG(status.st_mode) && status.st_size > 0 ? static_cast<std::size_t>(status.st_size) : 0;
  if (expected > limit && !from_stdin) {
    return unreadable(name, base::concat({"it is larger than ", readable_size(limit)}));
  }
  try {
    return read_all(file.get(), name, expected, limit);
  } catch (const std::bad_alloc&) {
    return unreadable(name, "not enough memory");
  }
}

}  // namespace postern
