// How far we have come into a room, and what we tell the server on the way there and back. Sockets
// and time are ServerLink's subject.
//
//           preview()               LOBBY
//     New ────────────▶ PreviewWanted ─────▶ PreviewingInPart ◀──LOBBY──▶ PreviewingInFull
//      │                  │    │  ◀────────      │                              │
//      │ connect()  with- │    │  socket lost    │ connect()                    │ connect()
//      │            out a │    ▼                 ▼                              ▼
//      │           socket │  EnteringFromPreview                         SpeakingEarly
//      ▼                  ▼         │ socket lost                               │ socket lost
//     Entering ◀──────────┴─────────┴───────────────────────────────────────────┘
//
//     Entering, EnteringFromPreview, SpeakingEarly ── WELCOME ─────────────────▶ Entered
//                                                 └── WAITING ──▶ InWaitingRoom ──▲ WELCOME
//
// A LOBBY that says who is in the room and names the ICE servers is a preview in full: the client
// sends messages right after HELLO, because the server's answer would tell it nothing worth waiting
// for. A closed room is previewed in part only, and so is one whose TURN servers come with WELCOME.
//
// A first connect() that fails is not repeated, because a person waits for it. Only if it began on
// the preview's socket, which may have died unnoticed, is another socket tried.
//
// WAITING in place of WELCOME means that a host has to admit us. The server then sends WELCOME, or
// closes. If the socket is lost in the waiting room or in the room, it is replaced, and HELLO leads
// back to the same place by the secret that came with WAITING or WELCOME.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/protocol/error.h"
#include "parley/protocol/message.h"
#include "parley/protocol/message_ledger.h"

namespace parley::core {

class Joining {
 public:
  // may_connect() goes by the order.
  enum class State : std::uint8_t {
    New,
    PreviewWanted,        // PREVIEW is not sent, or not answered, yet
    PreviewingInFull,     // LOBBY has come with all that is needed to connect to the others
    PreviewingInPart,     // LOBBY has come, and connecting to the others needs WELCOME
    EnteringFromPreview,  // on the preview's socket: if it fails, another is tried
    SpeakingEarly,        // the same, and messages are sent right after HELLO
    Entering,             // on a socket of its own: if it fails, no other is tried
    InWaitingRoom,
    Entered,  // or on the way back
    Left
  };
  /// What an ERROR from the server leads to.
  enum class Consequence : std::uint8_t {
    None,            // it is about one message only, or the next attempt may succeed
    PreviewEnds,     // until the next probe() or connect()
    EndsWithSocket,  // the server will close the socket, and no other is tried
    Ends             // HELLO was refused, and the server sends nothing else
  };
  using Tracks = std::vector<protocol::TrackPublication>;

  // The application.

  /// `token` is sent in PREVIEW; empty: none.
  void preview(const std::string& token);
  /// `has_socket`: the preview of this room has a socket, which may still be opening.
  void connect(const std::string& identity, const std::string& token, bool has_socket);
  /// Sets the password sent in every HELLO from now on; empty: none.
  void use_password(const std::string& password) { password_ = password; }
  /// HELLO says whether and how we can use an SFU.
  void allow_sfu(protocol::SfuUse use) { sfu_ = use; }
  void leave() { state_ = State::Left; }

  // The server.

  void lobby(const protocol::Lobby& message);
  void waiting(const protocol::Waiting& message);
  void welcome(const protocol::Welcome& message);
  /// Replaces the secret of the last WELCOME.
  void renew_claim(const std::string& secret) {
    if (entered()) resume_secret_ = secret;
  }
  /// Sets the room's signed state, which HELLO contains when coming back.
  void keep(const std::string& state) { kept_state_ = state; }
  [[nodiscard]] Consequence consequence(protocol::ErrorId id) const;

  // The socket.

  void socket_lost();
  /// The preview's socket was closed on purpose.
  void rest() { state_ = State::PreviewWanted; }

  [[nodiscard]] protocol::Preview preview_request() const { return {token_}; }
  [[nodiscard]] protocol::Hello hello(const Tracks& tracks,
                                      const protocol::MessageLedger& ledger) const;

  [[nodiscard]] State state() const { return state_; }
  /// connect() has not been called yet.
  [[nodiscard]] bool may_connect() const { return state_ <= State::PreviewingInPart; }
  /// A preview was asked for, and connect() has not been called yet.
  [[nodiscard]] bool wants_preview() const { return may_connect() && state_ != State::New; }
  [[nodiscard]] bool previewing() const {
    return state_ == State::PreviewingInFull || state_ == State::PreviewingInPart;
  }
  /// connect() was called, and neither WELCOME nor WAITING has come.
  [[nodiscard]] bool entering() const { return has_another_try() || state_ == State::Entering; }
  /// If this socket does not lead into the room, another will be tried.
  [[nodiscard]] bool has_another_try() const {
    return state_ == State::EnteringFromPreview || state_ == State::SpeakingEarly;
  }
  /// HELLO was sent from a preview in full, so messages are sent at once.
  [[nodiscard]] bool speaks_early() const { return state_ == State::SpeakingEarly; }
  /// A host has to let us in. There may be no socket at the moment.
  [[nodiscard]] bool in_waiting_room() const { return state_ == State::InWaitingRoom; }
  /// We are in the room. There may be no socket at the moment.
  [[nodiscard]] bool entered() const { return state_ == State::Entered; }
  [[nodiscard]] bool allows_sfu() const { return sfu_ != protocol::SfuUse::None; }
  [[nodiscard]] bool left() const { return state_ == State::Left; }
  /// Our id in the room, as LOBBY or WELCOME has it; empty before.
  [[nodiscard]] const std::string& id() const { return id_; }

 private:
  State state_ = State::New;
  std::string identity_;
  std::string token_;
  std::string password_;
  std::string kept_state_;
  protocol::SfuUse sfu_ = protocol::SfuUse::None;
  std::string entry_secret_;  // from LOBBY or WAITING, until WELCOME
  std::string id_;
  std::string resume_secret_;
};

}  // namespace parley::core
