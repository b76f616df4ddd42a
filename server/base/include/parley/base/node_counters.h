#pragma once

#include "parley/base/counter.h"

namespace parley::base {

/// What a server that shares its rooms with others has counted. One thread writes.
struct NodeCounters {
  Gauge shares_rooms;   ///< 1, or 0 if the server is alone: then nothing else is shown
  Gauge leased;         ///< 1 while the lease holds
  Gauge rooms;          ///< that are this server's
  Gauge asking;         ///< clients that wait until somebody can say whose their room is
  Gauge relays;         ///< clients that are passed on to the room's server
  Counter relayed;      ///< since the start
  Counter refused;      ///< nobody could say whose the room is
  Counter lapses;       ///< the lease was not renewed in time
  Counter takeovers;    ///< rooms taken over from a server that is gone
  Counter connections;  ///< to Redis
};

}  // namespace parley::base
