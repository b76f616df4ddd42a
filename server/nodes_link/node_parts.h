// What a NodeLink has sockets with, for its own files.
#pragma once

#include <cstdint>
#include <utility>

#include "arrivals.h"
#include "parley/nodes_link/node_link.h"
#include "redis_link.h"
#include "relays.h"

namespace parley::nodes_link {

/// What epoll says of the connection to Redis.
inline constexpr std::uint64_t redis_id = 1;

/// The connections to Redis, to other nodes and from them; each tells the directory what happens.
class NodeLink::Parts {
 public:
  explicit Parts(NodeLink& link)
      : redis(link.settings_.redis, link.settings_.redis_password, link.epoll_.get(), redis_id,
              link.settings_.times.answer(),
              {[&link] {
                 link.counters_.connections.add();
                 link.directory_.redis_up(link.now());
               },
               [&link] { link.directory_.redis_down(link.now()); }},
              link.logger_),
        relays(link.epoll_.get(),
               {[&link](nodes::Ticket ticket) {
                  link.counters_.relayed.add();
                  link.waiting_.erase(ticket);
                  link.directory_.relayed(ticket);
                },
                [&link](nodes::Ticket ticket, websocket::UpgradedSocket client) {
                  link.waiting_.at(ticket).client = std::move(client);
                  link.directory_.not_relayed(ticket, link.now());
                },
                [&link](nodes::Ticket ticket, websocket::UpgradedSocket client) {
                  link.waiting_.erase(ticket);
                  link.directory_.relayed(ticket);
                  link.refuse(
                      std::move(client), protocol::ErrorId::ServerFull,
                      "The server that has the room takes no more clients, or none from this "
                      "address.");
                },
                [&link] { link.services_.cancel(); }}),
        arrivals(link.settings_.address, link.epoll_.get(), link.signer_,
                 [&link](const nodes::Greeting& greeting, base::UniqueFd& socket) {
                   return link.take_arrival(greeting, socket);
                 }) {}

  RedisLink redis;
  Relays relays;
  Arrivals arrivals;
};

}  // namespace parley::nodes_link
