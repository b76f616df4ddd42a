// The limits of status callbacks.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace parley::callbacks {

/// Callbacks that wait, of one room and of all. One more is given up.
inline constexpr std::size_t waiting_per_room = 256;
inline constexpr std::size_t waiting = 4096;
/// Requests at a time, one for a room.
inline constexpr std::size_t requests = 16;
/// The time for the connection, and for all of a request.
inline constexpr std::chrono::milliseconds connect_timeout{5000};
inline constexpr std::chrono::milliseconds request_timeout{10'000};
/// The pauses before the second attempt and those that follow it; then it is given up.
inline constexpr std::array<std::chrono::milliseconds, 4> pauses = {
    std::chrono::milliseconds{1000}, std::chrono::milliseconds{2000},
    std::chrono::milliseconds{5000}, std::chrono::milliseconds{15'000}};
/// A callback that is older is given up.
inline constexpr std::chrono::milliseconds longest_wait{300'000};
/// How much of an answer is read, and thrown away.
inline constexpr std::size_t answer_bytes = std::size_t{64} * 1024;

}  // namespace parley::callbacks
