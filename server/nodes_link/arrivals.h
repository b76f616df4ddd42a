// The peer port: other nodes bring clients whose rooms are this node's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "parley/base/instant.h"
#include "parley/base/unique_fd.h"
#include "parley/nodes/greeting.h"
#include "parley/nodes_link/redis_address.h"

namespace parley::nodes_link {

using base::Instant;

class Arrivals {
 public:
  /// Takes the client over, or returns what is to be said to the other node.
  using Take =
      std::function<std::string_view(const nodes::Greeting& greeting, base::UniqueFd& socket)>;

  /// Listens there, and watches sockets in that epoll, under ids of which handles() is true. `signer`
  /// must outlive it. Throws std::runtime_error with a sentence for the operator.
  Arrivals(const HostAndPort& address, int epoll, const base::Signer& signer, Take take);

  [[nodiscard]] static bool handles(std::uint64_t id) { return (id & mark) != 0; }
  void handle(std::uint64_t id, Instant now);
  void expire(Instant now);
  [[nodiscard]] std::optional<Instant> deadline() const;

 private:
  static constexpr std::uint64_t mark = std::uint64_t{1} << 63U;
  static constexpr std::uint64_t listener_id = mark;

  struct Arriving {
    base::UniqueFd socket;
    std::string line;
    Instant until{};
  };

  void accept_all(Instant now);
  void spare_descriptors(Instant now);
  void watch_listener(std::uint32_t events);
  [[nodiscard]] bool read(Arriving& arriving);
  void answer(Arriving& arriving);

  int epoll_;
  base::UniqueFd listener_;
  nodes::GreetingReader reader_;
  Take take_;
  std::map<std::uint64_t, Arriving> arriving_;  // in their order
  std::uint64_t last_ = 0;
  std::optional<Instant> listens_again_at_;
};

}  // namespace parley::nodes_link
