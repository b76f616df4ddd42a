#include "host_watch.h"

#include <algorithm>

#include "parley/hub/limits.h"

namespace parley::simulation {

void HostWatch::server_started(Time now) {
  seats_.clear();
  hosts_.clear();
  restarted_ = now;
}

void HostWatch::entered(const std::string& participant, hub::ConnectionId connection) {
  seats_[participant] = {connection};
}

void HostWatch::lost(hub::ConnectionId connection, Time now) {
  for (auto& [participant, seat] : seats_) {
    if (seat.connection == connection && !seat.away_since) seat.away_since = now;
  }
}

// Its successor may be told to nobody, and it may enter again.
void HostWatch::left(const std::string& participant) {
  seats_.erase(participant);
  std::erase(hosts_, participant);
}

bool HostWatch::keeps_place(const std::string& participant, Time now) const {
  const auto found = seats_.find(participant);
  if (found == seats_.end()) return false;
  const auto& since = found->second.away_since;
  return !since || now - *since < hub::resume_window;
}

std::string HostWatch::told(const std::vector<std::string>& hosts, Time now) {
  const bool may_change = restarted_ && now - *restarted_ <= hub::restore_window;
  std::string wrong;
  for (const std::string& host : hosts_) {
    const bool still = std::find(hosts.begin(), hosts.end(), host) != hosts.end();
    if (!still && !may_change && keeps_place(host, now))
      wrong = "takes from " + host + " that it is host";
  }
  if (hosts.size() > 1) wrong = "has more than one host in a room";
  hosts_ = hosts;
  return wrong;
}

}  // namespace parley::simulation
