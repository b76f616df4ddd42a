#include "parley/hub/hub.h"

#include <utility>

#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"
#include "room.h"

namespace parley::hub {

using protocol::Error;
using protocol::ErrorId;
using protocol::Participant;

namespace {

// RFC 6455 section 7.4.1.
constexpr std::uint16_t normal_closure = 1000;

// Enough of a client's text to recognise it by in an error.
constexpr std::size_t excerpt_bytes = 64;

std::string quoted(std::string_view text) {
  return "\"" + std::string(text.substr(0, excerpt_bytes)) + "\"";
}

}  // namespace

Hub::Hub(IdSource& ids, std::vector<protocol::IceServer> ice_servers)
    : ids_(ids), ice_servers_(std::move(ice_servers)) {}

Hub::~Hub() = default;

const Deliveries& Hub::connect(ConnectionId id, std::string_view room_name, Mode mode,
                               Instant now) {
  deliveries_.clear();
  Connection& connection = connections_[id];
  connection.mode = mode;
  if (mode == Mode::Parley1) {
    connection.room_name = room_name;
    waiting_.push_back({id, now + hello_timeout});
    return deliveries_;
  }
  Room* room = enter(id, std::string(room_name));
  if (room == nullptr) return deliveries_;
  Participant guest{ids_.make("PA"), "Guest", true, false, {}};
  connection.room = room;
  connection.member = &room->add(id, guest);
  send_to_others(connection, Audience::Everyone, encode(protocol::UserJoin{std::move(guest)}));
  return deliveries_;
}

const Deliveries& Hub::receive(ConnectionId id, std::string_view text, Instant /*now*/) {
  deliveries_.clear();
  const auto found = connections_.find(id);
  if (found == connections_.end()) return deliveries_;
  Connection& connection = found->second;

  const auto envelope = protocol::read_envelope(text);
  if (!envelope) {
    refuse(id, envelope.error());
    return deliveries_;
  }
  const std::string& type = envelope.value().type;
  const bool may_speak_parley = connection.mode == Mode::Parley1;
  if (connection.room == nullptr) {
    got_first_message(id, connection, text, envelope.value());
  } else if (protocol::is_relayed(type)) {
    relay(id, connection, text, envelope.value());
  } else if (may_speak_parley && type == "PUBLICATIONS") {
    got_publications(id, connection, text);
  } else if (may_speak_parley && type == "BYE") {
    got_bye(id);
  } else {
    refuse(id, {ErrorId::UnknownType,
                "No message of the type " + quoted(type) + " can be sent at this moment."});
  }
  return deliveries_;
}

const Deliveries& Hub::disconnect(ConnectionId id, Instant /*now*/) {
  deliveries_.clear();
  forget(id);
  return deliveries_;
}

const Deliveries& Hub::expire(Instant now) {
  deliveries_.clear();
  for (auto next = deadline(); next && *next <= now; next = deadline()) {
    const ConnectionId id = waiting_.front().id;
    waiting_.pop_front();
    refuse(id, {ErrorId::HelloTimeout, "The first message, HELLO, did not come within 2 seconds."});
  }
  return deliveries_;
}

std::optional<Instant> Hub::deadline() {
  while (!waiting_.empty()) {
    const auto found = connections_.find(waiting_.front().id);
    const bool waits = found != connections_.end() && found->second.room == nullptr;
    if (waits) return waiting_.front().until;
    waiting_.pop_front();
  }
  return std::nullopt;
}

void Hub::got_first_message(ConnectionId id, Connection& connection, std::string_view text,
                            const protocol::Envelope& envelope) {
  if (envelope.type == "HELLO") {
    got_hello(id, connection, text);
    return;
  }
  refuse(id, {ErrorId::HelloRequired,
              "The first message is HELLO, not " + quoted(envelope.type) + "."});
}

void Hub::got_hello(ConnectionId id, Connection& connection, std::string_view text) {
  auto decoded = protocol::decode_client_message(text);
  if (!decoded) {
    refuse(id, decoded.error());
    return;
  }
  auto& hello = std::get<protocol::Hello>(decoded.value());
  Room* room = enter(id, connection.room_name);
  if (room == nullptr) return;

  protocol::Welcome welcome{ids_.make("PA"), room->sid(), room->name(), {}, ice_servers_};
  for (const auto& member : room->members()) {
    welcome.participants.push_back(member->participant);
    // The one who was there first is polite to the one who comes later.
    welcome.participants.back().polite = true;
  }
  Participant newcomer{welcome.id, std::move(hello.identity), false, false,
                       std::move(hello.tracks)};
  connection.room = room;
  connection.room_name = {};
  connection.member = &room->add(id, newcomer);
  send(id, encode(welcome));
  send_to_others(connection, Audience::Everyone, encode(protocol::UserJoin{std::move(newcomer)}));
}

void Hub::got_publications(ConnectionId id, const Connection& connection, std::string_view text) {
  auto decoded = protocol::decode_client_message(text);
  if (!decoded) {
    refuse(id, decoded.error());
    return;
  }
  auto& publications = std::get<protocol::Publications>(decoded.value());
  Participant& participant = connection.member->participant;
  participant.tracks = publications.tracks;
  publications.from = participant.id;
  send_to_others(connection, Audience::Parley1Only, encode(publications));
}

void Hub::got_bye(ConnectionId id) {
  forget(id);
  close(id, normal_closure, "");
}

void Hub::relay(ConnectionId id, const Connection& connection, std::string_view text,
                const protocol::Envelope& envelope) {
  const std::string& from = connection.member->participant.id;
  if (!envelope.to) {
    send_to_others(connection, Audience::Everyone, protocol::stamp_from(text, envelope, from));
    return;
  }
  const Member* recipient = connection.room->find(*envelope.to);
  if (recipient == nullptr) {
    refuse(id, {ErrorId::UnknownRecipient,
                "Nobody in this room has the id " + quoted(*envelope.to) + "."});
    return;
  }
  send(recipient->connection, protocol::stamp_from(text, envelope, from));
}

Room* Hub::enter(ConnectionId id, const std::string& room_name) {
  auto found = rooms_.find(room_name);
  if (found == rooms_.end()) {
    auto room = std::make_unique<Room>(room_name, ids_.make("RM"));
    found = rooms_.emplace(room_name, std::move(room)).first;
  }
  Room* room = found->second.get();
  if (!room->full()) return room;
  refuse(id, {ErrorId::RoomFull, std::to_string(protocol::limits::participants_per_room) +
                                     " participants are in this room already."});
  return nullptr;
}

void Hub::forget(ConnectionId id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  const Connection connection = std::move(found->second);
  connections_.erase(found);
  if (connection.room == nullptr) return;

  const std::string participant_id = connection.member->participant.id;
  send_to_others(connection, Audience::Parley1Only, encode(protocol::UserLeave{participant_id}));
  connection.room->remove(*connection.member);
  if (connection.room->empty()) {
    // A copy: the room's own name goes with it.
    const std::string name = connection.room->name();
    rooms_.erase(name);
  }
}

void Hub::refuse(ConnectionId id, const Error& error) {
  send(id, encode(error));
  const std::uint16_t code = protocol::close_code(error.id);
  if (code == 0) return;
  forget(id);
  close(id, code, protocol::to_string(error.id));
}

void Hub::send(ConnectionId id, std::string text) {
  deliveries_.push_back({id, std::make_shared<const std::string>(std::move(text)), 0, {}});
}

void Hub::send_to_others(const Connection& connection, Audience audience, std::string text) {
  const auto shared = std::make_shared<const std::string>(std::move(text));
  for (const auto& member : connection.room->members()) {
    if (member.get() == connection.member) continue;
    if (audience == Audience::Parley1Only && member->participant.guest) continue;
    deliveries_.push_back({member->connection, shared, 0, {}});
  }
}

void Hub::close(ConnectionId id, std::uint16_t code, std::string_view reason) {
  deliveries_.push_back({id, nullptr, code, reason});
}

}  // namespace parley::hub
