// Every limit of the transport, in one place. Those of the protocol are in
// parley/protocol/limits.h.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace parley::transport::limits {

/// Unsent bytes of one connection; the client that reads more slowly is closed as `too-slow`. All
/// that is kept for one who comes back must fit at once (protocol::limits::unconfirmed_bytes).
inline constexpr std::size_t outbox_bytes = std::size_t{384} * 1024;
/// From a message's first byte to its last: 64 KiB over a bad mobile connection take 10 s.
inline constexpr std::chrono::milliseconds message_timeout{20'000};
/// What a client may send. Who comes into a room of 50 sends each of the others an offer and some
/// 20 candidates at once; who resumes sends up to 512 messages again.
inline constexpr double messages_per_second = 100;
inline constexpr double message_burst = 2000;
inline constexpr double bytes_per_message_token = 4096;
/// Clients that have used up this part of their burst wait until everyone else has been served.
inline constexpr double busy_below = 0.5;
/// Bytes read at a time from one of those.
inline constexpr std::size_t busy_read_bytes = std::size_t{4} * 1024;
/// Frames of one message. An empty one costs the server more work than its sender.
inline constexpr std::size_t fragments_per_message = 1024;
/// Bytes read from one connection before the next has its turn.
inline constexpr std::size_t read_bytes = std::size_t{16} * 1024;
/// What the kernel holds for a client that does not read, before the outbox fills. Without a limit
/// it takes up to 2.8 MB for each.
inline constexpr int send_buffer_bytes = std::size_t{64} * 1024;

/// WebSocket connections at a time, unless the operator says otherwise.
inline constexpr std::size_t default_connections = 10'000;
inline constexpr std::size_t default_rooms = 10'000;
/// Sockets beyond the WebSocket connections: page requests, and those being told `server-full`.
inline constexpr std::size_t spare_connections = 1024;

/// Of one address. A class of 30 behind one address may come and reload several times in a minute.
inline constexpr std::size_t connections_per_address = 256;
inline constexpr std::size_t joins_per_minute = 300;
inline constexpr double joins_per_failure = 10;
inline constexpr double joins_per_wrong_password = 30;
/// Connections of one address beyond its limit that are opened to be refused with an ERROR; any
/// more are answered 429.
inline constexpr std::size_t refused_connections_per_address = 16;
/// Addresses whose joins are counted, 100 bytes each. Over it the longest unseen is forgotten.
inline constexpr std::size_t remembered_addresses = 65'536;

/// The body of POST /login: a name and a room.
inline constexpr std::size_t login_bytes = 4096;
/// Of a body that nobody reads, what is thrown away before the connection is closed.
inline constexpr std::size_t discarded_bytes = std::size_t{256} * 1024;
/// Failures of one address at /login; then it waits for the minute to end. And addresses of which
/// that is remembered.
inline constexpr std::uint32_t failures_per_minute = 10;
inline constexpr std::size_t remembered_failures = 4096;

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
/// What it takes at most to stop in order, and how often the end of it is looked for.
inline constexpr std::chrono::milliseconds drain_timeout{2000};
inline constexpr std::chrono::milliseconds drain_poll{5};
/// The pause of the thread that accepts connections when the process has no descriptors left.
inline constexpr std::chrono::milliseconds descriptor_pause{50};
/// What the self-test at start may take.
inline constexpr std::chrono::milliseconds self_test_timeout{5000};

/// A request's head: CivetWeb takes no longer one, and forgets the headers beyond so many.
inline constexpr std::size_t request_head_bytes = std::size_t{16} * 1024;
inline constexpr std::size_t request_fields = 64;
/// From the connection to the end of the head, and from there for each wait of CivetWeb's.
inline constexpr std::chrono::milliseconds request_timeout{5000};
/// Connections whose request is not there yet, of all addresses and of one; over it the one that
/// has waited longest goes.
inline constexpr std::size_t waiting_sockets = 1024;
inline constexpr std::size_t waiting_sockets_per_address = 256;
/// Those whose request is there, until CivetWeb takes them.
inline constexpr std::size_t ready_sockets = 64;
/// How often is looked for those who have waited too long.
inline constexpr std::chrono::seconds gate_tick{1};
/// What the kernel holds of a response. With all of it there no thread waits for a client that
/// does not read; the longest file has less than that.
inline constexpr int response_buffer_bytes = std::size_t{512} * 1024;

/// Threads that answer HTTP requests. Each waits for one client at a time.
inline constexpr int http_threads = 48;
/// The same for what only the operator asks.
inline constexpr int metrics_threads = 2;

}  // namespace parley::transport::limits
