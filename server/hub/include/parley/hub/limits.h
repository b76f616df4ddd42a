// The waits and lists of the hub, in one place; those of messages are the protocol's.
#pragma once

#include <chrono>
#include <cstddef>

#include "parley/protocol/limits.h"

namespace parley::hub {

/// What the operator may set lower than the protocol has it.
struct Limits {
  std::size_t participants_per_room = protocol::limits::participants_per_room;
  std::size_t identity_bytes = protocol::limits::identity_bytes;
  std::size_t json_depth = protocol::limits::json_depth;
};

/// How long a parley.1 client may take to say HELLO or PREVIEW.
inline constexpr std::chrono::milliseconds hello_timeout{2000};
/// How long a client may look at a room before it enters.
inline constexpr std::chrono::milliseconds preview_timeout{600'000};
/// How long someone may wait for a host to let it in.
inline constexpr std::chrono::milliseconds waiting_timeout{1'800'000};
/// How long a participant without a connection keeps its place.
inline constexpr std::chrono::milliseconds resume_window{30'000};
/// Resume claims of one participant that are good at once, as it has not been heard since the
/// first.
inline constexpr std::size_t unheard_claims = 16;
/// How long after its start a server believes claims of an earlier run.
inline constexpr std::chrono::milliseconds restore_window{30'000};

/// Participants who were removed, or whose room was ended: for so long, and of so many, is known
/// why they are not to come back. Clients try for 10 minutes.
inline constexpr std::chrono::milliseconds removal_memory{600'000};
inline constexpr std::size_t remembered_removals = 1024;
/// How many of them a room has those know who are in it, so that a restart of the server does not
/// let them back; the one removed longest ago goes first.
inline constexpr std::size_t kept_removals = 16;
/// Candidates kept for a guest until it can take them; the oldest goes first.
inline constexpr std::size_t guest_candidates = 64;
/// Identities a room keeps out; the one kept out longest goes first.
inline constexpr std::size_t banned_identities = 256;

}  // namespace parley::hub
