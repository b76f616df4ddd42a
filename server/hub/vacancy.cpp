// What is left of a meeting that everyone has left: what was set stays for a while, and as long as
// someone waits to be let in. The one who comes next is host of it: most often the host, who has
// reloaded the page.

#include <utility>

#include "join_request.h"
#include "parley/hub/hub.h"
#include "room.h"

namespace parley::hub {

// Someone has left, waits no longer, or knows by now that it waits.
void Hub::check_vacant(const Room& room) {
  const bool so = room.without_participants() && room.anything_set() && !room.vacant_since();
  if (so) maybe_vacant_.push_back(room.name());
}

void Hub::note_vacant(Instant now) {
  for (std::string& name : std::exchange(maybe_vacant_, {})) {
    const auto found = rooms_.find(name);
    // Another has come, or it was ended.
    if (found == rooms_.end()) continue;
    Room& room = *found->second;
    if (!room.without_participants() || !room.anything_set()) continue;
    if (!room.waiting().empty()) {
      if (const ConnectionId next = successor_of(room); next != 0) admit(next, now);
      continue;
    }
    room.note_vacant(now);
    vacant_.push_back({std::move(name), now});
  }
}

// The last ones were given up, after a while without a word of theirs. Whoever asked to be let in
// meanwhile could be heard by nobody, and is the next to come: most often the one just given up,
// whose browser had crashed. 0 where there is none.
ConnectionId Hub::successor_of(const Room& room) const {
  for (const ConnectionId id : room.waiting()) {
    const JoinRequest& join_request = *connections_.at(id).join_request;
    if (join_request.heard && room.is_successor(join_request.participant_id)) return id;
  }
  return 0;
}

void Hub::expire_vacant(Instant now) {
  while (!vacant_.empty() && now - vacant_.front().since >= resume_window) {
    Room* room = find_vacant(vacant_.front());
    vacant_.pop_front();
    if (room == nullptr) continue;
    room->reset_policy();
    send_state(*room);
    drop_if_unused(*room);
  }
}

// Null where someone has come since, or it was ended.
Room* Hub::find_vacant(const Vacant& vacant) const {
  const auto found = rooms_.find(vacant.room_name);
  const bool still = found != rooms_.end() && found->second->vacant_since() == vacant.since;
  return still ? found->second.get() : nullptr;
}

void Hub::finish_call(Instant now) {
  drop_overflowing();
  note_vacant(now);
}

}  // namespace parley::hub
