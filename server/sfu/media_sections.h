// The media sections of a session description (RFC 8866 section 5.14).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::sfu {

struct MediaSection {
  std::string mid;  ///< RFC 8843; empty if it has none
  protocol::TrackKind kind = protocol::TrackKind::Audio;

  friend bool operator==(const MediaSection&, const MediaSection&) = default;
};

/// In their order; of other kinds than sound, pictures and data channels there are none.
std::vector<MediaSection> media_sections(std::string_view sdp);

}  // namespace parley::sfu
