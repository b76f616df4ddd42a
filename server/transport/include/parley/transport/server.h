// The whole server, wired together.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "parley/hub/hub.h"
#include "parley/transport/bundle.h"
#include "parley/transport/connection_limiter.h"
#include "parley/transport/http_server.h"
#include "parley/transport/loop_pool.h"
#include "parley/transport/operator_limits.h"
#include "parley/transport/page_policy.h"
#include "parley/transport/routes.h"
#include "parley/transport/telemetry.h"
#include "parley/transport/websocket_upgrade.h"

namespace parley::transport {

struct ServerSettings {
  std::string address = "127.0.0.1";  ///< IPv4, numeric
  std::uint16_t port = 8080;          ///< 0 for any free one
  /// Except the limits, which are below, and what each loop has of its own.
  hub::HubOptions hub;
  LoginHandler login;  ///< if empty, /login is closed
  OriginPolicy origins;
  TrustedProxies trusted_proxies;
  OperatorLimits limits;
  std::size_t loops = 0;  ///< 0 for one per core
  LivenessLimits liveness;
  PagePolicy page_policy;
  Bundle bundle;
  MadePages made_pages;
  /// Where to count and log what happens, if anywhere. Must outlive the server.
  Telemetry* telemetry = nullptr;
};

class Server {
 public:
  /// Serves from now on. `signer` and what the settings point to must outlive the server. If the
  /// next server has the same key, calls survive a restart. Throws std::exception with a sentence
  /// for the operator.
  Server(ServerSettings settings, const hub::Signer& signer);
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
  [[nodiscard]] Response readiness() const;

  const std::chrono::milliseconds drain_timeout_;
  Telemetry own_telemetry_;
  Telemetry& telemetry_;
  Routes routes_;
  ConnectionLimiter limiter_;  // destroyed last, because it counts the loops' connections
  LoopPool loops_;
  WebSocketUpgrade websocket_upgrade_;
  HttpServer http_;
};

}  // namespace parley::transport
