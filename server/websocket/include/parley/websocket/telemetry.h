// What the server has counted, and where it logs what happens. Each thread has its own counters,
// and readers add them up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>

#include "parley/base/callback_counters.h"
#include "parley/base/logger.h"
#include "parley/base/node_counters.h"
#include "parley/http/counters.h"
#include "parley/hub/counters.h"
#include "parley/protocol/error.h"

namespace parley::websocket {

/// Why a WebSocket ended, if not because of an error of the protocol.
enum class Ending : std::uint8_t {
  Left,      ///< the client closed it with 1000 or 1001
  Closed,    ///< the client closed it with another code
  Done,      ///< the server closed it normally: after BYE, or because the client has another
  BadFrame,  ///< the client broke RFC 6455
  Broken,    ///< TCP ended without a close frame
  Silent,    ///< the client was silent for too long
  Moved,     ///< another server has the room, or will have
};
inline constexpr std::size_t ending_count = 7;

/// What one event loop has counted.
struct LoopCounters {
  hub::Counters hub;
  base::Gauge connections;
  base::Counter connected;
  base::Counter messages_in;
  base::Counter messages_out;
  base::Counter bytes_in;
  base::Counter bytes_out;
  base::Gauge buffered;          ///< bytes of memory that wait for clients, or are half received
  base::Gauge queue_high_water;  ///< the most bytes that ever waited for one client
  /// ERRORs sent, without the hub's.
  std::array<base::Counter, protocol::error_id_count> errors;
  std::array<base::Counter, ending_count> endings;
  /// WebSockets ended with an ERROR, including the hub's.
  std::array<base::Counter, protocol::error_id_count> error_endings;
};

class Telemetry {
 public:
  explicit Telemetry(base::Logger& logger = base::Logger::silent()) : logger_(logger) {}

  /// Counters for one more event loop. Their address does not change.
  LoopCounters& add_loop() {
    const std::lock_guard lock(mutex_);
    return loops_.emplace_back();
  }

  template <class Visit>
  void for_each_loop(Visit visit) const {
    const std::lock_guard lock(mutex_);
    for (const LoopCounters& loop : loops_) visit(loop);
  }

  [[nodiscard]] base::Logger& logger() const { return logger_; }
  base::NodeCounters& nodes() { return nodes_; }
  [[nodiscard]] const base::NodeCounters& nodes() const { return nodes_; }
  base::CallbackCounters& callbacks() { return callbacks_; }
  [[nodiscard]] const base::CallbackCounters& callbacks() const { return callbacks_; }
  http::HttpCounters& http() { return http_; }
  [[nodiscard]] const http::HttpCounters& http() const { return http_; }

 private:
  base::Logger& logger_;
  mutable std::mutex mutex_;
  std::deque<LoopCounters> loops_;
  http::HttpCounters http_;
  base::CallbackCounters callbacks_;
  base::NodeCounters nodes_;
};

}  // namespace parley::websocket
