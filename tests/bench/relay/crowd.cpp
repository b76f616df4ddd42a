#include "crowd.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <system_error>

namespace parley::bench {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
// Each source address has some 28,000 ports to the one target.
constexpr std::size_t clients_per_source = 20'000;
// A client of parley.1 says this often what it has received (PROTOCOL.md).
constexpr std::uint32_t confirm_after = 128;
// And after this long.
constexpr std::int64_t confirm_every_ns = 5 * second_ns;

std::int64_t in_ns(double seconds) {
  return static_cast<std::int64_t>(seconds * static_cast<double>(second_ns));
}

in_addr source_of(std::size_t client) {
  return {htonl(INADDR_LOOPBACK + static_cast<std::uint32_t>(client / clients_per_source))};
}

std::string upgrade_request(const Dialect& dialect, const Place& place, const sockaddr_in& target) {
  const std::string host = "127.0.0.1:" + std::to_string(ntohs(target.sin_port));
  std::string request = "GET " + dialect.path(place) + " HTTP/1.1\r\nHost: " + host +
                        "\r\nOrigin: http://" + host +
                        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  if (!dialect.subprotocol().empty()) {
    request += "Sec-WebSocket-Protocol: " + dialect.subprotocol() + "\r\n";
  }
  return request + "\r\n";
}

}  // namespace

std::int64_t now_ns() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * second_ns + time.tv_nsec;
}

Crowd::Crowd(const CrowdSettings& settings, Dialect& dialect)
    : settings_(settings), dialect_(dialect), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (!epoll_) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

Place Crowd::place_of(std::size_t index) const {
  return {index, index / settings_.room_size};
}

bool Crowd::enter(std::size_t count, double patience) {
  const std::size_t wanted = clients_.size() + count;
  std::int64_t last_progress = now_ns();
  std::size_t in_before = in_;
  while (in_ < wanted && why_.empty()) {
    while (clients_.size() < wanted && clients_.size() - in_ < settings_.connecting_at_a_time) {
      clients_.emplace_back();
      start_client(clients_.size() - 1);
    }
    turn(second_ns / 10);
    if (in_ > in_before) last_progress = now_ns();
    in_before = in_;
    if (now_ns() - last_progress > in_ns(patience)) {
      why_ = "only " + std::to_string(in_) + " of " + std::to_string(wanted) + " came in";
    }
  }
  return why_.empty();
}

void Crowd::leave() {
  for (std::size_t index = 0; index < clients_.size(); ++index) {
    if (clients_[index]->socket.state() != SocketClient::State::Open) continue;
    const std::string farewell = dialect_.farewell();
    if (!farewell.empty()) clients_[index]->socket.send_text(farewell);
    clients_[index]->socket.send_close();
    mark_dirty(index);
  }
  flush_dirty();
  const std::int64_t until = now_ns() + in_ns(5);
  while (now_ns() < until && lost_ < clients_.size()) turn(second_ns / 10);
  clients_.clear();
}

void Crowd::idle(double seconds) {
  const std::int64_t until = now_ns() + in_ns(seconds);
  for (std::int64_t now = now_ns(); now < until; now = now_ns()) turn(until - now);
}

Crowd::Flow Crowd::saturate(double seconds) {
  saturating_ = true;
  for (std::size_t index = 0; index < clients_.size(); ++index) refill(index);
  flush_dirty();
  const std::uint64_t sent_before = sent_;
  const std::uint64_t delivered_before = delivered_;
  const std::int64_t start = now_ns();
  idle(seconds);
  saturating_ = false;
  return {sent_ - sent_before, delivered_ - delivered_before,
          static_cast<double>(now_ns() - start) / static_cast<double>(second_ns)};
}

void Crowd::drain(double seconds) {
  const std::int64_t until = now_ns() + in_ns(seconds);
  while (on_their_way_ > 0 && now_ns() < until) turn(second_ns / 100);
}

Crowd::Flow Crowd::pace(double per_second, double seconds, Histogram& latency) {
  const std::uint64_t delivered_before = delivered_;
  Flow flow = talk(per_second, seconds, latency);
  latency_ = &latency;
  drain(5);
  latency_ = nullptr;
  flow.delivered = delivered_ - delivered_before;
  return flow;
}

Crowd::Flow Crowd::talk(double per_second, double seconds, Histogram& latency) {
  // A stride without a common divisor with most numbers of clients: neighbours in time are not
  // neighbours in a room.
  constexpr std::size_t stride = 7919;
  const std::int64_t interval = in_ns(1 / per_second);
  const std::int64_t start = now_ns();
  const std::int64_t end = start + in_ns(seconds);
  const std::uint64_t sent_before = sent_;
  const std::uint64_t delivered_before = delivered_;
  latency_ = &latency;
  latency_from_ = start;
  for (std::int64_t due = start; due < end; due += interval) {
    for (std::int64_t now = now_ns(); now < due; now = now_ns()) turn(due - now);
    next_sender_ = (next_sender_ + stride) % clients_.size();
    send_message(next_sender_, due);
    flush_dirty();
  }
  latency_ = nullptr;
  return {sent_ - sent_before, delivered_ - delivered_before,
          static_cast<double>(end - start) / static_cast<double>(second_ns)};
}

void Crowd::replace(std::size_t index, bool with_farewell) {
  Client& client = *clients_[index];
  if (client.socket.state() == SocketClient::State::Open && with_farewell) {
    client.socket.send_text(dialect_.farewell());
    client.socket.send_close();
    client.socket.flush();
  }
  client.socket.drop();
  if (client.in) --in_;
  on_their_way_ -= client.on_their_way;
  start_client(index);
}

void Crowd::start_client(std::size_t index) {
  clients_[index] =
      std::make_unique<Client>(settings_.target, source_of(index),
                               upgrade_request(dialect_, place_of(index), settings_.target));
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT;
  event.data.u64 = index;
  if (clients_[index]->socket.fd() < 0 ||
      epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, clients_[index]->socket.fd(), &event) != 0) {
    note_end(index);
  }
}

void Crowd::turn(std::int64_t timeout_ns) {
  std::array<epoll_event, 512> events{};
  const timespec timeout{timeout_ns / second_ns, timeout_ns % second_ns};
  const int count =
      epoll_pwait2(epoll_.get(), events.data(), static_cast<int>(events.size()), &timeout, nullptr);
  for (int index = 0; index < count; ++index) {
    const epoll_event& event = events[static_cast<std::size_t>(index)];
    handle(event.data.u64, event.events);
  }
  confirm_in_turns();
  flush_dirty();
}

void Crowd::handle(std::size_t index, std::uint32_t events) {
  Client& client = *clients_[index];
  if ((events & EPOLLOUT) != 0) mark_dirty(index);
  if ((events & (EPOLLIN | EPOLLERR | EPOLLHUP)) == 0) return;
  const bool was_open = client.socket.state() == SocketClient::State::Open;
  read_at_ = now_ns();
  client.socket.read([this, index](std::string_view text) { got_text(index, text); });
  if (client.socket.state() == SocketClient::State::Ended) {
    note_end(index);
    return;
  }
  if (!was_open && client.socket.state() == SocketClient::State::Open) {
    const std::string hello = dialect_.hello(place_of(index));
    if (!hello.empty()) client.socket.send_text(hello);
    if (!dialect_.waits_for_welcome()) {
      client.in = true;
      ++in_;
    }
  }
  if (client.socket.has_unsent()) mark_dirty(index);
}

void Crowd::got_text(std::size_t index, std::string_view text) {
  Client& client = *clients_[index];
  Stamp stamp;
  if (read_stamp(text, stamp)) {
    ++delivered_;
    if (latency_ != nullptr && stamp.due >= latency_from_) latency_->add(read_at_ - stamp.due);
    if (stamp.sender < clients_.size() && clients_[stamp.sender]->on_their_way > 0) {
      --clients_[stamp.sender]->on_their_way;
      --on_their_way_;
      if (saturating_) refill(stamp.sender);
    }
  } else if (!client.in) {
    if (dialect_.is_welcome(text)) {
      dialect_.note_welcome(index, text);
      client.in = true;
      ++in_;
    } else if (text.find("ERROR") != std::string_view::npos) {
      why_ = text;
    }
    return;
  } else if (text.find(R"("PONG")") != std::string_view::npos) {
    return;
  } else if (text.find(R"("ERROR")") != std::string_view::npos) {
    why_ = text;
    return;
  }
  if (++client.received % confirm_after == 0) confirm(index);
}

void Crowd::confirm(std::size_t index) {
  Client& client = *clients_[index];
  const std::string confirmation = dialect_.confirmation(client.received);
  const bool open = client.in && client.socket.state() == SocketClient::State::Open;
  if (!open || confirmation.empty()) return;
  client.socket.send_text(confirmation);
  mark_dirty(index);
}

// Each client once in the interval, evenly spread.
void Crowd::confirm_in_turns() {
  const std::int64_t now = now_ns();
  if (clients_.empty()) return;
  const std::int64_t step = confirm_every_ns / static_cast<std::int64_t>(clients_.size()) + 1;
  next_confirmation_ = std::max(next_confirmation_, now - confirm_every_ns);
  for (; next_confirmation_ <= now; next_confirmation_ += step) {
    next_confirmed_ = (next_confirmed_ + 1) % clients_.size();
    confirm(next_confirmed_);
  }
}

void Crowd::send_message(std::size_t index, std::int64_t due) {
  Client& client = *clients_[index];
  if (!client.in || client.socket.state() != SocketClient::State::Open) return;
  const Place place = place_of(index);
  const std::size_t first = place.room * settings_.room_size;
  const std::size_t last = std::min(first + settings_.room_size, clients_.size());
  std::size_t recipients = 0;
  if (dialect_.broadcasts()) {
    client.socket.send_text(dialect_.message(place, 0, due));
    recipients = last - first - 1;
  } else {
    for (std::size_t to = first; to < last; ++to) {
      const std::string text = to == index ? "" : dialect_.message(place, to, due);
      if (text.empty()) continue;
      client.socket.send_text(text);
      ++recipients;
    }
  }
  ++sent_;
  client.on_their_way += recipients;
  on_their_way_ += recipients;
  mark_dirty(index);
}

void Crowd::refill(std::size_t index) {
  const std::size_t recipients = settings_.room_size - 1;
  while (clients_[index]->on_their_way + recipients <= settings_.window * recipients &&
         clients_[index]->socket.state() == SocketClient::State::Open) {
    send_message(index, now_ns());
  }
}

void Crowd::mark_dirty(std::size_t index) {
  if (std::exchange(clients_[index]->dirty, true)) return;
  dirty_.push_back(index);
}

void Crowd::flush_dirty() {
  for (const std::size_t index : dirty_) {
    Client& client = *clients_[index];
    client.dirty = false;
    if (client.socket.state() == SocketClient::State::Ended) continue;
    client.socket.flush();
    if (client.socket.state() == SocketClient::State::Ended) {
      note_end(index);
    } else if (client.socket.has_unsent() != client.awaits_write) {
      client.awaits_write = client.socket.has_unsent();
      epoll_event event{};
      event.events = EPOLLIN | (client.awaits_write ? EPOLLOUT : 0U);
      event.data.u64 = index;
      epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, client.socket.fd(), &event);
    }
  }
  dirty_.clear();
}

void Crowd::note_end(std::size_t index) {
  Client& client = *clients_[index];
  ++lost_;
  on_their_way_ -= std::exchange(client.on_their_way, 0);
  if (!client.in && why_.empty()) why_ = client.socket.why_ended();
}

}  // namespace parley::bench
