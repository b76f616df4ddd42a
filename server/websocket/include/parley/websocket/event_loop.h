// One thread that serves the WebSockets of its share of the rooms. It has its own hub, so handling
// a message shares nothing with other threads and takes no lock.
//
// A turn of the loop: wait for sockets; read once from each ready socket, pass its messages to the
// hub and append what the hub delivers to outboxes; check the timers; flush every outbox that grew,
// with one send() each; and only then read from one of the clients that send the most. A turn only
// marks broken connections and removes them at its end, so that no connection vanishes while
// someone holds a reference to it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "parley/base/random_ids.h"
#include "parley/base/unique_fd.h"
#include "parley/hub/hub.h"
#include "parley/limits/operator_limits.h"
#include "parley/sfu/bridges.h"
#include "parley/sfu_link/limits.h"
#include "parley/websocket/buffer_budget.h"
#include "parley/websocket/command_order.h"
#include "parley/websocket/frame_reader.h"
#include "parley/websocket/lease.h"
#include "parley/websocket/liveness.h"
#include "parley/websocket/media_link.h"
#include "parley/websocket/telemetry.h"
#include "parley/websocket/upgraded_socket.h"

namespace parley::websocket {

struct Connection;

struct LoopSettings {
  hub::HubOptions hub;  ///< except what each loop has of its own
  LivenessLimits liveness;
  limits::OperatorLimits limits;
  Telemetry* telemetry = nullptr;  ///< not null
  /// The Januses, all of which each loop uses; empty: everyone sends to everyone.
  std::vector<MediaSettings> sfus = {};
  /// How many participants they have; null: each loop counts its own only.
  sfu::Loads* sfu_loads = nullptr;
  /// Without it holding no room is served; null: all are, always. Must outlive the loop.
  const Lease* lease = nullptr;
};

class EventLoop {
 public:
  /// Starts the thread. `signer`, which several threads use, `connection_count`, which counts the
  /// connections of all loops, and `budget`, which all loops share, must outlive the loop. `number`
  /// is the loop's own in the budget. Throws std::system_error if the kernel refuses.
  EventLoop(const base::Signer& signer, LoopSettings settings,
            std::atomic<std::size_t>& connection_count, BufferBudget& budget, std::size_t number);
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  /// Stops, if stop() was not called before.
  ~EventLoop();

  /// Takes over a connection, which the caller has counted. Any thread may call it.
  void admit(UpgradedSocket upgraded);

  /// Has the hub carry out a command. False if the loop is stopping, or has too many to carry out
  /// already. Any thread may call it.
  [[nodiscard]] bool order(std::shared_ptr<CommandOrder> order);

  /// Tells every client that the server is stopping, and closes. Any thread may call it.
  void begin_stop();
  /// Waits until begin_stop() has had its effect: no room is served any more.
  void await_quiet() const { quiet_.wait(false); }
  /// Waits until all connections are closed, at most limits::closing_timeout.
  void join();

 private:
  using ConnectionId = hub::ConnectionId;
  /// In epoll's events; connections count from 1.
  static constexpr ConnectionId wake_id = 0;
  static constexpr ConnectionId first_media_id = ~ConnectionId{0} - sfu_link::januses;
  struct Deadline {
    ConnectionId id = 0;
    hub::Instant until{};
  };

  /// A Janus, and what epoll watches of the connection to it.
  struct Media {
    std::unique_ptr<MediaLink> link;
    bool ready = false;
    int watched = -1;
    std::uint32_t watched_events = 0;
  };

  [[nodiscard]] std::vector<Media> media_links(const std::vector<MediaSettings>& sfus);
  [[nodiscard]] std::unique_ptr<sfu::Bridges> bridges(sfu::Loads* loads);
  [[nodiscard]] hub::HubOptions hub_options(hub::HubOptions options);
  void run();
  [[nodiscard]] int wait_milliseconds();
  void take_orders();
  void start_connection(UpgradedSocket upgraded);
  void enter_room(Connection& connection, const UpgradedSocket& upgraded);
  void check_lease();
  void set_quiet();
  void close_moved(Connection& connection);
  void carry_out(CommandOrder& order);
  void handle_event(ConnectionId id, std::uint32_t events);
  void check_timers();
  void check_liveness();
  void say_farewell_to_all();

  // What comes in (event_loop_input.cpp).
  [[nodiscard]] bool is_busy(const Connection& connection) const;
  void read(Connection& connection, std::size_t most_bytes);
  void read_from_one_busy();
  void read_frames(Connection& connection, std::string_view bytes);
  [[nodiscard]] bool got_text(Connection& connection, std::string_view text);
  void ask_to_enter(Connection& connection, std::string_view text);
  void keep_half_read(Connection& connection, std::unique_ptr<FrameReader> reader, bool anew);
  void got_close_or_failure(Connection& connection, FrameReader::Status status);
  void watch_half_read(Connection& connection);
  void check_half_read();

  // What passes between the hub and the SFU (event_loop_media.cpp).
  void exchange_with_sfu();
  bool exchange_with(Media& media);
  void turn_of(Media& media);
  void turn_of_all_media();
  void watch(Media& media);

  // What goes out (event_loop_output.cpp).
  /// `charged`: whose failure to get in has been charged already.
  void deliver(const hub::Deliveries& deliveries, ConnectionId charged = 0);
  void send_text(Connection& connection, std::string_view text);
  void send_bytes(Connection& connection, std::string_view bytes);
  void note_queued(Connection& connection, std::size_t bytes);
  void count_ending(const hub::Delivery& close);
  void count_ending(Ending ending) { counters_.endings[static_cast<std::size_t>(ending)].add(); }
  void too_slow(Connection& connection);
  /// Queues an ERROR and a close frame.
  void refuse(Connection& connection, const protocol::Error& error);
  /// What the hub has to be told about the end of a connection.
  enum class Departure : std::uint8_t { Known, Lost, Left };
  /// The close frame is queued: stops reading from the client, and sends what is queued.
  void start_closing(Connection& connection, Departure departure);
  void lose(Connection& connection, Ending ending);

  // Memory. The first is to be called whenever what a connection has queued or half read has
  // changed, the second while nobody holds a reference to a connection.
  void count_buffered(Connection& connection);
  void publish_buffered();
  void count_kept();
  void keep_within_budget();
  void shed(Connection& connection);

  void finish_turn();
  void notify_hub_of_departed();
  void flush(Connection& connection);
  void mark_dirty(Connection& connection);
  void watch(const Connection& connection, int operation);

  [[nodiscard]] hub::Instant now() const;

  const limits::OperatorLimits limits_;
  LoopCounters& counters_;
  base::Logger& logger_;
  std::atomic<std::size_t>& connection_count_;
  BufferBudget& budget_;
  const std::size_t number_;
  base::UniqueFd epoll_;
  base::UniqueFd wake_;  // an eventfd: orders have come

  // Written by other threads.
  std::mutex orders_mutex_;
  std::vector<UpgradedSocket> arriving_;
  std::vector<std::shared_ptr<CommandOrder>> commands_;
  bool stop_ordered_ = false;

  // Used only by the loop's thread.
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  base::RandomIds ids_;
  std::vector<Media> media_;           // one for each Janus
  std::unique_ptr<sfu::Bridges> sfu_;  // null without any
  hub::Hub hub_;
  std::unordered_map<ConnectionId, std::unique_ptr<Connection>> connections_;
  ConnectionId last_id_ = 0;
  std::vector<ConnectionId> dirty_;
  std::vector<std::pair<ConnectionId, Departure>> departed_;  // the hub has not been told yet
  std::vector<ConnectionId> lost_;
  std::size_t buffered_ = 0;  // by all connections together
  std::size_t kept_ = 0;      // by the hub, as of the last count
  hub::Instant next_count_of_kept_{};
  // Both in the order of `until`.
  std::deque<Deadline> closing_;
  std::deque<Deadline> half_read_;
  std::vector<ConnectionId> busy_;  // readable in this turn, but wait for the others
  std::size_t turn_ = 0;
  std::vector<char> read_buffer_;
  Liveness liveness_;
  const Lease* lease_;
  std::uint64_t term_ = 0;  // of the lease by which the hub has its rooms
  std::atomic<bool> quiet_ = false;
  bool stopping_ = false;
  hub::Instant stopped_at_{};  // while stopping: when all connections are given up

  std::thread thread_;
};

}  // namespace parley::websocket
