// What a client sends to the server itself: PREVIEW, HELLO, PUBLICATIONS, PING, BYE.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "expect_result.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::protocol {
namespace {

const TrackPublication microphone{"MT0f", TrackKind::Audio, "microphone", true};
const TrackPublication muted_camera{"MT1f", TrackKind::Video, "camera", false};

std::string hello(const std::string& identity, const std::string& tracks = "[]") {
  return R"({"type":"HELLO","identity":")" + identity + R"(","tracks":)" + tracks + "}";
}

std::string hello_with_track(const std::string& track) {
  return hello("Ann", "[" + track + "]");
}

// `count` times `item`, with commas between.
std::string array_of(std::size_t count, const std::string& item) {
  std::string array = "[";
  for (std::size_t index = 0; index < count; ++index) array += (index == 0 ? "" : ",") + item;
  return array + "]";
}

TEST(Hello, RoundTrips) {
  for (const Hello& message : {Hello{"Ann", {microphone, muted_camera}}, Hello{"Ben", {}},
                               Hello{"\"\\ \U0001F4BC </script>", {}}}) {
    expect_value(decode_client_message(encode(message)), message);
  }
}

TEST(Hello, SaysHowItUsesAnSfu) {
  for (const SfuUse use : {SfuUse::None, SfuUse::Clear, SfuUse::Encrypted}) {
    Hello message{"Ann", {}};
    message.sfu = use;
    expect_value(decode_client_message(encode(message)), message);
  }
}

TEST(Hello, OfOneWhoComesBackRoundTrips) {
  const Hello message{"Ann", {microphone}, "9d!17!PA5c", UINT32_MAX};
  expect_value(decode_client_message(encode(message)), message);
}

TEST(Hello, WithATokenNeedsNoName) {
  for (const char* identity : {"", "Ann"}) {
    Hello message{identity, {microphone}};
    message.token = "eyJ.eyJ.sig";
    expect_value(decode_client_message(encode(message)), message);
  }
  expect_bad_message(R"({"type":"HELLO","token":7})", "HELLO.token: expected a string");
  expect_bad_message(R"({"type":"HELLO","token":""})", "HELLO.identity: expected a string");
}

TEST(Hello, HasASecretOfUpTo1024Bytes) {
  Hello message{"Ann", {}, std::string(limits::resume_secret_bytes, 'x'), 0};
  expect_value(decode_client_message(encode(message)), message);
  message.resume += 'x';
  expect_bad_message(encode(message), "HELLO.resume: longer than 1024 bytes");
}

TEST(Hello, OverAnotherConnectionThanThatOfTheLobbyRoundTrips) {
  Hello message{"Ann", {microphone}};
  message.lobby = "9d!0!PA5c";
  expect_value(decode_client_message(encode(message)), message);
  message.lobby.assign(limits::resume_secret_bytes + 1, 'x');
  expect_bad_message(encode(message), "HELLO.lobby: longer than 1024 bytes");
}

TEST(Preview, RoundTrips) {
  expect_value(decode_client_message(encode(Preview{})), Preview{});
  expect_value(decode_client_message(encode(Preview{"a.b.c"})), Preview{"a.b.c"});
  expect_bad_message(R"({"type":"PREVIEW","token":1})", "PREVIEW.token: expected a string");
}

TEST(Hello, NamesTheFieldThatIsWrong) {
  const std::string head = R"({"type":"HELLO","identity":"Ann")";
  expect_bad_message(head + R"(,"resume":7})", "HELLO.resume: expected a string");
  expect_bad_message(head + R"(,"received":1.5})",
                     "HELLO.received: expected a whole number from 0 to 4294967295");
}

TEST(PingMessage, RoundTrips) {
  for (const std::uint32_t count : {0U, 17U, UINT32_MAX}) {
    expect_value(decode_client_message(encode(Ping{count})), Ping{count});
  }
}

TEST(PingMessage, HasACountThatIsANumber) {
  expect_bad_message(R"({"type":"PING","received":"1"})",
                     "PING.received: expected a whole number from 0 to 4294967295");
}

TEST(Hello, MayHaveNoTracks) {
  expect_value(decode_client_message(R"({"type":"HELLO","identity":"Ann"})"), Hello{"Ann", {}});
  expect_value(decode_client_message(R"({"type":"HELLO","identity":"Ann","tracks":null})"),
               Hello{"Ann", {}});
}

TEST(Hello, NeedsAnIdentity) {
  expect_bad_message(R"({"type":"HELLO"})", "HELLO.identity: expected a string");
  expect_bad_message(R"({"type":"HELLO","identity":7})", "HELLO.identity: expected a string");
}

TEST(Hello, HasAnIdentityOfAtLeastOneByte) {
  expect_bad_message(hello(""), "HELLO.identity: is empty");
  expect_value(decode_client_message(hello("A")), Hello{"A", {}});
}

TEST(Hello, HasAnIdentityOfUpTo256Bytes) {
  const std::string longest(limits::identity_bytes, 'a');
  expect_value(decode_client_message(hello(longest)), Hello{longest, {}});
  expect_bad_message(hello(longest + "a"), "HELLO.identity: longer than 256 bytes");
}

TEST(Hello, HasAnIdentityWithoutControlCharacters) {
  expect_bad_message(hello(R"(A\u0000)"), "HELLO.identity: has control characters");
  expect_bad_message(hello(R"(A\n)"), "HELLO.identity: has control characters");
  expect_bad_message(hello(R"(A\u0085)"), "HELLO.identity: has control characters");
}

TEST(Hello, IgnoresUnknownFields) {
  expect_value(decode_client_message(R"({"type":"HELLO","identity":"Ann","colour":{"r":1}})"),
               Hello{"Ann", {}});
}

TEST(Tracks, AreAnArrayOfObjects) {
  expect_bad_message(hello("Ann", "{}"), "HELLO.tracks: expected an array");
  expect_bad_message(hello("Ann", R"("MT0f")"), "HELLO.tracks: expected an array");
  expect_bad_message(hello("Ann", R"([{"sid":"MT0f","kind":"audio"},7])"),
                     "HELLO.tracks[1]: expected an object");
}

TEST(Tracks, AreUpTo16) {
  const std::string track = R"({"sid":"MT0f","kind":"audio"})";
  EXPECT_TRUE(
      decode_client_message(hello("Ann", array_of(limits::tracks_per_participant, track))).ok());
  expect_bad_message(hello("Ann", array_of(limits::tracks_per_participant + 1, track)),
                     "HELLO.tracks: more than 16 entries");
}

TEST(Tracks, AreEnabledUnlessTheySayOtherwise) {
  const auto decoded = decode_client_message(hello_with_track(R"({"sid":"MT0f","kind":"audio"})"));
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(std::get<Hello>(decoded.value()).tracks.at(0),
            (TrackPublication{"MT0f", TrackKind::Audio, "", true}));
}

TEST(Tracks, MayBeData) {
  const Hello hello{"Ann", {{"MT0f", TrackKind::Data, "chat", true}}};
  const auto decoded = decode_client_message(encode(hello));
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(std::get<Hello>(decoded.value()), hello);
}

TEST(Tracks, NameTheFieldThatIsWrong) {
  expect_bad_message(hello_with_track(R"({"kind":"audio"})"),
                     "HELLO.tracks[0].sid: expected a string");
  expect_bad_message(hello_with_track(R"({"sid":"MT0f"})"),
                     "HELLO.tracks[0].kind: expected a string");
  expect_bad_message(hello_with_track(R"({"sid":"MT0f","kind":"smell"})"),
                     "HELLO.tracks[0].kind: expected \"audio\", \"video\" or \"data\"");
  expect_bad_message(hello_with_track(R"({"sid":"MT0f","kind":"audio","name":1})"),
                     "HELLO.tracks[0].name: expected a string");
  expect_bad_message(hello_with_track(R"({"sid":"MT0f","kind":"audio","enabled":"no"})"),
                     "HELLO.tracks[0].enabled: expected true or false");
}

TEST(Tracks, HaveASidOfUpTo34Bytes) {
  const std::string longest(limits::sid_bytes, 'a');
  EXPECT_TRUE(
      decode_client_message(hello_with_track(R"({"sid":")" + longest + R"(","kind":"audio"})"))
          .ok());
  expect_bad_message(hello_with_track(R"({"sid":"a)" + longest + R"(","kind":"audio"})"),
                     "HELLO.tracks[0].sid: longer than 34 bytes");
}

TEST(Tracks, HaveANameOfUpTo128Bytes) {
  const std::string before = R"({"sid":"MT0f","kind":"audio","name":")";
  const std::string longest(limits::track_name_bytes, 'a');
  EXPECT_TRUE(decode_client_message(hello_with_track(before + longest + R"("})")).ok());
  expect_bad_message(hello_with_track(before + longest + R"(a"})"),
                     "HELLO.tracks[0].name: longer than 128 bytes");
}

TEST(ClientPublications, RoundTrip) {
  const Publications message{"", {microphone, muted_camera}};
  expect_value(decode_client_message(encode(message)), message);
}

TEST(ClientPublications, NameTheFieldThatIsWrong) {
  expect_bad_message(R"({"type":"PUBLICATIONS","tracks":[{}]})",
                     "PUBLICATIONS.tracks[0].sid: expected a string");
}

TEST(SfuFailedMessage, RoundTrips) {
  expect_value(decode_client_message(encode(SfuFailed{})), SfuFailed{});
}

TEST(ByeMessage, RoundTrips) {
  expect_value(decode_client_message(encode(Bye{})), Bye{});
}

TEST(ClientMessages, HaveAType) {
  expect_bad_message("{}", "message.type: expected a string");
  expect_bad_message(R"({"type":7})", "message.type: expected a string");
}

TEST(ClientMessages, ReportRoundTrips) {
  const Report report{182, PathKind::Relay, 1, 2};
  const auto decoded = decode_client_message(encode(report));
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(std::get<Report>(decoded.value()), report);
}

TEST(ClientMessages, ReportOfALaterVersionHasAnUnknownPath) {
  const auto decoded = decode_client_message(R"({"type":"REPORT","path":"carrier-pigeon"})");
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(std::get<Report>(decoded.value()), Report{});
}

TEST(ClientMessages, ReportIsWithinReason) {
  expect_error(decode_client_message(R"({"type":"REPORT","connectedAfter":600001})"),
               ErrorId::BadMessage, "REPORT.connectedAfter: more than 600000");
}

TEST(ClientMessages, AreNotWhatTheServerSays) {
  for (const char* type : {"WELCOME", "USER_JOIN", "USER_LEAVE", "PONG", "ERROR", "hello", ""}) {
    expect_error(decode_client_message(R"({"type":")" + std::string(type) + R"("})"),
                 ErrorId::UnknownType, "No message has the type \"" + std::string(type) + "\".");
  }
}

TEST(ClientMessages, OfUnknownTypeAreQuotedInPart) {
  expect_error(decode_client_message(R"({"type":")" + std::string(60000, 'x') + R"("})"),
               ErrorId::UnknownType, "No message has the type \"" + std::string(32, 'x') + "\".");
}

TEST(ClientMessages, AreJsonObjects) {
  expect_error(decode_client_message("[]"), ErrorId::BadJson, "The message is not a JSON object.");
  // What else is said of it is nlohmann's, and not the same in each of its versions.
  const auto empty = decode_client_message("");
  ASSERT_FALSE(empty.ok());
  EXPECT_EQ(empty.error().id, ErrorId::BadJson);
  EXPECT_TRUE(empty.error().message.starts_with("The message is not JSON: at byte 1: "));
  expect_error(decode_client_message(R"({"type":"HELLO","x":1e999})"), ErrorId::BadJson,
               "The message is not JSON: at byte 25: number overflow parsing '1e999'");
}

TEST(ClientMessages, EndWhereTheTextEnds) {
  expect_error(decode_client_message(std::string_view("{\"type\":\"BYE\"}\0x", 16)),
               ErrorId::BadJson, "The message is not JSON: at byte 15: a NUL");
}

TEST(ClientMessages, AreNestedUpTo16Deep) {
  EXPECT_TRUE(decode_client_message(nested_message("BYE", limits::json_depth)).ok());
  expect_error(decode_client_message(nested_message("BYE", limits::json_depth + 1)),
               ErrorId::BadJson, "The message is not JSON: nested deeper than 16");
}

TEST(ClientMessages, QuoteLittleOfBrokenJson) {
  const auto decoded = decode_client_message(R"({"type":")" + std::string(60000, 'x'));
  ASSERT_FALSE(decoded.ok());
  EXPECT_LT(decoded.error().message.size(), 256U);
}

}  // namespace
}  // namespace parley::protocol
