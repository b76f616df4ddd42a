// The whole server, wired together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "parley/protocol/message.h"
#include "parley/transport/address_book.h"
#include "parley/transport/bundle.h"
#include "parley/transport/hand_over.h"
#include "parley/transport/http_server.h"
#include "parley/transport/loop_pool.h"
#include "parley/transport/operator_limits.h"
#include "parley/transport/routes.h"

namespace parley::transport {

struct ServerSettings {
  std::string address = "127.0.0.1";  ///< IPv4, numeric
  std::uint16_t port = 8080;          ///< 0 for any free one
  hub::HubOptions hub;                ///< but for `started_at`
  LoginDesk login;                    ///< none: /login is closed
  OriginPolicy origins;
  TrustedProxies trusted_proxies;
  OperatorLimits limits;
  std::size_t loops = 0;  ///< 0 for one on each core
  LivenessLimits liveness;
  Bundle bundle;
};

class Server {
 public:
  /// Serves from now on. `signer` and what the settings point to must outlive the server; with the
  /// same key in the next one calls survive a restart. Throws std::exception with a sentence for
  /// the operator.
  Server(ServerSettings settings, const hub::Signer& signer);

  [[nodiscard]] std::uint16_t port() const { return http_.port(); }
  [[nodiscard]] std::size_t connection_count() const { return loops_.connection_count(); }

  /// Tells every client, and waits up to a second for them to go. The destructor does the rest,
  /// after it: once CivetWeb has begun to stop, nothing can be sent.
  void stop() { loops_.stop(); }

 private:
  Routes routes_;
  AddressBook addresses_;  // goes last, as connections of the loops are in it
  LoopPool loops_;
  HandOver hand_over_;
  HttpServer http_;
};

}  // namespace parley::transport
