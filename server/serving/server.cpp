#include "parley/serving/server.h"

#include <thread>

#include "parley/accept/accept_registry.h"
#include "parley/serving/self_test.h"

namespace parley::serving {
namespace {

// What the loops are to know, of what the operator has set.
websocket::LoopSettings loop_settings(ServerSettings& settings, websocket::Telemetry& telemetry) {
  return {std::move(settings.hub), settings.liveness, settings.limits, &telemetry,
          std::move(settings.sfus)};
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
      loops_(settings.loops, signer, loop_settings(settings, telemetry_)),
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
}

Server::~Server() {
  accept::AcceptRegistry::instance().count_in(nullptr);
}

void Server::stop() {
  const auto deadline = std::chrono::steady_clock::now() + drain_timeout_;
  loops_.stop();
  // The request that asks whether the server is ready may be one of these.
  while (http_.active_requests() > 0 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(limits::drain_poll);
  }
}

http::RestHandler Server::rest_handler(ServerSettings& settings) {
  if (!settings.rest) return {};
  return [rest = std::move(settings.rest),
          commander = hub::Commander([this](const hub::Command& command) {
            return loops_.carry_out(command);
          })](const http::Request& request) { return rest(request, commander); };
}

http::Response Server::readiness() const {
  if (loops_.stopping()) return http::text_response(503, "stopping\n");
  if (loops_.full()) return http::text_response(503, "full\n");
  return http::text_response(200, "ready\n");
}

}  // namespace parley::serving
