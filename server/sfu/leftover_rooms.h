// Destroys the rooms that an earlier run of this server has left in Janus, where rooms outlive
// sessions.
#pragma once

#include <string>
#include <vector>

#include "janus_handle.h"
#include "parley/sfu/room_owner.h"

namespace parley::sfu {

class LeftoverRooms final : public JanusHandle {
 public:
  /// `owner` must outlive it.
  LeftoverRooms(JanusClient& client, const RoomOwner& owner);

  /// Nothing is left to do.
  [[nodiscard]] bool has_ended() const { return has_ended_; }

 private:
  void attached() override;
  void answered(const JanusMessage& message) override;
  void notified(const JanusMessage& message) override;
  void failed(const std::string& reason) override;

  void destroy_next();

  const RoomOwner& owner_;
  bool listed_ = false;
  bool asking_ = false;
  bool has_ended_ = false;
  std::vector<std::string> rooms_;
};

}  // namespace parley::sfu
