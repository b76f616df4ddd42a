#include "parley/serving/server.h"

#include <thread>

#include "parley/accept/accept_registry.h"
#include "parley/serving/self_test.h"

namespace parley::serving {
namespace {

std::unique_ptr<nodes_link::NodeLink> node_link(const ServerSettings& settings,
                                                const base::Signer& signer,
                                                websocket::Telemetry& telemetry) {
  if (!settings.nodes) return nullptr;
  return std::make_unique<nodes_link::NodeLink>(signer, *settings.nodes, telemetry.nodes(),
                                                telemetry.logger());
}

WebSocketUpgradeSettings upgrade_settings(const ServerSettings& settings) {
  return {settings.origins, settings.trusted_proxies, settings.limits.room_name_bytes};
}

http::MadePages pages_of(ServerSettings& settings, std::function<http::Response()> readiness) {
  http::MadePages pages = std::move(settings.made_pages);
  pages["/readyz"] = std::move(readiness);
  return pages;
}

}  // namespace

Server::Server(ServerSettings settings, const base::Signer& signer)
    : drain_timeout_(settings.limits.drain_timeout),
      telemetry_(settings.telemetry == nullptr ? own_telemetry_ : *settings.telemetry),
      routes_(std::move(settings.bundle), std::move(settings.login), settings.origins,
              pages_of(settings, [this] { return readiness(); }), telemetry_.logger(),
              rest_handler(settings)),
      limiter_(settings.limits),
      nodes_(node_link(settings, signer, telemetry_)),
      loops_(settings.loops, signer, loop_settings(settings)),
      websocket_upgrade_(loops_, limiter_, telemetry_, upgrade_settings(settings)),
      http_(
          {settings.address, settings.port, limits::http_threads,
           http::security_fields(settings.page_policy), std::move(settings.trusted_proxies)},
          [this](const http::Request& request) { return routes_.handle(request); },
          &websocket_upgrade_, telemetry_.http()) {
  // A WebSocket leaves the registry when it is handed over, so this counts the others.
  accept::AcceptRegistry::instance().set_limit(limits::spare_connections);
  accept::AcceptRegistry::instance().count_in(&telemetry_.http());
  test_websocket_upgrade(
      settings.address, port(),
      settings.origins.own.empty() ? "http://localhost" : settings.origins.own.front());
  if (!nodes_) return;
  nodes_->start(node_services());
  websocket_upgrade_.share_rooms(*nodes_);
}

// What the loops are to know, of what the operator has set.
websocket::LoopSettings Server::loop_settings(ServerSettings& settings) {
  websocket::LoopSettings of_loops{std::move(settings.hub), settings.liveness, settings.limits,
                                   &telemetry_, std::move(settings.sfus)};
  if (nodes_) {
    of_loops.lease = &nodes_->lease();
    of_loops.hub.landlord = nodes_.get();
  }
  return of_loops;
}

nodes_link::NodeServices Server::node_services() {
  nodes_link::NodeServices services;
  services.admit = [this](websocket::UpgradedSocket client) { loops_.admit(std::move(client)); };
  services.prepare =
      [this](const limits::IpAddress& address) -> std::optional<websocket::UpgradedSocket> {
    auto [answer, slot] = limiter_.acquire(address);
    const bool rejected = answer == limits::ConnectionLimiter::Answer::Rejected;
    if (rejected || !loops_.reserve()) return std::nullopt;
    websocket::UpgradedSocket client;
    client.slot = std::move(slot);
    client.refusal = error_of(answer);
    return client;
  };
  services.stops = [this] { return loops_.stopping(); };
  services.cancel = [this] { loops_.cancel(); };
  services.lose = [this](const std::string& name, const std::string& run) {
    loops_.lose(name, run);
  };
  return services;
}

Server::~Server() {
  if (nodes_) nodes_->stop();
  accept::AcceptRegistry::instance().count_in(nullptr);
}

void Server::stop() {
  const auto deadline = std::chrono::steady_clock::now() + drain_timeout_;
  // Rooms are given back once they are not served any more, so that two servers never do at a time.
  loops_.begin_stop();
  if (nodes_) nodes_->stop();
  loops_.stop();
  // The request that asks whether the server is ready may be one of these.
  while (http_.active_requests() > 0 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(limits::drain_poll);
  }
}

http::RestHandler Server::rest_handler(ServerSettings& settings) {
  if (!settings.rest) return {};
  return [rest = std::move(settings.rest),
          commander =
              hub::Commander([this](const hub::Command& command) { return carry_out(command); }),
          finder = hub::RoomFinder([this](const std::string& name) {
            return nodes_ ? nodes_->owner_of(name) : std::string();
          })](const http::Request& request) { return rest(request, commander, finder); };
}

// A room has to be this server's before it can be created here; the others are in no hub of it.
hub::CommandResult Server::carry_out(const hub::Command& command) {
  const auto* create = std::get_if<hub::CreateRoom>(&command);
  if (!nodes_ || create == nullptr) return loops_.carry_out(command);
  auto ownership = nodes_->claim(create->name);
  if (!ownership) return hub::CommandResult::Unavailable;
  hub::CreateRoom own = *create;
  own.tenure = std::move(ownership->tenure);
  own.term = ownership->term;
  return loops_.carry_out(own);
}

http::Response Server::readiness() const {
  if (nodes_ && !loops_.stopping() && !nodes_->lease().holds()) {
    return http::text_response(503, "no lease\n");
  }
  if (loops_.stopping()) return http::text_response(503, "stopping\n");
  if (loops_.full()) return http::text_response(503, "full\n");
  return http::text_response(200, "ready\n");
}

}  // namespace parley::serving
