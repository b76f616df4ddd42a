// What a hub has counted. Only its own thread counts; any thread may read.
#pragma once

#include <array>

#include "parley/hub/counter.h"
#include "parley/protocol/error.h"
#include "parley/protocol/message.h"

namespace parley::hub {

struct Counters {
  Gauge rooms;
  Gauge participants;  ///< including guests and members that are away

  Counter joins;
  Counter leaves;
  /// From the opening of the connection, or from HELLO if the room was previewed first, to being in
  /// the room.
  Histogram join_time;

  Counter relayed;  ///< messages from participants to participants
  std::array<Counter, protocol::error_id_count> errors;

  // From what clients report about their connections to each other.
  Histogram connection_time;
  std::array<Counter, protocol::path_kind_count> paths;
  Counter ice_restarts;
  Counter replacements;
};

}  // namespace parley::hub
