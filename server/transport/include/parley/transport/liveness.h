// Which clients have fallen silent. A connection that breaks without a FIN, as when a laptop is
// shut or a phone changes networks, shows by nothing else.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <vector>

#include "parley/hub/hub.h"
#include "parley/transport/limits.h"

namespace parley::transport {

struct LivenessLimits {
  hub::Instant ping_after = limits::ping_after;
  hub::Instant lost_after = limits::lost_after;
  hub::Instant interval = limits::liveness_interval;
};

/// Costs nothing per connection but when it is heard, and then the moving of a list's element.
class Liveness {
 public:
  struct Entry {
    hub::ConnectionId id = 0;
    hub::Instant since{};  ///< last heard, or since then asked
    bool asked = false;
  };
  using Handle = std::list<Entry>::iterator;

  explicit Liveness(LivenessLimits limits = {}) : limits_(limits) {}

  Handle add(hub::ConnectionId id, hub::Instant now);
  void heard(Handle entry, hub::Instant now);
  void remove(Handle entry);

  struct Silent {
    std::vector<hub::ConnectionId> to_ask;
    std::vector<hub::ConnectionId> lost;  ///< again at the next call, until removed
  };
  /// To be called when deadline() has come, after all that waits to be read has been read.
  Silent check(hub::Instant now);

  /// When to call check() next, if ever: no more often than the interval, however many there are.
  [[nodiscard]] std::optional<hub::Instant> deadline() const;

 private:
  [[nodiscard]] hub::Instant patience() const { return limits_.lost_after - limits_.ping_after; }

  LivenessLimits limits_;
  // Each in the order of `since`.
  std::list<Entry> heard_;
  std::list<Entry> asked_;
  hub::Instant next_check_{};
};

}  // namespace parley::transport
