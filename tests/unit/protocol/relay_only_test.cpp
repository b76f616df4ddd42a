#include "parley/protocol/relay_only.h"

#include <gtest/gtest.h>

#include "expect_result.h"
#include "parley/protocol/codec.h"

namespace parley::protocol {
namespace {

using Kept = std::optional<std::string>;

Candidate candidate(const std::string& text) {
  Candidate message;
  message.from = "PA1";
  message.candidate = text;
  message.sdp_mid = "0";
  message.epoch = 2;
  return message;
}

// What is left of the candidate; "(nothing)" where it may not go on.
std::string kept_candidate(const std::string& text) {
  const auto kept = keep_relays_only(encode(candidate(text)), "candidate");
  if (!kept) return kept.error().message;
  if (!kept.value()) return "(nothing)";
  const auto message = decode_server_message(*kept.value());
  const auto& left = std::get<Candidate>(message.value());
  EXPECT_EQ(left.sdp_mid, "0");
  EXPECT_EQ(left.epoch, 2U);
  return left.candidate;
}

std::string kept_sdp(const std::string& sdp) {
  Description offer;
  offer.from = "PA1";
  offer.sdp = sdp;
  const auto kept = keep_relays_only(encode(offer), "OFFER");
  if (!kept || !kept.value()) return "(nothing)";
  const auto message = decode_server_message(*kept.value());
  return std::get<Description>(message.value()).sdp;
}

TEST(RelayOnlyCandidate, OfARelayGoesOnWithoutWhatIsBehindIt) {
  EXPECT_EQ(kept_candidate("candidate:1 1 udp 41 203.0.113.1 60000 typ relay raddr 192.0.2.7 rport "
                           "54321 generation 0 ufrag x3Wd"),
            "candidate:1 1 udp 41 203.0.113.1 60000 typ relay raddr 0.0.0.0 rport 9 generation 0 "
            "ufrag x3Wd");
  const std::string bare = "candidate:1 1 udp 41 2001:db8::1 60000 typ relay";
  EXPECT_EQ(kept_candidate(bare), bare);
}

TEST(RelayOnlyCandidate, OfAnyOtherKindDoesNot) {
  for (const char* text :
       {"candidate:1 1 udp 99 192.0.2.7 5000 typ host",
        "candidate:1 1 udp 99 8e1f.local 5000 typ host",
        "candidate:1 1 udp 99 198.51.100.7 5000 typ srflx raddr 192.0.2.7 rport 5000",
        "candidate:1 1 udp 99 198.51.100.7 5000 typ prflx raddr 192.0.2.7 rport 5000",
        "candidate:1 1 udp 99 192.0.2.7 5000 typ host typ relay",
        "candidate:1 1 udp 99 192.0.2.7 5000 typ RELAY",
        "candidate:1 1 udp 99 192.0.2.7 5000  typ relay", "candidate:1 1 udp 99 192.0.2.7 5000",
        "a=candidate:1 1 udp 99 192.0.2.7 5000 typ relay", "relay", " ",
        "candidate:1 1 udp 9 203.0.113.1 6000 typ relay\r\na=candidate:1 1 udp 99 192.0.2.7 5000 "
        "typ "
        "host"}) {
    EXPECT_EQ(kept_candidate(text), "(nothing)") << text;
  }
}

TEST(RelayOnlyCandidate, ThatSaysThereAreNoMoreGoesOn) {
  EXPECT_EQ(kept_candidate(""), "");
}

TEST(RelayOnlyCandidate, OfAnotherShapeIsAnError) {
  const std::string message = "candidate.candidate.candidate: expected a string";
  for (const char* text :
       {R"({"type":"candidate"})", R"({"type":"candidate","candidate":"192.0.2.7"})",
        R"({"type":"candidate","candidate":{"address":"192.0.2.7"}})",
        R"({"type":"candidate","candidate":{"candidate":["192.0.2.7"]}})"}) {
    expect_error(keep_relays_only(text, "candidate"), ErrorId::BadMessage, message);
  }
}

TEST(RelayOnlyDescription, KeepsRelaysAndNamesNoOtherAddress) {
  EXPECT_EQ(kept_sdp("v=0\r\n"
                     "o=- 46 2 IN IP4 192.0.2.7\r\n"
                     "s=-\r\n"
                     "c=IN IP6 2001:db8::7\r\n"
                     "a=group:BUNDLE 0\r\n"
                     "m=audio 54321 UDP/TLS/RTP/SAVPF 111 63\r\n"
                     "c=IN IP4 192.0.2.7\r\n"
                     "a=rtcp:54322 IN IP4 192.0.2.7\r\n"
                     "a=candidate:1 1 udp 99 192.0.2.7 54321 typ host\r\n"
                     "a=candidate:2 1 udp 9 203.0.113.1 6000 typ relay raddr 192.0.2.7 rport 5\r\n"
                     "a=remote-candidates:1 192.0.2.7 54321\r\n"
                     "a=ice-ufrag:x3Wd\r\n"
                     "m=video 0 UDP/TLS/RTP/SAVPF 96\r\n"),
            "v=0\r\n"
            "o=- 46 2 IN IP4 0.0.0.0\r\n"
            "s=-\r\n"
            "c=IN IP4 0.0.0.0\r\n"
            "a=group:BUNDLE 0\r\n"
            "m=audio 9 UDP/TLS/RTP/SAVPF 111 63\r\n"
            "c=IN IP4 0.0.0.0\r\n"
            "a=rtcp:9 IN IP4 0.0.0.0\r\n"
            "a=candidate:2 1 udp 9 203.0.113.1 6000 typ relay raddr 0.0.0.0 rport 9\r\n"
            "a=ice-ufrag:x3Wd\r\n"
            "m=video 0 UDP/TLS/RTP/SAVPF 96\r\n");
}

TEST(RelayOnlyDescription, MayEndItsLinesWithNewlinesOnly) {
  EXPECT_EQ(kept_sdp("v=0\na=candidate:1 1 udp 99 192.0.2.7 54321 typ host\nc=IN IP4 192.0.2.7"),
            "v=0\r\nc=IN IP4 0.0.0.0\r\n");
  EXPECT_EQ(kept_sdp(""), "");
  EXPECT_EQ(kept_sdp("o="), "o= 0 0 IN IP4 0.0.0.0\r\n");
}

TEST(RelayOnlyDescription, LosesLinesThatSomeReaderMightTakeForTwo) {
  EXPECT_EQ(kept_sdp("v=0\r\na=x\ra=candidate:1 1 udp 99 192.0.2.7 54321 typ host\r\ns=-\r\n"),
            "v=0\r\ns=-\r\n");
}

TEST(RelayOnly, OtherMessagesGoOnAsTheyAre) {
  const std::string text = R"({"type":"PREFERENCES", "to":"PA2", "tracks":[]})";
  const auto kept = keep_relays_only(text, "PREFERENCES");
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept.value(), text);
}

TEST(RelayOnlyDescription, OfAnotherShapeIsAnError) {
  for (const char* text : {R"({"type":"OFFER"})", R"({"type":"OFFER","message":"v=0"})",
                           R"({"type":"OFFER","message":{"sdp":7}})"}) {
    expect_error(keep_relays_only(text, "OFFER"), ErrorId::BadMessage,
                 "OFFER.message.sdp: expected a string");
  }
}

TEST(RelayOnlyDescription, KeepsWhatItDoesNotKnow) {
  const auto kept = keep_relays_only(
      R"({"type":"ANSWER","to":"PA2","more":[1],"message":{"type":"answer","sdp":"v=0\r\n"}})",
      "ANSWER");
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(
      kept.value(),
      R"({"message":{"sdp":"v=0\r\n","type":"answer"},"more":[1],"to":"PA2","type":"ANSWER"})");
}

}  // namespace
}  // namespace parley::protocol
