#include "registry.h"

#include <algorithm>
#include <utility>

#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"

namespace parley::hub {

using protocol::ErrorId;

std::string excerpt(std::string_view text) {
  constexpr std::size_t excerpt_bytes = 64;
  return "\"" + std::string(text.substr(0, excerpt_bytes)) + "\"";
}

Connection& Registry::connect(ConnectionId id, std::string room_name, Mode mode, ClientBlock client,
                              Instant now) {
  Connection& connection = connections_[id];
  connection = {id, mode, std::move(room_name), client, now};
  context_.tenures.connected(connection.room_name);
  return connection;
}

Connection* Registry::find(ConnectionId id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : &found->second;
}

void Registry::refuse(Connection& connection, const protocol::Error& error) {
  context_.telemetry.error(error.id);
  context_.out.send(connection, encode(error));
  const std::uint16_t code = protocol::close_code(error.id);
  if (code == 0) return;
  const bool of_member = connection.member() != nullptr;
  forget(connection);
  context_.out.close(connection.id, code, protocol::to_string(error.id), of_member);
}

void Registry::close(Connection& connection, std::string_view reason) {
  forget(connection);
  context_.out.close(connection.id, normal_closure, reason);
}

void Registry::forget(Connection& connection) {
  if (connection.preview() != nullptr) end_preview(connection);
  if (connection.waiting() != nullptr) end_waiting(connection);
  context_.deadlines.stop({Deadline::Kind::IceServers, &connection});
  context_.deadlines.stop({Deadline::Kind::Hello, &connection});
  ended_connections_.push_back(connections_.extract(connection.id));
}

void Registry::close_moved(const std::string* only) {
  std::vector<Connection*> moved;
  for (auto& [id, connection] : connections_) {
    if (only == nullptr || connection.room_name == *only) moved.push_back(&connection);
  }
  for (Connection* connection : moved) {
    if (connection->waiting() != nullptr) drop_request(*connection);  // no host is told
    const ConnectionId id = connection->id;
    forget(*connection);
    context_.out.close(id, service_restart, "moved");
  }
}

void Registry::end_preview(Connection& connection) {
  context_.deadlines.stop({Deadline::Kind::Preview, &connection});
  Room& room = *connection.preview()->room;
  connection.state = AwaitingHello{};
  room.remove_previewer(connection.id);
}

InWaitingRoom Registry::drop_request(Connection& connection) {
  context_.deadlines.stop({Deadline::Kind::WaitingRoom, &connection});
  InWaitingRoom ended = std::move(*connection.waiting());
  connection.state = AwaitingHello{};
  ended.room->remove_waiting(connection);
  return ended;
}

InWaitingRoom Registry::end_waiting(Connection& connection) {
  InWaitingRoom ended = drop_request(connection);
  context_.out.send_to_hosts(*ended.room, encode(protocol::KnockEnded{ended.participant_id}));
  vacancies_.check(*ended.room);
  return ended;
}

// A room that somebody has named by a sid has that sid, so that both lead to it, also when it is
// another room by that name: its meetings are called by another id.
static RoomIds ids_for(const std::string& name, base::IdSource& ids) {
  std::string made = ids.make("RM");
  return {name, is_room_sid(name) ? name : made, made};
}

Room* Registry::find_room(const std::string& name) {
  const auto found = rooms_.find(name);
  return found == rooms_.end() || found->second->unused() ? nullptr : found->second.get();
}

std::vector<std::string> Registry::names_of_room(const std::string& name) {
  std::vector<std::string> names{name};
  if (const Room* room = find_room(name)) {
    names.push_back(room->sid());
    if (room->continued()) names.push_back(room->meeting().room_sid());
  }
  return names;
}

Room* Registry::open_room(Connection& connection, const std::string& name) {
  if (Room* room = find_room(name)) return room;
  Room* room = make_room(name, {});
  if (room == nullptr) {
    refuse(connection, {ErrorId::TooManyRooms, "The server holds as many rooms as it may."});
  }
  return room;
}

Room* Registry::make_room(const std::string& name, const std::string& sid) {
  const auto unused = rooms_.find(name);
  if (unused != rooms_.end()) {
    context_.announcer.ended(*unused->second);
    unused->second->unlist();
    replaced_rooms_.push_back(std::move(unused->second));
    rooms_.erase(unused);
  } else if (context_.options.rooms != nullptr && !context_.options.rooms->take()) {
    return nullptr;
  }
  const RoomIds ids = sid.empty() ? ids_for(name, context_.ids) : RoomIds{name, sid, sid};
  auto made = std::make_unique<Room>(ids, context_.deadlines, sweep_, context_.options.directory);
  Room* room = made.get();
  sweep_.push_back(name);
  rooms_.emplace(name, std::move(made));
  return room;
}

Room* Registry::open_room_with_place(Connection& connection, const std::string& name) {
  Room* room = open_room(connection, name);
  return room == nullptr || refuse_full(connection, *room) ? nullptr : room;
}

bool Registry::refuse_full(Connection& connection, const Room& room) {
  if (!room.full(context_.options.limits.participants_per_room)) return false;
  refuse(connection, protocol::vendor_error(ErrorId::RoomFull));
  return true;
}

bool Registry::refuse_crowd(Connection& connection, const Room& room) {
  const std::size_t most = context_.options.limits.participants_per_block;
  if (room.members_of(connection.client) < most) return false;
  refuse(connection, {ErrorId::RoomFull, std::to_string(most) +
                                             " participants of this room have your address, and "
                                             "no more may."});
  return true;
}

std::vector<Room*> Registry::all_rooms() const {
  std::vector<Room*> all;
  all.reserve(rooms_.size());
  for (const auto& [name, room] : rooms_) all.push_back(room.get());
  return all;
}

std::size_t Registry::kept_bytes() const {
  std::size_t bytes = 0;
  for (const auto& [name, room] : rooms_) {
    for (const auto& member : room->members()) bytes += member->ledger.memory();
  }
  return bytes;
}

void Registry::forget_kept(std::size_t bytes) {
  std::vector<protocol::MessageLedger*> ledgers;
  for (const auto& [name, room] : rooms_) {
    for (const auto& member : room->members()) ledgers.push_back(&member->ledger);
  }
  std::sort(ledgers.begin(), ledgers.end(),
            [](const auto* one, const auto* other) { return one->memory() > other->memory(); });
  std::size_t forgotten = 0;
  for (protocol::MessageLedger* ledger : ledgers) {
    if (forgotten >= bytes || ledger->memory() == 0) break;
    forgotten += ledger->memory();
    ledger->forget();
  }
}

void Registry::free_unused(Instant now) {
  for (const auto& ended : ended_connections_) {
    context_.tenures.disconnected(ended.mapped().room_name);
  }
  ended_connections_.clear();
  for (const std::string& name : std::exchange(sweep_, {})) {
    const auto found = rooms_.find(name);
    if (found == rooms_.end()) continue;
    found->second->note_empty(now);
    if (!found->second->unused()) continue;
    context_.announcer.ended(*found->second);
    rooms_.erase(found);
    context_.tenures.check(name);
    if (context_.options.rooms != nullptr) context_.options.rooms->give_back();
  }
  replaced_rooms_.clear();
  context_.tenures.give_back([this](const std::string& name) { return rooms_.contains(name); });
}

}  // namespace parley::hub
