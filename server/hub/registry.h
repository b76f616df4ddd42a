// Connections and rooms: which there are, how they begin and how they end.
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

/// Enough of a client's text to recognise it by in an error.
std::string excerpt(std::string_view text);

class Registry {
 public:
  Registry(HubContext& context, Vacancies& vacancies) : context_(context), vacancies_(vacancies) {}

  Connection& connect(ConnectionId id, std::string room_name, Mode mode, Instant now);
  /// Null where it has ended.
  Connection* find(ConnectionId id);

  /// Sends an ERROR, and where that error ends the connection, closes and forgets it. A member's
  /// connection is refused so only for the member to be taken out of its room right after.
  void refuse(Connection& connection, const protocol::Error& error);
  /// Ends it without an error; the reason is a stable one, or empty.
  void close(Connection& connection, std::string_view reason);
  /// It has ended: it neither looks at a room nor waits for one any more. It stays in memory to the
  /// end of the call.
  void forget(Connection& connection);

  /// It looks at the room no longer, and will be something else.
  void end_preview(Connection& connection);
  /// It waits no longer, which hosts hear, and will be something else.
  InWaitingRoom end_waiting(Connection& connection);
  /// The same without a word to the hosts.
  InWaitingRoom drop_request(Connection& connection);

  /// Null where there is none.
  Room* find_room(const std::string& name);
  /// The room of that name, made where there is none. Null where there are too many rooms already,
  /// which the client is told.
  Room* open_room(Connection& connection, const std::string& name);
  /// The same, null too where the room is full.
  Room* open_room_with_place(Connection& connection, const std::string& name);
  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }
  [[nodiscard]] std::vector<Room*> all_rooms() const;

  /// The end of a call: frees rooms that nobody needs, and connections that have ended.
  void free_unused();

 private:
  using Connections = std::unordered_map<ConnectionId, Connection>;

  HubContext& context_;
  Vacancies& vacancies_;
  Connections connections_;
  std::unordered_map<std::string, std::unique_ptr<Room>> rooms_;
  // Until the end of the call.
  RoomSweep sweep_;
  std::vector<Connections::node_type> ended_connections_;
  std::vector<std::unique_ptr<Room>> replaced_rooms_;
};

}  // namespace parley::hub
