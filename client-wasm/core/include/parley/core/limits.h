// The waits and queues of the client core, in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace parley::core::limits {

using namespace std::chrono_literals;

/// From connect() to WELCOME; then connecting has failed.
inline constexpr std::chrono::milliseconds connect_timeout = 15s;
/// A connection that is stable while ICE is still "new" after this long is stuck: Chromium 156 does
/// so in 3 % of glares on first contact, and restartIce() does not cure it.
inline constexpr std::chrono::milliseconds ice_start_timeout = 3s;
/// How often in a row a pair's connection is replaced before the pair is left as it is.
inline constexpr std::uint32_t connection_replacements = 5;
/// Candidates of one peer that wait for the description they belong to; the oldest goes first.
inline constexpr std::size_t queued_candidates = 64;

}  // namespace parley::core::limits
