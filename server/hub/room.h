// The participants of one room, in the order of their joining.
#pragma once

#include <chrono>
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

#include "parley/hub/delivery.h"
#include "parley/protocol/message.h"
#include "parley/protocol/message_ledger.h"
#include "room_policy.h"

namespace parley::hub {

class Room;

/// What someone's token says.
struct Grants {
  bool named_by_token = false;
  /// Whether it is host; absent: the order of joining decides.
  std::optional<bool> host = std::nullopt;
};

/// Someone who is in a room, with a connection or, for a while, without.
struct Member {
  Room& room;
  /// 0 while it is away: it has lost its connection, and may come back.
  ConnectionId connection = 0;
  std::chrono::milliseconds away_since{};
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
  /// A guest's: what it would drop now is held back (Hub::hand_on).
  bool takes_candidates = false;
  std::vector<std::shared_ptr<const std::string>> held_candidates = {};

  [[nodiscard]] bool away() const { return connection == 0; }

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

class Room {
 public:
  Room(std::string name, std::string sid) : name_(std::move(name)), sid_(std::move(sid)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& sid() const { return sid_; }
  [[nodiscard]] bool full(std::size_t limit) const { return members_.size() >= limit; }
  /// Nobody is in it, looks at it or waits to be let in, and nothing is left of a meeting.
  [[nodiscard]] bool unused() const {
    return members_.empty() && previewers_.empty() && waiting_.empty() && !anything_set();
  }
  /// Nobody but guests is in it.
  [[nodiscard]] bool without_participants() const;
  /// And nobody waits to be let in.
  [[nodiscard]] bool vacant() const { return waiting_.empty() && without_participants(); }
  /// Since when it is vacant, where that has been noted.
  [[nodiscard]] std::optional<std::chrono::milliseconds> vacant_since() const {
    return vacant_since_;
  }
  void note_vacant(std::chrono::milliseconds now) { vacant_since_ = now; }
  [[nodiscard]] const std::vector<std::unique_ptr<Member>>& members() const { return members_; }

  /// The member with that participant's id, null where there is none.
  [[nodiscard]] Member* find(std::string_view participant_id) const;

  /// The new member stays where it is in memory until it leaves.
  Member& add(ConnectionId connection, protocol::Participant participant, std::int64_t joined);
  void remove(const Member& member);
  /// Nobody is host any more, and whoever comes is let in.
  void reset_policy();

  [[nodiscard]] const RoomPolicy& policy() const { return policy_; }
  [[nodiscard]] RoomPolicy& policy() { return policy_; }
  /// The policy is what someone brought back who was here before the server was restarted.
  [[nodiscard]] bool restored() const { return restored_; }
  void restore(RoomPolicy policy);
  /// Someone who comes may find the room closed.
  [[nodiscard]] bool anything_set() const { return !policy_.open() || !banned_.empty(); }

  /// Whoever has a token with that name is not let in again; of many the first are forgotten.
  void ban_identity(const std::string& identity);
  [[nodiscard]] bool bans(std::string_view identity) const;

  /// Connections of those who wait to be let in, in the order of their coming.
  [[nodiscard]] const std::vector<ConnectionId>& waiting() const { return waiting_; }
  void add_waiting(ConnectionId id);
  void remove_waiting(ConnectionId id) { std::erase(waiting_, id); }

  /// A participant has said something.
  void note_heard(std::chrono::milliseconds now) { heard_at_ = now; }
  /// Someone asks to be let in, for the first time. Of many the first are forgotten.
  void note_arrival(const std::string& participant_id, std::chrono::milliseconds now);
  /// It asked after the last word of those who were in the room.
  [[nodiscard]] bool is_successor(std::string_view participant_id) const;

  /// Connections of those who look at the room without being in it.
  [[nodiscard]] const std::vector<ConnectionId>& previewers() const { return previewers_; }
  [[nodiscard]] bool preview_full() const;
  void add_previewer(ConnectionId id) { previewers_.push_back(id); }
  void remove_previewer(ConnectionId id) { std::erase(previewers_, id); }

 private:
  std::string name_;
  std::string sid_;
  std::vector<std::unique_ptr<Member>> members_;
  std::vector<ConnectionId> previewers_;
  std::vector<ConnectionId> waiting_;
  std::vector<std::string> banned_;
  std::chrono::milliseconds heard_at_{};
  std::vector<std::pair<std::string, std::chrono::milliseconds>> arrivals_;
  RoomPolicy policy_;
  bool restored_ = false;
  std::optional<std::chrono::milliseconds> vacant_since_ = std::nullopt;
  std::unordered_map<std::string_view, Member*> by_id_;  // keys lie in the members
};

}  // namespace parley::hub
