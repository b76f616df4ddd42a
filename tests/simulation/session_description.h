// As much of SDP (RFC 8866) as the model of RTCPeerConnection and the core look at.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::simulation {

/// RFC 8829 section 4.2.4: what is offered or agreed in each direction.
struct Direction {
  bool send = false;
  bool receive = false;

  [[nodiscard]] Direction reversed() const { return {receive, send}; }
  [[nodiscard]] Direction limited_to(Direction other) const {
    return {send && other.send, receive && other.receive};
  }
  friend bool operator==(Direction, Direction) = default;
};

struct MediaSection {
  std::string mid;
  protocol::TrackKind kind = protocol::TrackKind::Audio;
  Direction direction;
  /// The track that is sent, empty for none. (A browser writes it into a=msid.)
  std::string track;
};

struct SessionDescription {
  std::uint64_t session_id = 0;
  std::uint32_t version = 0;
  std::string ice_ufrag;
  /// Of the certificate (RFC 8122): who is at the other end. The session's id, unless somebody is
  /// in between.
  std::string fingerprint;
  /// Nothing has to be trickled: the other end knows where to send.
  bool has_candidates = false;
  std::vector<MediaSection> sections;

  [[nodiscard]] const MediaSection* find(std::string_view mid) const;
};

/// Nothing but what someone reads, and a section in one line: most of a run is spent on the JSON
/// around it.
std::string to_sdp(const SessionDescription& description);
SessionDescription parse_sdp(std::string_view sdp);

}  // namespace parley::simulation
