#include "parley/core/server_link.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parley/core/limits.h"
#include "parley/protocol/codec.h"

namespace parley::core {

void ServerLink::connect(std::string url, std::string identity, std::string token,
                         std::uint32_t random_seed, Time now) {
  url_ = std::move(url);
  identity_ = std::move(identity);
  token_ = std::move(token);
  random_state_ = random_seed | 1U;
  open(now);
  attempt_deadline_ = now + limits::connect_timeout;
}

void ServerLink::close() {
  if (state_ != State::Closed) actions_.push(action::CloseSocket{});
  state_ = State::Closed;
  attempt_deadline_.reset();
  give_up_at_.reset();
  ping_at_.reset();
  silent_until_.reset();
}

void ServerLink::open(Time now) {
  state_ = State::Opening;
  attempt_deadline_ = now + limits::reconnect_timeout;
  actions_.push(action::OpenSocket{url_});
}

void ServerLink::send(std::string text) {
  auto shared = std::make_shared<const std::string>(std::move(text));
  if (up()) actions_.push(action::SendText{*shared});
  ledger_.note_sent(std::move(shared));
  ping_after_many();
}

void ServerLink::count_message() {
  ledger_.note_received();
  ping_after_many();
}

void ServerLink::ping_after_many() {
  if (++messages_since_ping_ >= limits::messages_per_ping && up()) ping();
}

void ServerLink::socket_opened(const std::vector<protocol::TrackPublication>& tracks,
                               Time /*now*/) {
  if (state_ != State::Opening) return;
  state_ = State::Greeting;
  protocol::Hello hello{identity_, tracks};
  // What was dropped unconfirmed cannot be made up for: better to enter anew.
  if (ledger_.complete()) hello.resume = resume_secret_;
  hello.received = ledger_.received();
  hello.token = token_;
  actions_.push(action::SendText{encode(hello)});
}

void ServerLink::heard(Time now) {
  if (up()) silent_until_ = now + limits::server_silence;
}

ServerLink::Entry ServerLink::welcome(const protocol::Welcome& message, Time now) {
  const bool first = id_.empty();
  const bool same_id = id_ == message.id;
  state_ = State::Up;
  attempts_ = 0;
  attempt_deadline_.reset();
  give_up_at_.reset();
  id_ = message.id;
  resume_secret_ = message.resume;
  ping_at_ = now + limits::ping_interval;
  heard(now);
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
  return first ? Entry::First : Entry::Renewed;
}

void ServerLink::send_unconfirmed() {
  for (const auto& text : ledger_.unconfirmed()) actions_.push(action::SendText{*text});
}

bool ServerLink::socket_closed(Time now) {
  if (id_.empty()) return false;
  wait(now);
  return true;
}

// The delays are those of a widely used client, where they have proved themselves.
void ServerLink::wait(Time now) {
  using namespace std::chrono_literals;
  static constexpr std::array<Time, 6> delays = {0ms, 300ms, 1200ms, 2700ms, 4800ms, 7000ms};
  if (!give_up_at_) give_up_at_ = now + limits::reconnect_give_up;
  const Time delay = delays[std::min<std::size_t>(attempts_, delays.size() - 1)];
  // So that the clients of a server that comes back do not all come at once.
  const auto most_jitter = static_cast<std::uint32_t>(limits::reconnect_jitter.count());
  const Time jitter(attempts_ == 0 ? 0 : next_random() % most_jitter);
  ++attempts_;
  state_ = State::Waiting;
  ping_at_.reset();
  silent_until_.reset();
  attempt_deadline_ = now + delay + jitter;
}

void ServerLink::probe(Time now) {
  const bool attempting = state_ == State::Opening || state_ == State::Greeting;
  if (state_ == State::Waiting) {
    attempts_ = 0;
    attempt_deadline_ = now;
  } else if (attempting && !id_.empty()) {
    // The attempt may be stuck in the network that is gone.
    attempts_ = 0;
    actions_.push(action::CloseSocket{true});
    open(now);
  } else if (up()) {
    // The socket may belong to a network that is gone: better to know at once.
    ping();
    silent_until_ = now + limits::probe_timeout;
  }
}

void ServerLink::ping() {
  messages_since_ping_ = 0;
  actions_.push(action::SendText{encode(protocol::Ping{ledger_.received()})});
}

std::optional<Time> ServerLink::deadline() const {
  std::optional<Time> earliest;
  for (const auto& due : {attempt_deadline_, give_up_at_, ping_at_, silent_until_}) {
    if (due && (!earliest || *due < *earliest)) earliest = due;
  }
  return earliest;
}

ServerLink::Outcome ServerLink::time_passed(Time now) {
  if (give_up_at_ && now >= *give_up_at_) return Outcome::GivenUp;
  if (attempt_deadline_ && now >= *attempt_deadline_) {
    if (state_ == State::Waiting) {
      open(now);
      return Outcome::None;
    }
    if (id_.empty()) return Outcome::GivenUp;
    actions_.push(action::CloseSocket{true});
    wait(now);
    return Outcome::None;
  }
  if (silent_until_ && now >= *silent_until_) {
    actions_.push(action::CloseSocket{true});
    wait(now);
    return Outcome::Lost;
  }
  if (ping_at_ && now >= *ping_at_) {
    ping_at_ = now + limits::ping_interval;
    ping();
  }
  return Outcome::None;
}

// xorshift32 (Marsaglia): jitter needs no better.
std::uint32_t ServerLink::next_random() {
  random_state_ ^= random_state_ << 13U;
  random_state_ ^= random_state_ >> 17U;
  random_state_ ^= random_state_ << 5U;
  return random_state_;
}

}  // namespace parley::core
