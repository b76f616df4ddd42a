// A claim is good for its own meeting only.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::simulation {

/// Watches which meeting goes on in one room after a restart of the server: once members of one are
/// back, nobody comes back to an earlier one, and who came back to one has to go.
class MeetingWatch {
 public:
  /// Also where everyone has left: the next meeting may be any.
  void nobody_is_there() {
    latest_ = 0;
    restored_.clear();
  }
  /// Somebody is in the room, and was given this claim to come back with.
  void welcomed(std::string_view claim);
  /// Whether what was set (RoomState::keep) is of the meeting to which the claim belongs, or of the
  /// one that goes on, of which `in_force` was told.
  [[nodiscard]] static bool belongs(std::string_view keep, std::string_view claim,
                                    std::string_view in_force);
  /// Whether a client with that claim may find itself to be somebody else: it came in the first
  /// seconds after a restart, and another meeting, of which it has not heard, goes on (`now`).
  [[nodiscard]] static bool may_be_lost(std::string_view claim, std::string_view now);
  /// Whether the claim is of no meeting.
  [[nodiscard]] static bool is_of_none(std::string_view claim);
  /// A participant came back with this claim of an earlier run, to those others; returns what is
  /// wrong, in words.
  [[nodiscard]] std::string restored(std::string_view claim, const std::string& participant,
                                     const std::vector<protocol::Participant>& others);

 private:
  std::int64_t latest_ = 0;  ///< when the latest meeting began whose members are there; 0: unknown
  std::map<std::string, std::int64_t>
      restored_;  ///< when the meetings began of those who came back
};

}  // namespace parley::simulation
