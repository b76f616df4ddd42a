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

}  // namespace
}  // namespace parley::core
