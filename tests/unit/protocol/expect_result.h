// What a Result holds, checked so that a failure prints it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "parley/protocol/codec.h"
#include "parley/protocol/result.h"

namespace parley::protocol {

template <class T>
void expect_error(const Result<T>& result, ErrorId id, std::string_view message) {
  ASSERT_FALSE(result.ok()) << "expected the error: " << message;
  EXPECT_EQ(to_string(result.error().id), to_string(id));
  EXPECT_EQ(result.error().message, message);
}

template <class T, class Value>
void expect_value(const Result<T>& result, const Value& value) {
  ASSERT_TRUE(result.ok()) << result.error().message;
  EXPECT_EQ(result.value(), T(value));
}

/// A client's message that is refused with that sentence.
inline void expect_bad_message(const std::string& text, std::string_view message) {
  SCOPED_TRACE(text);
  expect_error(decode_client_message(text), ErrorId::BadMessage, message);
}

/// An object within an object and so on, `depth` of them, the outermost with a type.
inline std::string nested_message(std::string_view type, std::size_t depth) {
  std::string text = R"({"type":")" + std::string(type) + R"(","x":)";
  for (std::size_t level = 2; level < depth; ++level) text += R"({"x":)";
  return text + "{}" + std::string(depth - 1, '}');
}

}  // namespace parley::protocol
