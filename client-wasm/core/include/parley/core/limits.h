// The waits and queues of the client core, in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace parley::core::limits {

using namespace std::chrono_literals;

/// From connect() to WELCOME; then connecting has failed.
inline constexpr std::chrono::milliseconds connect_timeout = 15s;
/// How long HELLO on the socket of the preview may stay without a WELCOME before another socket is
/// tried: three round trips as measured, within these limits.
inline constexpr std::chrono::milliseconds shortest_joining = 1s;
inline constexpr std::chrono::milliseconds longest_joining = 5s;
/// On the way back into a room: from opening the socket until it is open, and from HELLO to
/// WELCOME.
inline constexpr std::chrono::milliseconds reconnect_timeout = 8s;
/// The first so many sockets in a row that get no answer at all are replaced after four times what
/// opening one took before, but not sooner than this; every so-manyth has the whole time.
inline constexpr std::chrono::milliseconds shortest_opening = 1s;
inline constexpr std::uint32_t hasty_openings = 24;
inline constexpr std::uint32_t openings_per_patient_one = 6;
/// Added at random to the delay before an attempt, but for the first.
inline constexpr std::chrono::milliseconds reconnect_jitter = 1s;
/// After this long without a server the room is over, even if media still flows.
inline constexpr std::chrono::milliseconds reconnect_give_up = 10min;
/// How often the server is asked for a sign of life, and how long it may give none: a dead one is
/// found within 15 s.
inline constexpr std::chrono::milliseconds ping_interval = 5s;
/// After this many messages either way it is asked at once, so that neither side keeps too much.
inline constexpr std::uint32_t messages_per_ping = 128;
inline constexpr std::chrono::milliseconds server_silence = 12s;
/// The same after a change of network.
inline constexpr std::chrono::milliseconds probe_timeout = 2s;
/// Added to what a restarted server says of how long others may come back.
inline constexpr std::chrono::milliseconds restore_allowance = 2s;
/// From sending an offer to its answer; then it is sent again, so often, and then the pair's
/// connection is replaced. The pattern itself never retransmits.
inline constexpr std::chrono::milliseconds answer_timeout = 5s;
inline constexpr std::uint32_t offer_repetitions = 2;
/// A connection that is stable while ICE is still "new" after this long is stuck: Chromium 156 does
/// so in 3 % of glares on first contact, and restartIce() does not cure it.
inline constexpr std::chrono::milliseconds ice_start_timeout = 3s;
/// Checks that have not succeeded after this long are begun anew; after as long again the pair's
/// connection is replaced.
inline constexpr std::chrono::milliseconds ice_check_timeout = 8s;
/// "disconnected" often heals by itself; after this long ICE is restarted. The polite side waits
/// longer, so that usually only one side restarts.
inline constexpr std::chrono::milliseconds ice_disconnected_impolite = 2s;
inline constexpr std::chrono::milliseconds ice_disconnected_polite = 3500ms;
/// After a change of network the polite side leaves the restart to the other for so long.
inline constexpr std::chrono::milliseconds ice_polite_patience = 1500ms;
/// From an ICE restart to media; then the pair's connection is replaced.
inline constexpr std::chrono::milliseconds ice_restart_timeout = 8s;
/// A pair without a media connection for this long is told so.
inline constexpr std::chrono::milliseconds unreachable_after = 12s;
/// How often in a row a pair's connection is replaced before the pair is left as it is.
inline constexpr std::uint32_t connection_replacements = 5;
/// Candidates of one peer that wait for the description they belong to; the oldest goes first.
inline constexpr std::size_t queued_candidates = 64;
/// Data channels one peer may open on a connection, those that it has closed again included; what
/// it opens beyond is not listened to.
inline constexpr std::size_t data_channels = 1024;
/// The log of events: what is kept from its beginning, in bytes of text, and of what comes after.
inline constexpr std::size_t log_beginning_bytes = std::size_t{448} * 1024;
inline constexpr std::size_t log_end_bytes = std::size_t{64} * 1024;
/// Rounds of ping and pong on one line of it.
inline constexpr std::size_t log_beats_per_line = 20;
/// Names of people that it tells apart, and ids and the like that are not ours.
inline constexpr std::size_t log_stand_ins = 256;

/// So long one has to be the loudest to be the speaker, and so long the speaker stays it at least.
inline constexpr std::chrono::milliseconds speech = 400ms;
inline constexpr std::chrono::milliseconds speaker_stays = 1500ms;

}  // namespace parley::core::limits
