// Every limit of nodes that share their rooms, in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace parley::nodes {

/// How long a node counts as alive after its last heartbeat, unless the operator says otherwise.
inline constexpr std::chrono::milliseconds default_lease{3000};

/// The times that follow from the length of a lease.
struct LeaseTimes {
  std::chrono::milliseconds lease = default_lease;

  /// How often the lease is renewed.
  [[nodiscard]] std::chrono::milliseconds beat() const { return lease / 4; }
  /// How long before Redis forgets the node it stops serving.
  [[nodiscard]] std::chrono::milliseconds margin() const { return lease / 6; }
  /// How long Redis, having lost its memory, gives no unknown room out: until all who may have one
  /// have said so, or no longer serve.
  [[nodiscard]] std::chrono::milliseconds grace() const { return lease; }
  /// How long an answer of Redis' may take before the connection counts as lost.
  [[nodiscard]] std::chrono::milliseconds answer() const { return lease / 2; }
};

/// How long a client waits until somebody can say whose its room is, and how many wait.
inline constexpr std::chrono::milliseconds asking_timeout{8000};
inline constexpr std::size_t asking_clients = 4096;
/// The pause before Redis, or the owner, is asked again.
inline constexpr std::chrono::milliseconds asking_pause{100};

/// How many earlier runs of a room a key names: the claims of these are believed.
inline constexpr std::size_t lineage_runs = 4;
/// How long Redis keeps the key of a room, and one that a stopping node has left to others.
inline constexpr std::chrono::milliseconds room_memory{86'400'000};
inline constexpr std::chrono::milliseconds left_room_memory{600'000};

/// The line with which a connection to the peer port begins: how long it is at most, how far the
/// clocks of two nodes may be apart, and how many lines are remembered so that none is taken twice.
inline constexpr std::size_t greeting_bytes = 512;
inline constexpr std::chrono::seconds greeting_window{30};
inline constexpr std::size_t remembered_greetings = 65'536;

}  // namespace parley::nodes
