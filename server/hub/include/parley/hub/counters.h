// What a hub has seen. Its thread counts, and any may read.
#pragma once

#include <array>

#include "parley/hub/counter.h"
#include "parley/protocol/error.h"
#include "parley/protocol/message.h"

namespace parley::hub {

struct Counters {
  Gauge rooms;
  Gauge participants;  ///< guests and those who are away among them

  Counter joins;
  Counter leaves;
  /// From the opening of the connection, or the HELLO where the room was looked at first, to being
  /// in the room.
  Histogram join_time;

  Counter relayed;  ///< messages from participants to participants
  std::array<Counter, protocol::error_id_count> errors;

  // By what clients report of their connections to each other.
  Histogram connection_time;
  std::array<Counter, protocol::path_kind_count> paths;
  Counter ice_restarts;
  Counter replacements;
};

}  // namespace parley::hub
