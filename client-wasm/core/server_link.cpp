#include "parley/core/server_link.h"

#include <algorithm>
#include <utility>

#include "parley/core/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/room_name.h"

namespace parley::core {

// --- The application ---

void ServerLink::preview(const std::string& url, const std::string& token,
                         std::uint32_t random_seed, Time now) {
  joining_.preview(token);
  url_ = url;
  policy_.seed(random_seed);
  open_socket(now);
}

void ServerLink::rest() {
  actions_.push(action::CloseSocket{});
  state_ = State::Idle;
  joining_.rest();
  attempt_deadline_.reset();
  heartbeat_.stop();
}

void ServerLink::connect(const std::string& url, const std::string& identity,
                         const std::string& token, const Tracks& tracks, std::uint32_t random_seed,
                         Time now) {
  if (url != url_ && state_ != State::Idle) rest();
  url_ = url;
  policy_.seed(random_seed);
  give_up_at_ = now + limits::connect_timeout;
  const bool has_socket = open() || state_ == State::Opening;
  joining_.connect(identity, token, has_socket);
  if (open()) {
    greet(tracks, now);
  } else if (!has_socket) {
    open_socket(now);
  }
}

void ServerLink::close() {
  if (!joining_.left()) actions_.push(action::CloseSocket{});
  state_ = State::Idle;
  joining_.leave();
  attempt_deadline_.reset();
  give_up_at_.reset();
  heartbeat_.stop();
}

void ServerLink::send(std::string text) {
  auto shared = std::make_shared<const std::string>(std::move(text));
  if (up() || joining_.speaks_early()) actions_.push(action::SendText{*shared});
  ledger_.note_sent(std::move(shared));
  if (heartbeat_.count_message()) ping();
}

// --- Attempts ---

ReconnectPolicy::Goal ServerLink::goal() const {
  return joining_.wants_preview() ? ReconnectPolicy::Goal::Preview : ReconnectPolicy::Goal::Room;
}

void ServerLink::open_socket(Time now) {
  state_ = State::Opening;
  asked_at_ = now;
  attempt_deadline_ = now + policy_.opening_timeout(goal());
  // The first has the whole time that connecting may take.
  if (joining_.entering()) attempt_deadline_.reset();
  actions_.push(action::OpenSocket{url_});
}

void ServerLink::socket_opened(const Tracks& tracks, Time now) {
  if (state_ != State::Opening) return;
  const Time opening_time = now - asked_at_;
  policy_.opened(opening_time);
  // A round trip for TCP and one for the upgrade.
  round_trip_ = opening_time / 2;
  greet(tracks, now);
}

void ServerLink::greet(const Tracks& tracks, Time now) {
  state_ = State::Greeting;
  heartbeat_.stop();
  if (joining_.has_another_try()) {
    attempt_deadline_ =
        now + std::clamp(3 * round_trip_, limits::shortest_joining, limits::longest_joining);
  } else if (!joining_.entering()) {
    attempt_deadline_ = now + limits::reconnect_timeout;
  }
  if (joining_.wants_preview()) {
    asked_at_ = now;
    actions_.push(action::SendText{encode(joining_.preview_request())});
  } else {
    actions_.push(action::SendText{encode(joining_.hello(tracks, ledger_))});
  }
}

bool ServerLink::socket_closed(Time now) {
  if (joining_.has_another_try()) {
    try_another(now);
  } else if (joining_.entering()) {
    return false;
  } else if (state_ != State::Idle) {
    back_off(now);
  }
  return true;
}

// The socket of the preview does not lead into the room.
void ServerLink::try_another(Time now) {
  joining_.socket_lost();
  open_socket(now);
}

void ServerLink::attempt_failed(Time now) {
  actions_.push(action::CloseSocket{true});
  if (joining_.entering()) {
    try_another(now);
  } else if (state_ == State::Opening && !joining_.wants_preview()) {
    // Waiting for an answer was delay enough.
    policy_.not_answered();
    open_socket(now);
  } else {
    back_off(now);
  }
}

void ServerLink::back_off(Time now) {
  if (!joining_.wants_preview() && !give_up_at_) give_up_at_ = now + limits::reconnect_give_up;
  state_ = State::BackingOff;
  joining_.socket_lost();
  heartbeat_.stop();
  attempt_deadline_ = now + policy_.next_delay(goal());
}

void ServerLink::probe(Time now) {
  switch (state_) {
    case State::Idle:
      if (!joining_.wants_preview()) return;
      policy_.start_over();
      open_socket(now);
      break;
    case State::Opening:
    case State::Greeting:
      // The first connect has its own deadline.
      if (joining_.entering()) return;
      // The attempt may be stuck in the network that is gone.
      policy_.start_over();
      actions_.push(action::CloseSocket{true});
      open_socket(now);
      break;
    case State::Answered:
      // The socket may belong to a network that is gone: better to know at once.
      asked_at_ = now;
      ping();
      heartbeat_.expect_answer(now);
      break;
    case State::BackingOff:
      policy_.start_over();
      attempt_deadline_ = now;
      break;
  }
}

// --- Answers ---

void ServerLink::answered(Time now) {
  state_ = State::Answered;
  attempt_deadline_.reset();
  give_up_at_.reset();
  heartbeat_.start(now);
}

bool ServerLink::lobby(const protocol::Lobby& message, Time now) {
  const bool first = state_ == State::Greeting && joining_.wants_preview();
  if (!first && !joining_.previewing()) return false;
  joining_.lobby(message);
  if (!first) return true;
  round_trip_ = now - asked_at_;
  answered(now);
  return true;
}

void ServerLink::waiting(const protocol::Waiting& message, Time now) {
  if (!awaits_answer()) return;
  joining_.waiting(message);
  policy_.start_over();
  ledger_ = {};
  answered(now);
  // At once: it tells the server that whatever comes before it was said too early.
  ping();
}

ServerLink::Entry ServerLink::welcome(const protocol::Welcome& message, Time now) {
  const bool first = !joining_.entered();
  const bool same_id = joining_.id() == message.id;
  const bool said_here = joining_.speaks_early();
  joining_.welcome(message);
  // We may have come by the room's sid, which a restarted server does not know.
  url_.replace(url_.rfind('/') + 1, std::string::npos,
               protocol::encode_room_name(message.room_name));
  policy_.start_over();
  answered(now);
  if (first) {
    if (said_here) return Entry::First;
    // What was said in a preview, on another socket.
    if (!message.resumed && !ledger_.unconfirmed().empty()) {
      ledger_ = {};  // the server has forgotten the preview
      return Entry::FirstAnew;
    }
    if (!ledger_.confirm(message.received)) ledger_.restart();
    send_unconfirmed();
    return Entry::First;
  }
  if (same_id && message.resumed && ledger_.confirm(message.received)) {
    send_unconfirmed();
    return Entry::Resumed;
  }
  ledger_.restart();
  if (same_id) {
    send_unconfirmed();
    return Entry::Restored;
  }
  // It was for those who knew us by another id.
  ledger_ = {};
  return Entry::Renewed;
}

void ServerLink::send_unconfirmed() {
  for (const auto& text : ledger_.unconfirmed()) actions_.push(action::SendText{*text});
}

void ServerLink::count_message() {
  ledger_.note_received();
  if (heartbeat_.count_message()) ping();
}

void ServerLink::ping() {
  heartbeat_.pinged();
  actions_.push(action::SendText{encode(protocol::Ping{ledger_.received()})});
}

void ServerLink::pong(const protocol::Pong& message, Time now) {
  if (joining_.previewing()) {
    round_trip_ = now - asked_at_;
    // Not sooner: a server that lets us in and at once out again is not to be stormed.
    policy_.start_over();
  }
  ledger_.confirm(message.received);
  if (!message.resume.empty()) joining_.renew_claim(message.resume);
}

// --- Time ---

std::optional<Time> ServerLink::deadline() const {
  std::optional<Time> earliest;
  for (const auto& due : {attempt_deadline_, give_up_at_, heartbeat_.deadline()}) {
    if (due && (!earliest || *due < *earliest)) earliest = due;
  }
  return earliest;
}

ServerLink::Outcome ServerLink::time_passed(Time now) {
  if (give_up_at_ && now >= *give_up_at_) return Outcome::GivenUp;
  if (attempt_deadline_ && now >= *attempt_deadline_) {
    if (state_ == State::BackingOff) {
      open_socket(now);
    } else {
      attempt_failed(now);
    }
    return Outcome::None;
  }
  switch (heartbeat_.due(now)) {
    case Heartbeat::Step::None:
      break;
    case Heartbeat::Step::Ping:
      asked_at_ = now;
      ping();
      break;
    case Heartbeat::Step::GiveUp:
      actions_.push(action::CloseSocket{true});
      back_off(now);
      return Outcome::Lost;
  }
  return Outcome::None;
}

}  // namespace parley::core
