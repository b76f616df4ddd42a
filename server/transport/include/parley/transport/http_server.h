// CivetWeb: parses HTTP and calls us.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "parley/transport/hand_over.h"
#include "parley/transport/routes.h"

struct mg_connection;
struct mg_context;

namespace parley::transport {

class HttpServer {
 public:
  /// Listens and serves from now on; port 0 stands for any free one. `routes` and `hand_over` must
  /// outlive it. Throws std::runtime_error with a sentence for the operator.
  HttpServer(const std::string& address, std::uint16_t port, const Routes& routes,
             HandOver& hand_over, TrustedProxies trusted_proxies);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  /// Stops: takes up to two seconds.
  ~HttpServer();

  [[nodiscard]] std::uint16_t port() const;

 private:
  struct Callbacks;
  struct Stop {
    void operator()(mg_context* context) const;
  };
  void note(const char* message);
  [[nodiscard]] std::string why_not_started(const std::string& address, std::uint16_t port);

  const Routes& routes_;
  HandOver& hand_over_;
  TrustedProxies trusted_proxies_;
  std::mutex mutex_;
  std::string first_complaint_;  // of CivetWeb; later ones only follow from it
  std::unique_ptr<mg_context, Stop> context_;
};

}  // namespace parley::transport
