// What is left of a meeting that everyone has left: what was set stays for a while, and as long as
// someone waits to be let in. The one who comes next is host of it: most often the host, who has
// reloaded the page.

#include <algorithm>
#include <utility>

#include "parley/hub/hub.h"
#include "room.h"
#include "waiting.h"

namespace parley::hub {

// Someone has left, or waits no longer.
void Hub::see_if_deserted(const Room& room) {
  const bool so = room.deserted() && room.anything_set() && !room.deserted_since();
  if (so) just_deserted_.push_back(room.name());
}

// The last one has been given up, after a while without a connection. Whoever asked to be let in
// meanwhile could be heard by nobody, and is the next to come: most often the one just given up,
// whose browser had crashed.
void Hub::see_to_heir(const Room& room, Instant gone_since) {
  if (!room.without_participants()) return;
  const auto& all = room.knocking();
  const auto heir = std::find_if(all.begin(), all.end(), [&](ConnectionId id) {
    const Knock& knock = *connections_.at(id).knock;
    return knock.came > gone_since && may_be_host(knock.standing);
  });
  if (heir != all.end()) heirs_.push_back(*heir);
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
  for (const ConnectionId id : std::exchange(heirs_, {})) admit(id, now);
  note_deserted(now);
}

}  // namespace parley::hub
