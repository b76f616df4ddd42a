// Which node has a room. Each room is one node's at a time, by a lease in Redis; the others pass
// its clients on to that node.
//
// Like the hub, it performs no I/O and reads no clock: events and the time go in, actions come out.
// Its rules:
//
//   - A node serves only until (heartbeat sent + lease - margin), by its own clock. Redis forgets it
//     a margin later at the earliest, and only then others get its rooms.
//   - A node whose lease has lapsed has lost all rooms, and goes on under another name.
//   - After each connection to Redis, and when its memory began anew, the node says of each room that
//     it has it, and its lease is not renewed before Redis has answered. A room that another has by
//     a higher fence is lost. It says so several times a day, too, because Redis forgets rooms.
//   - Redis, its memory empty, gives no unknown room out for the time of a lease.
//   - A node that stops serves nobody any more, and then gives its rooms back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/id_source.h"
#include "parley/nodes/action.h"
#include "parley/nodes/limits.h"

namespace parley::nodes {

/// How a room is known to the other nodes, and to this one.
struct RoomId {
  std::string hash;
  std::string name;
};

class Directory {
 public:
  /// `ids` must outlive it.
  Directory(base::IdSource& ids, LeaseTimes times);

  /// What there is to do; nothing when all is done. To be asked after each call until then.
  [[nodiscard]] std::optional<Action> next_action();

  // --- Redis ---

  void redis_up(Instant now);
  /// What was asked and is not answered will not be.
  void redis_down(Instant now);
  void beaten(const std::string& incarnation, std::string_view answer, Instant now);
  void acquired(const std::string& hash, const std::string& incarnation, std::string_view answer,
                Instant now);
  void asserted(const std::string& hash, const std::string& incarnation, std::string_view answer,
                Instant now);

  // --- Clients ---

  /// A client of this node wants into that room. Leads to Serve, Relay or Refuse. Each ticket is
  /// higher than the one before.
  void ask(Ticket ticket, const RoomId& room, Instant now);
  /// The other node was not to be reached, or has not that room.
  void not_relayed(Ticket ticket, Instant now);
  /// The other node has taken the client.
  void relayed(Ticket ticket) { asking_.erase(ticket); }
  [[nodiscard]] std::size_t asking_count() const { return asking_.size(); }
  /// A client of another node wants into a room that has that fence here. Nothing if it has not.
  struct Here {
    std::string name;
    Tenure tenure;
  };
  [[nodiscard]] std::optional<Here> take(const std::string& hash, const std::string& fence,
                                         Instant now);
  /// The loop has no more use for the room, having been given so many clients for it.
  void freed(const std::string& hash, const std::string& fence, std::uint64_t clients, Instant now);
  /// Somebody who was served does not come: the loop will never hear of it.
  void withdraw(const std::string& hash, const std::string& fence, Instant now);

  // --- Time ---

  void expire(Instant now);
  /// When to call expire() next, if ever.
  [[nodiscard]] std::optional<Instant> deadline() const;

  /// Nobody is served here any more: gives the rooms back, and refuses whoever asks.
  void stop(Instant now);

  [[nodiscard]] bool leased(Instant now) const { return now < until_; }
  /// Whether a room is this node's.
  [[nodiscard]] bool has(const std::string& hash, Instant now) const {
    return leased(now) && owned_.contains(hash);
  }
  [[nodiscard]] std::size_t room_count() const { return owned_.size(); }
  [[nodiscard]] const std::string& incarnation() const { return incarnation_; }

 private:
  struct Room {
    std::string name;
    std::string fence;
    std::vector<std::string> lineage;
    std::uint64_t clients = 0;
    std::uint64_t freed = 0;  // for so many the loop has no more use for it
    bool unasserted = false;
  };
  struct Asking {
    RoomId room;
    Instant until{};
    bool relaying = false;
  };
  /// Whose a room is, for those who wait for the answer.
  struct Question {
    bool asked = false;  // Redis has it
    Instant again{};
    std::vector<Ticket> tickets;
  };
  using Questions = std::unordered_map<std::string, Question>;

  void check_lease(Instant now);
  void begin_term();
  void forget_questions();
  void extend(Instant until);
  void assert_all(Instant until, Instant now);
  void assert_one(const std::string& hash, Room& room);
  void conclude_asserting();
  void ask_redis(Instant now);
  void ask_redis(Questions::value_type& entry, Instant now);
  void give_up(Ticket ticket, const Asking& asking);
  /// If the room is this node's.
  [[nodiscard]] bool serve_here(Ticket ticket, const std::string& hash, Instant now);
  void serve(Ticket ticket, Room& room);
  [[nodiscard]] Tenure tenure_of(const Room& room) const;
  void act(Action action) { actions_.push_back(std::move(action)); }

  base::IdSource& ids_;
  const LeaseTimes times_;
  std::deque<Action> actions_;

  std::string incarnation_;
  std::uint64_t term_ = 0;
  Instant until_{};
  bool up_ = false;
  bool stopped_ = false;
  std::optional<Instant> beat_sent_;
  Instant next_beat_{};
  std::string since_;  // empty: all rooms have to be asserted
  std::size_t unasserted_ = 0;
  Instant asserted_until_{};
  Instant assert_again_{};
  bool told_other_key_ = false;

  std::unordered_map<std::string, Room> owned_;  // by hash
  std::map<Ticket, Asking> asking_;              // in the order in which their time ends
  Questions questions_;                          // by hash
};

}  // namespace parley::nodes
