#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

#include "parley/transport/event_loop.h"
#include "parley/transport/upgraded_socket.h"

namespace parley::transport {

/// The event loops, each with its share of the rooms.
class LoopPool {
 public:
  /// Starts `loops` threads, one for each core where it is 0. Over the limit on connections a
  /// client is told `server-full`. `signer` must outlive the pool.
  LoopPool(std::size_t loops, const hub::Signer& signer, const LoopSettings& settings);
  /// Stops.
  ~LoopPool();
  LoopPool(const LoopPool&) = delete;
  LoopPool& operator=(const LoopPool&) = delete;

  /// Counts a connection that is to come. False where the server stops, or holds so many that it
  /// cannot even take one to tell it so.
  [[nodiscard]] bool reserve();
  /// Passes a connection to the loop of its room. reserve() must have said yes.
  void admit(UpgradedSocket upgraded);
  /// Takes back what reserve() counted.
  void cancel() { --connection_count_; }

  /// Tells every client, sends what is queued, closes all connections, and waits for the loops to
  /// end: no longer than the limit on draining.
  void stop();
  [[nodiscard]] bool stopping() const { return stopping_; }
  /// True where the next client would be told `server-full`.
  [[nodiscard]] bool full() const { return connection_count_ >= max_connections_; }

  [[nodiscard]] std::size_t connection_count() const { return connection_count_; }

 private:
  std::size_t max_connections_;
  hub::Quota rooms_;
  std::atomic<std::size_t> connection_count_ = 0;
  std::atomic<bool> stopping_ = false;
  std::vector<std::unique_ptr<EventLoop>> loops_;
};

}  // namespace parley::transport
