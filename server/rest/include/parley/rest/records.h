// What is kept of rooms, participants and tracks. Times are milliseconds since 1970.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::rest {

using Time = std::int64_t;

/// What whoever created a room has asked for, as far as it concerns no hub.
struct RoomWish {
  std::string type = "peer-to-peer";
  std::string callback_url = {};  ///< empty: nobody is called
  bool callback_is_get = false;
  /// Without a name, the room's is its sid.
  bool has_name = true;
  std::size_t participants = 0;  ///< 0: as many as in any room
  int stay_seconds = 0;          ///< 0: no limit
  int empty_minutes = 0;
  int unused_minutes = 0;
};

struct RoomRecord {
  std::string sid;
  std::string name;  ///< the hub's
  RoomWish wish;
  Time created = 0;
  Time updated = 0;
  std::optional<Time> ended = {};
  /// Orders rooms by when they were created.
  std::uint64_t serial = 0;

  /// The name as it is answered.
  [[nodiscard]] const std::string& unique_name() const { return wish.has_name ? name : sid; }
};

struct TrackRecord {
  protocol::TrackPublication track;
  Time created = 0;
  Time updated = 0;
};

struct ParticipantRecord {
  std::string sid;
  std::string room_sid;
  std::string identity;
  Time started = 0;
  Time updated = 0;
  std::optional<Time> ended = {};
  std::uint64_t serial = 0;
  std::vector<TrackRecord> tracks = {};  ///< none of one who has left
};

}  // namespace parley::rest
