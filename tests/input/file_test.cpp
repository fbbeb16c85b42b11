// Reading files: what is read, and what is said when it cannot be.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <thread>

#include "input/temporary_folder.hpp"
#include "postern/input.hpp"

namespace postern {
namespace {

using testing::TemporaryFolder;

TEST(ReadFile, GivesTheBytes) {
  const TemporaryFolder folder;
  const std::string texts[] = {"", "{}", std::string("a\0b\r\n\xff", 6), std::string(300'000, 'x')};
  for (const std::string& text : texts) {
    const Result<std::string> read = read_file(folder.write("f", text));
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(read.value(), text);
  }
}

TEST(ReadFile, SaysWhyNot) {
  const TemporaryFolder folder;
  folder.write("small", "12345");
  folder.write("secret", "x");
  ::chmod(folder.path("secret").c_str(), 0);
  ::symlink("loop", folder.path("loop").c_str());
  struct Case {
    std::string path;
    std::size_t limit;
    std::string why;
  };
  const Case cases[] = {
      {folder.path("none"), 10, "no such file"},
      {folder.path("none/deeper"), 10, "no such file"},
      {folder.path("small/deeper"), 10, "not a directory"},
      {folder.path(""), 10, "it is a directory"},
      {folder.path("small"), 4, "it is larger than 4 bytes"},
      {folder.path("loop"), 10, "too many levels of symbolic links"},
      {"", 10, "no such file"},
      {std::string("a\0b", 3), 10, "no such file"},
      {"/dev/zero", std::size_t{2} << 20U, "it is larger than 2 MiB"},
  };
  for (const Case& c : cases) {
    const Result<std::string> read = read_file(c.path, c.limit);
    ASSERT_FALSE(read.ok()) << c.path;
    EXPECT_EQ(read.error().code, ErrorCode::unreadable) << c.path;
    EXPECT_EQ(read.error().message.substr(0, 13), "cannot read `") << c.path;
    EXPECT_NE(read.error().message.find(": " + c.why), std::string::npos) << read.error().message;
    EXPECT_EQ(read.error().message.find('\n'), std::string::npos);
  }
  const Result<std::string> exact = read_file(folder.path("small"), 5);
  EXPECT_TRUE(exact.ok());
  if (::geteuid() != 0) {  // root may read everything
    const Result<std::string> secret = read_file(folder.path("secret"));
    ASSERT_FALSE(secret.ok());
    EXPECT_NE(secret.error().message.find("permission denied"), std::string::npos);
  }
}

TEST(ReadFile, ReadsPipes) {
  const TemporaryFolder folder;
  const std::string path = folder.path("pipe");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const std::string text(200'000, 'p');
  std::thread writer([&] {
    const int file = ::open(path.c_str(), O_WRONLY);
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t wrote = ::write(file, text.data() + done, text.size() - done);
      if (wrote <= 0) {
        break;
      }
      done += static_cast<std::size_t>(wrote);
    }
    ::close(file);
  });
  const Result<std::string> read = read_file(path);
  writer.join();
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value(), text);
}

// Standard input is that of the process, so it is swapped for the time of the test.
TEST(ReadFile, ReadsStandardInput) {
  const TemporaryFolder folder;
  const std::string path = folder.write("in", "from a pipe");
  const int saved = ::dup(STDIN_FILENO);
  const int file = ::open(path.c_str(), O_RDONLY);
  ::dup2(file, STDIN_FILENO);
  const Result<std::string> read = read_file("-");
  const Result<std::string> over = (::lseek(STDIN_FILENO, 0, SEEK_SET), read_file("-", 3));
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
  ::close(file);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value(), "from a pipe");
  ASSERT_FALSE(over.ok());
  EXPECT_EQ(over.error().message, "cannot read standard input: it is larger than 3 bytes");
}

}  // namespace
}  // namespace postern
