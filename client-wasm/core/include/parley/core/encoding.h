// How our tracks are sent to one participant: what upload.h shares out, and what it does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "parley/core/action.h"
#include "parley/core/upload.h"

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
  /// Not sent, as the person wants no pictures.
  bool held = false;
  /// As the application was told: action::LargestHeightChanged.
  std::uint32_t largest = 0;
};

/// The bit/s at which a connection to one of `others` participants starts to send, while the line's
/// capacity is unknown: enough for a sharp first picture, but not so much that the sound suffers on
/// a slow line. 0 if the browser's own value is as good.
std::uint32_t start_bitrate(std::size_t others, const BitrateLimits& limits);

/// What was shared out to all connections.
struct SharedUpload {
  std::vector<VideoDemand> demands;
  UploadShares shares;

  /// Nothing if there was no demand.
  [[nodiscard]] const Encoding* of(ConnectionHandle connection, const std::string& sid) const;
  /// The sum over a connection, or for 0 over all; bit/s.
  [[nodiscard]] std::uint32_t granted(ConnectionHandle connection) const;
};

/// Keeps the encodings of one connection up to date.
class SentEncodings {
 public:
  /// Sets what the participant needs of our tracks.
  void set_preferences(std::vector<protocol::TrackPreference> preferences) {
    preferences_ = std::move(preferences);
  }
  /// The connection was replaced; nothing is limited on the new one yet, nor known of it.
  void connection_replaced() {
    applied_.clear();
    bearable_ = 0;
  }
  /// Sets how many bit/s of pictures the connection bears.
  void set_bearable(std::uint32_t bitrate) { bearable_ = bitrate; }

  /// Adds what the connection needs of our pictures.
  void demand(ConnectionHandle connection, const std::vector<LocalTrack>& tracks,
              std::vector<VideoDemand>& demands) const;

  /// Sets those encodings of the connection that have to change.
  void update(ConnectionHandle connection, const std::vector<LocalTrack>& tracks,
              const SharedUpload& upload, const BitrateLimits& limits, ActionQueue& actions);

  /// The same for a connection to an SFU, which chooses among the simulcast layers for each receiver.
  /// What is off is not sent at all: 50 muted microphones would be 50 packets a second each.
  void update_for_sfu(ConnectionHandle connection, const std::vector<LocalTrack>& tracks,
                      VideoQuality quality, const BitrateLimits& limits, ActionQueue& actions);

 private:
  void forget_unpublished(const std::vector<LocalTrack>& tracks);
  void apply(ConnectionHandle connection, const std::string& sid, const Encoding& wanted,
             ActionQueue& actions);
  [[nodiscard]] protocol::TrackPreference preference_of(const std::string& sid) const;
  Encoding& applied(const std::string& sid);

  std::vector<protocol::TrackPreference> preferences_;
  std::uint32_t bearable_ = 0;
  struct Applied {
    std::string sid;
    Encoding encoding;
  };
  std::vector<Applied> applied_;
};

}  // namespace parley::core
