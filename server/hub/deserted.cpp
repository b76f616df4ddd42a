// What is left of a meeting that everyone has left: what was set stays for a while, and as long as
// someone waits to be let in. The one who comes next is host of it: most often the host, who has
// reloaded the page.

#include <utility>

#include "parley/hub/hub.h"
#include "room.h"
#include "waiting.h"

namespace parley::hub {

// Someone has left, waits no longer, or knows by now that it waits.
void Hub::see_if_deserted(const Room& room) {
  const bool so = room.without_participants() && room.anything_set() && !room.deserted_since();
  if (so) just_deserted_.push_back(room.name());
}

void Hub::note_deserted(Instant now) {
  for (std::string& name : std::exchange(just_deserted_, {})) {
    const auto found = rooms_.find(name);
    // Another has come, or it was ended.
    if (found == rooms_.end()) continue;
    Room& room = *found->second;
    if (!room.without_participants() || !room.anything_set()) continue;
    if (!room.knocking().empty()) {
      if (const ConnectionId next = heir_of(room); next != 0) admit(next, now);
      continue;
    }
    room.note_deserted(now);
    deserted_.push_back({std::move(name), now});
  }
}

// The last ones were given up, after a while without a word of theirs. Whoever asked to be let in
// meanwhile could be heard by nobody, and is the next to come: most often the one just given up,
// whose browser had crashed. 0 where there is none.
ConnectionId Hub::heir_of(const Room& room) const {
  for (const ConnectionId id : room.knocking()) {
    const Knock& knock = *connections_.at(id).knock;
    if (knock.heard && room.is_heir(knock.participant_id)) return id;
  }
  return 0;
}

void Hub::forget_deserted(Instant now) {
  while (!deserted_.empty() && now - deserted_.front().since >= resume_window) {
    Room* room = find_deserted(deserted_.front());
    deserted_.pop_front();
    if (room == nullptr) continue;
    room->forget_policy();
    tell_state(*room);
    drop_if_unused(*room);
  }
}

// Null where someone has come since, or it was ended.
Room* Hub::find_deserted(const Deserted& deserted) const {
  const auto found = rooms_.find(deserted.room_name);
  const bool still = found != rooms_.end() && found->second->deserted_since() == deserted.since;
  return still ? found->second.get() : nullptr;
}

void Hub::settle(Instant now) {
  drop_overflowing();
  note_deserted(now);
}

}  // namespace parley::hub
