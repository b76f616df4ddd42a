// Nobody can have the server pour messages over another.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "parley/hub/delivery.h"
#include "scheduler.h"

namespace parley::simulation {

/// Counts what the server hands on from one participant to another.
class DeliveryWatch {
 public:
  /// A message that was handed on; returns what is wrong, in words.
  std::string handed_on(hub::ConnectionId to, std::string_view text, Time now);
  void closed(hub::ConnectionId to);

 private:
  /// When the messages of the last second were handed on, by recipient and sender.
  std::map<std::pair<hub::ConnectionId, std::string>, std::deque<Time>> recent_;
};

}  // namespace parley::simulation
