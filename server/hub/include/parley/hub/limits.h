// What the operator may set lower than the protocol has it (parley/protocol/limits.h).
#pragma once

#include <cstddef>

#include "parley/protocol/limits.h"

namespace parley::hub {

struct Limits {
  std::size_t participants_per_room = protocol::limits::participants_per_room;
  std::size_t identity_bytes = protocol::limits::identity_bytes;
  std::size_t json_depth = protocol::limits::json_depth;
};

}  // namespace parley::hub
