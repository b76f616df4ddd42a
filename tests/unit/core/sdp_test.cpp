#include "parley/core/sdp.h"

#include <gtest/gtest.h>

namespace parley::core {
namespace {

using Ufrags = std::vector<std::string>;

TEST(Sdp, ReadsEachUsernameFragmentOnce) {
  EXPECT_EQ(sdp::ice_ufrags("v=0\r\na=ice-ufrag:a+/1\r\nm=audio\r\na=ice-ufrag:b\r\na=ice-ufrag:b"),
            (Ufrags{"a+/1", "b"}));
}

TEST(Sdp, TakesLinesWithoutCarriageReturn) {
  EXPECT_EQ(sdp::ice_ufrags("v=0\na=ice-ufrag:x\n"), Ufrags{"x"});
}

TEST(Sdp, FindsNoFragmentInTheMiddleOfALine) {
  EXPECT_EQ(sdp::ice_ufrags("s=a=ice-ufrag:x\r\n"), Ufrags{});
  EXPECT_EQ(sdp::ice_ufrags(""), Ufrags{});
}

TEST(Sdp, ReadsTheSessionId) {
  EXPECT_EQ(sdp::session_id("v=0\r\no=- 4611 2 IN IP4 127.0.0.1\r\n"), "4611");
  EXPECT_EQ(sdp::session_id("v=0\no=mozilla...THIS_IS_SDPARTA-99.0 77 0 IN IP4 0.0.0.0\n"), "77");
}

TEST(Sdp, HasNoSessionIdWhereTheLineIsMissingOrShort) {
  EXPECT_EQ(sdp::session_id("v=0\r\n"), "");
  EXPECT_EQ(sdp::session_id("o="), "");
  EXPECT_EQ(sdp::session_id("o=-"), "");
  EXPECT_EQ(sdp::session_id("o=- 5"), "5");
}

TEST(SessionDescription, StartBitrateIsAParameterOfEachVideoCodec) {
  EXPECT_EQ(sdp::with_start_bitrate("m=audio 9 X 111\r\n"
                                    "a=rtpmap:111 opus/48000/2\r\n"
                                    "a=fmtp:111 minptime=10\r\n"
                                    "m=video 9 X 96 97 98 99\r\n"
                                    "a=rtpmap:96 VP8/90000\r\n"
                                    "a=rtpmap:97 rtx/90000\r\n"
                                    "a=fmtp:97 apt=96\r\n"
                                    "a=rtpmap:98 VP9/90000\r\n"
                                    "a=fmtp:98 profile-id=0\r\n"
                                    "a=rtpmap:99 ulpfec/90000\r\n"
                                    "m=application 9 X\r\n",
                                    1'200'000),
            "m=audio 9 X 111\r\n"
            "a=rtpmap:111 opus/48000/2\r\n"
            "a=fmtp:111 minptime=10\r\n"
            "m=video 9 X 96 97 98 99\r\n"
            "a=rtpmap:96 VP8/90000\r\n"
            "a=fmtp:96 x-google-start-bitrate=1200\r\n"
            "a=rtpmap:97 rtx/90000\r\n"
            "a=fmtp:97 apt=96\r\n"
            "a=rtpmap:98 VP9/90000\r\n"
            "a=fmtp:98 profile-id=0;x-google-start-bitrate=1200\r\n"
            "a=rtpmap:99 ulpfec/90000\r\n"
            "m=application 9 X\r\n");
}

TEST(SessionDescription, StartBitrateLeavesOtherSectionsAndLineEndsAlone) {
  EXPECT_EQ(sdp::with_start_bitrate(
                "m=video 9 X 96\na=rtpmap:96 VP8/90000\nm=audio 9 X 96\na=fmtp:96 a=b", 600'000),
            "m=video 9 X 96\na=rtpmap:96 VP8/90000\na=fmtp:96 x-google-start-bitrate=600\n"
            "m=audio 9 X 96\na=fmtp:96 a=b");
}

TEST(SessionDescription, StartBitrateTakesNoNonsenseForACodec) {
  for (const std::string_view nonsense :
       {"m=video\r\na=rtpmap\r\na=fmtp:96 a\r\n", "m=video", ""}) {
    EXPECT_EQ(sdp::with_start_bitrate(nonsense, 600'000), nonsense);
  }
}

}  // namespace
}  // namespace parley::core
