#pragma once
// `Result<T>`: the value of an operation, or why it could not proceed. For wrong *input* see diagnostic.hpp;
// a `Result` is for an unreadable file, an unknown name, an unwritable output.

#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

namespace postern {

enum class ErrorCode {
  usage,       ///< the caller asked for something that makes no sense (exit code 2)
  unreadable,  ///< a file is missing, unreadable or not what it was said to be (exit code 3)
  invalid,     ///< a value was read and is wrong (exit code 3)
};

struct Error {
  ErrorCode code = ErrorCode::invalid;
  std::string message;  ///< lower case, one line, no full stop, user input in backticks
  std::string help;     ///< what to do about it; may be empty
};

/// Either a value or an `Error`. Reading the side that is not there ends the program.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  [[nodiscard]] T& value() & { return *checked(std::get_if<0>(&state_)); }
  [[nodiscard]] const T& value() const& { return *checked(std::get_if<0>(&state_)); }
  [[nodiscard]] T&& value() && { return std::move(*checked(std::get_if<0>(&state_))); }
  [[nodiscard]] const Error& error() const { return *checked(std::get_if<1>(&state_)); }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  template <class U>
  static U* checked(U* side) {
    if (side == nullptr)
      std::abort();
    return side;
  }

  std::variant<T, Error> state_;
};

}  // namespace postern
