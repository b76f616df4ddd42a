// An honest host stays host: nobody else can take that from it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parley/hub/delivery.h"
#include "scheduler.h"

namespace parley::simulation {

/// Watches who is host in one room. A host is followed by another once it has left, was removed,
/// or was away for the resume window; and for a while after a restart of the server, when it is
/// not yet known who comes back.
class HostWatch {
 public:
  void server_started(Time now);
  void entered(const std::string& participant, hub::ConnectionId connection);
  /// The server has lost the connection, or has ended it.
  void lost(hub::ConnectionId connection, Time now);
  /// The participant has left, or was removed.
  void left(const std::string& participant);
  /// A host has ended the meeting.
  void all_left() { seats_.clear(); }
  /// What the server says; returns what is wrong with it, in words.
  std::string told(const std::vector<std::string>& hosts, Time now);

 private:
  struct Seat {
    hub::ConnectionId connection = 0;
    std::optional<Time> away_since = std::nullopt;
  };
  [[nodiscard]] bool keeps_place(const std::string& participant, Time now) const;

  std::map<std::string, Seat> seats_;
  std::vector<std::string> hosts_;
  std::optional<Time> restarted_;
};

}  // namespace parley::simulation
