// Who is in a room, previews it or waits for it, and what hosts have set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "connection.h"
#include "deadlines.h"
#include "parley/hub/command.h"
#include "parley/hub/delivery.h"
#include "parley/hub/room_directory.h"
#include "parley/protocol/message.h"
#include "parley/protocol/message_ledger.h"
#include "password_guard.h"
#include "room_policy.h"
#include "sender_budget.h"
#include "session_tokens.h"

namespace parley::hub {

class Room;

/// Someone in a room, with a connection or, for a while, without one.
struct Member {
  Room& room;
  /// Null while the member is away.
  Connection* connection = nullptr;
  protocol::Participant participant = {};
  /// Orders the members, also across restarts of the server.
  std::int64_t joined = 0;
  /// The nonces of the resume claims that bring it back, the latest last. Until the client is
  /// heard, the latest claim may not have reached it, and it may hold any of the earlier ones.
  std::vector<std::string> nonces = {};
  /// The nonce of the claim from an earlier run that brought it back, until the client is heard.
  std::string restored_by = {};
  /// It was in the room before the server was restarted.
  bool restored = false;
  /// Whether and how its client can send and receive through an SFU.
  protocol::SfuUse sfu = protocol::SfuUse::None;
  /// It has said that its connections to the SFU do not come about.
  bool sfu_failed = false;
  /// When its latest claim was made, in milliseconds since 1970.
  std::int64_t claim_issued = 0;
  /// The claim is of no meeting, because members of an earlier one might have come back.
  bool claim_is_preliminary = false;
  /// The secret of its LOBBY is still valid, because its WELCOME may not have arrived.
  bool may_lack_welcome = false;
  protocol::MessageLedger ledger = {};
  /// The nonce of the WELCOME with which both began to count anew, until the client has shown that it had it: one
  /// that brings an earlier nonce has not had that WELCOME, and counts something else.
  std::string counts_since = {};
  Grants grants = {};
  /// Where its connection comes from, or came from last.
  ClientBlock client = unknown_block;
  /// Whether it may lock the room, remove others, and so on.
  bool host = false;
  /// The kinds of tracks that a host, of that id, has asked it to switch off and that it has not
  /// switched off yet. The others see them as off.
  std::map<protocol::TrackKind, std::string> muted = {};
  /// For guests: whether candidates can be delivered. Until then they are held (Relay::hand_on),
  /// because the guest would drop them.
  bool takes_candidates = false;
  std::vector<std::shared_ptr<const std::string>> held_candidates = {};
  /// What it may still send to others; nothing before its first message, unless one who has left
  /// came from the same place.
  std::optional<SenderBudget> budget = {};

  [[nodiscard]] bool away() const { return connection == nullptr; }

  /// The client has sent something, so it is connected and has its latest claim.
  void heard() {
    if (nonces.size() > 1) nonces.erase(nonces.begin(), nonces.end() - 1);
    restored_by.clear();
  }
  /// Whether a client with the claim of that nonce counts as the ledger does.
  [[nodiscard]] bool counts_alike(const std::string& nonce) const;

  /// Stands for the joining time of someone who has not joined: after everyone.
  static constexpr std::int64_t not_joined = std::numeric_limits<std::int64_t>::max();
  /// How it looks to someone who joined at that time: the one who was there first is polite to the
  /// one who came later.
  [[nodiscard]] protocol::Participant as_seen_by(std::int64_t other_joined) const {
    protocol::Participant seen = participant;
    seen.polite = joined < other_joined;
    seen.reconnecting = away();
    return seen;
  }
};

/// How a room goes through the SFU.
struct SfuState {
  /// As in protocol::RoomState: 0 while everyone sends to everyone.
  std::uint32_t epoch = 0;
  /// How many attempts to open it there have failed in a row.
  std::size_t retries = 0;
};

/// Names of rooms that may no longer be needed.
using RoomSweep = std::vector<std::string>;

/// How a room is known from its beginning.
struct RoomIds {
  std::string name;
  std::string sid;
  /// What the ids of the meetings in it begin with.
  std::string meetings;
};

class Room {
 public:
  /// `deadlines` and `sweep`, to which the room adds itself, and `directory`, in which it is listed
  /// unless that is null, must outlive it.
  Room(RoomIds ids, Deadlines& deadlines, RoomSweep& sweep, RoomDirectory* directory);
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  ~Room();

  [[nodiscard]] const std::string& name() const { return ids_.name; }
  [[nodiscard]] const std::string& sid() const { return ids_.sid; }
  /// Its sids lead to it no longer, because another room takes its place.
  void unlist();
  [[nodiscard]] std::size_t most(std::size_t limit) const;
  [[nodiscard]] bool full(std::size_t limit) const;
  /// How many of its members come from that block.
  [[nodiscard]] std::size_t members_of(ClientBlock client) const;
  /// Nobody is in the room, previews it or waits to be let in, no settings are left, and it is not
  /// reserved.
  [[nodiscard]] bool unused() const {
    return members_.empty() && previewers_.empty() && waiting_.empty() && !anything_set() &&
           !reserved();
  }

  // Who is in the room.

  [[nodiscard]] const std::vector<std::unique_ptr<Member>>& members() const { return members_; }
  /// The member with that participant id; null if there is none.
  [[nodiscard]] Member* find(std::string_view participant_id) const;
  /// Nobody but guests is in it.
  [[nodiscard]] bool without_participants() const;
  /// The new member's address does not change until it leaves.
  Member& add(Connection& connection, protocol::Participant participant, std::int64_t joined);
  void remove(Member& member);
  /// The member has lost its connection, and is given up at `until`.
  void set_away(Member& member, Instant until);
  /// The connection becomes the member's.
  void set_back(Member& member, Connection& connection);

  // The meeting.

  [[nodiscard]] const MeetingIdentity& meeting() const { return meeting_; }
  /// The first participant of a new meeting is about to enter, at that time; 0 where members of an
  /// earlier one may still be to come.
  void begin_meeting(std::int64_t started);
  /// The present meeting began at that time at the latest.
  void date_meeting(std::int64_t started) { meeting_.started = started; }
  /// A meeting of before a restart goes on in this room, and the sid of its room then leads here too.
  void continue_meeting(const MeetingIdentity& meeting);
  /// What those who come belong to while it is open which meeting of before goes on.
  [[nodiscard]] MeetingIdentity meeting_of_newcomers() const { return {ids_.meetings + ".0", 0}; }
  /// The meeting began before the server was restarted.
  [[nodiscard]] bool continued() const { return continued_; }

  /// What the room's observer is told goes on in it.
  [[nodiscard]] bool in_progress() const { return in_progress_; }
  void set_in_progress(bool in_progress) { in_progress_ = in_progress; }
  /// What goes on from now on has nothing to do with what was.
  void begin_anew(const std::string& sid);

  // Reserved: it was created with settings of its own, and exists while nobody is in it.

  [[nodiscard]] bool reserved() const { return settings_.has_value(); }
  void reserve(const RoomSettings& settings, Instant now);
  void end_reservation();
  /// Everyone has left the reserved room; it ends a while from now.
  void note_empty(Instant now);
  /// A member that has just come may stay for so long.
  void limit_stay(Member& member, Instant now);

  // The SFU.

  [[nodiscard]] const SfuState& sfu() const { return sfu_; }
  [[nodiscard]] SfuState& sfu() { return sfu_; }
  /// All members can use an SFU, and in the same way.
  [[nodiscard]] bool can_use_sfu() const;
  /// It goes through an SFU and is too large to do without, and this client could not take part.
  [[nodiscard]] bool excludes(protocol::SfuUse use) const;

  // What was set, and by whom.

  [[nodiscard]] const RoomPolicy& policy() const { return policy_; }
  [[nodiscard]] RoomPolicy& policy() { return policy_; }
  /// Nobody is host any more, and everyone who comes is let in.
  void reset_policy();
  /// Whether a participant from before a restart of the server has brought the policy back.
  [[nodiscard]] bool restored() const { return restored_; }
  /// Who has left or was removed since stays out, and is forgotten before those whom the policy
  /// names. True if there are any.
  bool restore(RoomPolicy policy);
  /// Whether the room may be closed to someone who comes.
  [[nodiscard]] bool anything_set() const { return !policy_.open() || !banned_.empty(); }
  /// Keeps out anyone whose token has that name. If there are too many, the oldest are forgotten.
  void ban_identity(const std::string& identity);
  [[nodiscard]] bool bans(std::string_view identity) const;

  // Vacant: everyone has left, and nobody waits to be let in.

  [[nodiscard]] bool vacant() { return deadlines_.is_set(vacancy()); }
  /// The settings stay until then.
  void set_vacant(Instant until) { deadlines_.set(vacancy(), until); }

  // Those who wait to be let in, in the order in which they came.

  [[nodiscard]] const std::vector<Connection*>& waiting() const { return waiting_; }
  /// The connection that waits with that id; null if there is none.
  [[nodiscard]] Connection* waiting_as(std::string_view participant_id) const;
  void add_waiting(Connection& connection);
  void remove_waiting(Connection& connection);

  // The successor of a host whose connection has broken: someone who has asked to be let in since
  // the last message from those who were in the room.

  /// A participant has sent something.
  void note_heard(Instant now) { heard_at_ = now; }
  /// Someone asks to be let in, for the first time. If there are too many, the oldest are
  /// forgotten.
  void note_arrival(const std::string& participant_id, Instant now);
  /// Whether it asked after the last message from those who were in the room.
  [[nodiscard]] bool is_successor(std::string_view participant_id) const;

  /// How many wrong passwords it still takes.
  [[nodiscard]] PasswordGuard& password_guard() { return password_guard_; }

  // Those who preview the room.

  [[nodiscard]] const std::vector<ConnectionId>& previewers() const { return previewers_; }
  [[nodiscard]] bool preview_full() const;
  void add_previewer(ConnectionId id) { previewers_.push_back(id); }
  void remove_previewer(ConnectionId id);

 private:
  [[nodiscard]] Deadline vacancy() { return {Deadline::Kind::Vacancy, this}; }
  [[nodiscard]] Deadline reservation() { return {Deadline::Kind::Reservation, this}; }
  void sweep_if_unused();

  // Who leaves and comes again would otherwise have a new budget each time.
  void keep_budget(Member& member);
  void hand_budget_on(Member& member);

  void set_meeting(MeetingIdentity meeting, bool continued);
  void list_as(const std::string& sid);

  RoomIds ids_;
  Deadlines& deadlines_;
  RoomSweep& sweep_;
  RoomDirectory* directory_;
  std::vector<std::string> listed_as_;
  std::vector<std::unique_ptr<Member>> members_;
  /// Of those who have left, and where they came from; the latest last.
  std::vector<std::pair<ClientBlock, SenderBudget>> kept_budgets_;
  std::vector<ConnectionId> previewers_;
  std::vector<Connection*> waiting_;
  std::vector<std::string> banned_;
  Instant heard_at_{};
  std::vector<std::pair<std::string, Instant>> arrivals_;
  RoomPolicy policy_;
  PasswordGuard password_guard_;
  bool restored_ = false;
  SfuState sfu_;
  MeetingIdentity meeting_;
  std::size_t meetings_ = 0;
  bool continued_ = false;
  bool in_progress_ = false;
  std::optional<RoomSettings> settings_;
  std::unordered_map<std::string_view, Member*> by_id_;  // the members own the keys
};

}  // namespace parley::hub
