// Which RTCPeerConnections reach each other: ICE (RFC 8445) as far as signalling can break it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "random.h"
#include "scheduler.h"

namespace parley::simulation {

class PeerConnection;

/// What one connection brings to ICE.
struct IceEnd {
  /// Whose it is: paths break between people, not between connections.
  std::uint32_t owner = 0;
  std::uint64_t session_id = 0;
  std::string local_ufrag;
  std::uint64_t remote_session_id = 0;
  std::string remote_ufrag;
  bool has_remote_candidate = false;
};

class IceNetwork {
 public:
  IceNetwork(Scheduler& scheduler, Random& random) : scheduler_(scheduler), random_(random) {}

  void add(std::uint64_t session_id, PeerConnection& connection);
  void remove(std::uint64_t session_id);

  /// Something about this connection has changed: checks may succeed now.
  void update(std::uint64_t session_id);

  /// Breaks or mends every path between two participants.
  void set_path(std::uint32_t one, std::uint32_t other, bool works);
  void mend_all_paths() { broken_paths_.clear(); }
  /// Nothing comes from or gets to any connection of this owner.
  void set_frozen(std::uint32_t owner, bool frozen);

  /// True where both ends name each other's session and ICE generation.
  [[nodiscard]] bool agree(const IceEnd& one, const IceEnd& other) const;
  /// The other end of this one, if there is such a connection and they agree.
  [[nodiscard]] PeerConnection* partner(const IceEnd& end) const;

  /// Connects this connection and its partner, if there is one.
  void check(std::uint64_t session_id);
  /// The sessions whose check would change something; of two partners the first.
  [[nodiscard]] std::vector<std::uint64_t> checkable() const;

 private:
  Scheduler& scheduler_;
  Random& random_;
  std::map<std::uint64_t, PeerConnection*> connections_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> broken_paths_;
  std::set<std::uint32_t> frozen_;
};

}  // namespace parley::simulation
