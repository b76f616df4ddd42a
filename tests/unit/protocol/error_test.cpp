#include "parley/protocol/error.h"

#include <gtest/gtest.h>

#include "parley/protocol/codec.h"

namespace parley::protocol {
namespace {

struct Documented {
  ErrorId id;
  const char* text;
  int close_code;
};

// The table of PROTOCOL.md. The ids are what clients rely on: they never change.
constexpr Documented documented[] = {
    {ErrorId::BadJson, "bad-json", 0},
    {ErrorId::BadMessage, "bad-message", 0},
    {ErrorId::UnknownType, "unknown-type", 0},
    {ErrorId::UnknownRecipient, "unknown-recipient", 0},
    {ErrorId::MessageTooLarge, "message-too-large", 1009},
    {ErrorId::BinaryFrame, "binary-frame", 1003},
    {ErrorId::BadRoomName, "bad-room-name", 1008},
    {ErrorId::HelloRequired, "hello-required", 1008},
    {ErrorId::HelloTimeout, "hello-timeout", 1008},
    {ErrorId::RoomFull, "room-full", 1013},
    {ErrorId::ServerFull, "server-full", 1013},
    {ErrorId::TooSlow, "too-slow", 1008},
    {ErrorId::ServerStopping, "server-stopping", 1001},
};

TEST(ErrorIds, AreTheDocumentedOnes) {
  for (const Documented& error : documented) {
    EXPECT_EQ(to_string(error.id), error.text);
    EXPECT_EQ(error_id_from(error.text), error.id);
    EXPECT_EQ(close_code(error.id), error.close_code) << error.text;
  }
}

TEST(ErrorIds, OfALaterVersionReadAsBadMessage) {
  EXPECT_EQ(error_id_from("from-the-future"), ErrorId::BadMessage);
  EXPECT_EQ(error_id_from(""), ErrorId::BadMessage);
}

TEST(ErrorMessages, RoundTrip) {
  for (const Documented& documented_error : documented) {
    const Error error{documented_error.id, "Nobody has the id \"PA07\"."};
    const auto decoded = decode_server_message(encode(error));
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    EXPECT_EQ(std::get<Error>(decoded.value()), error);
  }
}

}  // namespace
}  // namespace parley::protocol
