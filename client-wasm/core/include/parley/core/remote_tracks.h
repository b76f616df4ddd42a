// What one other participant publishes, and which of these tracks have arrived.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/core/action.h"

namespace parley::core {

/// A track is published when its owner says so, and subscribed when an m-line of the connection
/// carries it as well. The two reports come by different routes and in any order.
class RemoteTracks {
 public:
  /// Without `subscribe`, no track is ever subscribed.
  explicit RemoteTracks(std::string participant, bool subscribe = true,
                        VideoQuality quality = VideoQuality::Automatic)
      : participant_(std::move(participant)), subscribe_(subscribe), quality_(quality) {}

  /// The participant will probably publish these tracks: counts them, but does not report them yet.
  void foresee(std::vector<protocol::TrackPublication> publications) {
    foreseen_ = std::move(publications);
  }

  /// The participant publishes exactly these tracks from now on.
  void set_publications(const std::vector<protocol::TrackPublication>& publications,
                        ActionQueue& actions);

  /// The connection's m-lines carry exactly these tracks from now on.
  void set_mids(ConnectionHandle connection, const std::vector<protocol::TrackMid>& mids,
                ActionQueue& actions);

  /// A guest sends on the m-line. Since guests publish nothing themselves, this counts as
  /// publishing.
  void add_guest_track(ConnectionHandle connection, const std::string& mid,
                       protocol::TrackKind kind, ActionQueue& actions);

  /// The participant has opened a data channel with this label: the sid of a data track.
  void add_data_channel(ConnectionHandle connection, const std::string& label,
                        ActionQueue& actions);

  /// Sets how much of a track is needed. The height is rounded up, so that not every change of a
  /// window's size leads to a message. True if the publisher has to be told.
  bool set_preference(protocol::TrackPreference preference, ActionQueue& actions);
  /// Limits all pictures to what the person wants of them.
  void set_quality(VideoQuality quality, ActionQueue& actions);
  /// What the publisher has to be told: the tracks that are not needed in full.
  [[nodiscard]] std::vector<protocol::TrackPreference> preferences() const;

  /// The connection is gone, and with it all media; published tracks stay published.
  void connection_closed(ActionQueue& actions);

  /// How many tracks of this kind the participant publishes, or will publish.
  [[nodiscard]] std::uint32_t count(protocol::TrackKind kind) const;

 private:
  struct Track {
    protocol::TrackPublication publication;
    std::string mid;  // empty while not subscribed; for data, the channel's label
    ConnectionHandle connection = 0;
    protocol::TrackPreference preference;
  };

  Track* find(std::string_view sid);
  void publish(const protocol::TrackPublication& publication, ActionQueue& actions);
  [[nodiscard]] protocol::TrackPreference needed(const Track& track) const;
  void report_switched(const Track& track, bool was_off, ActionQueue& actions);
  void update_subscription(Track& track, ActionQueue& actions);
  [[nodiscard]] std::string mid_of(const protocol::TrackPublication& publication) const;

  std::string participant_;
  bool subscribe_;
  VideoQuality quality_;
  std::vector<Track> tracks_;
  std::vector<protocol::TrackPublication> foreseen_;
  ConnectionHandle connection_ = 0;
  std::vector<protocol::TrackMid> mids_;
  std::vector<std::string> data_channels_;  // their labels
};

}  // namespace parley::core
