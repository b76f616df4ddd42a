#include "leftover_rooms.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace parley::sfu {

LeftoverRooms::LeftoverRooms(JanusClient& client, const RoomOwner& owner)
    : JanusHandle(client, "leftover-rooms"), owner_(owner) {}

void LeftoverRooms::attached() {
  ask(ListRooms{client().admin_key()});
}

void LeftoverRooms::answered(const JanusMessage& message) {
  if (!std::exchange(listed_, true)) {
    std::copy_if(message.rooms.begin(), message.rooms.end(), std::back_inserter(rooms_),
                 [this](const std::string& name) { return owner_.left_behind(name); });
  }
  destroy_next();
}

void LeftoverRooms::destroy_next() {
  if (rooms_.empty()) {
    has_ended_ = true;
    return;
  }
  const std::string name = std::move(rooms_.back());
  rooms_.pop_back();
  asking_ = true;
  ask(DestroyRoom{{name, "", owner_.secret_of(name)}});
  asking_ = false;
}

void LeftoverRooms::notified(const JanusMessage& message) {
  if (message.type == JanusMessage::Type::Detached) has_ended_ = true;
}

// Another event loop may have destroyed the room already.
void LeftoverRooms::failed(const std::string& /*reason*/) {
  if (listed_ && !asking_) {
    destroy_next();
  } else {
    has_ended_ = true;
  }
}

}  // namespace parley::sfu
