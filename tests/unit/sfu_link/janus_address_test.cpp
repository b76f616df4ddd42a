#include "parley/sfu_link/janus_address.h"

#include <gtest/gtest.h>

namespace parley::sfu_link {
namespace {

TEST(JanusAddress, IsASocketOrAHost) {
  EXPECT_EQ(read_janus_address("unix:/run/janus.sock").value(),
            (JanusAddress{"/run/janus.sock", "", 0}));
  EXPECT_EQ(read_janus_address("ws://sfu.example.org:8188").value(),
            (JanusAddress{"", "sfu.example.org", 8188}));
  EXPECT_EQ(read_janus_address("ws://[::1]:8188/").value(), (JanusAddress{"", "::1", 8188}));
}

TEST(JanusAddress, IsWrittenAsItIsRead) {
  for (const auto* text :
       {"unix:/run/janus.sock", "ws://sfu.example.org:8188", "ws://[::1]:8188"}) {
    EXPECT_EQ(to_string(read_janus_address(text).value()), text);
  }
}

TEST(JanusAddress, SaysWhatIsWrong) {
  const std::string long_path = "unix:/" + std::string(200, 'x');
  for (const std::string text :
       {"", "unix:", "ws://", "ws://host", "ws://:1", "ws://host:", "ws://host:0",
        "ws://host:65536", "ws://host:1x", "ws://host/path:1", "wss://host:1", "http://host:1",
        long_path.c_str()}) {
    const auto address = read_janus_address(text);
    ASSERT_FALSE(address) << text;
    EXPECT_TRUE(address.error().message.starts_with(text + ": ")) << address.error().message;
  }
}

TEST(JanusAddress, OfANameIsLookedUp) {
  EXPECT_EQ(resolved({"", "127.0.0.1", 8188}).value(), (JanusAddress{"", "127.0.0.1", 8188}));
  EXPECT_EQ(resolved({"", "::1", 8188}).value(), (JanusAddress{"", "::1", 8188}));
  EXPECT_EQ(resolved({"/run/janus.sock", "", 0}).value(), (JanusAddress{"/run/janus.sock", "", 0}));
  // RFC 6761 section 6.4.
  EXPECT_FALSE(resolved({"", "nowhere.invalid", 8188}));
}

}  // namespace
}  // namespace parley::sfu_link
