#include "parley/core/redactor.h"

#include <gtest/gtest.h>

#include "parley/core/sdp.h"

namespace parley::core {
namespace {

// As Chromium makes it, shortened.
const std::string offer =
    "v=0\r\no=ann 4611731400430051336 2 IN IP4 10.0.0.7\r\ns=ann's call\r\nt=0 0\r\n"
    "a=group:BUNDLE 0 1\r\na=msid-semantic: WMS ann\r\n"
    "m=audio 51472 UDP/TLS/RTP/SAVPF 111 63\r\nc=IN IP6 2001:db8::7\r\n"
    "a=rtcp:9 IN IP4 0.0.0.0\r\n"
    "a=candidate:1 1 udp 2122260223 10.0.0.7 51472 typ host generation 0\r\n"
    "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\na=ice-options:trickle\r\n"
    "a=fingerprint:sha-256 49:66:12:17\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\n"
    "a=msid:ann ann-microphone\r\na=ssrc:1001 cname:ann\r\n"
    "m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=ice-ufrag:EsAw\r\na=mid:1\r\na=recvonly\r\n";

TEST(Redactor, LeavesOfADescriptionWhatTheCoreReadsAndWhatWasNegotiated) {
  Redactor redactor;
  const std::string redacted = redactor.sdp(offer);
  EXPECT_EQ(redacted,
            "o=- 4611731400430051336 0\r\na=ice-ufrag:EsAw\r\nm=audio 9\r\na=setup:actpass\r\n"
            "a=mid:0\r\na=sendrecv\r\nm=video 0\r\na=mid:1\r\na=recvonly\r\n");
  EXPECT_EQ(sdp::ice_ufrags(redacted), sdp::ice_ufrags(offer));
  EXPECT_EQ(sdp::session_id(redacted), sdp::session_id(offer));
}

TEST(Redactor, ADescriptionWithoutTheLinesHasNone) {
  Redactor redactor;
  EXPECT_EQ(redactor.sdp("v=0\r\ns=-\r\n"), "");
  EXPECT_EQ(redactor.sdp(""), "");
  EXPECT_EQ(redactor.sdp("m=image 9 X\na=mid:2"), "m=other 9\r\na=mid:2\r\n");
}

TEST(Redactor, WhatIsNoFragmentHasAStandInThatIsTheSameEverywhere) {
  Redactor redactor;
  EXPECT_EQ(redactor.sdp("a=ice-ufrag:10.0.0.7\r\n"), "a=ice-ufrag:id-1\r\n");
  EXPECT_EQ(redactor.username_fragment("10.0.0.7"), "id-1");
  EXPECT_EQ(redactor.username_fragment("10.0.0.8"), "id-2");
  EXPECT_EQ(redactor.username_fragment("EsAw+/"), "EsAw+/");
  // What looks like a stand-in gets one.
  EXPECT_EQ(redactor.username_fragment("id-1"), "id-3");
}

TEST(Redactor, TheSameNameIsTheSameParticipant) {
  Redactor redactor;
  EXPECT_EQ(redactor.identity("Ann"), "participant-1");
  EXPECT_EQ(redactor.identity("Ben"), "participant-2");
  EXPECT_EQ(redactor.identity("Ann"), "participant-1");
  EXPECT_EQ(redactor.identity(""), "");
}

TEST(Redactor, OnlyIdsOfOurOwnMakingStay) {
  Redactor redactor;
  const std::string id = "PA0123456789abcdef0123456789abcdef";
  EXPECT_EQ(redactor.id(id), id);
  EXPECT_EQ(redactor.id("Ann"), "id-1");
  EXPECT_EQ(redactor.id(""), "");
  EXPECT_EQ(redactor.mid("video0"), "video0");
  EXPECT_EQ(redactor.mid("10.0.0.7"), "id-2");
}

TEST(Redactor, ANameThatIsNotAllowedIsStillNotAllowed) {
  EXPECT_EQ(Redactor::room_name("secret plans"), "room");
  EXPECT_EQ(Redactor::room_name(".."), "");
  EXPECT_EQ(Redactor::room_name(""), "");
}

TEST(Redactor, CandidatesKeepTheirKindAndTheirSize) {
  const std::string texts[] = {
      "candidate:1 1 udp 2122260223 10.0.0.7 51472 typ host generation 0 ufrag EsAw network-id 1",
      "candidate:2 1 tcp 1518280447 2001:db8::7 9 typ host tcptype active",
      "candidate:3 1 UDP 41885695 ann.example.org 61000 typ relay raddr 0.0.0.0 rport 0",
      "candidate:4 1 udp 2113937151 0d8a8a0c-5bd4-4a4b-a1f1-7a3f4a0c8f0e.local 5 typ host",
      "candidate:10.0.0.7",
      "candidate:",
      "10.0.0.7",
      "c",
      ""};
  const std::string redacted[] = {
      "candidate:x 1 udp 2122260223 v4------ xxxxx typ host generation 0 ufrag EsAw network-id 1",
      "candidate:x 1 tcp 1518280447 v6--------- x typ host tcptype active",
      "candidate:x 1 UDP 41885695 name----------- xxxxx typ relay raddr v4----- rport x",
      "candidate:x 1 udp 2113937151 mdns-------------------------------------- x typ host",
      "candidate:xxxxxxxx",
      "candidate:",
      "xxxxxxxx",
      "x",
      ""};
  for (std::size_t i = 0; i < std::size(texts); ++i) {
    EXPECT_EQ(Redactor::candidate(texts[i]), redacted[i]);
    EXPECT_EQ(redacted[i].size(), texts[i].size());
  }
}

TEST(Redactor, SizesAreThoseInJson) {
  EXPECT_EQ(size_in_json("abc"), 3U);
  EXPECT_EQ(size_in_json("a\r\nb"), 6U);
  EXPECT_EQ(size_in_json("\"\\\b\f\t"), 10U);
  EXPECT_EQ(size_in_json(std::string_view("\0\v", 2)), 12U);
  EXPECT_EQ(size_in_json("\u00e9"), 2U);
}

}  // namespace
}  // namespace parley::core
