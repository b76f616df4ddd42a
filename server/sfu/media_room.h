// One room in Janus: who is in it, what they send, and who spoke last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "janus_handle.h"
#include "publisher.h"
#include "receiver.h"

namespace parley::sfu {

class MediaRoom final : public JanusHandle {
 public:
  /// `receiver_epochs` counts the receiving connections of all rooms.
  MediaRoom(JanusClient& client, std::uint32_t& receiver_epochs, std::string name,
            JanusRoom janus_room, std::size_t participants);
  ~MediaRoom() override;

  /// As the caller of the bridge names it.
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const JanusRoom& janus_room() const { return janus_room_; }
  /// Who sends nothing, for free slots.
  [[nodiscard]] const std::string& free_feed() const { return free_feed_; }
  /// Janus has made it.
  [[nodiscard]] bool is_ready() const { return state_ == State::Ready; }
  /// Nothing is left of it: Janus has destroyed it, or refused something without which there is no
  /// room.
  [[nodiscard]] bool has_ended() const { return has_ended_; }

  /// Janus may have it, although nobody asks for it any more.
  [[nodiscard]] bool may_be_left() const { return state_ != State::Attaching && !destroyed_; }

  /// Has Janus destroy it. Whoever is in it has to leave first.
  void destroy();

  void join(const std::string& participant_id);
  void leave(std::string_view participant_id);
  void wish(std::string_view participant_id, std::vector<Wish> wishes);
  /// When expire() has to be called next, if ever.
  [[nodiscard]] std::optional<Instant> deadline() const;
  void expire();
  /// Puts other receiving connections in the place of those that have failed.
  void replace_failed();
  /// Null if that participant has none.
  [[nodiscard]] Receiver* receiver(std::string_view participant_id) const;
  /// As publisher(), but opens the connection where the participant has none, or one of a smaller
  /// epoch. Null for a smaller epoch.
  Publisher* open_publisher(std::string_view participant_id, std::uint32_t epoch);
  [[nodiscard]] std::vector<std::string> participant_ids() const;

  /// What a participant may receive, the most wanted first: where wishes say nothing, in the order
  /// of joining, and sound in any case by who spoke last.
  [[nodiscard]] std::vector<Source> sources_for(std::string_view participant_id,
                                                protocol::TrackKind kind) const;
  /// Whether a participant sends that.
  [[nodiscard]] bool sends(const FeedStream& stream) const;

  // For its publishers.

  void tracks_changed();
  void speaking(const std::string& participant_id, bool on);

 private:
  struct Member {
    std::string id;
    std::unique_ptr<Publisher> publisher = {};
    std::unique_ptr<Receiver> receiver = {};
    /// Nothing: everything is wanted.
    std::optional<std::vector<Wish>> wishes = {};
    std::uint64_t last_spoke = 0;
  };

  struct RankedWish {
    std::size_t rank = 0;
    std::uint32_t layer = 0;
  };

  /// Whose tracks nobody is to get any more.
  struct Departed {
    std::string participant_id;
    std::unique_ptr<Publisher> publisher;
    Instant until;
  };

  void part_with(const std::string& participant_id, std::unique_ptr<Publisher> publisher);
  static std::optional<RankedWish> wish_of(const Member& receiver, const PublishedTrack& track);

  enum class State : std::uint8_t { Attaching, Creating, Listing, Ready, Destroying };

  void attached() override;
  void answered(const JanusMessage& message) override;
  void notified(const JanusMessage& message) override;
  void failed(const std::string& reason) override;

  void open_receivers();
  void open_receiver(Member& member);
  void ask_to_destroy();
  [[nodiscard]] const Member* find(std::string_view participant_id) const;
  Member* find(std::string_view participant_id);

  std::uint32_t& receiver_epochs_;
  std::string name_;
  JanusRoom janus_room_;
  std::size_t participants_;
  State state_ = State::Attaching;
  bool unwanted_ = false;
  bool has_ended_ = false;
  bool destroyed_ = false;
  std::string free_feed_;
  std::uint64_t last_speech_ = 0;
  std::vector<std::unique_ptr<Member>> members_;
  std::vector<Departed> departed_;
};

}  // namespace parley::sfu
