// The limits on what Janus is asked for, in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace parley::sfu {

/// How many m-lines a receiving connection has for each kind of track. More voices than these are
/// not told apart, and more pictures do not fit on a screen.
inline constexpr std::size_t audio_slots = 5;
inline constexpr std::size_t video_slots = 16;

/// How many candidates of one connection wait until Janus can take them.
inline constexpr std::size_t held_candidates = 64;
/// How many requests may be without an answer. Janus answers within a millisecond.
inline constexpr std::size_t requests_under_way = 4096;
/// After so long without an answer, what the request was for has failed.
inline constexpr std::chrono::milliseconds answer_timeout{10'000};
/// How often Janus is told that the session is still needed; it forgets one after 60 seconds.
inline constexpr std::chrono::milliseconds keepalive_interval{25'000};
/// How long a publisher whose tracks nobody is to get any more stays in the room.
inline constexpr std::chrono::milliseconds departed_publisher{1'000};
/// How long a picture may take to come after it was asked for, until that is asked for again: twice as
/// long each time, and so many times. One in a single layer never comes in the one asked for.
inline constexpr std::chrono::milliseconds layer_patience{500};
inline constexpr std::uint32_t layer_repetitions = 4;
/// How many rooms that were lost are remembered until Janus has destroyed them; those lost first are
/// forgotten first.
inline constexpr std::size_t abandoned_rooms = 256;
/// The longest text from Janus that is read: an offer with all slots is 60 KB.
inline constexpr std::size_t janus_message_bytes = 1'048'576;

}  // namespace parley::sfu
