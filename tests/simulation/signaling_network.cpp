#include "signaling_network.h"

#include <algorithm>
#include <utility>

#include "message_type.h"
#include "parley/protocol/envelope.h"

namespace parley::simulation {

namespace {

constexpr Time shortest_trip{1};
constexpr Time longest_trip{80};
constexpr Time longest_to_notice{3000};

}  // namespace

Time SignalingNetwork::arrival(Time& last) {
  last = std::max(last, scheduler_.now() + random_.between(shortest_trip, longest_trip));
  return last;
}

SignalingNetwork::SignalingNetwork(Scheduler& scheduler, Random& random)
    : scheduler_(scheduler), random_(random) {
  start_server();
}

void SignalingNetwork::start_server(Time age) {
  server_started_ = scheduler_.now() - age;
  ++server_run_;
  expiry_.reset();
  hub::HubOptions options;
  options.started_at = server_started_.count();
  if (plant_ != nullptr) {
    media_ = std::make_unique<MediaLinks>(*environment_, *plant_, ids_, signer_, server_run_,
                                          server_started_, media_events());
    options.sfu = &media_->bridges();
    options.sfu_limits = {plant_->from, plant_->mesh_again};
  }
  hub_ = std::make_unique<hub::Hub>(ids_, signer_, std::move(options));
  if (checker_ != nullptr) checker_->server_started();
}

void SignalingNetwork::stop_server() {
  hub_.reset();
  media_.reset();
}

MediaLinks::Events SignalingNetwork::media_events() {
  MediaLinks::Events events;
  events.action = [this](const sfu::Action& action) {
    perform(hub_->carry_out_media(action, server_time()));
  };
  events.ready = [this] { perform(hub_->media_ready(server_time())); };
  events.news = [this] { exchange_with_sfu(); };
  return events;
}

void SignalingNetwork::exchange_with_sfu() {
  if (!media_ || std::exchange(exchanging_, true)) return;
  media_->exchange();
  exchanging_ = false;
}

void SignalingNetwork::restart_server(Time down) {
  if (!hub_) return;
  stop_server();
  for (auto& [id, socket] : sockets_) {
    socket.known_to_server = false;
    if (std::exchange(socket.broken, true)) continue;
    client_closed(id, random_.between(Time(0), longest_trip));
  }
  scheduler_.after(down, {Source::Kind::ServerStarts}, [this] { start_server(); });
}

hub::ConnectionId SignalingNetwork::open(std::uint32_t client, const std::string& room,
                                         SocketEvents events, hub::Mode mode) {
  constexpr hub::ConnectionId most_of_a_client = 10'000;
  const hub::ConnectionId id = (client + 1) * most_of_a_client + ++socket_counts_[client];
  Socket& socket = sockets_[id];
  socket.client = client;
  if (mode == hub::Mode::Legacy) has_guests_ = true;
  socket.events = std::move(events);
  scheduler_.at(arrival(socket.last_to_server), source(Source::Kind::ToServer, id), [=, this] {
    Socket& opened = sockets_[id];
    if (!opened.client_open || opened.broken) return;
    if (!hub_) {
      opened.broken = true;
      client_closed(id, random_.between(Time(0), longest_trip));
      return;
    }
    opened.known_to_server = true;
    if (checker_ != nullptr) checker_->connected(id, room);
    perform(hub_->connect(id, room, mode, server_time()));
    scheduler_.at(arrival(opened.last_to_client), source(Source::Kind::ToClient, id), [this, id] {
      const Socket& heard = sockets_[id];
      if (heard.client_open && !heard.broken) heard.events.opened();
    });
  });
  return id;
}

void SignalingNetwork::send(hub::ConnectionId id, const std::string& text) {
  Socket& socket = sockets_[id];
  if (!socket.client_open || socket.broken) return;
  ++message_count_;
  if (message_type(text) != "PING") ++said_count_;
  Source sender = source(Source::Kind::ToServer, id);
  // What is passed on to guests, the server looks at.
  sender.relayed = !has_guests_ && protocol::is_relayed(message_type(text));
  scheduler_.at(arrival(socket.last_to_server), sender, [this, id, text] {
    const Socket& heard = sockets_[id];
    if (heard.broken || !heard.known_to_server) return;
    if (heard.events.heard) heard.events.heard(text);
    if (checker_ != nullptr) checker_->heard(id, text);
    perform(hub_->receive(id, text, server_time()));
  });
}

void SignalingNetwork::close(hub::ConnectionId id, bool resuming) {
  Socket& socket = sockets_[id];
  if (!std::exchange(socket.client_open, false)) return;
  scheduler_.at(arrival(socket.last_to_server), source(Source::Kind::ToServer, id),
                [this, id, resuming] { resuming ? server_lost(id) : server_left(id); });
}

void SignalingNetwork::server_lost(hub::ConnectionId id) {
  if (!std::exchange(sockets_[id].known_to_server, false)) return;
  if (checker_ != nullptr) checker_->lost(id);
  perform(hub_->disconnect(id, server_time()));
}

void SignalingNetwork::server_left(hub::ConnectionId id) {
  if (!std::exchange(sockets_[id].known_to_server, false)) return;
  if (checker_ != nullptr) checker_->left(id);
  perform(hub_->leave(id, server_time()));
}

void SignalingNetwork::cut(hub::ConnectionId id) {
  const Socket& socket = sockets_[id];
  if (!socket.client_open || socket.broken) return;
  client_closed(id, random_.between(Time(0), longest_to_notice));
  break_off(id);
}

void SignalingNetwork::silence(hub::ConnectionId id) {
  const Socket& socket = sockets_[id];
  if (socket.client_open && !socket.broken) break_off(id);
}

void SignalingNetwork::break_off(hub::ConnectionId id) {
  sockets_[id].broken = true;
  const Time delay = random_.between(Time(0), longest_to_notice);
  scheduler_.after(delay, source(Source::Kind::ServerNotices, id), [this, id] { server_lost(id); });
}

void SignalingNetwork::schedule_expiry() {
  const std::optional<hub::Instant> due = hub_->deadline();
  if (!due || due == expiry_) return;
  expiry_ = due;
  scheduler_.at(server_started_ + *due, {Source::Kind::Expiry}, [this, due] {
    if (!hub_ || due != expiry_) return;
    expiry_.reset();
    perform(hub_->expire(server_time()));
  });
}

void SignalingNetwork::client_closed(hub::ConnectionId id, Time delay) {
  scheduler_.after(delay, source(Source::Kind::ClientNotices, id), [this, id] { notice(id); });
}

void SignalingNetwork::notice(hub::ConnectionId id) {
  Socket& socket = sockets_[id];
  if (std::exchange(socket.client_open, false)) socket.events.closed();
}

void SignalingNetwork::perform(const hub::Deliveries& deliveries) {
  for (const hub::Delivery& delivery : deliveries) {
    if (checker_ != nullptr) checker_->delivered(delivery);
    deliver(delivery);
  }
  if (checker_ != nullptr) checker_->call_over();
  schedule_expiry();
  exchange_with_sfu();
}

void SignalingNetwork::deliver(const hub::Delivery& delivery) {
  Socket& socket = sockets_[delivery.to];
  if (socket.broken) return;
  if (delivery.text && relaying_ != Relaying::Faithful && mistreat(delivery)) return;
  const Time moment = arrival(socket.last_to_client);
  if (!delivery.text) {
    const hub::ConnectionId id = delivery.to;
    // What still comes there, the server does not read.
    socket.known_to_server = false;
    scheduler_.at(moment, source(Source::Kind::ToClient, id), [this, id] { notice(id); });
    return;
  }
  hand_to_client(delivery.to, delivery.text, moment);
}

// In JSON as the codec writes it.
std::string SignalingNetwork::interpose(std::string text) {
  constexpr std::string_view fingerprint = "a=fingerprint:";
  constexpr std::string_view seal = "\"seal\":\"";
  const std::size_t at = text.find(fingerprint);
  if (at == std::string::npos || !random_.chance(40)) return text;
  text.insert(at + fingerprint.size(), "9");
  const std::size_t sealed_at = text.find(seal);
  if (sealed_at == std::string::npos || !random_.chance(50)) return text;
  const std::size_t end = text.find('"', sealed_at + seal.size()) + 1;
  return text.erase(sealed_at, end + 1 - sealed_at);  // and the comma
}

bool SignalingNetwork::mistreat(const hub::Delivery& delivery) {
  const std::string_view type = message_type(*delivery.text);
  // What one wants of another is said again after a loss that both notice, and here nobody does. So
  // is an SFU's later offer, which a client that still receives by the earlier one does not miss.
  const bool is_later_offer =
      delivery.text->find("\"from\":\"sfu:receive\"") != std::string::npos &&
      delivery.text->find("\"offerId\":1,") == std::string::npos;
  const bool is_heard = media_ && (type == "PREFERENCES" || is_later_offer);
  if (!protocol::is_relayed(type) || is_heard) return false;
  if (relaying_ == Relaying::Interposing) {
    Socket& socket = sockets_[delivery.to];
    hand_to_client(delivery.to, std::make_shared<const std::string>(interpose(*delivery.text)),
                   arrival(socket.last_to_client));
    return true;
  }
  const std::uint32_t fate = random_.below(100);
  if (fate < 12) return true;
  for (int copies = fate < 24 ? 2 : 1; copies > 0; --copies) {
    hand_to_client(delivery.to, std::make_shared<const std::string>(*delivery.text),
                   scheduler_.now() + random_.between(shortest_trip, 4 * longest_trip));
  }
  return true;
}

void SignalingNetwork::hand_to_client(hub::ConnectionId id, std::shared_ptr<const std::string> text,
                                      Time moment) {
  ++message_count_;
  if (message_type(*text) != "PONG") ++said_count_;
  Source server = source(Source::Kind::ToClient, id);
  server.relayed = protocol::is_relayed(message_type(*text));
  scheduler_.at(moment, server, [this, id, text = std::move(text)] {
    const Socket& heard = sockets_[id];
    if (heard.client_open && !heard.broken) heard.events.message(text);
  });
}

}  // namespace parley::simulation
