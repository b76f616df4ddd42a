#include "vacancies.h"

#include "parley/hub/limits.h"

namespace parley::hub {
namespace {

bool left_as_set(const Room& room) {
  return room.without_participants() && room.anything_set();
}

// The last ones were given up, after a while without a word of theirs. Whoever asked to be let in
// meanwhile could be heard by nobody, and is the next to come: most often the one just given up,
// whose browser had crashed.
Connection* successor_of(const Room& room) {
  for (Connection* connection : room.waiting()) {
    const InWaitingRoom& request = *connection->waiting();
    if (request.heard && room.is_successor(request.participant_id)) return connection;
  }
  return nullptr;
}

}  // namespace

void Vacancies::check(Room& room) {
  if (left_as_set(room) && !room.vacant()) maybe_vacant_.push_back(room.name());
}

Connection* Vacancies::note(Room& room, Instant now) {
  // Another may have come since, or a host has ended the meeting.
  if (!left_as_set(room)) return nullptr;
  if (!room.waiting().empty()) return successor_of(room);
  room.set_vacant(now + resume_window);
  return nullptr;
}

}  // namespace parley::hub
