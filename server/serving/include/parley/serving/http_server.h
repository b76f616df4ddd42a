// Wraps CivetWeb, which parses HTTP and calls the handler.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "parley/limits/limits.h"
#include "parley/serving/websocket_upgrade.h"
#include "parley/websocket/telemetry.h"

struct mg_connection;
struct mg_context;

namespace parley::serving {

/// Answers a request. Called by many threads at the same time.
using HttpHandler = std::function<http::Response(const http::Request&)>;

struct HttpServerSettings {
  std::string address;
  std::uint16_t port = 0;  ///< 0 for any free one
  /// How many requests are handled at a time.
  int threads = limits::http_threads;
  std::string security_fields;  ///< security_fields() of the pages' policy
  limits::TrustedProxies trusted_proxies;
};

class HttpServer {
 public:
  /// Listens and serves from now on. `websocket_upgrade` handles WebSockets; if it is null, the
  /// answer to them is 404. It and `counters` must outlive this. Throws std::runtime_error with a
  /// sentence for the operator.
  HttpServer(HttpServerSettings settings, HttpHandler handler, WebSocketUpgrade* websocket_upgrade,
             http::HttpCounters& counters);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  /// Stops, once the requests in progress are answered.
  ~HttpServer();

  [[nodiscard]] std::uint16_t port() const;
  /// How many requests are being handled.
  [[nodiscard]] int active_requests() const { return active_requests_; }

 private:
  struct Callbacks;
  struct Stop {
    void operator()(mg_context* context) const;
  };
  void note(const char* message);
  [[nodiscard]] std::string why_not_started();

  std::optional<http::Response> upgrade(mg_connection* connection);
  void write(mg_connection* connection, http::Response response, bool with_body);
  void answer(mg_connection* connection, http::Response response);

  HttpServerSettings settings_;
  HttpHandler handler_;
  WebSocketUpgrade* websocket_upgrade_;
  http::HttpCounters& counters_;
  std::atomic<int> active_requests_ = 0;
  std::mutex mutex_;
  std::string first_complaint_;  // CivetWeb's; later ones only follow from it
  std::unique_ptr<mg_context, Stop> context_;
};

}  // namespace parley::serving
