// The parts of a hub, and which part handles which message or deadline.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hosts.h"
#include "hub_context.h"
#include "ice_servers.h"
#include "joining.h"
#include "large_rooms.h"
#include "membership.h"
#include "moderation.h"
#include "parley/hub/hub.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/envelope.h"
#include "previews.h"
#include "registry.h"
#include "relay.h"
#include "removals.h"
#include "vacancies.h"
#include "waiting_room.h"

namespace parley::hub {

class Hub::Parts {
 public:
  Parts(base::IdSource& ids, const base::Signer& signer, HubOptions options)
      : context(ids, signer, std::move(options)) {}

  void connected(Connection& connection, Instant now);
  void received(Connection& connection, std::string_view text, Instant now);
  /// The connection has ended. Its participant may come back, unless it has `left`.
  void ended(Connection& connection, bool left, Instant now);
  void handle(const Deadline& due, Instant now);
  CommandResult carry_out(const Command& command, Instant now);
  void own(const std::string& room_name, const Tenure& tenure, Instant now);
  /// That room, or all if null, are no longer this hub's.
  void give_up(const std::string* only, Instant now);
  void carry_out_media(const sfu::Action& action, Instant now) {
    large_rooms_.carry_out(action, now);
  }
  void media_ready(Instant now) { large_rooms_.check_all(now); }
  /// Ends each call: returns what is to be sent and closed.
  const Deliveries& finish_call(Instant now);

  HubContext context;
  Vacancies vacancies;
  Registry registry{context, vacancies};

 private:
  // A connection's messages, by the state of the connection.
  void got_first_message(Connection& connection, std::string_view text,
                         const protocol::Envelope& envelope, Instant now);
  void got_message_of_previewer(Connection& connection, std::string_view text,
                                const protocol::Envelope& envelope, Instant now);
  void got_message_of_waiting(Connection& connection, const protocol::Envelope& envelope,
                              Instant now);
  void got_message(Member& member, std::string_view text, const protocol::Envelope& envelope,
                   Instant now);
  void got_message_for_hub(Member& member, std::string_view text, std::string_view type,
                           Instant now);
  void got_ping(Member& member, const protocol::Ping& ping, Instant now);
  /// The member has sent others too much. It loses its connection, and may come back.
  void close_flooder(Member& member, Instant now);
  void got_host_message(Member& host, std::string_view text, Instant now);

  /// The decoded text; nothing if it is invalid, which the client is told.
  template <class Message>
  std::optional<Message> decode(Connection& connection, std::string_view text);

  CommandResult carry_out_one(const CreateRoom& order, Instant now);
  CommandResult carry_out_one(const EndRoom& order, Instant now);
  CommandResult carry_out_one(const RemoveParticipant& order, Instant now);
  CommandResult carry_out_one(const LoseRoom& order, Instant now);
  /// The room in progress with that name and sid; null if there is none.
  Room* room_in_progress(const std::string& name, const std::string& sid);

  void end_restoring(Room& room, Instant now);
  void end_vacancy(Room& room);

  IceServerList ice_servers_{context};
  Hosts hosts_{context, vacancies};
  LargeRooms large_rooms_{context, registry, hosts_};
  Removals removals_;
  Membership membership_{context, registry, hosts_, ice_servers_, removals_};
  WaitingRoom waiting_room_{context, registry, hosts_, membership_};
  Previews previews_{context, registry, hosts_, ice_servers_};
  Relay relay_{context, registry};
  Moderation moderation_{context, registry, hosts_, membership_, waiting_room_, removals_, relay_};
  Joining joining_{context,       registry,    hosts_,    membership_,
                   waiting_room_, moderation_, removals_, relay_};
};

}  // namespace parley::hub
