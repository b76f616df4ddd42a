// The limits on the connection to Janus, in one place.
#pragma once

#include <chrono>
#include <cstddef>

namespace parley::sfu_link {

/// How many Januses a server uses.
inline constexpr std::size_t januses = 16;
/// The longest answer to the opening handshake (RFC 6455 section 4.1).
inline constexpr std::size_t handshake_bytes = 4096;
/// How long the socket and the handshake may take.
inline constexpr std::chrono::milliseconds handshake_timeout{5000};
/// The longest message from Janus.
inline constexpr std::size_t message_bytes = 1'048'576;
/// How much may wait for Janus to read it. It reads at once, or not at all.
inline constexpr std::size_t queued_bytes = 16'777'216;
/// How long a Janus of the server's own stays ended before it is started again: twice as long each
/// time, until it has lasted.
inline constexpr std::chrono::milliseconds first_restart_delay{50};
inline constexpr std::chrono::milliseconds last_restart_delay{10'000};
/// How long an event loop waits before it connects again: twice as long after each failure.
inline constexpr std::chrono::milliseconds first_reconnect_delay{100};
inline constexpr std::chrono::milliseconds last_reconnect_delay{10'000};

}  // namespace parley::sfu_link
