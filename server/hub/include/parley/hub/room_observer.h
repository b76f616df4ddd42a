// What a hub tells of its rooms to whoever keeps records of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::hub {

/// A room is in progress from when it is opened, by the first to enter it or by CreateRoom, until
/// it ends. Its sid is its own: one who comes later finds another room of that name. What a server
/// that stops takes with it has not ended.
///
/// Called by the threads of all hubs, in the middle of a call: it must not wait, nor call a hub.
class RoomObserver {
 public:
  RoomObserver() = default;
  RoomObserver(const RoomObserver&) = delete;
  RoomObserver& operator=(const RoomObserver&) = delete;
  virtual ~RoomObserver() = default;

  virtual void room_opened(std::string_view room_sid, std::string_view name) = 0;
  virtual void room_ended(std::string_view room_sid) = 0;
  /// With the tracks that the participant publishes from the start.
  virtual void participant_joined(std::string_view room_sid,
                                  const protocol::Participant& participant) = 0;
  virtual void participant_left(std::string_view room_sid, std::string_view participant_id) = 0;
  /// All tracks that the participant publishes from now on.
  virtual void tracks_changed(std::string_view room_sid, std::string_view participant_id,
                              const std::vector<protocol::TrackPublication>& tracks) = 0;
};

}  // namespace parley::hub
