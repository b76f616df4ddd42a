// The limits of the records that the REST API keeps and answers with.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace parley::rest {

/// Rooms that have ended, which can be read for a while; beyond that the one that ended first is
/// forgotten.
inline constexpr std::size_t ended_rooms = 1000;
inline constexpr std::chrono::hours ended_room_memory{24};
/// Participants who have left, of one room and of all; the first to leave is forgotten first.
inline constexpr std::size_t past_participants_per_room = 100;
inline constexpr std::size_t past_participants = 20'000;

/// Records in one answer.
inline constexpr std::size_t page_size = 50;
inline constexpr std::size_t largest_page_size = 1000;

/// Fields in one form.
inline constexpr std::size_t form_fields = 64;
/// A StatusCallback, in bytes.
inline constexpr std::size_t callback_url_bytes = 2048;

/// What the vendor takes: minutes that a room may be empty, and seconds that one may stay.
inline constexpr int shortest_timeout = 1;
inline constexpr int longest_timeout = 60;
inline constexpr int default_timeout = 5;
inline constexpr int shortest_stay = 600;
inline constexpr int longest_stay = 86'400;

}  // namespace parley::rest
