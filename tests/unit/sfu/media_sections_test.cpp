#include "media_sections.h"

#include <gtest/gtest.h>

namespace parley::sfu {
namespace {

using protocol::TrackKind;

TEST(MediaSections, HaveMidsAndKinds) {
  const auto sections = media_sections(
      "v=0\r\na=mid:x\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"
      "m=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:one\nm=application 9 UDP/DTLS/SCTP x\r\na=mid:2");
  const std::vector<MediaSection> expected = {
      {"0", TrackKind::Audio}, {"one", TrackKind::Video}, {"2", TrackKind::Data}};
  EXPECT_EQ(sections, expected);
}

TEST(MediaSections, MayLackMids) {
  EXPECT_EQ(media_sections("m=video 9\r\n"), (std::vector<MediaSection>{{"", TrackKind::Video}}));
  EXPECT_TRUE(media_sections("").empty());
}

}  // namespace
}  // namespace parley::sfu
