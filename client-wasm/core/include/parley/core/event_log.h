// What has happened to a room, for whoever looks into a problem: every event as the core saw it,
// with its time, redacted while it is written down. As the core is deterministic, a log leads to
// the same actions once more (client-wasm/replay).
//
//     parley-event-log 1 build=0.1.0
//     1200 connect server=server room=room identity=participant-1 seed=7
//     1263 socketOpened
//     1301 socketMessage text={"type":"WELCOME",…}
//
// A replay needs the beginning, so that is kept: hundreds of people coming and going, or some days
// of quiet. Pings, which are most of a long call, are written as times alone. What no longer fits
// is kept as the end of the log, to be read, and from that the oldest goes first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "parley/core/event.h"
#include "parley/core/redactor.h"
#include "parley/core/time.h"

namespace parley::core {

class EventLog {
 public:
  /// To be called before the event is handled, for each one.
  void record(const Event& event, Time now);

  /// The log so far: lines of ASCII, each with its end.
  [[nodiscard]] std::string text() const;

  /// What has stood in for what so far.
  [[nodiscard]] Redactor& redactor() { return redactor_; }

 private:
  bool record_beat(const Event& event, Time now);
  void flush();
  void add(const std::string& line);
  [[nodiscard]] std::string tick_line() const;

  Redactor redactor_;
  std::string beginning_;
  std::string end_;
  bool beginning_is_full_ = false;
  std::size_t dropped_lines_ = 0;
  // What waits for the next event to show whether it is one more round: the line of those before,
  // and the TimePassed that may have begun another.
  std::string heartbeat_;
  std::uint32_t heartbeat_received_ = 0;
  std::size_t beats_ = 0;
  Time last_beat_{};
  std::optional<Time> tick_;
};

}  // namespace parley::core
