#include "relays.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "parley/nodes/greeting.h"
#include "parley/nodes_link/limits.h"
#include "parley/nodes_link/redis_address.h"
#include "sockets.h"

namespace parley::nodes_link {

void Relays::begin(nodes::Ticket ticket, websocket::UpgradedSocket client,
                   const std::string& address, std::string line, Instant now) {
  const auto numeric = read_host_and_port(address);
  base::UniqueFd peer;
  if (numeric) peer = connect_to(numeric.value());
  if (!peer) {
    events_.not_taken(ticket, std::move(client));
    return;
  }
  const std::uint64_t number = ++last_;
  Relay& relay = relays_[number];
  relay.ticket = ticket;
  relay.client = std::move(client);
  relay.peer = std::move(peer);
  relay.line = std::move(line);
  watch(number, relay, Splice::Peer, relay.peer.get(), EPOLLOUT, EPOLL_CTL_ADD);
  set_deadline(number, relay, now + handing_on_timeout);
}

void Relays::set_deadline(std::uint64_t number, Relay& relay, Instant until) {
  relay.until = until;
  deadlines_.emplace(until, number);
}

void Relays::handle(std::uint64_t id, std::uint32_t epoll_events, Instant now) {
  const std::uint64_t number = (id & ~mark) / 2;
  const auto found = relays_.find(number);
  if (found == relays_.end()) return;
  if (found->second.splice) {
    pass(number, found->second, id % 2 == 0 ? Splice::Client : Splice::Peer, epoll_events, now);
  } else {
    hand_on(number, found->second, epoll_events);
  }
}

void Relays::hand_on(std::uint64_t number, Relay& relay, std::uint32_t epoll_events) {
  const int fd = relay.peer.get();
  if (!relay.line.empty()) {
    if (!is_connected(fd)) return give_up(number);
    const auto size = static_cast<ssize_t>(relay.line.size());
    // It fits into the buffer of a new connection.
    if (::send(fd, relay.line.data(), relay.line.size(), MSG_NOSIGNAL | MSG_DONTWAIT) != size) {
      return give_up(number);
    }
    relay.line.clear();
    watch(number, relay, Splice::Peer, fd, EPOLLIN, EPOLL_CTL_MOD);
    return;
  }
  if ((epoll_events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0) return;
  // No more than the answer: what follows is the client's.
  while (relay.answer.empty() || relay.answer.back() != '\n') {
    char byte = 0;
    const ssize_t count = ::recv(fd, &byte, 1, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0 || relay.answer.size() == nodes::greeting_answer_bytes) return give_up(number);
    relay.answer += byte;
  }
  if (relay.answer == nodes::greeting_full) {
    auto node = relays_.extract(number);
    events_.refused(node.mapped().ticket, std::move(node.mapped().client));
    return;
  }
  if (relay.answer != nodes::greeting_accepted) return give_up(number);
  relay.splice.emplace(std::move(relay.client.socket), std::move(relay.peer),
                       std::move(relay.client.response));
  ++taken_;
  watch(number, relay, Splice::Client, relay.splice->fd(Splice::Client),
        relay.splice->events(Splice::Client), EPOLL_CTL_ADD);
  watch(number, relay, Splice::Peer, relay.splice->fd(Splice::Peer),
        relay.splice->events(Splice::Peer), EPOLL_CTL_MOD);
  events_.taken(relay.ticket);
}

void Relays::give_up(std::uint64_t number) {
  auto node = relays_.extract(number);
  events_.not_taken(node.mapped().ticket, std::move(node.mapped().client));
}

void Relays::pass(std::uint64_t number, Relay& relay, Splice::Side side, std::uint32_t epoll_events,
                  Instant now) {
  if (!relay.splice->turn(side, epoll_events)) return end(number);
  for (const Splice::Side each : {Splice::Client, Splice::Peer}) {
    const std::uint32_t events = relay.splice->events(each);
    if (events == relay.watched.at(each)) continue;
    watch(number, relay, each, relay.splice->fd(each), events, EPOLL_CTL_MOD);
  }
  if (relay.splice->half_over() && !std::exchange(relay.ending, true)) {
    set_deadline(number, relay, now + relay_ending);
  }
}

void Relays::end(std::uint64_t number) {
  relays_.erase(number);
  --taken_;
  events_.over();
}

void Relays::expire(Instant now) {
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    const std::uint64_t number = deadlines_.begin()->second;
    deadlines_.erase(deadlines_.begin());
    const auto found = relays_.find(number);
    // It may have another by now.
    if (found == relays_.end() || found->second.until > now) continue;
    if (!found->second.splice) {
      give_up(number);
    } else if (found->second.ending) {
      end(number);
    }
  }
}

std::optional<Instant> Relays::deadline() const {
  if (deadlines_.empty()) return std::nullopt;
  return deadlines_.begin()->first;
}

void Relays::close_all() {
  while (!relays_.empty()) {
    const std::uint64_t number = relays_.begin()->first;
    if (relays_.begin()->second.splice) {
      end(number);
    } else {
      give_up(number);
    }
  }
}

void Relays::watch(std::uint64_t number, Relay& relay, Splice::Side side, int fd,
                   std::uint32_t events, int operation) {
  relay.watched.at(side) = events;
  epoll_event event{};
  event.events = events;
  event.data.u64 = mark | (2 * number + side);
  epoll_ctl(epoll_, operation, fd, &event);
}

}  // namespace parley::nodes_link
