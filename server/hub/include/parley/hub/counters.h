// What a hub has counted. Only its own thread counts; any thread may read.
#pragma once

#include <array>

#include "parley/base/counter.h"
#include "parley/protocol/error.h"
#include "parley/protocol/message.h"

namespace parley::hub {

struct Counters {
  base::Gauge rooms;
  base::Gauge participants;  ///< including guests and members that are away

  base::Counter joins;
  base::Counter leaves;
  /// From the opening of the connection, or from HELLO if the room was previewed first, to being in
  /// the room.
  base::Histogram join_time;

  base::Counter relayed;  ///< messages from participants to participants
  std::array<base::Counter, protocol::error_id_count> errors;

  // From what clients report about their connections to each other.
  base::Histogram connection_time;
  std::array<base::Counter, protocol::path_kind_count> paths;
  base::Counter ice_restarts;
  base::Counter replacements;

  base::Counter sfu_refusals;    ///< offers and the like that the SFU would not take
  base::Counter sfu_failures;    ///< participants who could not reach it
  base::Counter sfu_rooms_lost;  ///< rooms that had to be opened in it again, or became meshes
};

}  // namespace parley::hub
