// What one other participant publishes, and which of these tracks have arrived.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/core/action.h"
#include "parley/core/slot_allocator.h"

namespace parley::core {

/// A track is published when its owner says so, and subscribed when an m-line of the connection
/// carries it as well. The two reports come by different routes and in any order.
///
/// Where media goes through an SFU, a slot of the connection from there carries it instead. A track
/// moves between the two without being unsubscribed, and waits, switched off, while the SFU has no
/// slot for it, and then until its media is there.
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

  /// Through an SFU, or no longer. While `on`, slots go before the m-lines of the participant's own
  /// connection, and afterwards the other way round.
  void use_sfu(bool on, ActionQueue& actions);
  /// The slots of the SFU's connection carry exactly these of the participant's tracks from now on.
  void set_slots(ConnectionHandle connection, const std::vector<protocol::TrackMid>& slots,
                 ActionQueue& actions);
  /// Media arrives on that m-line of a connection.
  void media_flows(ConnectionHandle connection, const std::string& mid, ActionQueue& actions);

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
  /// How important a track is to us; nothing: as important as to its publisher.
  void set_priority(const std::string& sid, std::optional<protocol::TrackPriority> priority);
  /// Limits all pictures to what the person wants of them.
  void set_quality(VideoQuality quality, ActionQueue& actions);
  /// What the publisher has to be told: the tracks that are not needed in full over its connection.
  [[nodiscard]] std::vector<protocol::TrackPreference> preferences() const;
  /// Adds what is needed of the tracks through an SFU; they have that priority at least.
  void want(std::vector<WantedTrack>& wanted, protocol::TrackPriority least,
            std::uint32_t spoke) const;

  /// The connection is gone, and with it all media of its own; published tracks stay published.
  void connection_closed(ActionQueue& actions);
  /// No media of any kind comes any more.
  void close(ActionQueue& actions);

  /// How many tracks of this kind the participant publishes, or will publish.
  [[nodiscard]] std::uint32_t count(protocol::TrackKind kind) const;
  /// How many of them no m-line of its connection carries.
  [[nodiscard]] std::uint32_t without_line(protocol::TrackKind kind) const;

 private:
  // Where a track arrives; without a mid, nowhere. For data, the mid is the channel's label.
  struct Arrival {
    ConnectionHandle connection = 0;
    std::string mid;
    bool in_slot = false;

    friend bool operator==(const Arrival&, const Arrival&) = default;
  };
  struct Track {
    protocol::TrackPublication publication;
    protocol::TrackPreference preference;
    bool subscribed = false;
    Arrival arrival = {};
    bool handed_over = false;  // the SFU's media has been there, or will not be
    bool awaited = false;      // it has a slot again, and nothing has come there yet
    bool off = false;          // as the application was told
    std::optional<protocol::TrackPriority> priority = {};  // if it is not its publisher's

    [[nodiscard]] protocol::TrackPriority priority_or(protocol::TrackPriority otherwise) const {
      return priority.value_or(std::max(publication.priority, otherwise));
    }
  };

  Track* find(std::string_view sid);
  void publish(const protocol::TrackPublication& publication, ActionQueue& actions);
  [[nodiscard]] protocol::TrackPreference needed(const Track& track) const;
  void report_switched(Track& track, ActionQueue& actions) const;
  void update_subscriptions(ActionQueue& actions);
  void update_subscription(Track& track, ActionQueue& actions);
  void leave(Track& track, ActionQueue& actions) const;
  [[nodiscard]] Arrival arrival_of(const protocol::TrackPublication& publication) const;
  [[nodiscard]] const protocol::TrackMid* line_of(std::string_view sid) const;

  std::string participant_;
  bool subscribe_;
  VideoQuality quality_;
  std::vector<Track> tracks_;
  std::vector<protocol::TrackPublication> foreseen_;
  ConnectionHandle connection_ = 0;
  std::vector<protocol::TrackMid> mids_;
  std::vector<std::string> data_channels_;  // their labels
  bool over_sfu_ = false;
  bool seen_in_sfu_ = false;  // media of the participant has come from there
  ConnectionHandle slot_connection_ = 0;
  std::vector<protocol::TrackMid> slots_;
};

}  // namespace parley::core
