#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

#include "parley/websocket/event_loop.h"
#include "parley/websocket/upgraded_socket.h"

namespace parley::websocket {

/// The event loops, each with its share of the rooms.
class LoopPool {
 public:
  /// Starts `loops` threads; 0 means one for each core. Over the limit on connections a client gets
  /// `server-full`. `signer` must outlive the pool.
  LoopPool(std::size_t loops, const base::Signer& signer, const LoopSettings& settings);
  /// Stops the loops.
  ~LoopPool();
  LoopPool(const LoopPool&) = delete;
  LoopPool& operator=(const LoopPool&) = delete;

  /// Counts a connection that is about to come. False if the server is stopping, or has so many
  /// that it cannot even accept one to tell it so.
  [[nodiscard]] bool reserve();
  /// Finds out whether there is room for the connection, and gives its room the name that it has
  /// here, if it is named by a sid. Part of admit().
  void prepare(UpgradedSocket& upgraded) const;
  /// Passes a connection to the loop of its room, which the sid of an open room names as well.
  /// reserve() must have returned true.
  void admit(UpgradedSocket upgraded);
  /// Has the hub of the room carry the command out, and waits for it, but no longer than
  /// limits::command_timeout. Any thread but a loop's may call it.
  [[nodiscard]] hub::CommandResult carry_out(const hub::Command& command);

  /// The room is another server's by now: everyone in it is closed. Any thread may call it.
  void lose(const std::string& room_name, const std::string& run);

  /// Undoes reserve().
  void cancel() { --connection_count_; }

  /// Tells every client, sends what is queued, closes all connections, and waits for the loops to
  /// end, but no longer than the limit on draining.
  void stop();
  /// The beginning of that: no room is served when it returns. stop() does the rest.
  void begin_stop();
  [[nodiscard]] bool stopping() const { return stopping_; }
  /// True if the next client would get `server-full`.
  [[nodiscard]] bool full() const { return connection_count_ >= max_connections_; }

  [[nodiscard]] std::size_t connection_count() const { return connection_count_; }

 private:
  [[nodiscard]] EventLoop& loop_of(const std::string& room_name);

  std::size_t max_connections_;
  base::Quota rooms_;
  hub::RoomDirectory directory_;
  std::size_t loop_count_;
  BufferBudget budget_;
  sfu::Loads sfu_loads_;
  std::atomic<std::size_t> connection_count_ = 0;
  std::atomic<bool> stopping_ = false;
  std::vector<std::unique_ptr<EventLoop>> loops_;
};

}  // namespace parley::websocket
