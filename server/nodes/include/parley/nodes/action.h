// What the Directory wants done.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "parley/base/instant.h"

namespace parley::nodes {

using base::Instant;

/// A client that waits until somebody can say whose its room is. The caller chooses it.
using Ticket = std::uint64_t;

/// This node has a room.
struct Tenure {
  /// The node's lease: another after each lapse.
  std::uint64_t term = 0;
  /// Rises with every owner that the room has, so it names this run of the room.
  std::string fence = {};
  /// The fences of earlier owners, the latest first: members of theirs may come back.
  std::vector<std::string> lineage = {};
};

// --- For Redis ---

/// Renews the lease. Answered by Directory::beaten().
struct Beat {
  std::string incarnation;
};
/// Answered by Directory::acquired().
struct Acquire {
  std::string hash;
  std::string incarnation;
};
/// Says again that a room is this node's. Answered by Directory::asserted().
struct Assert {
  std::string hash;
  std::string incarnation;
  std::string fence;
  std::vector<std::string> lineage;
};
/// Gives a room back. `keep`: another node goes on with it, so its lineage stays.
struct Release {
  std::string hash;
  std::string incarnation;
  std::string fence;
  bool keep = false;
};
/// Nobody is to wait for that incarnation.
struct Retire {
  std::string incarnation;
};

// --- For this node ---

/// From now on this lease holds, until then; `until` of 0: none does.
struct Hold {
  std::uint64_t term = 0;
  Instant until{};
};
/// The room is this node's: its loop takes the client.
struct Serve {
  Ticket ticket = 0;
  std::string name;
  Tenure tenure;
};
/// The room is another node's, which is asked to take the client.
struct Relay {
  Ticket ticket = 0;
  std::string hash;
  std::string address;
  std::string fence;
};
/// Nobody can say whose the room is.
struct Refuse {
  Ticket ticket = 0;
};
/// The room has become another node's: whoever is in it has to go there.
struct Lose {
  std::string name;
  std::string fence;
};
/// The lease has lapsed with so many rooms; or a room was taken over from a node that is gone; or
/// nodes with another key use the same Redis, which is told once.
struct Lapsed {
  std::size_t rooms = 0;
};
struct TakenOver {};
struct OtherKey {};

using Action = std::variant<Beat, Acquire, Assert, Release, Retire, Hold, Serve, Relay, Refuse,
                            Lose, Lapsed, TakenOver, OtherKey>;

}  // namespace parley::nodes
