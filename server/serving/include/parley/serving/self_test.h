#pragma once

#include <cstdint>
#include <string>

namespace parley::serving {

/// Opens one WebSocket to this process's own server and sends something over it, to find out at
/// once whether the installed CivetWeb lets the server take its connections over. `own_origin` is
/// the server's (OriginPolicy::own). Throws std::runtime_error if CivetWeb does not.
void test_websocket_upgrade(const std::string& address, std::uint16_t port,
                            const std::string& own_origin);

}  // namespace parley::serving
