// A participant's receiving connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "awaited_layers.h"
#include "janus_handle.h"
#include "slots.h"

namespace parley::sfu {

class MediaRoom;

class Receiver final : public JanusHandle {
 public:
  /// The room must be ready.
  Receiver(JanusClient& client, MediaRoom& room, std::string participant_id, std::uint32_t epoch);

  [[nodiscard]] std::uint32_t epoch() const { return epoch_; }
  /// Another one has to take its place.
  [[nodiscard]] bool has_failed() const { return has_failed_; }

  void answer(const protocol::Description& answer);
  void candidate(const protocol::Candidate& candidate);
  /// Where an offer waits for its answer, it is said again instead: it may have been lost.
  void restart_ice();
  /// What the others send, what is wanted of it, or who speaks, has changed.
  void room_changed();
  /// Whether the participant hears nothing. Once it does again, an offer that waits for its answer is
  /// said again.
  void set_away(bool away);
  /// When expire() has to be called next, if ever.
  [[nodiscard]] std::optional<Instant> deadline() const;
  /// Asks again for what has not come.
  void expire();

 private:
  enum class State : std::uint8_t { Attaching, Offered, Answering, Running, Restarting };

  void attached() override;
  void answered(const JanusMessage& message) override;
  void notified(const JanusMessage& message) override;
  void failed(const std::string& reason) override;

  void offer(const std::string& sdp);
  void tell_offer();
  [[nodiscard]] bool may_change() const {
    return state_ == State::Running && !has_failed_ && may_ask();
  }
  void fill_slots();
  [[nodiscard]] bool any_source_ended() const;
  void choose(const ChooseLayers& layers);
  void report_slots();

  MediaRoom& room_;
  std::string participant_id_;
  std::uint32_t epoch_;
  std::uint32_t offer_id_ = 0;
  std::string offer_;
  bool is_up_ = false;
  bool away_ = false;
  bool has_failed_ = false;
  bool wants_restart_ = false;
  /// Some slots carry nothing until Janus gets an answer again.
  bool stalled_ = false;
  /// The last one, for that.
  std::string answer_;
  State state_ = State::Attaching;
  Slots slots_;
  AwaitedLayers awaited_;
  std::vector<Slot> reported_;
  std::vector<protocol::Candidate> held_;
};

}  // namespace parley::sfu
