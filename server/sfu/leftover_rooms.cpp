#include "leftover_rooms.h"

#include <utility>

namespace parley::sfu {

LeftoverRooms::LeftoverRooms(JanusClient& client, const RoomOwner& owner)
    : JanusHandle(client, "leftover-rooms"), owner_(&owner), listed_(false) {}

LeftoverRooms::LeftoverRooms(JanusClient& client, std::vector<JanusRoom> rooms)
    : JanusHandle(client, "leftover-rooms"), listed_(true), rooms_(std::move(rooms)) {}

void LeftoverRooms::attached() {
  if (listed_) return destroy_next();
  ask(ListRooms{client().admin_key()});
}

void LeftoverRooms::answered(const JanusMessage& message) {
  if (std::exchange(listed_, true)) {
    rooms_.pop_back();
  } else {
    for (const std::string& name : message.rooms) {
      if (owner_->left_behind(name)) rooms_.push_back({name, "", owner_->secret_of(name)});
    }
  }
  destroy_next();
}

void LeftoverRooms::destroy_next() {
  if (rooms_.empty()) {
    has_ended_ = true;
    return;
  }
  asking_ = true;
  ask(DestroyRoom{rooms_.back()});
  asking_ = false;
}

void LeftoverRooms::notified(const JanusMessage& message) {
  if (message.type == JanusMessage::Type::Detached) has_ended_ = true;
}

// Another event loop may have destroyed the room already, or Janus was restarted.
void LeftoverRooms::failed(const std::string& /*reason*/) {
  if (listed_ && !asking_) {
    rooms_.pop_back();
    destroy_next();
  } else {
    has_ended_ = true;
  }
}

}  // namespace parley::sfu
