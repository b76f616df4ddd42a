#include "parley/transport/server.h"

#include "parley/transport/accept_registry.h"
#include "parley/transport/self_test.h"

namespace parley::transport {

Server::Server(ServerSettings settings, const hub::Signer& signer)
    : routes_(std::move(settings.bundle), std::move(settings.login), settings.origins),
      addresses_(settings.limits),
      loops_(settings.loops, signer, {std::move(settings.hub), settings.liveness, settings.limits}),
      hand_over_(loops_, addresses_,
                 {settings.origins, settings.trusted_proxies, settings.limits.room_name_bytes}),
      http_(settings.address, settings.port, routes_, hand_over_,
            std::move(settings.trusted_proxies)) {
  // A WebSocket leaves the registry when it is handed over, so this counts the others.
  AcceptRegistry::instance().set_limit(limits::spare_connections);
  test_hand_over(settings.address, port(), settings.origins.own);
}

}  // namespace parley::transport
