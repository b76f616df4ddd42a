// Our media through an SFU: the connection on which we send to it, and the one on which we receive.
//
//          begin()                             end()                  5 s
//     Off ────────▶ On, with an epoch ──────────────────▶ Lingering ──────▶ Off
//                     │   ▲ begin(): another epoch            │ begin()
//                     └───┴───────────────────────────────────┘
//
// Another epoch means that the SFU has been lost and is there again: both connections are made anew.
// While it lingers, tracks move back to the participants' own connections.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "parley/core/peer_session.h"

namespace parley::core {

class SfuMedia {
 public:
  explicit SfuMedia(RoomContext& context) : context_(context) {}

  void begin(std::uint32_t epoch, Time now);
  void end(Time now);
  void close();
  /// 0 if media does not go through an SFU, or no longer.
  [[nodiscard]] std::uint32_t epoch() const { return epoch_; }

  /// An answer to us, or an offer.
  void receive(const protocol::Description& description, Time now);
  /// Tells the SFU what is needed, if that is something else than before; a little later, if it was
  /// told just now. To be called after each event.
  void ask(const std::vector<protocol::TrackPreference>& preferences, Time now);

  /// Both, as far as they are there.
  [[nodiscard]] std::vector<PeerSession*> sessions() const;
  [[nodiscard]] const PeerSession* receiving() const { return receiving_.get(); }

  /// To be called after each event: notices whether media comes about.
  void watch(Time now);
  /// For some time it has not.
  [[nodiscard]] bool failed() const { return failed_; }
  /// Whether the connections to the SFU carry what they are for.
  [[nodiscard]] bool complete() const;
  [[nodiscard]] std::optional<Time> deadline() const;
  /// True if it has ended now: slots are void.
  bool time_passed(Time now);

 private:
  RoomContext& context_;
  std::uint32_t epoch_ = 0;
  std::uint32_t sending_epoch_ = 0;
  std::unique_ptr<PeerSession> sending_;
  std::unique_ptr<PeerSession> receiving_;  // once the server has offered
  std::optional<std::vector<protocol::TrackPreference>> asked_;
  Time may_ask_at_{};
  std::optional<Time> asks_at_;
  std::optional<Time> overdue_at_;
  bool failed_ = false;
  std::optional<Time> closes_at_;
};

}  // namespace parley::core
