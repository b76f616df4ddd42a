// How much of a track is sent to one participant. In a mesh every participant encodes for each of
// the others by itself, and browsers do not adapt when that is more than the processor can do: what
// is sent has to follow from how many there are, and from what each of them shows of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "parley/core/action.h"

namespace parley::core {

/// The application's own limits in bit/s (LocalParticipant.setParameters); 0 for none.
struct BitrateLimits {
  std::uint32_t audio = 0;
  std::uint32_t video = 0;

  friend bool operator==(const BitrateLimits&, const BitrateLimits&) = default;
};

/// A track of ours, and what there is to know of it here.
struct LocalTrack {
  protocol::TrackPublication publication;
  /// A screen or the like: its detail matters more than its motion.
  bool detailed = false;
};

/// How a track is sent to one of `others` participants, who has that `preference` of it.
Encoding encoding_for(const LocalTrack& track, std::size_t others, const BitrateLimits& limits,
                      const protocol::TrackPreference& preference);

/// At how many bit/s a connection to one of `others` participants may begin to send, when nobody
/// knows yet what the line bears: enough for a clear first picture, not so much that the sound of a
/// slow line suffers from it. 0 where the browser's own value is as good.
std::uint32_t start_bitrate(std::size_t others, const BitrateLimits& limits);

/// Keeps the encodings of one connection as they should be.
class SentEncodings {
 public:
  /// What the participant has said of our tracks.
  void set_preferences(std::vector<protocol::TrackPreference> preferences) {
    preferences_ = std::move(preferences);
  }
  /// Another connection, on which nothing is limited yet.
  void connection_replaced() { applied_.clear(); }

  /// Sets those encodings of the connection that are to change.
  void update(ConnectionHandle connection, const std::vector<LocalTrack>& tracks,
              std::size_t others, const BitrateLimits& limits, ActionQueue& actions);

 private:
  [[nodiscard]] protocol::TrackPreference preference_of(const std::string& sid) const;
  Encoding& applied(const std::string& sid);

  std::vector<protocol::TrackPreference> preferences_;
  struct Applied {
    std::string sid;
    Encoding encoding;
  };
  std::vector<Applied> applied_;
};

}  // namespace parley::core
