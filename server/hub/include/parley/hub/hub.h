// Rooms and who hears what in them. PROTOCOL.md specifies all of it.
//
// The hub performs no I/O and reads no clock. Connections, texts and the time go in, deliveries
// come out, and one call is handled to its end before the next. A connection is in one of four
// states:
//
//   awaiting hello   a parley.1 client that has said nothing; in no room, and refused after 2 s
//   previewing       one that has said PREVIEW: it hears what happens in its room, unseen
//   in waiting room  one that has said HELLO and that a host has to admit first
//   member           in its room: a guest from the start, a parley.1 client from its HELLO
//
// A member of parley.1 that loses its connection is away: it stays in its room for the resume
// window, and what is sent to it is kept. It comes back with the claim that its last WELCOME
// brought. A claim of an earlier run of the server is believed for a while after the start, so that
// a restart costs nobody his place; after that only who is remembered can come back, so that no two
// sides differ about whether someone was given up.
//
// After the hub has delivered a close it has forgotten the connection, and ignores what else comes
// from it. One hub is used by one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parley/hub/counters.h"
#include "parley/hub/delivery.h"
#include "parley/hub/id_source.h"
#include "parley/hub/limits.h"
#include "parley/hub/logger.h"
#include "parley/hub/quota.h"
#include "parley/hub/signer.h"
#include "parley/hub/token_verifier.h"
#include "parley/hub/turn_issuer.h"
#include "parley/protocol/envelope.h"
#include "parley/protocol/message.h"

namespace parley::hub {

class Room;
struct Member;
struct ResumeClaim;
struct Grants;
struct RoomPolicy;

/// Time since a start that the caller chooses; never runs backwards.
using Instant = std::chrono::milliseconds;

/// How a client speaks, by the WebSocket subprotocol it asked for.
enum class Mode : std::uint8_t { Legacy, Parley1 };

struct HubOptions {
  /// Handed out in every WELCOME. Those for TURN that have no user name get one from `turn`.
  std::vector<protocol::IceServer> ice_servers = {};
  /// The wall clock at the Instant 0, in milliseconds since 1970: orders those who joined before a
  /// restart before those who join after it.
  std::int64_t started_at = 0;
  /// Judges the tokens that clients bring; null: every token is refused.
  const TokenVerifier* tokens = nullptr;
  /// Nobody enters without a token, and so no guests.
  bool require_token = false;
  /// Only tokens make hosts, not the order of joining.
  bool hosts_by_token = false;
  /// Makes the credentials for TURN servers, for each participant its own; they are renewed in
  /// time. Null: there are none to make.
  const TurnIssuer* turn = nullptr;
  /// Only relayed media, and no other candidate reaches anyone.
  bool relay_only = false;
  Limits limits = {};
  /// How many rooms all hubs together may have; null: as many as come.
  Quota* rooms = nullptr;
  /// What this hub counts; null: nobody looks.
  Counters* counters = nullptr;
  /// Null: nothing is told.
  Logger* logger = nullptr;
};

class Hub {
 public:
  /// `ids`, `signer` and what the options point to must outlive the hub.
  Hub(IdSource& ids, const Signer& signer, HubOptions options = {});
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;
  ~Hub();

  // Each call answers with what is to be sent and closed, valid until the next call.

  /// A connection to a room, by its decoded and checked name (protocol::check_room_name).
  const Deliveries& connect(ConnectionId id, std::string_view room_name, Mode mode, Instant now);
  /// A text message of well-formed UTF-8, at most protocol::limits::message_bytes long.
  const Deliveries& receive(ConnectionId id, std::string_view text, Instant now);
  /// The connection is lost; its participant may come back.
  const Deliveries& disconnect(ConnectionId id, Instant now);
  /// The client has closed the connection on purpose: its participant has left.
  const Deliveries& leave(ConnectionId id, Instant now);
  /// Drops those that have not said HELLO, not entered, or not come back in time.
  const Deliveries& expire(Instant now);

  /// When to call expire() next, if ever.
  [[nodiscard]] std::optional<Instant> deadline();

  /// Rooms that someone is in, looks at or waits for, or that were left as someone had set them.
  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }

 private:
  struct JoinRequest;
  struct Connection {
    Mode mode = Mode::Legacy;
    std::string room_name;     // until it is a member
    Member* member = nullptr;  // null until then
    Instant asked{};           // since when someone waits to be in the room
    // While it previews, else null: its room, until when, and the id that is kept for it.
    Room* previewed = nullptr;
    Instant preview_until{};
    std::string preview_id = {};
    Instant renewal{};  // when its TURN credential is to be renewed, if it has one
    std::shared_ptr<JoinRequest> join_request = nullptr;  // while it is in the waiting room
  };
  /// Someone who is not to come back, and why.
  struct Removal {
    std::string participant_id;
    protocol::ErrorId reason = protocol::ErrorId::Removed;
    Instant until{};
  };
  struct AwaitingHello {
    ConnectionId id = 0;
    Instant until{};
  };
  struct Away {
    std::string room_name;
    std::string participant_id;
    Instant since{};
  };
  struct Vacant {
    std::string room_name;
    Instant since{};
  };
  enum class Audience : std::uint8_t { Everyone, Parley1Only };
  /// Of a newcomer, of one who comes back, and of one who had no WELCOME yet: who was in the lobby,
  /// or waited to be let in.
  enum class Entry : std::uint8_t { New, Resumed, FromPreview, FromWaiting };
  using Text = std::shared_ptr<const std::string>;

  // What a connection says (hub.cpp).
  void got_first_message(ConnectionId id, std::string_view text, const protocol::Envelope& envelope,
                         Instant now);
  void got_message(Member& member, std::string_view text, const protocol::Envelope& envelope,
                   Instant now);
  void got_publications(Member& member, std::string_view text);
  void publish(Member& member, std::vector<protocol::TrackPublication> tracks);
  void got_ping(Member& member, std::string_view text);
  void hand_on(Member& recipient, const Text& text, std::string_view type);
  void release_candidates(Member& guest);
  void relay(Member& member, std::string_view text, const protocol::Envelope& envelope);

  // Looking at a room before entering it (preview.cpp).
  void got_preview(ConnectionId id, std::string_view text, Instant now);
  void start_preview(ConnectionId id, Instant now);
  void got_message_of_previewer(ConnectionId id, std::string_view text,
                                const protocol::Envelope& envelope, Instant now);
  bool enter_from_preview(ConnectionId id, const protocol::Hello& hello, const Grants& grants,
                          Instant now);
  void end_preview(Connection& connection, ConnectionId id);
  void send_to_previewers(const Room& room, const Text& text);

  // Whom a room lets in (admission.cpp).
  /// Why nobody enters that room with that HELLO, apart from having to wait.
  [[nodiscard]] std::optional<protocol::Error> why_refused(const Room& room,
                                                           const protocol::Hello& hello,
                                                           const Grants& grants,
                                                           bool succeeds) const;
  [[nodiscard]] bool would_succeed(const Room& room, const Grants& grants,
                                   std::string_view participant_id, Entry entry) const;
  [[nodiscard]] static std::optional<protocol::Error> why_no_guest(const Room& room);
  /// Null where the client was refused, or waits from now on.
  Member* enter_or_wait(ConnectionId id, const protocol::Hello& hello, const Grants& grants,
                        std::string participant_id, Entry entry, Instant now);
  void note_removal(const std::string& participant_id, protocol::ErrorId reason, Instant now);
  void ban(Member& member, protocol::ErrorId reason, Instant now);
  [[nodiscard]] std::optional<protocol::Error> why_banned(const std::string& participant_id,
                                                          Instant now) const;

  // Waiting to be let in (waiting_room.cpp).
  void start_waiting(ConnectionId id, protocol::Hello hello, const Grants& grants,
                     std::string participant_id, Entry entry, Instant now);
  void got_message_of_waiting(ConnectionId id, std::string_view text,
                              const protocol::Envelope& envelope, Instant now);
  void wait_again(ConnectionId id, const protocol::Hello& hello, const Grants& grants,
                  const ResumeClaim& claim, Instant now);
  void admit(ConnectionId id, Instant now);
  void admit_all(const Room& room, Instant now);
  void let_in(ConnectionId id, Instant now);
  void end_waiting(Connection& connection, ConnectionId id);
  void refuse_all_waiting(Room& room);
  [[nodiscard]] ConnectionId waiting_as(const Room& room, std::string_view participant_id) const;
  void send_to_hosts(const Room& room, std::string text);
  void report_waiting(Member& host);

  // Who is host, and what hosts do (hosts.cpp).
  [[nodiscard]] protocol::RoomState state_of(const Room& room) const;
  void send_state(const Room& room, const Member* but = nullptr);
  [[nodiscard]] bool may_be_host(const Grants& grants) const;
  [[nodiscard]] bool may_succeed(const Member& member) const;
  [[nodiscard]] bool awaits_host(const Room& room) const;
  bool appoint_host(Room& room);
  void replace_host(Room& room, bool was_host);
  void restore_policy(Member& member, std::optional<RoomPolicy> kept);
  void ban_removed(const std::string& room_name, const RoomPolicy& kept, Instant now);
  void end_restoring(Instant now);
  void got_host_message(Member& host, std::string_view text, Instant now);
  void set_room(Room& room, const protocol::SetRoom& wish, Instant now);
  void carry_out(Member& host, const protocol::HostOrder& order, Instant now);
  void mute(const Member& host, Member& member, protocol::TrackKind kind);
  void remove(Member& member, Instant now);
  void end_room(Room& room, Instant now);

  // What is left of a meeting that everyone has left (vacancy.cpp).
  void check_vacant(const Room& room);
  [[nodiscard]] ConnectionId successor_of(const Room& room) const;
  void note_vacant(Instant now);
  void expire_vacant(Instant now);
  [[nodiscard]] Room* find_vacant(const Vacant& vacant) const;
  /// The end of each call.
  void finish_call(Instant now);

  // For the operator (telemetry.cpp).
  void note_join(const Member& member, std::string_view how, Instant now);
  void note_leave(const Member& member);
  void note_error(protocol::ErrorId id);
  void got_report(Member& member, std::string_view text);

  // Coming, going, and coming back (membership.cpp).
  void got_hello(ConnectionId id, std::string_view text, Instant now);
  Member* enter(ConnectionId id, const protocol::Hello& hello, const Grants& grants,
                std::string participant_id, Entry entry, Instant now);
  static bool may_be(const Member& member, const protocol::Hello& hello);
  bool come_back(ConnectionId id, const protocol::Hello& hello, const Grants& grants, Instant now);
  bool resume(ConnectionId id, Member& member, const protocol::Hello& hello,
              const ResumeClaim& claim, Instant now);
  bool restore(ConnectionId id, const protocol::Hello& hello, const Grants& grants,
               const ResumeClaim& claim, Instant now);
  void welcome(Member& member, Entry entry, Instant now);
  void catch_up(const Member& member);
  void announce(const Member& member);
  void take_over(ConnectionId id, Member& member);
  void attach(ConnectionId id, Member& member);
  void resume_elsewhere(ConnectionId id);
  Room* room_called(ConnectionId id, const std::string& name);
  Room* room_with_place(ConnectionId id, const std::string& room_name);
  void drop_if_unused(const Room& room);
  Member* forget(ConnectionId id);
  void leave(Member& member);
  void lose_connection(Member& member, Instant now);
  void drop_overdue(Instant now);

  // Who may enter, and with which ICE servers (access.cpp).
  /// Why nobody enters that room with that token; else has `identity` be the token's, if it has
  /// one, and `grants` what it says.
  [[nodiscard]] std::optional<protocol::Error> check_token(const std::string& room_name,
                                                           const std::string& token,
                                                           std::string& identity,
                                                           Grants& grants) const;
  /// With credentials for that participant, which are renewed for as long as the connection lasts.
  [[nodiscard]] std::vector<protocol::IceServer> ice_servers_for(ConnectionId id,
                                                                 const std::string& participant_id,
                                                                 Instant now);
  [[nodiscard]] std::vector<protocol::IceServer> ice_servers_with(
      const TurnCredential& credential) const;
  void renew_ice_servers(Instant now);

  void drop_overflowing();
  [[nodiscard]] Member* find_away(const Away& away) const;
  [[nodiscard]] std::int64_t join_stamp(Instant now);

  // What goes out (hub.cpp).
  /// Sends an ERROR, and where that error ends the connection closes and forgets it.
  void refuse(ConnectionId id, const protocol::Error& error);
  /// To a connection, outside of what is counted.
  void send(ConnectionId id, std::string text);
  /// To a member: now, or when it is back.
  void send(Member& member, const Text& text);
  void send_to_others(const Member& member, Audience audience, std::string text);
  void close(ConnectionId id, std::uint16_t code, std::string_view reason, bool of_member = false);

  IdSource& ids_;
  const Signer& signer_;
  HubOptions options_;
  Counters own_counters_;
  Counters& counters_;
  Logger& logger_;
  std::string run_;
  std::int64_t last_join_stamp_ = 0;
  std::unordered_map<ConnectionId, Connection> connections_;
  std::unordered_map<std::string, std::unique_ptr<Room>> rooms_;
  // In the order of their deadlines, as everyone has the same time.
  std::deque<AwaitingHello> awaiting_hello_;
  std::deque<Away> away_;
  std::deque<Vacant> vacant_;
  // By their deadlines.
  std::set<std::pair<Instant, ConnectionId>> renewals_;
  std::set<std::pair<Instant, ConnectionId>> previewing_;
  std::set<std::pair<Instant, ConnectionId>> in_waiting_room_;
  std::deque<Removal> removals_;
  bool restoring_ = false;      // there is something to do when the restore window is over
  bool kept_too_much_ = false;  // for someone who is away
  std::vector<std::string> maybe_vacant_;  // rooms, perhaps, during a call
  Deliveries deliveries_;
};

}  // namespace parley::hub
