// Destroys rooms that nobody needs any more, in Janus, where rooms outlive sessions and handles:
// those that an earlier run of this server has left there, and those that this run has lost.
#pragma once

#include <string>
#include <vector>

#include "janus_handle.h"
#include "janus_request.h"
#include "parley/sfu/room_owner.h"

namespace parley::sfu {

class LeftoverRooms final : public JanusHandle {
 public:
  /// Those of earlier runs. `owner` must outlive it.
  LeftoverRooms(JanusClient& client, const RoomOwner& owner);
  /// Those.
  LeftoverRooms(JanusClient& client, std::vector<JanusRoom> rooms);

  /// Nothing is left to do.
  [[nodiscard]] bool has_ended() const { return has_ended_; }
  /// Those that Janus may still have.
  [[nodiscard]] const std::vector<JanusRoom>& rest() const { return rooms_; }

 private:
  void attached() override;
  void answered(const JanusMessage& message) override;
  void notified(const JanusMessage& message) override;
  void failed(const std::string& reason) override;

  void destroy_next();

  const RoomOwner* owner_ = nullptr;
  bool listed_;
  bool asking_ = false;
  bool has_ended_ = false;
  std::vector<JanusRoom> rooms_;
};

}  // namespace parley::sfu
