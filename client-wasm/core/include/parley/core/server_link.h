// Our connection to the server, over as many WebSockets as it takes.
//
//            connect()             HELLO                WELCOME
//     idle ────────────▶ opening ─────────▶ greeting ───────────▶ up
//                           ▲                                      │ closed, or silent for too long
//                           └──────────── waiting ◀────────────────┘
//                            after a delay that grows, with jitter
//
// What is sent while it is not up is kept, and what is not confirmed is sent again once the server
// has said how much of it arrived. The first connect alone is not repeated: a person waits for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/core/action.h"
#include "parley/core/time.h"
#include "parley/protocol/message.h"
#include "parley/protocol/message_ledger.h"

namespace parley::core {

class ServerLink {
 public:
  enum class State : std::uint8_t { Idle, Opening, Greeting, Up, Waiting, Closed };
  /// What a WELCOME means.
  enum class Entry : std::uint8_t {
    First,     // we have entered
    Resumed,   // we are where we were, and have missed nothing
    Restored,  // the server was restarted: we are back with our id
    Renewed,   // we were given up, and have entered anew with another id
  };
  /// What the passing of time has led to.
  enum class Outcome : std::uint8_t { None, Lost, GivenUp };

  explicit ServerLink(ActionQueue& actions) : actions_(actions) {}

  /// `random_seed` is for the jitter of delays. `token` goes with every HELLO; empty: none.
  void connect(std::string url, std::string identity, std::string token, std::uint32_t random_seed,
               Time now);
  void close();

  /// Sends a message, now or when the link is up again.
  void send(std::string text);

  void socket_opened(const std::vector<protocol::TrackPublication>& tracks, Time now);
  /// Any message of the server: it is there.
  void heard(Time now);
  /// A message of those that both sides count, which is all but WELCOME, PONG and ERROR.
  void count_message();
  Entry welcome(const protocol::Welcome& message, Time now);
  void confirmed(std::uint32_t count) { ledger_.confirm(count); }
  /// False where that was the first connect, which has failed; else it will try again.
  bool socket_closed(Time now);
  /// The network may be another, or there again: no reason to wait any longer.
  void probe(Time now);

  [[nodiscard]] std::optional<Time> deadline() const;
  Outcome time_passed(Time now);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool up() const { return state_ == State::Up; }

 private:
  void open(Time now);
  void wait(Time now);
  void ping();
  void ping_after_many();
  void send_unconfirmed();
  std::uint32_t next_random();

  ActionQueue& actions_;
  State state_ = State::Idle;
  std::string url_;
  std::string identity_;
  std::string token_;
  std::string id_;  // empty until the first WELCOME
  std::string resume_secret_;
  protocol::MessageLedger ledger_;
  std::uint32_t random_state_ = 1;
  std::uint32_t attempts_ = 0;
  std::uint32_t messages_since_ping_ = 0;
  // In Opening and Greeting: when the attempt has failed. In Waiting: when the next one begins.
  std::optional<Time> attempt_deadline_;
  // Since the link was lost: when to give it up.
  std::optional<Time> give_up_at_;
  // While up.
  std::optional<Time> ping_at_;
  std::optional<Time> silent_until_;
};

}  // namespace parley::core
