// Whom a room lets in and who is its host. This outlives a restart of the server, because everyone
// in the room holds a copy with the server's signature (RoomState::keep).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/signer.h"

namespace parley::hub {

struct RoomPolicy {
  bool locked = false;
  bool waiting_room = false;
  /// Proof of the password; empty if there is none.
  std::string password_proof = {};
  /// The host by order of joining; hosts by token are not listed here.
  std::string host = {};
  /// The participant ids of those who were removed, or left a room that was not open, last; their
  /// claims are not valid. In the order in which they are forgotten.
  std::vector<std::string> removed = {};
  /// Orders versions of the policy, also across restarts.
  std::int64_t version = 0;

  void note_removed(const std::string& participant_id);
  /// Is forgotten before anyone who was removed, who could else have others come and leave until
  /// nobody knows of it.
  void note_left(const std::string& participant_id);

  [[nodiscard]] bool open() const { return !locked && !waiting_room && password_proof.empty(); }
};

/// What stands for a password: the same for the same password and room, and useless for guessing
/// the password without the server's key.
std::string prove_password(std::string_view room_name, std::string_view password,
                           const base::Signer& signer);

}  // namespace parley::hub
