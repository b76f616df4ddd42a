// What has happened in a room, for investigating a problem: every event as the core saw it, with
// its time, redacted as it is written. Because the core is deterministic, replaying a log leads to
// the same actions again (client-wasm/replay).
//
//     parley-event-log 2 build=0.1.0
//     1200 connect server=server room=room identity=participant-1 seed=7
//     1263 socketOpened
//     1301 socketMessage text={"type":"WELCOME",…}
//
// A replay needs the beginning, so the log keeps it: enough for hundreds of people coming and
// going, or some days of quiet. Pings, which make up most of a long call, are written only as
// times. What no longer fits is kept for reading as the end of the log, from which the oldest lines
// are dropped first.
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
  /// To be called for each event before it is handled.
  void record(const Event& event, Time now);

  /// The log so far: lines of ASCII, each ending with a newline.
  [[nodiscard]] std::string text() const;

  /// The stand-ins so far, and what they stand for.
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
  // Held until the next event shows whether there is another round: the line of the previous
  // rounds, and the TimePassed that may have begun another.
  std::string heartbeat_;
  std::uint32_t heartbeat_received_ = 0;
  std::size_t beats_ = 0;
  Time last_beat_{};
  std::optional<Time> tick_;
};

}  // namespace parley::core
