// What the server has counted, and where it logs what happens. Each thread has its own counters,
// and readers add them up.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>

#include "parley/hub/counters.h"
#include "parley/hub/logger.h"
#include "parley/protocol/error.h"

namespace parley::transport {

/// Why a WebSocket ended, if not because of an error of the protocol.
enum class Ending : std::uint8_t {
  Left,      ///< the client closed it with 1000 or 1001
  Closed,    ///< the client closed it with another code
  Done,      ///< the server closed it normally: after BYE, or because the client has another
  BadFrame,  ///< the client broke RFC 6455
  Broken,    ///< TCP ended without a close frame
  Silent,    ///< the client was silent for too long
};
inline constexpr std::size_t ending_count = 6;

/// What one event loop has counted.
struct LoopCounters {
  hub::Counters hub;
  hub::Gauge connections;
  hub::Counter connected;
  hub::Counter messages_in;
  hub::Counter messages_out;
  hub::Counter bytes_in;
  hub::Counter bytes_out;
  hub::Gauge queue_high_water;  ///< the most bytes that ever waited for one client
  /// ERRORs sent, without the hub's.
  std::array<hub::Counter, protocol::error_id_count> errors;
  std::array<hub::Counter, ending_count> endings;
  /// WebSockets ended with an ERROR, including the hub's.
  std::array<hub::Counter, protocol::error_id_count> error_endings;
};

/// Counters shared by CivetWeb's threads.
struct HttpCounters {
  using Count = std::atomic<std::uint64_t>;
  std::array<Count, 6> responses{};  ///< by the first digit of the status
  Count foreign_origins = 0;         ///< upgrades refused because of their origin
  Count turned_away = 0;             ///< upgrades from addresses with far too many connections
  Count refused_sockets = 0;         ///< closed before a request was read: too many at a time
  Count no_descriptors = 0;          ///< pauses because the process had none left
};

/// Any thread may call it.
inline void count_response(HttpCounters& counters, int status) {
  const auto digit = static_cast<std::size_t>(status) / 100;
  ++counters.responses[digit % counters.responses.size()];
}

class Telemetry {
 public:
  explicit Telemetry(hub::Logger& logger = hub::Logger::silent()) : logger_(logger) {}

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

  [[nodiscard]] hub::Logger& logger() const { return logger_; }
  HttpCounters& http() { return http_; }
  [[nodiscard]] const HttpCounters& http() const { return http_; }

 private:
  hub::Logger& logger_;
  mutable std::mutex mutex_;
  std::deque<LoopCounters> loops_;
  HttpCounters http_;
};

}  // namespace parley::transport
