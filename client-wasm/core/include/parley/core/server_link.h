// Our connection to the server, over as many WebSockets as it takes.
//
//           preview(), connect()            PREVIEW or HELLO            LOBBY, WAITING or WELCOME
//     Idle ──────────────────────▶ Opening ──────────────────▶ Greeting ────────────────▶ Answered
//                                     ▲                           ▲                           │
//                                     │ after a delay             └───────────────────────────┘
//                                 BackingOff                       connect() in a preview: HELLO
//                                     ▲
//                                     └── any state with a socket: it was closed, or took too long
//
// Joining decides what to greet the server with on each socket, and what its answer means.
// ReconnectPolicy decides when to make the next attempt, Heartbeat when to ping the server and when
// to give it up.
//
// Messages sent while the link is down are kept. Messages that the server has not confirmed are
// repeated once it has said how many arrived.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "parley/core/action.h"
#include "parley/core/heartbeat.h"
#include "parley/core/joining.h"
#include "parley/core/reconnect_policy.h"
#include "parley/core/time.h"
#include "parley/protocol/message.h"
#include "parley/protocol/message_ledger.h"

namespace parley::core {

class ServerLink {
 public:
  enum class State : std::uint8_t {
    Idle,
    Opening,
    Greeting,  // PREVIEW or HELLO was sent, and not answered yet
    Answered,
    BackingOff
  };
  /// What a WELCOME means.
  enum class Entry : std::uint8_t {
    First,      // we have entered
    FirstAnew,  // the same, but with another id than the preview's: early messages are void
    Resumed,    // nothing has changed, and we have missed nothing
    Restored,   // the server was restarted: we are back with our id
    Renewed,    // we were given up, and have entered again with another id
  };
  /// What the passing of time has led to.
  enum class Outcome : std::uint8_t { None, Lost, GivenUp };
  using Tracks = Joining::Tracks;

  explicit ServerLink(ActionQueue& actions) : actions_(actions) {}

  /// Previews the room. `random_seed` seeds the jitter of delays. `token` is sent along; empty:
  /// none.
  void preview(const std::string& url, const std::string& token, std::uint32_t random_seed,
               Time now);
  /// Ends the preview, until the next probe() or connect().
  void rest();
  void use_password(const std::string& password) { joining_.use_password(password); }
  void allow_sfu(protocol::SfuUse use) { joining_.allow_sfu(use); }
  void keep(const std::string& state) { joining_.keep(state); }
  /// Enters the room: with a new socket, or with the preview's if it has the same URL. `token` is
  /// sent in every HELLO.
  void connect(const std::string& url, const std::string& identity, const std::string& token,
               const Tracks& tracks, std::uint32_t random_seed, Time now);
  void close();

  /// Sends a message, now or when the link is up again.
  void send(std::string text);

  void socket_opened(const Tracks& tracks, Time now);
  /// The server has sent something, so it is alive.
  void heard(Time now) { heartbeat_.heard(now); }
  /// A counted message has arrived: any message except LOBBY, WELCOME, WAITING, PONG and ERROR.
  void count_message();
  /// It may come again. False if we do not preview a room; then nothing changes.
  bool lobby(const protocol::Lobby& message, Time now);
  /// A host has to let us in. Early messages are void.
  void waiting(const protocol::Waiting& message, Time now);
  Entry welcome(const protocol::Welcome& message, Time now);
  void pong(const protocol::Pong& message, Time now);
  /// False if that was the first connect, which has failed; otherwise the link tries again.
  bool socket_closed(Time now);
  /// The network may have changed or be back: tries again without waiting any longer.
  void probe(Time now);

  [[nodiscard]] std::optional<Time> deadline() const;
  Outcome time_passed(Time now);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] const Joining& joining() const { return joining_; }
  [[nodiscard]] const std::string& id() const { return joining_.id(); }
  /// We are in the room, and there is a socket.
  [[nodiscard]] bool up() const { return state_ == State::Answered && joining_.entered(); }
  /// There is a socket on which the server sends messages.
  [[nodiscard]] bool open() const { return state_ == State::Greeting || state_ == State::Answered; }
  /// HELLO was sent on this socket, and is not answered yet.
  [[nodiscard]] bool awaits_answer() const {
    return state_ == State::Greeting && !joining_.wants_preview();
  }
  /// HELLO was sent on this socket, and WELCOME may come.
  [[nodiscard]] bool awaits_welcome() const {
    return awaits_answer() || (state_ == State::Answered && joining_.in_waiting_room());
  }

 private:
  void open_socket(Time now);
  void greet(const Tracks& tracks, Time now);
  void try_another(Time now);
  void attempt_failed(Time now);
  void answered(Time now);
  void back_off(Time now);
  void ping();
  void send_unconfirmed();
  [[nodiscard]] ReconnectPolicy::Goal goal() const;

  ActionQueue& actions_;
  State state_ = State::Idle;
  Joining joining_;
  ReconnectPolicy policy_;
  Heartbeat heartbeat_;
  protocol::MessageLedger ledger_;
  std::string url_;
  // While entering the room: when the last request was sent, and how long the answer took.
  Time asked_at_{};
  Time round_trip_{};
  // In Opening and Greeting: when the attempt has failed. In BackingOff: when the next one begins.
  std::optional<Time> attempt_deadline_;
  // While connecting, and after the link was lost: when to give up.
  std::optional<Time> give_up_at_;
};

}  // namespace parley::core
