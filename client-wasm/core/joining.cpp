#include "parley/core/joining.h"

namespace parley::core {

void Joining::preview(const std::string& token) {
  state_ = State::PreviewWanted;
  token_ = token;
}

void Joining::connect(const std::string& identity, const std::string& token, bool has_socket) {
  identity_ = identity;
  token_ = token;
  if (state_ == State::PreviewingInFull) {
    state_ = State::SpeakingEarly;
  } else {
    state_ = has_socket ? State::EnteringFromPreview : State::Entering;
  }
}

void Joining::lobby(const protocol::Lobby& message) {
  id_ = message.id;
  state_ = message.ice_servers ? State::PreviewingInFull : State::PreviewingInPart;
  entry_secret_ = message.secret;
}

void Joining::waiting(const protocol::Waiting& message) {
  state_ = State::InWaitingRoom;
  entry_secret_ = message.secret;
}

void Joining::welcome(const protocol::Welcome& message) {
  state_ = State::Entered;
  entry_secret_.clear();
  id_ = message.id;
  resume_secret_ = message.resume;
}

// Errors after which the server closes the socket, but that pass.
static bool is_passing(protocol::ErrorId id) {
  switch (id) {
    case protocol::ErrorId::ServerStopping:
    case protocol::ErrorId::ServerFull:
    case protocol::ErrorId::TooSlow:
    case protocol::ErrorId::ServerBusy:
    case protocol::ErrorId::HelloTimeout:
    case protocol::ErrorId::MessageTimeout:
    case protocol::ErrorId::TooManyMessages:
    case protocol::ErrorId::TooManyConnections:
    case protocol::ErrorId::TooManyJoins:
    case protocol::ErrorId::TooManyRooms:
    case protocol::ErrorId::LobbyFull:
    case protocol::ErrorId::PreviewTimeout:
      return true;
    default:
      return false;
  }
}

Joining::Consequence Joining::consequence(protocol::ErrorId id) const {
  if (wants_preview()) {
    // connect() will meet the errors that do not pass, and report them.
    const bool tried_again = is_passing(id) && id != protocol::ErrorId::PreviewTimeout;
    return tried_again ? Consequence::None : Consequence::PreviewEnds;
  }
  if (close_code(id) != 0) {
    const bool tried_again = state_ != State::Entering && is_passing(id);
    return tried_again ? Consequence::None : Consequence::EndsWithSocket;
  }
  // In the room it is about a message to someone who has just left.
  return entered() ? Consequence::None : Consequence::Ends;
}

void Joining::socket_lost() {
  if (wants_preview()) {
    state_ = State::PreviewWanted;
    entry_secret_.clear();
  } else if (has_another_try()) {
    state_ = State::Entering;
  }
}

protocol::Hello Joining::hello(const Tracks& tracks, const protocol::MessageLedger& ledger) const {
  protocol::Hello hello{identity_, tracks};
  // What was dropped unconfirmed cannot be made up for: better to enter anew.
  if (ledger.complete()) {
    hello.resume = resume_secret_;
    if (!speaks_early()) hello.lobby = entry_secret_;
  }
  hello.received = ledger.received();
  hello.token = token_;
  hello.password = password_;
  hello.sfu = sfu_;
  if (!hello.resume.empty()) hello.keep = kept_state_;
  return hello;
}

}  // namespace parley::core
