// The limits on connections between nodes, and to Redis.
#pragma once

#include <chrono>
#include <cstddef>

namespace parley::nodes_link {

/// How long connecting to Redis may take, and the pauses before it is tried again.
inline constexpr std::chrono::milliseconds redis_opening_timeout{1000};
inline constexpr std::chrono::milliseconds first_redis_retry{50};
inline constexpr std::chrono::milliseconds last_redis_retry{500};

/// How long another node may take to accept a client, and a caller to say whom it brings.
inline constexpr std::chrono::milliseconds handing_on_timeout{1500};
inline constexpr std::chrono::milliseconds arriving_timeout{1500};
/// Connections to the peer port that have not said that yet.
inline constexpr std::size_t arriving_sockets = 256;

/// Bytes that are passed on at a time; no more wait for either side.
inline constexpr std::size_t relay_bytes = std::size_t{16} * 1024;
/// How long the one side of a relay stays open after the other has ended.
inline constexpr std::chrono::milliseconds relay_ending{2000};

/// How long a stopping node waits until Redis knows it.
inline constexpr std::chrono::milliseconds leaving_timeout{500};
/// How long a program waits for a room of this node's.
inline constexpr std::chrono::milliseconds claiming_timeout{2000};

}  // namespace parley::nodes_link
