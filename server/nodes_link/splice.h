// Two sockets, of which each is sent what comes from the other, unread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/base/unique_fd.h"

namespace parley::nodes_link {

class Splice {
 public:
  enum Side : std::uint8_t { Client = 0, Peer = 1 };

  /// `to_client` is sent first.
  Splice(base::UniqueFd client, base::UniqueFd peer, std::string to_client);

  /// Passes on what there is. False if there will be no more.
  [[nodiscard]] bool turn(Side ready, std::uint32_t epoll_events);
  /// What epoll is to tell of that side. A side is read from only once the other has taken all.
  [[nodiscard]] std::uint32_t events(Side side) const;
  [[nodiscard]] int fd(Side side) const { return sockets_.at(side).get(); }
  /// One side has ended, and the other may still have something to say.
  [[nodiscard]] bool half_over() const { return ended_[Client] != ended_[Peer]; }

 private:
  static constexpr Side other(Side side) { return side == Client ? Peer : Client; }
  [[nodiscard]] bool flush(Side to);
  [[nodiscard]] bool read(Side from);

  std::array<base::UniqueFd, 2> sockets_;
  std::array<std::string, 2> pending_;  // for that side
  std::array<bool, 2> ended_{};         // nothing more comes from that side
};

}  // namespace parley::nodes_link
