// Every limit of the transport, in one place. Those of the protocol are in
// parley/protocol/limits.h.
#pragma once

#include <chrono>
#include <cstddef>

namespace parley::transport::limits {

/// Unsent bytes of one connection; the client that reads more slowly is closed as `too-slow`. All
/// that is kept for one who comes back must fit at once (protocol::limits::unconfirmed_bytes).
inline constexpr std::size_t outbox_bytes = std::size_t{384} * 1024;
/// Frames of one message. An empty one costs the server more work than its sender.
inline constexpr std::size_t fragments_per_message = 1024;
/// Bytes read from one connection before the next has its turn.
inline constexpr std::size_t read_bytes = std::size_t{64} * 1024;
/// What the kernel holds for a client that does not read, before the outbox fills. Without a limit
/// it takes up to 2.8 MB for each.
inline constexpr int send_buffer_bytes = std::size_t{64} * 1024;

/// WebSocket connections at a time, unless the operator says otherwise.
inline constexpr std::size_t default_connections = 10'000;
/// Sockets beyond the WebSocket connections: page requests, and those being told `server-full`.
inline constexpr std::size_t spare_connections = 1024;

/// From the close frame until the socket is closed whatever the client does.
inline constexpr std::chrono::milliseconds closing_timeout{1000};
/// Silence after which a client is asked whether it is there, and after which it counts as lost.
inline constexpr std::chrono::milliseconds ping_after{5000};
inline constexpr std::chrono::milliseconds lost_after{15'000};
/// How often one event loop looks for the silent.
inline constexpr std::chrono::milliseconds liveness_interval{1000};
/// How long sent data may stay unacknowledged before the connection counts as lost.
inline constexpr std::chrono::milliseconds unacknowledged_timeout{30'000};
/// Silence after which TCP asks whether the other side still exists.
inline constexpr std::chrono::seconds keepalive_idle{60};
/// The pause of the thread that accepts connections when the process has no descriptors left.
inline constexpr std::chrono::milliseconds descriptor_pause{50};
/// What the self-test at start may take.
inline constexpr std::chrono::milliseconds self_test_timeout{5000};

/// Frame readers kept for reuse by one event loop, 4 KB each.
inline constexpr std::size_t spare_frame_readers = 64;

}  // namespace parley::transport::limits
