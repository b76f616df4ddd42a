#include "parley/core/server_link.h"

#include <algorithm>
#include <utility>

#include "parley/core/limits.h"
#include "parley/protocol/codec.h"

namespace parley::core {

void ServerLink::preview(std::string url, std::string token, std::uint32_t random_seed, Time now) {
  token_ = std::move(token);
  url_ = std::move(url);
  policy_.seed(random_seed);
  open_socket(now);
}

void ServerLink::rest() {
  actions_.push(action::CloseSocket{});
  state_ = State::Idle;
  attempt_deadline_.reset();
  heartbeat_.stop();
}

void ServerLink::connect(const std::string& url, std::string identity, std::string token,
                         const Tracks& tracks, std::uint32_t random_seed, Time now) {
  if (url != url_ && state_ != State::Idle) rest();
  url_ = url;
  identity_ = std::move(identity);
  token_ = std::move(token);
  policy_.seed(random_seed);
  entering_ = true;
  give_up_at_ = now + limits::connect_timeout;
  has_another_try_ = state_ != State::Idle && state_ != State::BackingOff;
  if (state_ == State::RequestingPreview || state_ == State::Previewing) {
    say_hello(tracks, now);
  } else if (!has_another_try_) {
    open_socket(now);
  }
}

void ServerLink::close() {
  if (state_ != State::Closed) actions_.push(action::CloseSocket{});
  state_ = State::Closed;
  attempt_deadline_.reset();
  give_up_at_.reset();
  heartbeat_.stop();
}

void ServerLink::open_socket(Time now) {
  state_ = State::Opening;
  speaks_early_ = false;
  asked_at_ = now;
  attempt_deadline_ = now + policy_.opening_timeout(goal());
  // The first has the whole time that connecting may take.
  if (is_first_connect()) attempt_deadline_.reset();
  actions_.push(action::OpenSocket{url_});
}

// Nobody has let us in, or said that somebody may.
bool ServerLink::is_first_connect() const {
  return entering_ && id_.empty() && !awaits_host_;
}

ReconnectPolicy::Goal ServerLink::goal() const {
  return entering_ ? ReconnectPolicy::Goal::Room : ReconnectPolicy::Goal::Preview;
}

void ServerLink::send(std::string text) {
  auto shared = std::make_shared<const std::string>(std::move(text));
  if (up() || speaks_early_) actions_.push(action::SendText{*shared});
  ledger_.note_sent(std::move(shared));
  if (heartbeat_.count_message()) ping();
}

void ServerLink::count_message() {
  ledger_.note_received();
  if (heartbeat_.count_message()) ping();
}

void ServerLink::socket_opened(const Tracks& tracks, Time now) {
  if (state_ != State::Opening) return;
  const Time opening_time = now - asked_at_;
  policy_.opened(opening_time);
  // A round trip for TCP and one for the upgrade.
  round_trip_ = opening_time / 2;
  if (entering_) {
    say_hello(tracks, now);
    return;
  }
  state_ = State::RequestingPreview;
  asked_at_ = now;
  attempt_deadline_ = now + limits::reconnect_timeout;
  actions_.push(action::SendText{encode(protocol::Preview{token_})});
}

void ServerLink::lobby(const protocol::Lobby& message, Time now) {
  if (state_ != State::RequestingPreview) return;
  state_ = State::Previewing;
  round_trip_ = now - asked_at_;
  entry_secret_ = message.secret;
  preview_open_ = message.state.open();
  attempt_deadline_.reset();
  heartbeat_.start(now);
}

void ServerLink::say_hello(const Tracks& tracks, Time now) {
  protocol::Hello hello{identity_, tracks};
  // Where a host, or a password, stands between us and the room, nobody would hear it.
  speaks_early_ = state_ == State::Previewing && preview_open_;
  // What was dropped unconfirmed cannot be made up for: better to enter anew.
  if (ledger_.complete()) {
    hello.resume = resume_secret_;
    if (!speaks_early_) hello.lobby = entry_secret_;
  }
  hello.received = ledger_.received();
  hello.token = token_;
  hello.password = password_;
  if (!hello.resume.empty()) hello.keep = kept_state_;
  state_ = State::Joining;
  heartbeat_.stop();
  if (has_another_try_) {
    attempt_deadline_ =
        now + std::clamp(3 * round_trip_, limits::shortest_joining, limits::longest_joining);
  } else if (!is_first_connect()) {
    attempt_deadline_ = now + limits::reconnect_timeout;
  }
  actions_.push(action::SendText{encode(hello)});
}

// The socket of the preview does not lead into the room.
void ServerLink::try_another(Time now) {
  has_another_try_ = false;
  open_socket(now);
}

void ServerLink::waiting(const protocol::Waiting& message, Time now) {
  if (state_ != State::Joining) return;
  state_ = State::InWaitingRoom;
  awaits_host_ = true;
  speaks_early_ = false;
  has_another_try_ = false;
  policy_.start_over();
  entry_secret_ = message.secret;
  ledger_ = {};
  attempt_deadline_.reset();
  give_up_at_.reset();
  heartbeat_.start(now);
  // At once: it tells the server that whatever comes before it was said too early.
  ping();
}

ServerLink::Entry ServerLink::welcome(const protocol::Welcome& message, Time now) {
  const bool first = id_.empty();
  const bool same_id = id_ == message.id;
  const bool said_here = std::exchange(speaks_early_, false);
  state_ = State::Up;
  policy_.start_over();
  has_another_try_ = false;
  awaits_host_ = false;
  entry_secret_.clear();
  attempt_deadline_.reset();
  give_up_at_.reset();
  id_ = message.id;
  resume_secret_ = message.resume;
  heartbeat_.start(now);
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

void ServerLink::pong(std::uint32_t received, Time now) {
  if (state_ == State::Previewing) {
    round_trip_ = now - asked_at_;
    // Not sooner: a server that lets us in and at once out again is not to be stormed.
    policy_.start_over();
  }
  ledger_.confirm(received);
}

void ServerLink::send_unconfirmed() {
  for (const auto& text : ledger_.unconfirmed()) actions_.push(action::SendText{*text});
}

bool ServerLink::socket_closed(Time now) {
  if (is_first_connect()) {
    if (!has_another_try_) return false;
    try_another(now);
  } else if (state_ != State::Idle) {
    back_off(now);
  }
  return true;
}

void ServerLink::back_off(Time now) {
  if (entering_ && !give_up_at_) give_up_at_ = now + limits::reconnect_give_up;
  state_ = State::BackingOff;
  speaks_early_ = false;
  if (!awaits_host_) entry_secret_.clear();
  heartbeat_.stop();
  attempt_deadline_ = now + policy_.next_delay(goal());
}

void ServerLink::probe(Time now) {
  if (state_ == State::BackingOff) {
    policy_.start_over();
    attempt_deadline_ = now;
  } else if (state_ == State::Idle && !url_.empty()) {
    policy_.start_over();
    open_socket(now);
  } else if (may_probe_attempt()) {
    // The attempt may be stuck in the network that is gone.
    policy_.start_over();
    actions_.push(action::CloseSocket{true});
    open_socket(now);
  } else if (up() || state_ == State::Previewing || state_ == State::InWaitingRoom) {
    // The socket may belong to a network that is gone: better to know at once.
    asked_at_ = now;
    ping();
    heartbeat_.expect_answer(now);
  }
}

// The first connect has its own deadline.
bool ServerLink::may_probe_attempt() const {
  const bool attempting =
      state_ == State::Opening || state_ == State::RequestingPreview || state_ == State::Joining;
  return attempting && !is_first_connect();
}

void ServerLink::ping() {
  heartbeat_.pinged();
  actions_.push(action::SendText{encode(protocol::Ping{ledger_.received()})});
}

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
      return Outcome::None;
    }
    actions_.push(action::CloseSocket{true});
    if (is_first_connect()) {
      try_another(now);
    } else if (entering_ && state_ == State::Opening) {
      // Waiting for an answer was delay enough.
      policy_.not_answered();
      open_socket(now);
    } else {
      back_off(now);
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
