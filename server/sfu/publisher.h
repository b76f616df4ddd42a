// A participant's sending connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "janus_handle.h"

namespace parley::sfu {

class MediaRoom;

/// A track as its publisher's connection carries it.
struct PublishedTrack {
  std::string sid;
  std::string mid;
  protocol::TrackKind kind = protocol::TrackKind::Audio;

  friend bool operator==(const PublishedTrack&, const PublishedTrack&) = default;
};

class Publisher final : public JanusHandle {
 public:
  Publisher(JanusClient& client, MediaRoom& room, std::string participant_id, std::uint32_t epoch);

  [[nodiscard]] std::uint32_t epoch() const { return epoch_; }
  /// What subscribers name it by. Another epoch is another feed, because Janus may still have the
  /// one before.
  [[nodiscard]] const std::string& feed() const { return feed_; }

  /// An offer replaces one that Janus has not been asked about yet.
  void offer(const protocol::Description& offer);
  void candidate(const protocol::Candidate& candidate);
  /// Janus has made the room.
  void room_ready() { send_offer(); }

  /// What Janus can forward now: nothing before the connection is up, when subscribing is refused.
  [[nodiscard]] const std::vector<PublishedTrack>& tracks() const { return live_ ? tracks_ : none; }

  /// Nobody is interested in what becomes of it any more.
  void depart() { departed_ = true; }

 private:
  void attached() override { send_offer(); }
  void answered(const JanusMessage& message) override;
  void notified(const JanusMessage& message) override;
  void failed(const std::string& reason) override;

  void send_offer();

  MediaRoom& room_;
  std::string participant_id_;
  std::uint32_t epoch_;
  std::string feed_;
  std::optional<protocol::Description> unsent_;
  std::uint32_t offer_id_ = 0;  // of the offer that Janus was asked about last
  bool entered_ = false;
  bool live_ = false;
  std::vector<PublishedTrack> offered_;
  std::vector<PublishedTrack> tracks_;
  std::vector<protocol::Candidate> held_;
  static const std::vector<PublishedTrack> none;
  bool departed_ = false;
};

}  // namespace parley::sfu
