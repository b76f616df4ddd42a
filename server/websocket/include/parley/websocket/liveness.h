// Finds clients that have fallen silent. Nothing else reveals a connection that breaks without a
// FIN, for example when a laptop is shut or a phone changes networks.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <vector>

#include "parley/hub/hub.h"
#include "parley/limits/limits.h"

namespace parley::websocket {

struct LivenessLimits {
  hub::Instant ping_after = limits::ping_after;
  hub::Instant lost_after = limits::lost_after;
  hub::Instant interval = limits::liveness_interval;
};

/// Hearing from a connection moves one list element; otherwise a connection costs nothing.
class Liveness {
 public:
  struct Entry {
    hub::ConnectionId id = 0;
    hub::Instant since{};  ///< when it was last heard, or when it was asked
    bool asked = false;
  };
  using Handle = std::list<Entry>::iterator;

  explicit Liveness(LivenessLimits limits = {}) : limits_(limits) {}

  Handle add(hub::ConnectionId id, hub::Instant now);
  void heard(Handle entry, hub::Instant now);
  void remove(Handle entry);

  struct Silent {
    std::vector<hub::ConnectionId> to_ask;
    std::vector<hub::ConnectionId> lost;  ///< repeated in each call until removed
  };
  /// To be called when deadline() has passed, after everything readable has been read.
  Silent check(hub::Instant now);

  /// When to call check() next, if ever: at most once per interval, however many clients there are.
  [[nodiscard]] std::optional<hub::Instant> deadline() const;

 private:
  [[nodiscard]] hub::Instant patience() const { return limits_.lost_after - limits_.ping_after; }

  LivenessLimits limits_;
  // Both in the order of `since`.
  std::list<Entry> heard_;
  std::list<Entry> asked_;
  hub::Instant next_check_{};
};

}  // namespace parley::websocket
