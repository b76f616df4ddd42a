#include "parley/protocol/envelope.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "expect_result.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::protocol {
namespace {

using namespace std::string_view_literals;

Envelope envelope_of(std::string_view text) {
  Result<Envelope> envelope = read_envelope(text);
  EXPECT_TRUE(envelope.ok()) << envelope.error().message;
  return envelope.ok() ? envelope.value() : Envelope{};
}

std::string stamped(std::string_view text) {
  return stamp_from(text, envelope_of(text), "PA1");
}

TEST(Envelope, HoldsTypeAndRecipient) {
  const Envelope envelope = envelope_of(R"({"type":"OFFER","to":"PA7"})");
  EXPECT_EQ(envelope.type, "OFFER");
  EXPECT_EQ(envelope.to, "PA7");
  EXPECT_FALSE(envelope.has_from);
}

TEST(Envelope, WithoutRecipientIsForEveryone) {
  EXPECT_EQ(envelope_of(R"({"type":"OFFER"})").to, std::nullopt);
}

TEST(Envelope, IsReadFromTheOutermostObjectOnly) {
  const Envelope envelope =
      envelope_of(R"({"message":{"type":"offer","to":"PA8","from":"PA9"},"list":["to","from"],)"
                  R"("type":"OFFER"})");
  EXPECT_EQ(envelope.type, "OFFER");
  EXPECT_EQ(envelope.to, std::nullopt);
  EXPECT_FALSE(envelope.has_from);
}

TEST(Envelope, TakesTheLastOfRepeatedFieldsAsBrowsersDo) {
  const Envelope envelope =
      envelope_of(R"({"type":"OFFER","to":"PA1","type":"ANSWER","to":"PA2"})");
  EXPECT_EQ(envelope.type, "ANSWER");
  EXPECT_EQ(envelope.to, "PA2");
}

TEST(Envelope, NeedsAType) {
  for (const char* text :
       {R"({})", R"({"to":"PA1"})", R"({"type":1})", R"({"type":null})",
        R"({"type":{"type":"OFFER"}})", R"({"type":["OFFER"]})", R"({"x":{"type":"OFFER"}})"}) {
    SCOPED_TRACE(text);
    expect_error(read_envelope(text), ErrorId::BadMessage, "message.type: expected a string");
  }
}

TEST(Envelope, HasARecipientThatIsAString) {
  for (const char* text : {R"({"type":"OFFER","to":7})", R"({"type":"OFFER","to":-7})",
                           R"({"type":"OFFER","to":7.5})", R"({"type":"OFFER","to":true})",
                           R"({"type":"OFFER","to":["PA1"]})", R"({"type":"OFFER","to":{}})"}) {
    SCOPED_TRACE(text);
    expect_error(read_envelope(text), ErrorId::BadMessage, "message.to: expected a string");
  }
}

TEST(Envelope, IsAnObject) {
  for (const char* text : {"[]", "1", "-1", "1.5", "true", "null", R"("OFFER")"}) {
    SCOPED_TRACE(text);
    expect_error(read_envelope(text), ErrorId::BadJson, "The message is not a JSON object.");
  }
}

TEST(Envelope, IsJson) {
  for (const std::string_view text :
       {""sv, "{"sv, "hello"sv, R"({"type":"OFFER"} x)"sv, R"({"type":"OFFER",})"sv,
        R"({'type':'OFFER'})"sv, R"({"type":"OFFER"}{})"sv, "{\"type\":\"\xFF\"}"sv,
        R"({"type":"OFFER","x":1e999})"sv}) {
    SCOPED_TRACE(text);
    const Result<Envelope> envelope = read_envelope(text);
    ASSERT_FALSE(envelope.ok());
    EXPECT_EQ(envelope.error().id, ErrorId::BadJson);
    EXPECT_EQ(envelope.error().message.find("The message is not JSON: at byte "), 0U)
        << envelope.error().message;
  }
}

TEST(Envelope, EndsWhereTheTextEnds) {
  // The library takes a NUL for the end of its input; what follows would reach the others.
  for (const std::string_view text :
       {"{\"type\":\"OFFER\"}\0"sv, "{\"type\":\"OFFER\"}\0x"sv, "{\"type\":\0\"OFFER\"}"sv}) {
    EXPECT_FALSE(read_envelope(text).ok());
  }
}

TEST(Envelope, SaysWhereTheJsonBreaks) {
  expect_error(read_envelope(R"({"type" "OFFER"})"), ErrorId::BadJson,
               "The message is not JSON: at byte 15: syntax error while parsing object separator - "
               "unexpected string literal; expected ':'");
  expect_error(read_envelope(R"({"type":OFFER})"), ErrorId::BadJson,
               "The message is not JSON: at byte 9: syntax error while parsing value - invalid "
               "literal; last read: '\"type\":O'");
}

TEST(Envelope, RefusesALoneSurrogate) {
  EXPECT_FALSE(read_envelope(R"({"type":"OFFER","x":"\ud83d"})").ok());
  EXPECT_FALSE(read_envelope(R"({"type":"OFFER","x":"\udcbc"})").ok());
  EXPECT_TRUE(read_envelope(R"({"type":"OFFER","x":"\ud83d\udcbc"})").ok());
}

TEST(Envelope, IsNestedUpTo16Deep) {
  EXPECT_TRUE(read_envelope(nested_message("OFFER", limits::json_depth)).ok());
  expect_error(read_envelope(nested_message("OFFER", limits::json_depth + 1)), ErrorId::BadJson,
               "The message is not JSON: nested deeper than 16");
}

TEST(Envelope, StopsReadingAtTheLimitOfNesting) {
  // Never closed: were it read to its end, it would be another error.
  const std::string brackets(limits::message_bytes - 32, '[');
  expect_error(read_envelope(R"({"type":"OFFER","x":)" + brackets), ErrorId::BadJson,
               "The message is not JSON: nested deeper than 16");
}

TEST(RelayedTypes, AreThoseOfNegotiationAndPreferences) {
  for (const char* type : {"OFFER", "ANSWER", "candidate", "PREFERENCES"}) {
    EXPECT_TRUE(is_relayed(type)) << type;
  }
  for (const char* type : {"HELLO", "BYE", "USER_JOIN", "ERROR", "offer", "CANDIDATE", ""}) {
    EXPECT_FALSE(is_relayed(type)) << type;
  }
}

TEST(StampFrom, AddsTheSender) {
  EXPECT_EQ(stamped(R"({"type":"OFFER"})"), R"({"from":"PA1","type":"OFFER"})");
}

TEST(StampFrom, KeepsTheRestToTheByte) {
  EXPECT_EQ(stamped("{ \"type\" : \"OFFER\", \"x\": 1.50, \"y\": [1, {\"z\": null}] }\n"),
            "{\"from\":\"PA1\", \"type\" : \"OFFER\", \"x\": 1.50, \"y\": [1, {\"z\": null}] }\n");
}

TEST(StampFrom, KeepsANestedFrom) {
  EXPECT_EQ(stamped(R"({"type":"OFFER","x":{"from":"PA9"}})"),
            R"({"from":"PA1","type":"OFFER","x":{"from":"PA9"}})");
}

TEST(StampFrom, DropsAByteOrderMarkThatBrowsersDoNotParse) {
  EXPECT_EQ(stamped("\xEF\xBB\xBF{\"type\":\"OFFER\"}"), R"({"from":"PA1","type":"OFFER"})");
  EXPECT_EQ(stamped("\xEF\xBB\xBF{\"type\":\"OFFER\",\"from\":\"PA9\"}"),
            R"({"from":"PA1","type":"OFFER"})");
}

TEST(StampFrom, ReplacesWhatTheSenderClaims) {
  const std::string expected = R"({"from":"PA1","type":"OFFER"})";
  EXPECT_EQ(stamped(R"({"type":"OFFER","from":"PA9"})"), expected);
  EXPECT_EQ(stamped(R"({"from":"PA8","type":"OFFER","from":"PA9"})"), expected);
  EXPECT_EQ(stamped(R"({"type":"OFFER","from":{"id":"PA9"}})"), expected);
  EXPECT_EQ(stamped(R"({"type":"OFFER","from":null})"), expected);
}

TEST(StampFrom, ReplacesAClaimWrittenWithEscapes) {
  const std::string expected = R"({"from":"PA1","type":"OFFER"})";
  EXPECT_EQ(stamped(R"({"type":"OFFER","\u0066rom":"PA9"})"), expected);
  EXPECT_EQ(stamped(R"({"type":"OFFER","\u0066\u0072\u006F\u006d":"PA9"})"), expected);
}

TEST(StampFrom, KeepsUnknownFieldsBesideAClaim) {
  EXPECT_EQ(stamped(R"({"type":"OFFER","from":"PA9","x":{"y":[1,"\u00e9",null]}})"),
            "{\"from\":\"PA1\",\"type\":\"OFFER\",\"x\":{\"y\":[1,\"\u00E9\",null]}}");
}

TEST(StampFrom, YieldsAMessageFromTheSender) {
  const auto decoded = decode_server_message(
      stamped(R"({"type":"ANSWER","from":"PA9","message":{"type":"answer","sdp":"v=0"}})"));
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(std::get<Description>(decoded.value()).from, "PA1");
}

}  // namespace
}  // namespace parley::protocol
