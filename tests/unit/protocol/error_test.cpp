#include "parley/protocol/error.h"

#include <gtest/gtest.h>

#include "parley/protocol/codec.h"

namespace parley::protocol {
namespace {

struct Documented {
  ErrorId id;
  const char* text;
  int close_code;
  int vendor_code = 0;
};

// The table of PROTOCOL.md. The ids are what clients rely on: they never change.
constexpr Documented documented[] = {
    {ErrorId::BadJson, "bad-json", 0},
    {ErrorId::BadMessage, "bad-message", 0},
    {ErrorId::UnknownType, "unknown-type", 0},
    {ErrorId::UnknownRecipient, "unknown-recipient", 0},
    {ErrorId::MessageTooLarge, "message-too-large", 1009},
    {ErrorId::BinaryFrame, "binary-frame", 1003},
    {ErrorId::BadRoomName, "bad-room-name", 1008, 53100},
    {ErrorId::HelloRequired, "hello-required", 1008},
    {ErrorId::HelloTimeout, "hello-timeout", 1008},
    {ErrorId::LobbyFull, "lobby-full", 1013},
    {ErrorId::PreviewTimeout, "preview-timeout", 1008},
    {ErrorId::RoomFull, "room-full", 1013, 53105},
    {ErrorId::ServerFull, "server-full", 1013},
    {ErrorId::ServerBusy, "server-busy", 1013},
    {ErrorId::TooSlow, "too-slow", 1008},
    {ErrorId::ServerStopping, "server-stopping", 1001},
    {ErrorId::TokenRequired, "token-required", 1008, 20101},
    {ErrorId::TokenInvalid, "token-invalid", 1008, 20101},
    {ErrorId::TokenHeaderInvalid, "token-header-invalid", 1008, 20102},
    {ErrorId::TokenIssuerInvalid, "token-issuer-invalid", 1008, 20103},
    {ErrorId::TokenExpired, "token-expired", 1008, 20104},
    {ErrorId::TokenNotYetValid, "token-not-yet-valid", 1008, 20105},
    {ErrorId::TokenGrantsInvalid, "token-grants-invalid", 1008, 20106},
    {ErrorId::TokenSignatureInvalid, "token-signature-invalid", 1008, 20107},
    {ErrorId::RoomNotFound, "room-not-found", 1008, 53106},
    {ErrorId::TooManyMessages, "too-many-messages", 1008},
    {ErrorId::MessageTimeout, "message-timeout", 1008},
    {ErrorId::TooManyConnections, "too-many-connections", 1013},
    {ErrorId::TooManyJoins, "too-many-joins", 1013},
    {ErrorId::TooManyRooms, "too-many-rooms", 1013},
    {ErrorId::RoomLocked, "room-locked", 1013},
    {ErrorId::PasswordRequired, "password-required", 1013},
    {ErrorId::PasswordWrong, "password-wrong", 1008},
    {ErrorId::TooManyGuesses, "too-many-guesses", 1013},
    {ErrorId::WaitingRoomFull, "waiting-room-full", 1013},
    {ErrorId::WaitingTimeout, "waiting-timeout", 1013},
    {ErrorId::EntryRefused, "entry-refused", 1008},
    {ErrorId::HostRequired, "host-required", 0},
    {ErrorId::Removed, "removed", 1008},
    {ErrorId::RoomEnded, "room-ended", 1000, 53118},
    {ErrorId::DuplicateIdentity, "duplicate-identity", 1008, 53205},
    {ErrorId::SfuRequired, "sfu-required", 0},
};

TEST(ErrorIds, AreTheDocumentedOnes) {
  for (const Documented& error : documented) {
    EXPECT_EQ(to_string(error.id), error.text);
    EXPECT_EQ(error_id_from(error.text), error.id);
    EXPECT_EQ(close_code(error.id), error.close_code) << error.text;
    EXPECT_EQ(vendor_code(error.id), error.vendor_code) << error.text;
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

TEST(ErrorMessages, SayWhenToTryAgain) {
  const Error error{ErrorId::TooManyGuesses, "Later.", 6000};
  const auto decoded = decode_server_message(encode(error));
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(std::get<Error>(decoded.value()), error);
}

TEST(ErrorMessages, CarryTheVendorsNumberWhereThereIsOne) {
  EXPECT_EQ(encode(vendor_error(ErrorId::TokenExpired)),
            R"({"code":20104,"id":"token-expired",)"
            R"("message":"Access Token expired or expiration date invalid","type":"ERROR"})");
  EXPECT_EQ(encode(Error{ErrorId::TooSlow, "Too slow."}),
            R"({"id":"too-slow","message":"Too slow.","type":"ERROR"})");
}

}  // namespace
}  // namespace parley::protocol
