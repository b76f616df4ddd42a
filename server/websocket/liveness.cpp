#include "parley/websocket/liveness.h"

#include <algorithm>

namespace parley::websocket {

Liveness::Handle Liveness::add(hub::ConnectionId id, hub::Instant now) {
  return heard_.insert(heard_.end(), {id, now, false});
}

void Liveness::heard(Handle entry, hub::Instant now) {
  heard_.splice(heard_.end(), entry->asked ? asked_ : heard_, entry);
  entry->since = now;
  entry->asked = false;
}

void Liveness::remove(Handle entry) {
  (entry->asked ? asked_ : heard_).erase(entry);
}

Liveness::Silent Liveness::check(hub::Instant now) {
  Silent silent;
  if (now < next_check_) return silent;
  next_check_ = now + limits_.interval;
  // Since it was asked, not since it was heard: should this process itself have slept, everyone
  // still has the time to answer.
  for (const Entry& entry : asked_) {
    if (now - entry.since < patience()) break;
    silent.lost.push_back(entry.id);
  }
  while (!heard_.empty() && now - heard_.front().since >= limits_.ping_after) {
    const Handle entry = heard_.begin();
    asked_.splice(asked_.end(), heard_, entry);
    entry->since = now;
    entry->asked = true;
    silent.to_ask.push_back(entry->id);
  }
  return silent;
}

std::optional<hub::Instant> Liveness::deadline() const {
  std::optional<hub::Instant> next;
  if (!heard_.empty()) next = heard_.front().since + limits_.ping_after;
  if (!asked_.empty()) {
    next = std::min(next.value_or(hub::Instant::max()), asked_.front().since + patience());
  }
  if (next) next = std::max(*next, next_check_);
  return next;
}

}  // namespace parley::websocket
