// What the directory wants, carried out.
#include <utility>
#include <variant>

#include "node_parts.h"
#include "parley/base/wall_clock.h"
#include "parley/nodes/greeting.h"
#include "parley/nodes/scripts.h"
#include "parley/nodes_link/node_link.h"

namespace parley::nodes_link {
namespace {

websocket::Ownership ownership_of(nodes::Tenure tenure) {
  return {tenure.term, {std::move(tenure.fence), std::move(tenure.lineage)}};
}

}  // namespace

// Each is carried out completely, and may lead to more.
void NodeLink::carry_out_all() {
  while (auto action = directory_.next_action()) {
    std::visit([this](const auto& one) { carry_out(one); }, *action);
  }
}

void NodeLink::carry_out(const nodes::Beat& beat) {
  const std::vector<std::string> args = {beat.incarnation, to_string(settings_.address),
                                         std::to_string(settings_.times.lease.count()),
                                         nodes::proof_of_key(signer_)};
  parts_->redis.eval(
      nodes::beat_script(), {}, args,
      [this, incarnation = beat.incarnation](std::optional<std::string_view> text) {
        if (text) directory_.beaten(incarnation, *text, now());
      },
      now());
}

void NodeLink::carry_out(const nodes::Acquire& order) {
  const std::string grace = std::to_string(settings_.times.grace().count());
  parts_->redis.eval(
      nodes::acquire_script(), nodes::room_key(order.hash), {order.incarnation, grace},
      [this, order](std::optional<std::string_view> text) {
        if (text) directory_.acquired(order.hash, order.incarnation, *text, now());
      },
      now());
}

void NodeLink::carry_out(const nodes::Assert& order) {
  parts_->redis.eval(
      nodes::assert_script(), nodes::room_key(order.hash),
      {order.incarnation, order.fence, nodes::joined(order.lineage)},
      [this, hash = order.hash,
       incarnation = order.incarnation](std::optional<std::string_view> text) {
        if (text) directory_.asserted(hash, incarnation, *text, now());
      },
      now());
}

void NodeLink::carry_out(const nodes::Release& order) {
  parts_->redis.eval(nodes::release_script(), nodes::room_key(order.hash),
                     {order.incarnation, order.fence, order.keep ? "keep" : ""}, {}, now());
}

void NodeLink::carry_out(const nodes::Retire& order) {
  parts_->redis.del(nodes::node_key(order.incarnation), now());
}

void NodeLink::carry_out(const nodes::Hold& order) {
  if (order.until == Instant{}) {
    lease_.begin(order.term);
  } else {
    lease_.extend(start_ + order.until);
  }
}

std::optional<NodeLink::Waiting> NodeLink::take_waiting(nodes::Ticket ticket) {
  auto node = waiting_.extract(ticket);
  if (node.empty()) return std::nullopt;
  return std::move(node.mapped());
}

void NodeLink::carry_out(const nodes::Serve& order) {
  auto waiting = take_waiting(order.ticket);
  if (!waiting) return;
  if (Claim* claim = waiting->claim.get()) {
    if (claim->settled.exchange(true)) {
      directory_.withdraw(nodes::hash_of(order.name, signer_), order.tenure.fence, now());
    } else {
      claim->answer.set_value(ownership_of(order.tenure));
    }
    return;
  }
  waiting->client.ownership = ownership_of(order.tenure);
  services_.admit(std::move(waiting->client));
}

void NodeLink::carry_out(const nodes::Relay& order) {
  const auto found = waiting_.find(order.ticket);
  if (found == waiting_.end()) return;
  Waiting& waiting = found->second;
  if (waiting.claim) {
    end(waiting);
    waiting_.erase(found);
    directory_.relayed(order.ticket);
    return;
  }
  const nodes::Greeting greeting{order.hash,
                                 order.fence,
                                 waiting.address.bytes,
                                 waiting.client.mode == hub::Mode::Legacy,
                                 base::seconds_since_1970(),
                                 ids_.make("")};
  parts_->relays.begin(order.ticket, std::move(waiting.client), order.address,
                       nodes::seal(greeting, signer_), now());
}

// A client can only be told over the WebSocket, which a loop serves.
void NodeLink::carry_out(const nodes::Refuse& order) {
  auto waiting = take_waiting(order.ticket);
  if (!waiting) return;
  counters_.refused.add();
  if (waiting->claim) return end(*waiting);
  refuse(std::move(waiting->client), protocol::ErrorId::ServerBusy,
         "The servers cannot say at present which of them has the room.");
}

void NodeLink::refuse(websocket::UpgradedSocket client, protocol::ErrorId id, const char* words) {
  client.refusal = {id, words};
  services_.admit(std::move(client));
}

void NodeLink::carry_out(const nodes::Lose& order) {
  logger_.write(base::Logger::Level::Warning, "room-lost", {});
  services_.lose(order.name, order.fence);
}

void NodeLink::carry_out(const nodes::Lapsed& lapsed) {
  counters_.lapses.add();
  logger_.write(base::Logger::Level::Warning, "node-lapsed",
                {{"rooms", std::to_string(lapsed.rooms)}});
}

void NodeLink::carry_out(const nodes::TakenOver& /*room*/) {
  counters_.takeovers.add();
  logger_.write(base::Logger::Level::Info, "room-taken-over", {});
}

void NodeLink::carry_out(const nodes::OtherKey& /*other*/) {
  logger_.write(base::Logger::Level::Error, "node-other-key", {{"see", "--resume-key-file"}});
}

std::string_view NodeLink::take_arrival(const nodes::Greeting& greeting, base::UniqueFd& socket) {
  limits::IpAddress address;
  address.bytes = greeting.client;
  auto client = services_.prepare(address);
  // Its rooms are soon had by others, whom the client is to ask then.
  if (!client) return services_.stops() ? nodes::greeting_refused : nodes::greeting_full;
  auto here = directory_.take(greeting.hash, greeting.fence, now());
  if (!here) {
    services_.cancel();
    return nodes::greeting_refused;
  }
  client->room_name = std::move(here->name);
  client->mode = greeting.guest ? hub::Mode::Legacy : hub::Mode::Parley1;
  client->ownership = ownership_of(std::move(here->tenure));
  // The loop's answers follow it.
  client->response = nodes::greeting_accepted;
  client->socket = std::move(socket);
  services_.admit(*std::move(client));
  return {};
}

}  // namespace parley::nodes_link
