#include "announcer.h"

namespace parley::hub {

void Announcer::opened(Room& room) const {
  if (observer_ == nullptr || room.in_progress()) return;
  room.set_in_progress(true);
  observer_->room_opened(room.sid(), room.name());
}

void Announcer::ended(Room& room) const {
  if (observer_ == nullptr || !room.in_progress()) return;
  room.set_in_progress(false);
  observer_->room_ended(room.sid());
}

void Announcer::joined(const Member& member) const {
  if (observer_ == nullptr) return;
  opened(member.room);
  observer_->participant_joined(member.room.sid(), member.participant);
}

void Announcer::leaving(const Member& member) const {
  if (observer_ == nullptr) return;
  observer_->participant_left(member.room.sid(), member.participant.id);
}

void Announcer::published(const Member& member) const {
  if (observer_ == nullptr) return;
  observer_->tracks_changed(member.room.sid(), member.participant.id, member.participant.tracks);
}

}  // namespace parley::hub
