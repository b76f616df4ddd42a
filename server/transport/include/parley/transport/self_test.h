#pragma once

#include <cstdint>
#include <string>

namespace parley::transport {

/// Opens one WebSocket to this process's own server and says something over it, to find out at
/// once whether the CivetWeb that is installed lets its connections be handed over. Throws
/// std::runtime_error where it does not.
void test_hand_over(const std::string& address, std::uint16_t port);

}  // namespace parley::transport
