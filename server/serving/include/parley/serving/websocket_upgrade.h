// Turns a CivetWeb connection into a WebSocket and moves its socket to an event loop.
//
// CivetWeb keeps a thread for each of its WebSockets and does not withstand hostile ones, so it is
// only used up to the handshake. When the handler returns, CivetWeb shuts down and closes what it
// takes for the connection; by then that descriptor refers to a placeholder, and the connection
// lives on under another descriptor. If a client sends something before it has read the response,
// this may be in CivetWeb's buffer and is lost; RFC 6455 section 4.1 tells clients to wait.
#pragma once

#include <atomic>
#include <optional>

#include "parley/base/unique_fd.h"
#include "parley/http/http_message.h"
#include "parley/http/origin.h"
#include "parley/limits/client_address.h"
#include "parley/limits/connection_limiter.h"
#include "parley/nodes_link/node_link.h"
#include "parley/protocol/limits.h"
#include "parley/websocket/loop_pool.h"
#include "parley/websocket/telemetry.h"

struct mg_connection;
struct mg_request_info;

namespace parley::serving {

struct WebSocketUpgradeSettings {
  http::OriginPolicy origins;
  limits::TrustedProxies trusted_proxies;
  std::size_t room_name_bytes = protocol::limits::room_name_bytes;
};

/// What a client is told that the limiter would rather not let in.
[[nodiscard]] std::optional<protocol::Error> error_of(limits::ConnectionLimiter::Answer answer);

/// Called by many threads at the same time.
class WebSocketUpgrade {
 public:
  /// `loops`, `limiter` and `telemetry` must outlive this. Throws std::system_error.
  WebSocketUpgrade(websocket::LoopPool& loops, limits::ConnectionLimiter& limiter,
                   websocket::Telemetry& telemetry, WebSocketUpgradeSettings settings);

  /// Rooms are shared with other servers from now on.
  void share_rooms(nodes_link::NodeLink& nodes) { nodes_ = &nodes; }

  /// Answers a request for a WebSocket: hands the connection over, or returns the response.
  std::optional<http::Response> upgrade(mg_connection* connection);

  /// True if the connection was handed over.
  static bool happened_to(const mg_connection* connection);

 private:
  void name_room(websocket::UpgradedSocket& upgraded, std::string_view segment) const;
  void look_for_proxy(const mg_connection* connection, const mg_request_info& info);
  [[nodiscard]] base::UniqueFd take_socket(const mg_request_info& info) const;

  websocket::LoopPool& loops_;
  limits::ConnectionLimiter& limiter_;
  http::HttpCounters& counters_;
  base::Logger& logger_;
  std::atomic<nodes_link::NodeLink*> nodes_ = nullptr;
  WebSocketUpgradeSettings settings_;
  base::UniqueFd placeholder_;
  std::atomic<bool> reported_proxy_ = false;
};

}  // namespace parley::serving
