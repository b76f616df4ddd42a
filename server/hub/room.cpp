#include "room.h"

#include <algorithm>

#include "parley/protocol/limits.h"

namespace parley::hub {

bool Room::full() const {
  return members_.size() >= protocol::limits::participants_per_room;
}

const Member* Room::find(std::string_view participant_id) const {
  const auto found = by_id_.find(participant_id);
  return found == by_id_.end() ? nullptr : found->second;
}

Member& Room::add(ConnectionId connection, protocol::Participant participant) {
  members_.push_back(std::make_unique<Member>(Member{connection, std::move(participant)}));
  Member& member = *members_.back();
  by_id_.emplace(member.participant.id, &member);
  return member;
}

void Room::remove(const Member& member) {
  by_id_.erase(member.participant.id);
  const auto is_member = [&member](const auto& other) { return other.get() == &member; };
  members_.erase(std::find_if(members_.begin(), members_.end(), is_member));
}

}  // namespace parley::hub
