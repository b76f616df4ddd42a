// The whole server, wired together.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/http/bundle.h"
#include "parley/http/page_policy.h"
#include "parley/http/routes.h"
#include "parley/hub/hub.h"
#include "parley/limits/connection_limiter.h"
#include "parley/limits/operator_limits.h"
#include "parley/nodes_link/node_link.h"
#include "parley/serving/http_server.h"
#include "parley/serving/websocket_upgrade.h"
#include "parley/websocket/loop_pool.h"
#include "parley/websocket/telemetry.h"

namespace parley::serving {

struct ServerSettings {
  std::string address = "127.0.0.1";  ///< IPv4, numeric
  std::uint16_t port = 8080;          ///< 0 for any free one
  /// Except the limits, which are below, and what each loop has of its own.
  hub::HubOptions hub;
  base::LoginHandler login;  ///< if empty, /login is closed
  /// Answers requests below /v1/, and has the hubs do what they ask for; if empty, there is nothing
  /// there. Called by many threads at the same time.
  std::function<http::Response(const http::Request& request, const hub::Commander& commander,
                               const hub::RoomFinder& finder)>
      rest;
  http::OriginPolicy origins;
  limits::TrustedProxies trusted_proxies;
  limits::OperatorLimits limits;
  std::size_t loops = 0;  ///< 0 for one per core
  websocket::LivenessLimits liveness;
  /// The SFUs of large rooms; empty: everyone sends to everyone.
  std::vector<websocket::MediaSettings> sfus;
  /// The other servers with which rooms are shared; nothing: this one is alone.
  std::optional<nodes_link::NodeSettings> nodes;
  http::PagePolicy page_policy;
  http::Bundle bundle;
  http::MadePages made_pages;
  /// Where to count and log what happens, if anywhere. Must outlive the server.
  websocket::Telemetry* telemetry = nullptr;
};

class Server {
 public:
  /// Serves from now on. `signer` and what the settings point to must outlive the server. If the
  /// next server has the same key, calls survive a restart. Throws std::exception with a sentence
  /// for the operator.
  Server(ServerSettings settings, const base::Signer& signer);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  [[nodiscard]] std::uint16_t port() const { return http_.port(); }
  [[nodiscard]] std::size_t connection_count() const { return loops_.connection_count(); }

  /// Stops in an orderly way: accepts no more WebSockets, is not ready, tells every client to come
  /// back, sends what is queued and finishes the requests in progress. Takes no longer than the
  /// limit on draining. The destructor does the rest afterwards, because nothing can be sent once
  /// CivetWeb has begun to stop.
  void stop();

 private:
  [[nodiscard]] http::Response readiness() const;
  [[nodiscard]] http::RestHandler rest_handler(ServerSettings& settings);
  [[nodiscard]] hub::CommandResult carry_out(const hub::Command& command);
  [[nodiscard]] websocket::LoopSettings loop_settings(ServerSettings& settings);
  [[nodiscard]] nodes_link::NodeServices node_services();

  const std::chrono::milliseconds drain_timeout_;
  websocket::Telemetry own_telemetry_;
  websocket::Telemetry& telemetry_;
  http::Routes routes_;
  limits::ConnectionLimiter limiter_;  // destroyed last, because it counts the loops' connections
  std::unique_ptr<nodes_link::NodeLink> nodes_;
  websocket::LoopPool loops_;
  WebSocketUpgrade websocket_upgrade_;
  HttpServer http_;
};

}  // namespace parley::serving
