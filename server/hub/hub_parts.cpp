#include "hub_parts.h"

#include <utility>

#include "parley/hub/limits.h"

namespace parley::hub {

using protocol::ErrorId;
using Kind = Deadline::Kind;

void Hub::Parts::connected(Connection& connection, Instant now) {
  if (connection.mode == Mode::Parley1) {
    context.deadlines.set({Kind::Hello, &connection}, now + hello_timeout);
  } else if (context.options.require_token) {
    registry.refuse(connection, protocol::vendor_error(ErrorId::TokenRequired));
  } else {
    membership_.enter_as_guest(connection, now);
  }
}

void Hub::Parts::received(Connection& connection, std::string_view text, Instant now) {
  Member* member = connection.member();
  const auto envelope = protocol::read_envelope(text, context.options.limits.json_depth);
  const bool counted = !envelope || envelope.value().type != "PING";
  if (member != nullptr && counted) member->ledger.note_received();
  if (!envelope) {
    registry.refuse(connection, envelope.error());
  } else if (member != nullptr) {
    member->heard();
    if (!member->participant.guest) member->room.note_heard(now);
    got_message(*member, text, envelope.value(), now);
  } else if (connection.preview() != nullptr) {
    got_message_of_previewer(connection, text, envelope.value(), now);
  } else if (connection.waiting() != nullptr) {
    got_message_of_waiting(connection, envelope.value(), now);
  } else {
    got_first_message(connection, text, envelope.value(), now);
  }
}

void Hub::Parts::ended(Connection& connection, bool left, Instant now) {
  Member* member = connection.member();
  registry.forget(connection);
  if (member == nullptr) return;
  if (left) {
    member->room.note_heard(now);
    membership_.leave_for_good(*member, now);
  } else if (member->participant.guest) {
    membership_.leave(*member);
  } else {
    membership_.lose_connection(*member, now);
  }
}

void Hub::Parts::handle(const Deadline& due, Instant now) {
  switch (due.kind) {
    case Kind::IceServers:
      ice_servers_.renew(*std::get<Connection*>(due.of), now);
      break;
    case Kind::RestoreWindow:
      end_restoring(*std::get<Room*>(due.of), now);
      break;
    case Kind::Hello:
      registry.refuse(
          *std::get<Connection*>(due.of),
          {ErrorId::HelloTimeout, "The first message, HELLO, did not come within 2 seconds."});
      break;
    case Kind::Preview:
      registry.refuse(*std::get<Connection*>(due.of),
                      {ErrorId::PreviewTimeout, "A room can be looked at for 10 minutes."});
      break;
    case Kind::WaitingRoom:
      registry.refuse(*std::get<Connection*>(due.of),
                      {ErrorId::WaitingTimeout, "Nobody has let you in for 30 minutes."});
      break;
    case Kind::Vacancy:
      end_vacancy(*std::get<Room*>(due.of));
      break;
    case Kind::Away:
      membership_.leave(*std::get<Member*>(due.of));
      break;
    case Kind::Stay:
      moderation_.end_stay(*std::get<Member*>(due.of), now);
      break;
    case Kind::SmallRoom:
      large_rooms_.end_sfu(*std::get<Room*>(due.of), now);
      break;
    case Kind::SfuRetry:
      large_rooms_.retry(*std::get<Room*>(due.of), now);
      break;
    case Kind::SfuOverlap:
      large_rooms_.close(*std::get<Room*>(due.of), now);
      break;
    case Kind::Reservation:
      moderation_.end_room(*std::get<Room*>(due.of), now);
      break;
  }
}

CommandResult Hub::Parts::carry_out(const Command& command, Instant now) {
  return std::visit([this, now](const auto& one) { return carry_out_one(one, now); }, command);
}

CommandResult Hub::Parts::carry_out_one(const CreateRoom& order, Instant now) {
  if (context.options.landlord != nullptr) {
    if (order.tenure.run.empty()) return CommandResult::Unavailable;
    own(order.name, order.tenure, now);
  }
  Room* room = registry.find_room(order.name);
  if (room != nullptr && (room->in_progress() || !room->members().empty())) {
    return CommandResult::RoomExists;
  }
  if (room != nullptr) {  // somebody previews it
    room->begin_anew(order.sid);
  } else {
    room = registry.make_room(order.name, order.sid);
  }
  if (room == nullptr) return CommandResult::TooManyRooms;
  room->reserve(order.settings, now);
  context.announcer.opened(*room);
  return CommandResult::Done;
}

CommandResult Hub::Parts::carry_out_one(const EndRoom& order, Instant now) {
  Room* room = room_in_progress(order.name, order.sid);
  if (room == nullptr) return CommandResult::NotFound;
  moderation_.end_room(*room, now);
  return CommandResult::Done;
}

CommandResult Hub::Parts::carry_out_one(const RemoveParticipant& order, Instant now) {
  Room* room = room_in_progress(order.name, order.sid);
  Member* member = room == nullptr ? nullptr : room->find(order.participant_id);
  if (member == nullptr) return CommandResult::NotFound;
  moderation_.dismiss(*member, now);
  return CommandResult::Done;
}

Room* Hub::Parts::room_in_progress(const std::string& name, const std::string& sid) {
  Room* room = registry.find_room(name);
  return room != nullptr && room->in_progress() && room->sid() == sid ? room : nullptr;
}

void Hub::Parts::own(const std::string& room_name, const Tenure& tenure, Instant now) {
  const std::string_view held = context.tenures.held_as(room_name);
  if (!held.empty() && held != tenure.run) give_up(&room_name, now);
  context.tenures.begin(room_name, tenure, now);
}

// Another server has the rooms, and their meetings go on there: nobody is told that anyone has left.
void Hub::Parts::give_up(const std::string* only, Instant now) {
  registry.close_moved(only);
  for (Room* room : registry.all_rooms()) {
    if (only != nullptr && room->name() != *only) continue;
    while (!room->members().empty()) {
      Member& member = *room->members().back();
      context.telemetry.leaving(member);
      context.announcer.leaving(member);
      room->remove(member);
    }
    context.resized_rooms.push_back(room->name());
    room->end_reservation();
    room->reset_policy();
  }
  if (only != nullptr) {
    context.tenures.end(*only);
  } else {
    context.tenures.end_all();
  }
  finish_call(now);
}

CommandResult Hub::Parts::carry_out_one(const LoseRoom& order, Instant now) {
  if (context.tenures.held_as(order.name) != order.run) return CommandResult::NotFound;
  give_up(&order.name, now);
  return CommandResult::Done;
}

const Deliveries& Hub::Parts::finish_call(Instant now) {
  large_rooms_.check_resized(now);
  for (const std::string& name : vacancies.take()) {
    Room* room = registry.find_room(name);
    if (room == nullptr) continue;
    if (Connection* next = Vacancies::note(*room, now)) waiting_room_.admit(*next, now);
  }
  previews_.send_changed_lobbies();
  registry.free_unused(now);
  return context.out.deliveries();
}

template <class Message>
std::optional<Message> Hub::Parts::decode(Connection& connection, std::string_view text) {
  auto decoded = protocol::decode_client_message(text);
  if (decoded) return std::get<Message>(std::move(decoded.value()));
  registry.refuse(connection, decoded.error());
  return std::nullopt;
}

void Hub::Parts::got_first_message(Connection& connection, std::string_view text,
                                   const protocol::Envelope& envelope, Instant now) {
  if (envelope.type == "HELLO") {
    auto hello = decode<protocol::Hello>(connection, text);
    if (hello) joining_.handle(connection, *std::move(hello), now);
  } else if (envelope.type == "PREVIEW") {
    const auto preview = decode<protocol::Preview>(connection, text);
    if (preview) previews_.handle(connection, *preview, now);
  } else {
    registry.refuse(connection,
                    {ErrorId::HelloRequired,
                     "The first message is HELLO or PREVIEW, not " + excerpt(envelope.type) + "."});
  }
}

void Hub::Parts::got_message_of_previewer(Connection& connection, std::string_view text,
                                          const protocol::Envelope& envelope, Instant now) {
  if (envelope.type == "HELLO") {
    auto hello = decode<protocol::Hello>(connection, text);
    if (hello) joining_.handle(connection, *std::move(hello), now);
  } else if (envelope.type == "PING") {
    // Nothing is counted yet.
    context.out.send(connection, encode(protocol::Pong{0}));
  } else {
    registry.refuse(connection, {ErrorId::HelloRequired, "What follows PREVIEW is HELLO."});
  }
}

void Hub::Parts::got_message_of_waiting(Connection& connection, const protocol::Envelope& envelope,
                                        Instant now) {
  if (envelope.type == "PING") {
    // Nothing is counted yet.
    context.out.send(connection, encode(protocol::Pong{0}));
    Room& room = *connection.waiting()->room;
    if (!waiting_room_.note_heard(connection, now)) vacancies.check(room);
  } else if (envelope.type == "BYE") {
    registry.close(connection, "");
  }
  // The rest was said by one who thought that it was in.
}

void Hub::Parts::got_message(Member& member, std::string_view text,
                             const protocol::Envelope& envelope, Instant now) {
  if (context.options.sfu != nullptr && protocol::is_for_sfu(envelope)) {
    if (!relay_.may_send_to_sfu(member, text.size(), now)) return close_flooder(member, now);
    large_rooms_.receive(member, text, envelope, now);
  } else if (protocol::is_relayed(envelope.type)) {
    if (!relay_.relay(member, text, envelope, now)) close_flooder(member, now);
  } else if (member.participant.guest) {
    registry.refuse(*member.connection,
                    {ErrorId::UnknownType, "No message of the type " + excerpt(envelope.type) +
                                               " can be sent at this moment."});
  } else {
    got_message_for_hub(member, text, envelope.type, now);
  }
}

void Hub::Parts::got_message_for_hub(Member& member, std::string_view text, std::string_view type,
                                     Instant now) {
  Connection& connection = *member.connection;
  const bool for_all = type == "PUBLICATIONS" || protocol::is_for_hosts(type);
  if (for_all && !relay_.may_send_to_all(member, text.size(), now)) {
    close_flooder(member, now);
  } else if (type == "PING") {
    if (const auto ping = decode<protocol::Ping>(connection, text)) got_ping(member, *ping, now);
  } else if (type == "REPORT") {
    const auto report = decode<protocol::Report>(connection, text);
    if (report) context.telemetry.reported(*report);
  } else if (type == "SFU_FAILED") {
    large_rooms_.note_failed(member, now);
  } else if (type == "PUBLICATIONS") {
    auto publications = decode<protocol::Publications>(connection, text);
    if (publications) relay_.publish(member, std::move(publications->tracks));
  } else if (type == "BYE") {
    registry.forget(connection);
    membership_.leave_for_good(member, now);
    context.out.close(connection.id, normal_closure, "");
  } else if (protocol::is_for_hosts(type)) {
    got_host_message(member, text, now);
  } else {
    registry.refuse(connection, {ErrorId::UnknownType, "No message of the type " + excerpt(type) +
                                                           " can be sent at this moment."});
  }
}

void Hub::Parts::close_flooder(Member& member, Instant now) {
  registry.refuse(*member.connection,
                  {ErrorId::TooManyMessages, "You have sent others more than they can take."});
  if (member.participant.guest) {
    membership_.leave(member);
  } else {
    membership_.lose_connection(member, now);
  }
}

void Hub::Parts::got_ping(Member& member, const protocol::Ping& ping, Instant now) {
  // A client asks in the room only once it has had its WELCOME.
  member.may_lack_welcome = false;
  member.counts_since.clear();
  member.ledger.confirm(ping.received);
  context.out.send(
      *member.connection,
      encode(protocol::Pong{member.ledger.received(), membership_.renewed_claim(member, now)}));
}

void Hub::Parts::got_host_message(Member& host, std::string_view text, Instant now) {
  const auto decoded = protocol::decode_client_message(text);
  if (!decoded) {
    registry.refuse(*host.connection, decoded.error());
  } else if (!host.host) {
    registry.refuse(*host.connection,
                    {ErrorId::HostRequired, "Only a host of the room can do that."});
  } else if (const auto* wish = std::get_if<protocol::SetRoom>(&decoded.value())) {
    moderation_.set_room(host, *wish, now);
  } else {
    moderation_.carry_out(host, std::get<protocol::HostOrder>(decoded.value()), now);
  }
}

// Who is not back by now does not come.
void Hub::Parts::end_restoring(Room& room, Instant now) {
  hosts_.appoint_and_send(room);
  if (!room.policy().waiting_room) waiting_room_.admit_all(room, now);
}

void Hub::Parts::end_vacancy(Room& room) {
  room.reset_policy();
  hosts_.send_state(room);
}

}  // namespace parley::hub
