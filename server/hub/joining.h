// Handles HELLO: a client comes back, continues where its other connection ended, or enters as a
// new participant.
#pragma once

#include <string>
#include <vector>

#include "moderation.h"
#include "relay.h"

namespace parley::hub {

class Joining {
 public:
  Joining(HubContext& context, Registry& registry, Hosts& hosts, Membership& membership,
          WaitingRoom& waiting_room, Moderation& moderation, Removals& removals, Relay& relay)
      : context_(context),
        registry_(registry),
        hosts_(hosts),
        membership_(membership),
        waiting_room_(waiting_room),
        moderation_(moderation),
        removals_(removals),
        relay_(relay) {}

  void handle(Connection& connection, protocol::Hello hello, Instant now);

 private:
  /// A HELLO and the connection that sent it.
  struct Arrival {
    Connection& connection;
    const protocol::Hello& hello;
    Grants grants;
    Instant now{};
  };
  using Entry = Membership::Entry;

  [[nodiscard]] std::vector<std::string> names_of_room(const Connection& connection,
                                                       const protocol::Hello& hello);
  bool check_identity(Connection& connection, protocol::Hello& hello);
  void enter_anew(const Arrival& arrival);
  Member* enter_or_wait(const Arrival& arrival, std::string participant_id, Entry entry);
  void note_wrong_password(const Connection& connection, Room& room, Instant now);
  bool resume(const Arrival& arrival);
  bool resume_in_this_run(const Arrival& arrival, Member& member, const SessionToken& token);
  [[nodiscard]] bool is_in_force(const KeptPolicy& kept, const SessionToken& token,
                                 const MeetingIdentity& meeting);
  std::optional<MeetingIdentity> meeting_of(const SessionToken& token,
                                            const std::optional<KeptPolicy>& kept, Instant now);
  /// Whether members of the token's run may come back now.
  [[nodiscard]] bool may_be_of_before(const SessionToken& token, Instant now) const;
  bool restore(const Arrival& arrival, const SessionToken& token);
  bool restore_again(const Arrival& arrival, Member& member, const SessionToken& token);
  bool continue_elsewhere(const Arrival& arrival);
  bool wait_after_restart(const Arrival& arrival, const SessionToken& token, const Room* room);
  bool take_place_over(const Arrival& arrival, Member& member);
  bool refuse_removed(const Arrival& arrival, const SessionToken& token);
  void begin_anew(const Arrival& arrival, Member& member);
  /// The member's place is the connection's again.
  void put_back(const Arrival& arrival, Member& member, Entry entry);

  HubContext& context_;
  Registry& registry_;
  Hosts& hosts_;
  Membership& membership_;
  WaitingRoom& waiting_room_;
  Moderation& moderation_;
  Removals& removals_;
  Relay& relay_;
};

}  // namespace parley::hub
