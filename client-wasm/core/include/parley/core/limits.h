// The limits on waits and queues in the client core, in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace parley::core::limits {

using namespace std::chrono_literals;

/// The time from connect() to WELCOME, after which connecting has failed.
inline constexpr std::chrono::milliseconds connect_timeout = 15s;
/// How long to wait for WELCOME after HELLO on the preview's socket before trying another socket:
/// three measured round trips, within these limits.
inline constexpr std::chrono::milliseconds shortest_joining = 1s;
inline constexpr std::chrono::milliseconds longest_joining = 5s;
/// How many are offered to before WELCOME. Offers of a camera and a microphone have 8 KB: those to
/// everyone in a large room would be more than is kept for a server that has not answered yet
/// (protocol::limits::unconfirmed_bytes), and what is dropped cannot be said again elsewhere.
inline constexpr std::size_t early_offers = 16;
/// When coming back into a room: the time to open the socket, and the time from HELLO to WELCOME.
inline constexpr std::chrono::milliseconds reconnect_timeout = 8s;
/// The first sockets in a row that get no answer at all, up to this number, are replaced after four
/// times as long as opening one took before, but not sooner than this. Every nth one gets the full
/// time.
inline constexpr std::chrono::milliseconds shortest_opening = 1s;
inline constexpr std::uint32_t hasty_openings = 24;
inline constexpr std::uint32_t openings_per_patient_one = 6;
/// Random addition to the delay before each attempt except the first.
inline constexpr std::chrono::milliseconds reconnect_jitter = 1s;
/// After this long without a server the room is over, even if media still flows.
inline constexpr std::chrono::milliseconds reconnect_give_up = 10min;
/// How often to ping the server, and how long it may stay silent. A dead server is detected within
/// 15 s.
inline constexpr std::chrono::milliseconds ping_interval = 5s;
/// After this many messages in either direction, ping at once, so that neither side keeps too much.
inline constexpr std::uint32_t messages_per_ping = 128;
inline constexpr std::chrono::milliseconds server_silence = 12s;
/// The same after a change of network.
inline constexpr std::chrono::milliseconds probe_timeout = 2s;
/// Added to the time within which, according to a restarted server, others may come back.
inline constexpr std::chrono::milliseconds restore_allowance = 2s;
/// How long to wait for the answer to an offer before repeating it, and how often to repeat it
/// before replacing the pair's connection. The pattern itself never retransmits.
inline constexpr std::chrono::milliseconds answer_timeout = 5s;
inline constexpr std::uint32_t offer_repetitions = 2;
/// A connection that is stable while ICE is still "new" after this long is stuck: Chromium 156 does
/// so in 3 % of glares on first contact, and restartIce() does not cure it.
inline constexpr std::chrono::milliseconds ice_start_timeout = 3s;
/// Checks that have not succeeded after this long are restarted; after as long again the pair's
/// connection is replaced.
inline constexpr std::chrono::milliseconds ice_check_timeout = 8s;
/// "disconnected" often recovers by itself; after this long ICE is restarted. The polite side waits
/// longer, so that usually only one side restarts.
inline constexpr std::chrono::milliseconds ice_disconnected_impolite = 2s;
inline constexpr std::chrono::milliseconds ice_disconnected_polite = 3500ms;
/// After a change of network, how long the polite side leaves the restart to the other.
inline constexpr std::chrono::milliseconds ice_polite_patience = 1500ms;
/// The time from an ICE restart to media, after which the pair's connection is replaced.
inline constexpr std::chrono::milliseconds ice_restart_timeout = 8s;
/// After this long without a media connection, the application is told so.
inline constexpr std::chrono::milliseconds unreachable_after = 12s;
/// How often in a row a pair's connection is replaced before it is left as it is.
inline constexpr std::uint32_t connection_replacements = 5;
/// How often in a row a peer may have its connection replaced by a new one, and how long it takes
/// until it may once more.
inline constexpr std::uint32_t peer_replacements = 20;
inline constexpr std::chrono::milliseconds peer_replacement_interval = 5s;
/// How many candidates of a peer may wait for their description; the oldest is dropped first.
inline constexpr std::size_t queued_candidates = 64;
/// How many data channels a peer may open on a connection, including those it has closed again;
/// any more are ignored.
inline constexpr std::size_t data_channels = 1024;
/// The event log: the bytes of text kept of its beginning, and of what comes after.
inline constexpr std::size_t log_beginning_bytes = std::size_t{448} * 1024;
inline constexpr std::size_t log_end_bytes = std::size_t{64} * 1024;
/// Rounds of ping and pong on one line of the log.
inline constexpr std::size_t log_beats_per_line = 20;
/// How many names of people, and foreign ids and the like, the log tells apart.
inline constexpr std::size_t log_stand_ins = 256;

/// How long someone has to be the loudest to become the speaker, and the least time that the
/// speaker remains it.
inline constexpr std::chrono::milliseconds speech = 400ms;
inline constexpr std::chrono::milliseconds speaker_stays = 1500ms;

/// In a room that goes through an SFU: bit/s of pictures asked for to begin with, at least and at
/// most, and after how long without losses more is tried, at first and at most.
inline constexpr std::uint32_t first_download_bitrate = 3'000'000;
inline constexpr std::uint32_t least_download_bitrate = 150'000;
inline constexpr std::uint32_t most_download_bitrate = 30'000'000;
inline constexpr std::chrono::milliseconds download_patience = 5s;
inline constexpr std::chrono::milliseconds longest_download_patience = 60s;
/// How long it takes at most until less comes once less is asked for.
inline constexpr std::chrono::milliseconds download_settles = 3s;
/// The least time from telling the SFU what is wanted to telling it the next time.
inline constexpr std::chrono::milliseconds sfu_preferences_interval = 100ms;
/// How long media may take to come about through an SFU before the server is told; as often, it is
/// tried anew.
inline constexpr std::chrono::milliseconds sfu_timeout = 12s;
/// Who comes into a room that goes through an SFU offers to the participants once media flows there,
/// or after this long; and to one after the other, because fifty connections at a time would hold
/// up the pictures.
inline constexpr std::chrono::milliseconds media_first = 2s;
inline constexpr std::chrono::milliseconds next_offer = 50ms;
/// How long connections to an SFU stay after media has begun to leave it again: until every track
/// has moved. The server leaves twice the time.
inline constexpr std::chrono::milliseconds sfu_lingers = 5s;

/// After this long without trouble more is tried to be sent, and at most after that long if it was
/// too much several times.
inline constexpr std::chrono::milliseconds upload_patience = 6s;
inline constexpr std::chrono::milliseconds longest_upload_patience = 60s;
/// A connection that has not reported for this long has been closed.
inline constexpr std::chrono::milliseconds upload_sample_age = 10s;

}  // namespace parley::core::limits
