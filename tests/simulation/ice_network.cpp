#include "ice_network.h"

#include <algorithm>

#include "peer_connection.h"

namespace parley::simulation {

void IceNetwork::add(std::uint64_t session_id, PeerConnection& connection) {
  connections_[session_id] = &connection;
}

void IceNetwork::remove(std::uint64_t session_id) {
  connections_.erase(session_id);
}

void IceNetwork::set_path(std::uint32_t one, std::uint32_t other, bool works) {
  const auto path = std::minmax(one, other);
  if (works) {
    broken_paths_.erase(path);
  } else {
    broken_paths_.insert(path);
  }
}

void IceNetwork::set_frozen(std::uint32_t owner, bool frozen) {
  if (frozen) {
    frozen_.insert(owner);
  } else {
    frozen_.erase(owner);
  }
}

bool IceNetwork::agree(const IceEnd& one, const IceEnd& other) const {
  const bool same_sessions =
      one.remote_session_id == other.session_id && other.remote_session_id == one.session_id;
  const bool same_generation = !one.local_ufrag.empty() && !other.local_ufrag.empty() &&
                               one.remote_ufrag == other.local_ufrag &&
                               other.remote_ufrag == one.local_ufrag;
  // One side that knows where to send is enough: the other learns it from the check (a
  // peer-reflexive candidate, RFC 8445 section 7.3.1.3).
  return same_sessions && same_generation &&
         (one.has_remote_candidate || other.has_remote_candidate);
}

PeerConnection* IceNetwork::partner(const IceEnd& end) const {
  const auto found = connections_.find(end.remote_session_id);
  if (found == connections_.end()) return nullptr;
  const std::optional<IceEnd> other = found->second->ice_end();
  if (!other || broken_paths_.count(std::minmax(end.owner, other->owner)) > 0) return nullptr;
  if (frozen_.contains(end.owner) || frozen_.contains(other->owner)) return nullptr;
  return agree(end, *other) ? found->second : nullptr;
}

void IceNetwork::update(std::uint64_t session_id) {
  const auto found = connections_.find(session_id);
  if (found == connections_.end()) return;
  const Source source{Source::Kind::IceCheck, found->second->owner(), session_id};
  scheduler_.after(random_.between(Time(1), Time(40)), source,
                   [this, session_id] { check(session_id); });
}

void IceNetwork::check(std::uint64_t session_id) {
  const auto found = connections_.find(session_id);
  if (found == connections_.end()) return;
  const std::optional<IceEnd> end = found->second->ice_end();
  PeerConnection* other = end ? partner(*end) : nullptr;
  if (other == nullptr) return;
  found->second->ice_connected();
  other->ice_connected();
}

std::vector<std::uint64_t> IceNetwork::checkable() const {
  std::vector<std::uint64_t> sessions;
  for (const auto& [session_id, connection] : connections_) {
    const std::optional<IceEnd> end = connection->ice_end();
    const PeerConnection* other = end ? partner(*end) : nullptr;
    if (other == nullptr || end->remote_session_id < session_id) continue;
    const bool connected = connection->ice_state() == core::IceState::Connected &&
                           other->ice_state() == core::IceState::Connected;
    if (!connected) sessions.push_back(session_id);
  }
  return sessions;
}

}  // namespace parley::simulation
