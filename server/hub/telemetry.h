// What a hub counts, and what it writes to the operator's log.
#pragma once

#include <string_view>

#include "parley/base/logger.h"
#include "parley/hub/counters.h"
#include "room.h"

namespace parley::hub {

class Telemetry {
 public:
  /// Null means that nobody reads the counters, or that nothing is logged.
  Telemetry(Counters* counters, base::Logger* logger);
  Telemetry(const Telemetry&) = delete;
  Telemetry& operator=(const Telemetry&) = delete;

  /// The member has just entered its room, as "new", "restored" or "guest".
  void joined(const Member& member, std::string_view how, Instant now);
  /// The member is about to be taken out of its room.
  void leaving(const Member& member);
  void relayed() { counters_.relayed.add(); }
  void error(protocol::ErrorId id);
  void reported(const protocol::Report& report);
  /// The SFU has refused something of a participant's, or has lost a room; `reason` in its words.
  void sfu_refused(std::string_view reason);
  void sfu_lost(std::string_view reason);
  /// The member cannot reach the SFU.
  void sfu_failed(const Member& member);

 private:
  Counters own_counters_;
  Counters& counters_;
  base::Logger& logger_;
};

}  // namespace parley::hub
