#include "entry_checker.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "message_type.h"
#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/envelope.h"

namespace parley::simulation {
namespace {

bool same_settings(const protocol::RoomState& one, const protocol::RoomState& other) {
  return one.locked == other.locked && one.waiting_room == other.waiting_room &&
         one.password == other.password;
}

// What everyone hears who has not been let in.
bool is_for_anyone(std::string_view type) {
  return type == "PONG" || type == "ERROR" || type == "WELCOME" || type == "LOBBY" ||
         type == "WAITING";
}

bool is_for_previewers(std::string_view type) {
  return type.starts_with("USER_") || type == "PUBLICATIONS" || type == "ROOM" ||
         type == "ICE_SERVERS";
}

// The sixth field lists who was removed.
bool knows_removed(const std::string& keep, const std::string& id) {
  std::size_t begin = 0;
  for (int field = 0; field < 5; ++field) begin = keep.find('!', begin) + 1;
  const std::string list = "," + keep.substr(begin, keep.find('!', begin) - begin) + ",";
  return list.find("," + id + ",") != std::string::npos;
}

bool matters(std::string_view type) {
  return type == "ROOM" || type == "USER_LEAVE" || (is_for_anyone(type) && type != "PONG");
}

}  // namespace

// --- What goes in ---

void EntryChecker::server_started() {
  connections_.clear();
  deliveries_ = {};
  for (auto& [name, room] : rooms_) {
    room.may_be_restored.insert(room.welcomed.begin(), room.welcomed.end());
    room.members.clear();
    room.admitted.clear();
    room.removed_before.merge(room.removed);
    room.removed.clear();
    room.left_closed.clear();
    room.ended.clear();
    room.restored = false;
    room.state = {};
    room.hosts.server_started(scheduler_.now());
    room.meeting.nobody_is_there();
  }
}

void EntryChecker::connected(hub::ConnectionId id, const std::string& room) {
  connections_[id] = {id, &rooms_[room]};
}

void EntryChecker::heard(hub::ConnectionId id, std::string_view text) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  Connection& connection = found->second;
  Room& room = *connection.room;
  const std::string_view type = message_type(text);
  if (type == "HELLO") {
    const auto message = protocol::decode_client_message(text);
    const auto* hello = message ? std::get_if<protocol::Hello>(&message.value()) : nullptr;
    if (hello == nullptr) return;
    connection.password = hello->password;
    connection.keep = hello->keep;
    connection.resume = hello->resume;
  } else if (connection.place == Place::WaitingRoom && type == "PING") {
    connection.knows_that_it_waits = true;
    waited_for_ = &room;
  } else if (connection.place == Place::Room && type == "BYE") {
    note_left(connection);
  } else if (connection.place == Place::Room && protocol::is_for_hosts(type)) {
    const auto& hosts = room.state.hosts;
    const bool is_host =
        std::find(hosts.begin(), hosts.end(), connection.participant) != hosts.end();
    if (is_host) heard_host(room, text);
  }
}

void EntryChecker::left(hub::ConnectionId id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  if (found->second.place == Place::Room) note_left(found->second);
  deliveries_.closed(id);
  connections_.erase(found);
}

void EntryChecker::lost(hub::ConnectionId id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  found->second.room->hosts.lost(id, scheduler_.now());
  deliveries_.closed(id);
  connections_.erase(found);
}

void EntryChecker::note_left(Connection& connection) {
  Room& room = *connection.room;
  room.members.erase(connection.participant);
  room.hosts.left(connection.participant);
  if (room.state.open()) return;
  room.left_closed.push_back(connection.participant);
  if (room.left_closed.size() > hub::kept_removals)
    room.left_closed.erase(room.left_closed.begin());
}

void EntryChecker::heard_host(Room& room, std::string_view text) {
  const auto message = protocol::decode_client_message(text);
  if (!message) return;
  waited_for_ = &room;
  if (const auto* wish = std::get_if<protocol::SetRoom>(&message.value())) {
    set_anew_ = &room;
    set_by_host_ = true;
    if (wish->password) room.password = *wish->password;
  } else {
    heard_order(room, std::get<protocol::HostOrder>(message.value()));
  }
}

void EntryChecker::heard_order(Room& room, const protocol::HostOrder& order) {
  switch (order.action) {
    case protocol::HostAction::Admit:
      room.admitted.insert(order.to);
      for (auto& [id, one] : connections_) {
        const bool meant = one.room == &room && one.participant == order.to;
        if (meant && one.place == Place::WaitingRoom) one.admitted = true;
      }
      break;
    case protocol::HostAction::Refuse:
      send_away(room, Place::WaitingRoom, order.to);
      break;
    case protocol::HostAction::Remove:
      if (room.members.erase(order.to) == 0) break;
      room.removed.insert(order.to);
      room.hosts.left(order.to);
      send_away(room, Place::Room, order.to);
      break;
    case protocol::HostAction::End:
      send_away(room, Place::WaitingRoom, {});
      send_away(room, Place::Room, {});
      room.ended.merge(room.members);
      room.members.clear();
      room.hosts.all_left();
      room.state = {};
      room.left_closed.clear();
      room.restored = false;
      break;
    case protocol::HostAction::Mute:
      break;
  }
}

// Without a participant, everyone who is there.
void EntryChecker::send_away(const Room& room, Place place, const std::string& participant) {
  for (const auto& [id, connection] : connections_) {
    const bool meant = participant.empty() || connection.participant == participant;
    if (meant && connection.room == &room && connection.place == place) sent_away_.insert(id);
  }
}

// --- What comes out ---

void EntryChecker::delivered(const hub::Delivery& delivery) {
  const auto found = connections_.find(delivery.to);
  if (found == connections_.end()) return;
  if (!delivery.text) {
    lost(delivery.to);
    return;
  }
  Connection& connection = found->second;
  const std::string_view type = message_type(*delivery.text);
  const bool may_hear = connection.place == Place::Room || is_for_anyone(type) ||
                        (connection.place == Place::Preview && is_for_previewers(type));
  if (!may_hear) raise("tells one who is not in the room: " + *delivery.text);
  // What one has missed comes at once, behind its WELCOME.
  if (protocol::is_relayed(type) && !welcomed_.contains(delivery.to)) {
    const std::string wrong = deliveries_.handed_on(delivery.to, *delivery.text, scheduler_.now());
    if (!wrong.empty()) raise(wrong);
  }
  if (!matters(type)) return;
  // Where it was the last, nobody else is told.
  const bool dismissed = connection.place == Place::Room && type == "ERROR" &&
                         delivery.text->find("\"id\":\"room-ended\"") != std::string::npos;
  if (dismissed) connection.room->members.erase(connection.participant);
  // What is told to many, is the same for all.
  const bool known = last_told_ == delivery.text.get();
  if (known || (type == "ERROR" && connection.place == Place::Room)) return;
  last_told_ = delivery.text.get();
  const auto message = protocol::decode_server_message(*delivery.text);
  if (type == "WELCOME") {
    welcomed_.insert(delivery.to);
  } else if (type == "ROOM" && welcomed_.contains(delivery.to)) {
    // It was true when the one who comes back has missed it.
    keep(*connection.room, std::get<protocol::RoomChanged>(message.value()).state);
    return;
  }
  std::visit([this, &connection](const auto& content) { delivered(connection, content); },
             message.value());
}

void EntryChecker::delivered(Connection& connection, const protocol::Lobby& message) {
  connection.place = Place::Preview;
  if (!message.state.keep.empty()) raise("gives its signature to one who only looks");
  if (!message.state.open() && !message.participants.empty()) {
    raise("names those who are in a closed room to one who only looks");
  }
  if (!message.participants.empty()) learn(*connection.room, message.state);
  // Nobody else is told where the last ones are given up.
  if (!message.state.open() && message.count == 0) connection.room->members.clear();
}

void EntryChecker::delivered(Connection& connection, const protocol::Waiting& message) {
  connection.place = Place::WaitingRoom;
  connection.participant = message.id;
  if (connection.room->removed.contains(message.id)) {
    raise("has " + message.id + " wait, who was removed");
  }
}

void EntryChecker::delivered(Connection& connection, const protocol::Welcome& message) {
  Room& room = *connection.room;
  const bool was_here = room.members.contains(message.id);
  if (!was_here) look_at_newcomer(connection, message);
  connection.place = Place::Room;
  connection.participant = message.id;
  room.members.insert(message.id);
  room.welcomed.insert(message.id);
  room.hosts.entered(message.id, connection.id);
  room.meeting.welcomed(message.resume);
  learn(room, message.state);
  look_at_hosts(room, message.state);
}

void EntryChecker::look_at_newcomer(Connection& connection, const protocol::Welcome& message) {
  Room& room = *connection.room;
  if (room.removed.contains(message.id) || room.ended.contains(message.id)) {
    raise("lets " + message.id + " in again, who was sent away");
  } else if (room.may_be_restored.contains(message.id)) {
    set_anew_ = &room;
    look_at_restored(room, connection, message);
  } else if (room.members.empty() || message.participants.empty()) {
    // Whoever comes to a room that everyone has left is host there, and finds what was set or,
    // after a while, nothing. The last ones may have been given up with nobody there to be told.
    room.members.clear();
    room.left_closed.clear();
    room.meeting.nobody_is_there();
    set_anew_ = &room;
    if (message.state.password && connection.password != room.password) {
      raise("lets " + message.id + " in without the password");
    }
  } else if (room.admitted.contains(message.id)) {
    return;
  } else if (room.state.locked) {
    raise("lets " + message.id + " into a locked room");
  } else if (room.state.waiting_room) {
    raise("lets " + message.id + " in, who has to wait");
  } else if (room.state.password && connection.password != room.password) {
    raise("lets " + message.id + " in without the password");
  }
}

// Who comes back after a restart brings back what was set, and who was removed.
void EntryChecker::look_at_restored(Room& room, const Connection& connection,
                                    const protocol::Welcome& message) {
  if (room.members.empty()) room.meeting.nobody_is_there();
  const std::string wrong =
      room.meeting.restored(connection.resume, message.id, message.participants);
  if (!wrong.empty()) raise(wrong);
  const auto kept = room.kept.find(connection.keep);
  if (kept == room.kept.end()) return;
  if (!MeetingWatch::belongs(connection.keep, connection.resume, message.state.keep)) return;
  if (!std::exchange(room.restored, true) && !same_settings(kept->second.state, message.state)) {
    raise("has forgotten what was set, and does not take it from one who knows");
  }
  // A host may have set another just before the server went, which nobody was told.
  const auto in_force = room.kept.find(message.state.keep);
  if (in_force != room.kept.end()) room.password = in_force->second.password;
  std::vector<std::string> gone = kept->second.left_closed;
  std::copy_if(room.removed_before.begin(), room.removed_before.end(), std::back_inserter(gone),
               [&connection](const auto& id) { return knows_removed(connection.keep, id); });
  for (const std::string& id : gone) {
    room.removed.insert(id);
    const auto& others = message.participants;
    const bool is_there = std::any_of(others.begin(), others.end(),
                                      [&id](const auto& other) { return other.id == id; });
    if (is_there) raise("keeps " + id + ", who was removed or has left");
  }
}

void EntryChecker::delivered(Connection& connection, const protocol::RoomChanged& message) {
  if (connection.place == Place::Preview && !message.state.keep.empty()) {
    raise("gives its signature to one who only looks");
  }
  learn(*connection.room, message.state);
  if (connection.place == Place::Room) look_at_hosts(*connection.room, message.state);
}

void EntryChecker::look_at_hosts(Room& room, const protocol::RoomState& state) {
  const std::string wrong = room.hosts.told(state.hosts, scheduler_.now());
  if (!wrong.empty()) raise(wrong);
}

void EntryChecker::learn(Room& room, const protocol::RoomState& state) {
  const bool may_change = set_anew_ == &room || room.members.empty();
  if (!same_settings(state, room.state) && !may_change) {
    raise("changes what is set, and no host has said so");
  }
  room.state = state;
  keep(room, state);
  if (state.waiting_room) return;
  // All who wait come in now, or once they have said that they wait.
  for (const auto& [id, connection] : connections_) {
    const bool waits = connection.room == &room && connection.place == Place::WaitingRoom;
    if (waits) room.admitted.insert(connection.participant);
  }
}

void EntryChecker::keep(Room& room, const protocol::RoomState& state) {
  if (!state.keep.empty())
    room.kept.try_emplace(state.keep, Room::Kept{state, room.password, room.left_closed});
}

void EntryChecker::delivered(Connection& connection, const protocol::UserLeave& message) {
  connection.room->members.erase(message.from);
}

void EntryChecker::delivered(Connection& connection, const protocol::Error& message) {
  using protocol::ErrorId;
  const protocol::RoomState& state = connection.room->state;
  const bool of_password =
      message.id == ErrorId::PasswordRequired || message.id == ErrorId::PasswordWrong;
  if (message.id == ErrorId::RoomLocked && !state.locked) raise("locks one out who may come in");
  if (of_password && !state.password) raise("asks for a password, and there is none");
}

// Those whom a host has let in come in at once, unless they do not know yet that they wait.
void EntryChecker::look_at_waiting(const Room& room) {
  for (auto& [id, connection] : connections_) {
    if (connection.room != &room || connection.place != Place::WaitingRoom) continue;
    if (set_by_host_ && !room.state.waiting_room) connection.admitted = true;
    if (connection.admitted && connection.knows_that_it_waits) {
      raise("has " + connection.participant + " wait, who has been let in");
    }
  }
}

void EntryChecker::call_over() {
  for (const hub::ConnectionId id : sent_away_) {
    if (connections_.contains(id)) raise("keeps one whom a host has sent away");
  }
  if (waited_for_ != nullptr) look_at_waiting(*waited_for_);
  sent_away_.clear();
  welcomed_.clear();
  set_anew_ = nullptr;
  set_by_host_ = false;
  waited_for_ = nullptr;
  last_told_ = nullptr;
}

}  // namespace parley::simulation
