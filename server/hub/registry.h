// All connections and rooms: how they begin and how they end.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connection.h"
#include "hub_context.h"
#include "room.h"
#include "vacancies.h"

namespace parley::hub {

/// Enough of a client's text to recognise it in an error message.
std::string excerpt(std::string_view text);

class Registry {
 public:
  Registry(HubContext& context, Vacancies& vacancies) : context_(context), vacancies_(vacancies) {}

  Connection& connect(ConnectionId id, std::string room_name, Mode mode, ClientBlock client,
                      Instant now);
  /// Null if it has ended.
  Connection* find(ConnectionId id);

  /// Sends an ERROR. If that error ends the connection, closes and forgets it; if the connection is
  /// a member's, the caller then has to take the member out of its room at once.
  void refuse(Connection& connection, const protocol::Error& error);
  /// Closes the connection without an error; `reason` is a stable id, or empty.
  void close(Connection& connection, std::string_view reason);
  /// The connection has ended: it no longer previews a room or waits for one. It stays in memory
  /// until the end of the call.
  void forget(Connection& connection);

  /// Closes the connections of that room, or all if null: another server has it.
  void close_moved(const std::string* only);

  /// The connection stops previewing the room, and changes to another state.
  void end_preview(Connection& connection);
  /// The connection stops waiting, which hosts are told, and changes to another state.
  InWaitingRoom end_waiting(Connection& connection);
  /// The same without telling the hosts.
  InWaitingRoom drop_request(Connection& connection);

  /// Null if there is none.
  Room* find_room(const std::string& name);
  /// By which names a token may know that room: its own, its sid, and that of before a restart.
  [[nodiscard]] std::vector<std::string> names_of_room(const std::string& name);
  /// The room of that name, created if there is none. Null if there are too many rooms already,
  /// which the client is told.
  Room* open_room(Connection& connection, const std::string& name);
  /// Whether the room has as many from the client's block of addresses as it may; then the client
  /// is refused.
  [[nodiscard]] bool refuse_crowd(Connection& connection, const Room& room);
  /// Whether the room has as many participants as it may; then the client is refused.
  [[nodiscard]] bool refuse_full(Connection& connection, const Room& room);
  /// A new room, with a sid of its own if `sid` is empty, which takes the place of an unused one of that name. Null if there are too many.
  Room* make_room(const std::string& name, const std::string& sid);
  /// The same as open_room(), but also null if the room is full.
  Room* open_room_with_place(Connection& connection, const std::string& name);
  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }
  [[nodiscard]] std::vector<Room*> all_rooms() const;

  /// What is kept for members who have not confirmed it (Hub::kept_bytes, Hub::forget_kept).
  [[nodiscard]] std::size_t kept_bytes() const;
  void forget_kept(std::size_t bytes);

  /// At the end of a call: frees unused rooms, and connections that have ended.
  void free_unused(Instant now);

 private:
  using Connections = std::unordered_map<ConnectionId, Connection>;

  HubContext& context_;
  Vacancies& vacancies_;
  Connections connections_;
  std::unordered_map<std::string, std::unique_ptr<Room>> rooms_;
  // Kept until the end of the call.
  RoomSweep sweep_;
  std::vector<Connections::node_type> ended_connections_;
  std::vector<std::unique_ptr<Room>> replaced_rooms_;
};

}  // namespace parley::hub
