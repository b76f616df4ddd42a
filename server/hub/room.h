// Who is in a room, looks at it and waits for it, and what was set there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "connection.h"
#include "deadlines.h"
#include "parley/hub/delivery.h"
#include "parley/protocol/message.h"
#include "parley/protocol/message_ledger.h"
#include "room_policy.h"

namespace parley::hub {

class Room;

/// Someone who is in a room, with a connection or, for a while, without.
struct Member {
  Room& room;
  /// Null while it is away: it has lost its connection, and may come back.
  Connection* connection = nullptr;
  protocol::Participant participant = {};
  /// Orders the members, over restarts of the server too.
  std::int64_t joined = 0;
  /// Of the resume claims that bring it back, the last at the end. Until the client is heard, that
  /// may not have reached it, and any before it may be the one that it has.
  std::vector<std::string> nonces = {};
  /// Of the claim of an earlier run that brought it back, until it is heard.
  std::string restored_by = {};
  /// The secret of its LOBBY is still good: it may not have had its WELCOME yet.
  bool may_lack_welcome = false;
  protocol::MessageLedger ledger = {};
  Grants grants = {};
  /// It may lock the room, remove others, and so on.
  bool host = false;
  /// Was asked to switch its tracks of that kind off, and has not done so yet: to the others they
  /// are off.
  std::set<protocol::TrackKind> muted = {};
  /// A guest's: what it would drop now is held back (Relay::hand_on).
  bool takes_candidates = false;
  std::vector<std::shared_ptr<const std::string>> held_candidates = {};

  [[nodiscard]] bool away() const { return connection == nullptr; }

  /// The client has spoken: it is here, and so is its last claim.
  void heard() {
    if (nonces.size() > 1) nonces.erase(nonces.begin(), nonces.end() - 1);
    restored_by.clear();
  }

  /// In place of when someone has joined who has not: after everyone.
  static constexpr std::int64_t not_joined = std::numeric_limits<std::int64_t>::max();
  /// How it looks to one who has joined at that time: the one who was there first is polite to the
  /// one who comes later.
  [[nodiscard]] protocol::Participant as_seen_by(std::int64_t other_joined) const {
    protocol::Participant seen = participant;
    seen.polite = joined < other_joined;
    seen.reconnecting = away();
    return seen;
  }
};

/// Names of rooms that may not be needed any more.
using RoomSweep = std::vector<std::string>;

class Room {
 public:
  /// `deadlines` and `sweep`, to which it adds itself, must outlive it.
  Room(std::string name, std::string sid, Deadlines& deadlines, RoomSweep& sweep)
      : name_(std::move(name)), sid_(std::move(sid)), deadlines_(deadlines), sweep_(sweep) {}
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  ~Room();

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& sid() const { return sid_; }
  [[nodiscard]] bool full(std::size_t limit) const { return members_.size() >= limit; }
  /// Nobody is in it, looks at it or waits to be let in, and nothing is left of a meeting.
  [[nodiscard]] bool unused() const {
    return members_.empty() && previewers_.empty() && waiting_.empty() && !anything_set();
  }

  // Who is in it.

  [[nodiscard]] const std::vector<std::unique_ptr<Member>>& members() const { return members_; }
  /// The member with that participant's id, null where there is none.
  [[nodiscard]] Member* find(std::string_view participant_id) const;
  /// Nobody but guests is in it.
  [[nodiscard]] bool without_participants() const;
  /// The new member stays where it is in memory until it leaves.
  Member& add(Connection& connection, protocol::Participant participant, std::int64_t joined);
  void remove(Member& member);
  /// The member has lost its connection, and is given up at that time.
  void set_away(Member& member, Instant until);
  /// The connection is the member's from now on.
  void set_back(Member& member, Connection& connection);

  // What was set, and by whom.

  [[nodiscard]] const RoomPolicy& policy() const { return policy_; }
  [[nodiscard]] RoomPolicy& policy() { return policy_; }
  /// Nobody is host any more, and whoever comes is let in.
  void reset_policy();
  /// The policy is what someone brought back who was here before the server was restarted.
  [[nodiscard]] bool restored() const { return restored_; }
  void restore(RoomPolicy policy);
  /// Someone who comes may find the room closed.
  [[nodiscard]] bool anything_set() const { return !policy_.open() || !banned_.empty(); }
  /// Whoever has a token with that name is not let in again; of many the first are forgotten.
  void ban_identity(const std::string& identity);
  [[nodiscard]] bool bans(std::string_view identity) const;

  // Vacant: everyone has left, and nobody waits to be let in.

  [[nodiscard]] bool vacant() { return deadlines_.is_set(vacancy()); }
  /// What was set stays until then.
  void set_vacant(Instant until) { deadlines_.set(vacancy(), until); }

  // Who waits to be let in, in the order of their coming.

  [[nodiscard]] const std::vector<Connection*>& waiting() const { return waiting_; }
  /// The one who waits with that id; null where there is none.
  [[nodiscard]] Connection* waiting_as(std::string_view participant_id) const;
  void add_waiting(Connection& connection);
  void remove_waiting(Connection& connection);

  // Who succeeds a host whose connection has broken: it has asked to be let in since the last word
  // of those who were in the room.

  /// A participant has said something.
  void note_heard(Instant now) { heard_at_ = now; }
  /// Someone asks to be let in, for the first time. Of many the first are forgotten.
  void note_arrival(const std::string& participant_id, Instant now);
  /// It asked after the last word of those who were in the room.
  [[nodiscard]] bool is_successor(std::string_view participant_id) const;

  // Who looks at the room without being in it.

  [[nodiscard]] const std::vector<ConnectionId>& previewers() const { return previewers_; }
  [[nodiscard]] bool preview_full() const;
  void add_previewer(ConnectionId id) { previewers_.push_back(id); }
  void remove_previewer(ConnectionId id);

 private:
  [[nodiscard]] Deadline vacancy() { return {Deadline::Kind::Vacancy, this}; }
  void sweep_if_unused();

  std::string name_;
  std::string sid_;
  Deadlines& deadlines_;
  RoomSweep& sweep_;
  std::vector<std::unique_ptr<Member>> members_;
  std::vector<ConnectionId> previewers_;
  std::vector<Connection*> waiting_;
  std::vector<std::string> banned_;
  Instant heard_at_{};
  std::vector<std::pair<std::string, Instant>> arrivals_;
  RoomPolicy policy_;
  bool restored_ = false;
  std::unordered_map<std::string_view, Member*> by_id_;  // keys lie in the members
};

}  // namespace parley::hub
