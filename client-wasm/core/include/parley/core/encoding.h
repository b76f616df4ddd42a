// How much of a track is sent to one participant. In a mesh every participant encodes separately
// for each of the others, and browsers do not adapt if that overloads the processor. So what is
// sent depends on how many participants there are, and on what each of them shows.
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

/// A local track, and what the core has to know about it.
struct LocalTrack {
  protocol::TrackPublication publication;
  /// A shared screen or the like, whose detail matters more than its motion.
  bool detailed = false;
};

/// How to send a track to one of `others` participants who has this `preference`.
Encoding encoding_for(const LocalTrack& track, std::size_t others, const BitrateLimits& limits,
                      const protocol::TrackPreference& preference);

/// The bit/s at which a connection to one of `others` participants starts to send, while the line's
/// capacity is unknown: enough for a sharp first picture, but not so much that the sound suffers on
/// a slow line. 0 if the browser's own value is as good.
std::uint32_t start_bitrate(std::size_t others, const BitrateLimits& limits);

/// Keeps the encodings of one connection up to date.
class SentEncodings {
 public:
  /// Sets what the participant needs of our tracks.
  void set_preferences(std::vector<protocol::TrackPreference> preferences) {
    preferences_ = std::move(preferences);
  }
  /// The connection was replaced; nothing is limited on the new one yet.
  void connection_replaced() { applied_.clear(); }

  /// Sets those encodings of the connection that have to change.
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
