// Our connection to the server, over as many WebSockets as it takes.
//
//   preview()                  PREVIEW                       LOBBY
//     Idle ───────▶ Opening ────────────▶ RequestingPreview ───────▶ Previewing
//                                                                        │ connect(): HELLO
//   connect()                   HELLO                                    ▼      WELCOME
//     Idle ───────▶ Opening ──────────────────────────────────────▶ Joining ─────────────▶ Up
//                      ▲                                                 │ WAITING          ▲
//                      │ after a delay that grows, with jitter           ▼                  │
//                      │                                           InWaitingRoom ───────────┘
//                  BackingOff                                                    WELCOME
//                      ▲
//                      └──── any state with a socket: it was closed, or the server fell silent
//
// Messages sent while the link is down are kept. Messages that the server has not confirmed are
// repeated once it has said how many arrived. A client that joins from a preview sends messages
// right after HELLO, because the server's answer would tell it nothing worth waiting for.
//
// A first connect() that fails is not repeated, because a person waits for it. Only if it began on
// the preview's socket, which may have died unnoticed, is another socket tried.
//
// WAITING in place of WELCOME means that a host has to admit us. The server then sends WELCOME, or
// closes. If the socket is lost in the meantime, it is replaced as if we were in the room, and
// HELLO leads back to the same place in the waiting room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/core/action.h"
#include "parley/core/heartbeat.h"
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
    RequestingPreview,
    Previewing,
    Joining,
    InWaitingRoom,
    Up,
    BackingOff,
    Closed
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
  using Tracks = std::vector<protocol::TrackPublication>;

  explicit ServerLink(ActionQueue& actions) : actions_(actions) {}

  /// Previews the room. `random_seed` seeds the jitter of delays. `token` is sent along; empty:
  /// none.
  void preview(std::string url, std::string token, std::uint32_t random_seed, Time now);
  /// Ends the preview, until the next probe() or connect().
  void rest();
  /// Sets the password sent in every HELLO from now on; empty: none.
  void use_password(std::string password) { password_ = std::move(password); }
  /// Sets the room's signed state, which HELLO contains when coming back.
  void keep(std::string state) { kept_state_ = std::move(state); }
  /// The previewed room no longer lets everyone in at once.
  void room_closed() { preview_open_ = false; }
  /// Enters the room: with a new socket, or with the preview's if it has the same URL. `token` is
  /// sent in every HELLO.
  void connect(const std::string& url, std::string identity, std::string token,
               const Tracks& tracks, std::uint32_t random_seed, Time now);
  void close();

  /// Sends a message, now or when the link is up again.
  void send(std::string text);

  void socket_opened(const Tracks& tracks, Time now);
  /// The server has sent something, so it is alive.
  void heard(Time now) { heartbeat_.heard(now); }
  /// A counted message has arrived: any message except LOBBY, WELCOME, WAITING, PONG and ERROR.
  void count_message();
  /// A host has to let us in. Early messages are void.
  void waiting(const protocol::Waiting& message, Time now);
  void lobby(const protocol::Lobby& message, Time now);
  Entry welcome(const protocol::Welcome& message, Time now);
  void pong(std::uint32_t received, Time now);
  /// False if that was the first connect, which has failed; otherwise the link tries again.
  bool socket_closed(Time now);
  /// The network may have changed or be back: tries again without waiting any longer.
  void probe(Time now);

  [[nodiscard]] std::optional<Time> deadline() const;
  Outcome time_passed(Time now);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool up() const { return state_ == State::Up; }
  /// There is a socket on which the server sends messages.
  [[nodiscard]] bool open() const {
    return state_ == State::RequestingPreview || state_ == State::Previewing ||
           state_ == State::Joining || state_ == State::InWaitingRoom || up();
  }
  /// HELLO was sent, and WELCOME may come.
  [[nodiscard]] bool joining() const {
    return state_ == State::Joining || state_ == State::InWaitingRoom;
  }
  /// HELLO was sent from the preview, so messages are sent at once.
  [[nodiscard]] bool speaks_early() const { return speaks_early_; }
  /// If this socket does not lead into the room, another will be tried.
  [[nodiscard]] bool has_another_try() const { return has_another_try_; }
  /// Waits to be let in, with a socket or while opening another.
  [[nodiscard]] bool awaits_host() const { return awaits_host_; }
  /// Our id in the room; empty before the first WELCOME.
  [[nodiscard]] const std::string& id() const { return id_; }

 private:
  void open_socket(Time now);
  void say_hello(const Tracks& tracks, Time now);
  void try_another(Time now);
  void back_off(Time now);
  void ping();
  void send_unconfirmed();
  [[nodiscard]] bool is_first_connect() const;
  [[nodiscard]] bool may_probe_attempt() const;
  [[nodiscard]] ReconnectPolicy::Goal goal() const;

  ActionQueue& actions_;
  State state_ = State::Idle;
  std::string url_;
  std::string identity_;
  std::string token_;
  std::string password_;
  std::string kept_state_;
  bool entering_ = false;  // from connect() on
  bool has_another_try_ = false;
  bool speaks_early_ = false;
  bool preview_open_ = false;
  bool awaits_host_ = false;
  std::string entry_secret_;  // from LOBBY or WAITING, until WELCOME
  std::string id_;            // empty until the first WELCOME
  std::string resume_secret_;
  protocol::MessageLedger ledger_;
  ReconnectPolicy policy_;
  Heartbeat heartbeat_;
  // While entering the room: when the last request was sent, and how long the answer took.
  Time asked_at_{};
  Time round_trip_{};
  // In Opening, RequestingPreview and Joining: when the attempt has failed. In BackingOff: when the
  // next one begins.
  std::optional<Time> attempt_deadline_;
  // While connecting, and after the link was lost: when to give up.
  std::optional<Time> give_up_at_;
};

}  // namespace parley::core
