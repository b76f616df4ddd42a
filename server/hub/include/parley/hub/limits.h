// The limits on the hub's waits and lists, in one place; the protocol has those of messages.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "parley/base/token_bucket.h"
#include "parley/protocol/limits.h"

namespace parley::hub {

/// Limits that the operator may set lower than the protocol does.
struct Limits {
  std::size_t participants_per_room = protocol::limits::participants_per_room;
  std::size_t identity_bytes = protocol::limits::identity_bytes;
  std::size_t json_depth = protocol::limits::json_depth;
  /// Those of one block of addresses; members who come back and those whom a host lets in do not
  /// count as too many.
  std::size_t participants_per_block = protocol::limits::participants_per_room;
};

/// When a room goes through the SFU.
struct SfuLimits {
  /// From so many participants on.
  std::size_t from = 7;
  /// Until it has had no more than so many for `small_room_timeout`.
  std::size_t mesh_again = 4;
};

/// What one participant may have delivered to others; a message counts for each recipient. The
/// defaults are far above what calls need: a description with 16 tracks is 40 KB.
struct RelayLimits {
  base::Rate messages_to_one = {50, 500};
  base::Rate bytes_to_one = {65'536, 262'144};
  base::Rate deliveries = {400, 4000};
  base::Rate delivered_bytes = {1'048'576, 8'388'608};

  /// So many times as much of everything.
  [[nodiscard]] RelayLimits scaled(double factor) const {
    const auto scale = [factor](const base::Rate& rate) {
      return base::Rate{rate.per_second * factor, rate.burst * factor};
    };
    return {scale(messages_to_one), scale(bytes_to_one), scale(deliveries), scale(delivered_bytes)};
  }
};

/// Of how many who have left a room knows what they had used of that. Whoever comes next from the
/// same block of addresses goes on with it; the one kept longest is forgotten first.
inline constexpr std::size_t kept_budgets = protocol::limits::participants_per_room;

/// How long a room has to be small before everyone sends to everyone again.
inline constexpr std::chrono::milliseconds small_room_timeout{60'000};
/// How long a room that is a mesh again stays open in the SFU, so that media goes on until the
/// participants have connected to each other.
inline constexpr std::chrono::milliseconds sfu_overlap{10'000};
/// How many can send to each other when the SFU is lost, or one of them cannot reach it; larger rooms
/// wait for it to be back, or do without that one.
inline constexpr std::size_t mesh_participants = 8;
/// How long a room waits before it is opened in the SFU again: twice as long after each failure. One
/// that is a mesh meanwhile waits for the longest time.
inline constexpr std::chrono::milliseconds first_sfu_retry{100};
inline constexpr std::chrono::milliseconds last_sfu_retry{30'000};
/// The heights up to which the smallest simulcast layer, and the next one, are good enough.
inline constexpr std::uint32_t smallest_layer_height = 180;
inline constexpr std::uint32_t middle_layer_height = 360;

/// How long a parley.1 client may take to send HELLO or PREVIEW.
inline constexpr std::chrono::milliseconds hello_timeout{2000};
/// How long a client may preview a room.
inline constexpr std::chrono::milliseconds preview_timeout{600'000};
/// How long a client may wait for a host to let it in.
inline constexpr std::chrono::milliseconds waiting_timeout{1'800'000};
/// How long a participant without a connection keeps its place.
inline constexpr std::chrono::milliseconds resume_window{30'000};
/// How many resume claims of one participant may be valid at the same time, while the server has
/// not heard from it since the first.
inline constexpr std::size_t unheard_claims = 16;
/// How often a claim is renewed, with the PONG, and how old one of an earlier run may be.
inline constexpr std::chrono::milliseconds claim_renewal{60'000};
inline constexpr std::chrono::milliseconds claim_lifetime{180'000};
/// How long after its start a server accepts claims of an earlier run.
inline constexpr std::chrono::milliseconds restore_window{30'000};

/// For how long, and for how many participants, the hub remembers that they were removed or that
/// their room was ended, so that they cannot come back. Clients try for 10 minutes.
inline constexpr std::chrono::milliseconds removal_memory{600'000};
inline constexpr std::size_t remembered_removals = 1024;
/// How many of them, and of those who left while not everyone could come in, a room tells its
/// participants, so that they stay out after a restart of the server. Those who left are forgotten
/// first, and then the one removed longest ago.
inline constexpr std::size_t kept_removals = 16;
/// The wrong passwords that a room takes: of clients that have been wrong for up to that many times
/// lately, and of all others together.
inline constexpr std::uint32_t forgiven_guesses = 3;
inline constexpr base::Rate newcomers_guesses = {10.0 / 60, 10};
inline constexpr base::Rate repeaters_guesses = {2.0 / 60, 10};
/// For how long a room remembers them, and of how many clients; the one that was wrong longest ago
/// is forgotten first. That many cannot be wrong within that time.
inline constexpr std::chrono::milliseconds guess_memory{3'600'000};
inline constexpr std::size_t guessers_per_room = 1024;
/// After how many of them a room's hosts are told, and how often at most.
inline constexpr std::uint32_t alarming_guesses = 5;
inline constexpr std::chrono::milliseconds alarm_interval{300'000};

/// How many candidates are kept for a guest until it can take them; the oldest is dropped first.
inline constexpr std::size_t guest_candidates = 64;
/// How many identities a room keeps out; the one kept out longest is forgotten first.
inline constexpr std::size_t banned_identities = 256;

}  // namespace parley::hub
