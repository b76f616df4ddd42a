#pragma once

#include <cstdint>
#include <string>

namespace parley::transport {

/// Opens one WebSocket to this process's own server and says something over it, to find out at
/// once whether the CivetWeb that is installed lets its connections be handed over. `own_origin` is
/// the server's (OriginPolicy::own), empty where it goes by Host. Throws std::runtime_error where
/// it does not.
void test_websocket_upgrade(const std::string& address, std::uint16_t port,
                            const std::string& own_origin);

}  // namespace parley::transport
