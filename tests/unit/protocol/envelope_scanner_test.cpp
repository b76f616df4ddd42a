// The scanner may decline what it likes, but what it accepts it reads as the JSON library does.
#include "envelope_scanner.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace parley::protocol {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view ordinary[] = {
    R"({"type":"BYE"})",
    R"({"type":"OFFER","to":"PA7","message":{"type":"offer","sdp":"v=0\r\no=- 1 2\r\n"},"epoch":1})",
    R"({"to":"PA1","type":"candidate","candidate":{"candidate":"candidate:1 1 udp","sdpMid":"0"}})",
    R"( { "from" : "PA9" , "type" : "OFFER" , "list" : [ 1 , -2.5 , [ ] , { } , null ] } )",
    R"({"type":"OFFER","a":true,"b":false,"c":null,"d":[[],[0],[{"x":[]}]],"e":0.25,"f":-0})",
    R"({"type":"OFFER","to":"PA1","type":"ANSWER","to":"PA2","x":"\"\\\/\b\f\n\r\t"})",
};

void expect_same(std::string_view text) {
  const std::optional<Envelope> scanned = scan_envelope(text);
  if (!scanned) return;
  const Result<Envelope> parsed = parse_envelope(text);
  ASSERT_TRUE(parsed.ok()) << text << ": " << parsed.error().message;
  EXPECT_EQ(scanned->type, parsed.value().type) << text;
  EXPECT_EQ(scanned->to, parsed.value().to) << text;
  EXPECT_EQ(scanned->has_from, parsed.value().has_from) << text;
}

TEST(EnvelopeScanner, ReadsOrdinaryMessages) {
  for (const std::string_view text : ordinary) {
    EXPECT_TRUE(scan_envelope(text)) << text;
    expect_same(text);
  }
}

TEST(EnvelopeScanner, AcceptsNoMoreThanTheLibraryWhateverByteIsAnother) {
  for (const std::string_view text : ordinary) {
    for (std::size_t index = 0; index < text.size(); ++index) {
      for (const char byte : "\"\\{}[]:,0-.eEtu/ \n\x1f\x7f\x80\xc3\xff"sv) {
        std::string changed(text);
        changed[index] = byte;
        expect_same(changed);
      }
    }
  }
}

TEST(EnvelopeScanner, AcceptsNoMoreThanTheLibraryWhateverIsMissingOrDoubled) {
  for (const std::string_view text : ordinary) {
    for (std::size_t from = 0; from < text.size(); ++from) {
      expect_same(text.substr(0, from));
      for (const std::size_t length : {1U, 2U, 5U}) {
        const std::string before(text.substr(0, from));
        const std::string_view piece = text.substr(from, length);
        expect_same(before + std::string(text.substr(from + piece.size())));
        expect_same(before + std::string(piece) + std::string(text.substr(from)));
      }
    }
  }
}

TEST(EnvelopeScanner, LeavesWhatIsOutOfTheOrdinaryToTheLibrary) {
  for (const std::string_view text :
       {R"({"type":"OFFER","fr\u006fm":"PA1"})",
        R"({"type":"OFFER","x":"caf)"
        "\xc3\xa9\"}",
        R"({"type":"OFFER","x":1e3})", R"({"type":"OFFER","x":1234567890123456789})",
        R"({"type":1})", R"({"type":"OFFER","to":null})", R"(["type"])", ""}) {
    EXPECT_FALSE(scan_envelope(text)) << text;
  }
}

TEST(EnvelopeScanner, NestsAsDeepAsTheLimit) {
  const auto nested = [](std::size_t depth) {
    return R"({"type":"OFFER","x":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  EXPECT_TRUE(scan_envelope(nested(15)));
  EXPECT_FALSE(scan_envelope(nested(16)));
  expect_same(nested(15));
}

}  // namespace
}  // namespace parley::protocol
