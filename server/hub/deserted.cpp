// What is left of a meeting that everyone has left: what was set stays for a while, and as long as
// someone waits to be let in. The one who comes next is host of it: most often the host, who has
// reloaded the page.

#include <utility>

#include "parley/hub/hub.h"
#include "room.h"
#include "waiting.h"

namespace parley::hub {

// Someone has left, or waits no longer.
void Hub::see_if_deserted(const Room& room) {
  if (room.without_participants()) note_heir(room);
  const bool so = room.deserted() && room.anything_set() && !room.deserted_since();
  if (so) just_deserted_.push_back(room.name());
}

// The last ones were given up, after a while without a word of theirs. Whoever asked to be let in
// meanwhile could be heard by nobody, and is the next to come: most often the one just given up,
// whose browser had crashed.
void Hub::note_heir(const Room& room) {
  for (const ConnectionId id : room.knocking()) {
    if (!may_inherit_now(id)) continue;
    heirs_.push_back(id);
    return;
  }
}

bool Hub::may_inherit_now(ConnectionId id) const {
  const auto found = connections_.find(id);
  if (found == connections_.end() || found->second.knock == nullptr) return false;
  const Knock& knock = *found->second.knock;
  const Room& room = knock.room;
  return knock.heard && room.is_heir(knock.participant_id) && room.without_participants();
}

void Hub::let_heirs_in(Instant now) {
  for (const ConnectionId id : std::exchange(heirs_, {})) {
    // Another may have come meanwhile.
    if (may_inherit_now(id)) admit(id, now);
  }
}

void Hub::note_deserted(Instant now) {
  for (std::string& name : std::exchange(just_deserted_, {})) {
    const auto found = rooms_.find(name);
    // Another has come, or it was ended.
    if (found == rooms_.end() || !found->second->deserted()) continue;
    if (!found->second->anything_set()) continue;
    found->second->note_deserted(now);
    deserted_.push_back({std::move(name), now});
  }
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
  let_heirs_in(now);
  note_deserted(now);
}

}  // namespace parley::hub
