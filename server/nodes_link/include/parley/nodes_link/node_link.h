// What makes one node of several of this server: the thread that speaks to Redis and to the other
// nodes. The Directory decides; this carries out what it wants.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "parley/base/logger.h"
#include "parley/base/node_counters.h"
#include "parley/base/random_ids.h"
#include "parley/base/signer.h"
#include "parley/base/unique_fd.h"
#include "parley/hub/tenure.h"
#include "parley/limits/client_address.h"
#include "parley/nodes/directory.h"
#include "parley/nodes_link/redis_address.h"
#include "parley/websocket/lease.h"
#include "parley/websocket/upgraded_socket.h"

namespace parley::nodes {
struct Greeting;
}

namespace parley::nodes_link {

using base::Instant;

struct NodeSettings {
  RedisAddress redis;  ///< numeric
  std::string redis_password;
  HostAndPort address;  ///< numeric; the node listens there, and the others connect to it
  nodes::LeaseTimes times;
};

/// What the rest of the server does for it; called by its thread.
struct NodeServices {
  /// Hands a client to the loop of its room.
  std::function<void(websocket::UpgradedSocket)> admit;
  /// What a client of that address needs before it can be admitted; nothing if there is no room.
  std::function<std::optional<websocket::UpgradedSocket>(const limits::IpAddress&)> prepare;
  /// Whether that is because no clients are taken any more.
  std::function<bool()> stops;
  /// A client that was prepared, or that was handed in, is gone without having been admitted.
  std::function<void()> cancel;
  /// The room is another node's.
  std::function<void(const std::string& name, const std::string& run)> lose;
};

class NodeLink : public hub::Landlord {
 public:
  /// Listens, but does nothing before start(). What is referred to must outlive it. Throws
  /// std::exception with a sentence for the operator.
  NodeLink(const base::Signer& signer, NodeSettings settings, base::NodeCounters& counters,
           base::Logger& logger);
  NodeLink(const NodeLink&) = delete;
  NodeLink& operator=(const NodeLink&) = delete;
  ~NodeLink() override;

  void start(NodeServices services);

  /// Takes a client over, which comes from that address, and sees to it that it gets into its room.
  /// Any thread may call it.
  void admit(websocket::UpgradedSocket client, const limits::IpAddress& address);
  /// Has the room be this node's, and waits for it. Nothing if it is another's, or nobody can say.
  /// Any thread but a loop's may call it.
  [[nodiscard]] std::optional<websocket::Ownership> claim(const std::string& room_name);
  /// Which other node has the room, by its address; empty if none has it, or nobody can say. Changes
  /// nothing. Any thread but a loop's may call it.
  [[nodiscard]] std::string owner_of(const std::string& room_name);
  void freed(const std::string& room_name, const std::string& run, std::uint64_t clients) override;

  /// Nobody is served any more: gives the rooms back, and ends what is passed on to other nodes.
  /// Waits no longer than leaving_timeout.
  void stop();

  [[nodiscard]] const websocket::Lease& lease() const { return lease_; }

 private:
  struct Claim {
    std::promise<std::optional<websocket::Ownership>> answer;
    /// Whoever sets it first decides: who waits, that it waits no longer, or the answer.
    std::atomic<bool> settled = false;
  };
  /// Who waits to learn whose the room is: a client, or a program of the operator's.
  struct Waiting {
    websocket::UpgradedSocket client;
    limits::IpAddress address;
    std::shared_ptr<Claim> claim;
  };
  /// Who wants to know whose a room is, and leaves it there.
  struct Question {
    std::string hash;
    std::shared_ptr<std::promise<std::string>> answer;
  };
  struct Freed {
    std::string hash;
    std::string run;
    std::uint64_t clients = 0;
  };

  class Parts;

  void order(Waiting waiting);
  void end(Waiting& waiting);
  void run();
  void take_orders();
  void locate(const Question& question);
  void answer_early(nodes::Ticket ticket);
  [[nodiscard]] int wait_milliseconds() const;
  void publish();
  [[nodiscard]] Instant now() const;

  void carry_out_all();
  void carry_out(const nodes::Beat& beat);
  void carry_out(const nodes::Acquire& order);
  void carry_out(const nodes::Assert& order);
  void carry_out(const nodes::Release& order);
  void carry_out(const nodes::Retire& order);
  void carry_out(const nodes::Hold& order);
  void carry_out(const nodes::Serve& order);
  void carry_out(const nodes::Relay& order);
  void carry_out(const nodes::Refuse& order);
  void carry_out(const nodes::Lose& order);
  void carry_out(const nodes::Lapsed& lapsed);
  void carry_out(const nodes::TakenOver& room);
  void carry_out(const nodes::OtherKey& other);
  [[nodiscard]] std::optional<Waiting> take_waiting(nodes::Ticket ticket);
  void refuse(websocket::UpgradedSocket client, protocol::ErrorId id, const char* words);
  [[nodiscard]] std::string_view take_arrival(const nodes::Greeting& greeting,
                                              base::UniqueFd& socket);

  const base::Signer& signer_;
  const NodeSettings settings_;
  base::NodeCounters& counters_;
  base::Logger& logger_;
  NodeServices services_;
  websocket::Lease lease_;
  base::UniqueFd epoll_;
  base::UniqueFd wake_;

  // Written by other threads.
  std::mutex orders_mutex_;
  std::vector<Waiting> orders_;
  std::vector<Question> questions_;
  std::vector<Freed> freed_;
  bool stop_ordered_ = false;
  bool ended_ = false;

  // Used only by the thread.
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  base::RandomIds ids_;
  nodes::Directory directory_;
  std::unique_ptr<Parts> parts_;
  std::unordered_map<nodes::Ticket, Waiting> waiting_;
  nodes::Ticket last_ticket_ = 0;
  bool was_leased_ = false;
  bool stopping_ = false;
  Instant stopped_at_{};

  std::thread thread_;
};

}  // namespace parley::nodes_link
