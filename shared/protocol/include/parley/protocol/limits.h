// Every limit that both sides of the protocol observe, in one place. PROTOCOL.md lists them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace parley::protocol::limits {

/// One WebSocket message, in bytes of UTF-8, from a client.
inline constexpr std::size_t message_bytes = std::size_t{64} * 1024;
/// Nesting of objects and arrays in a message.
inline constexpr std::size_t json_depth = 16;
/// A room's name, in bytes of UTF-8 after percent-decoding.
inline constexpr std::size_t room_name_bytes = 128;
/// A participant's name, in bytes of UTF-8.
inline constexpr std::size_t identity_bytes = 256;
/// The name of a published track, in bytes of UTF-8.
inline constexpr std::size_t track_name_bytes = 128;
/// A participant's, track's or room's id.
inline constexpr std::size_t sid_bytes = 34;
/// Tracks one participant publishes at a time.
inline constexpr std::size_t tracks_per_participant = 16;
/// The m-lines of the connection from an SFU.
inline constexpr std::size_t sfu_slots = 64;
/// Participants of one room; everyone sends media to everyone, so this is generous.
inline constexpr std::size_t participants_per_room = 50;
/// Clients that preview one room.
inline constexpr std::size_t previewers_per_room = 50;
/// Messages, and their bytes, that one side keeps until the other has confirmed them.
inline constexpr std::size_t unconfirmed_messages = 512;
inline constexpr std::size_t unconfirmed_bytes = std::size_t{256} * 1024;
/// The secret with which a client resumes, in bytes.
inline constexpr std::size_t resume_secret_bytes = 1024;
/// The seal of a description: an HMAC-SHA-256 (RFC 2104) in Base64url.
inline constexpr std::size_t seal_bytes = 43;
/// A room's password, in bytes of UTF-8.
inline constexpr std::size_t password_bytes = 128;
/// Clients that wait to be let into one room.
inline constexpr std::size_t waiting_per_room = 50;
/// Features that a client names; only one is known so far.
inline constexpr std::size_t features = 16;
/// Hosts of one room that its state names.
inline constexpr std::size_t hosts_per_room = participants_per_room;
/// An access token, in bytes.
inline constexpr std::size_t token_bytes = 4096;
/// The largest values of a REPORT, which goes into the operator's metrics.
inline constexpr std::uint32_t reported_milliseconds = 600'000;
inline constexpr std::uint32_t reported_count = 1000;
/// ICE servers given to a client, and URLs in each of them.
inline constexpr std::size_t ice_servers = 16;
inline constexpr std::size_t urls_per_ice_server = 8;

}  // namespace parley::protocol::limits
