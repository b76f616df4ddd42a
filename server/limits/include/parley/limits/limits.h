// Every limit of connections and requests, in one place. The limits of the protocol are in
// parley/protocol/limits.h.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace parley::limits {

/// Unsent bytes of one connection. A client that reads more slowly is closed as `too-slow`. All the
/// messages kept for a client that comes back must fit (protocol::limits::unconfirmed_bytes).
inline constexpr std::size_t outbox_bytes = std::size_t{384} * 1024;
/// The time from a message's first byte to its last: 64 KiB over a bad mobile connection take 10 s.
inline constexpr std::chrono::milliseconds message_timeout{20'000};
/// What a client may send. A client that enters a room of 50 sends each of the others an offer and
/// about 20 candidates at once; a client that resumes repeats up to 512 messages.
inline constexpr double messages_per_second = 100;
inline constexpr double message_burst = 2000;
inline constexpr double bytes_per_message_token = 4096;
/// Clients that have used up this part of their burst wait until everyone else has been served.
inline constexpr double busy_below = 0.5;
/// Bytes read at a time from one of these clients.
inline constexpr std::size_t busy_read_bytes = std::size_t{4} * 1024;
/// Frames of one message. An empty frame costs the server more work than its sender.
inline constexpr std::size_t fragments_per_message = 1024;
/// Bytes read from one connection before it is the next one's turn.
inline constexpr std::size_t read_bytes = std::size_t{16} * 1024;
/// What the kernel buffers for a client that does not read, before the outbox fills. Without a
/// limit it buffers up to 2.8 MB for each.
inline constexpr int send_buffer_bytes = std::size_t{64} * 1024;

/// WebSocket connections at a time, unless the operator says otherwise.
inline constexpr std::size_t default_connections = 10'000;
inline constexpr std::size_t default_rooms = 10'000;
/// Memory for what waits to be sent or is half received, of all connections together, unless the
/// operator says otherwise. Beyond it those that take up most are closed. Each may take up about a
/// megabyte, but 10'000 that read and write as they should take up a few.
inline constexpr std::size_t default_buffered_bytes = std::size_t{512} << 20U;
/// How often an event loop looks whether another has exceeded it.
inline constexpr std::chrono::milliseconds budget_interval{250};
/// How often it counts what its hub keeps for those who may come back, while there is anything.
inline constexpr std::chrono::milliseconds kept_interval{1000};
/// Sockets beyond the WebSocket connections: page requests, and those being told `server-full`.
inline constexpr std::size_t spare_connections = 1024;

/// Per address. A class of 30 behind one address may come and reload several times in a minute.
inline constexpr std::size_t connections_per_address = 256;
inline constexpr std::size_t joins_per_minute = 300;
inline constexpr double joins_per_failure = 10;
inline constexpr double joins_per_wrong_password = 30;
/// How many connections of one address beyond its limit are opened to refuse them with an ERROR;
/// any more are answered 429.
inline constexpr std::size_t refused_connections_per_address = 16;
/// IPv6 blocks that are limited as a whole, and how many times as much as one address each may: an
/// organisation's /48 has more people behind it than a line's /64, but not 65,536 times as many.
struct Ipv6Block {
  std::size_t prefix_bits;
  std::size_t factor;
};
inline constexpr std::array<Ipv6Block, 3> ipv6_blocks = {{{64, 1}, {56, 4}, {48, 8}}};
/// The part of all connections that one of the larger blocks may hold, whatever its factor: one in
/// two.
inline constexpr std::size_t connections_per_block_divisor = 2;
/// Blocks whose joins are counted, about 160 bytes each. If there are more, the one not seen for the
/// longest time is forgotten.
inline constexpr std::size_t remembered_blocks = 65'536;

/// The body of a POST: a name and a room for /login, a form for /v1.
inline constexpr std::size_t body_bytes = 4096;
/// Commands that wait for one event loop, and how long a request waits for one to be carried out.
inline constexpr std::size_t waiting_commands = 256;
inline constexpr std::chrono::milliseconds command_timeout{2000};
/// How much of an unread body is discarded before the connection is closed.
inline constexpr std::size_t discarded_bytes = std::size_t{256} * 1024;
/// Failures of one address at /login, and at /v1, after which it is turned away for the rest of the minute; and
/// how many blocks that is remembered for.
inline constexpr std::uint32_t failures_per_minute = 10;
inline constexpr std::size_t blocks_with_failures = 16'384;

/// The time from the close frame until the socket is closed, whatever the client does.
inline constexpr std::chrono::milliseconds closing_timeout{1000};
/// Silence after which a client is pinged, and after which it counts as lost.
inline constexpr std::chrono::milliseconds ping_after{5000};
inline constexpr std::chrono::milliseconds lost_after{15'000};
/// How often an event loop looks for silent clients.
inline constexpr std::chrono::milliseconds liveness_interval{1000};
/// How long sent data may stay unacknowledged before the connection counts as lost.
inline constexpr std::chrono::milliseconds unacknowledged_timeout{30'000};
/// Silence after which TCP probes whether the peer still exists.
inline constexpr std::chrono::seconds keepalive_idle{60};
/// The longest that an orderly stop may take, and how often its progress is checked.
inline constexpr std::chrono::milliseconds drain_timeout{2000};
inline constexpr std::chrono::milliseconds drain_poll{5};
/// The pause of the thread that accepts connections when the process has no descriptors left.
inline constexpr std::chrono::milliseconds descriptor_pause{50};
/// How long the self-test at start may take.
inline constexpr std::chrono::milliseconds self_test_timeout{5000};

/// A request's head: CivetWeb accepts no longer one, and ignores headers beyond this number.
inline constexpr std::size_t request_head_bytes = std::size_t{16} * 1024;
inline constexpr std::size_t request_fields = 64;
/// The time from the connection to the end of the head, and then for each wait in CivetWeb.
inline constexpr std::chrono::milliseconds request_timeout{5000};
/// Connections whose request is not complete yet, of all addresses and of one. If there are more,
/// the one that has waited longest is closed.
inline constexpr std::size_t waiting_sockets = 1024;
inline constexpr std::size_t waiting_sockets_per_address = 256;
/// Connections whose request is complete, until CivetWeb takes them.
inline constexpr std::size_t ready_sockets = 64;
/// How often the gate looks for connections that have waited too long.
inline constexpr std::chrono::seconds gate_tick{1};
/// What the kernel buffers of a response. Even the longest file is shorter, so no thread waits for
/// a client that does not read.
inline constexpr int response_buffer_bytes = std::size_t{512} * 1024;

/// Threads that answer HTTP requests. Each waits for one client at a time.
inline constexpr int http_threads = 48;
/// The same for the operator's requests.
inline constexpr int metrics_threads = 2;

}  // namespace parley::limits
