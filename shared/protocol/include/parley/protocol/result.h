// A value or the reason why there is none. std::expected is C++23; exceptions are off in Wasm.
#pragma once

#include <utility>
#include <variant>

#include "parley/protocol/error.h"

namespace parley::protocol {

template <class T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that a function can `return value;` and `return Error{…};`.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// The value; only if ok().
  [[nodiscard]] T& value() { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& value() const { return *std::get_if<0>(&state_); }
  /// The reason; only if not ok().
  [[nodiscard]] const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace parley::protocol
