// Whom a room lets in and who is its host, as it outlives a restart of the server: everyone who is
// in the room has it under the server's signature (RoomState::keep).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parley/hub/signer.h"

namespace parley::hub {

struct RoomPolicy {
  bool locked = false;
  bool waiting_room = false;
  /// Of the password; empty where there is none.
  std::string password_proof = {};
  /// Who is host because of the order of joining; those whom their token makes it are not meant.
  std::string host = {};
  /// Who was removed last, by participant id: a claim of theirs is good for nothing.
  std::vector<std::string> removed = {};
  /// Orders what was set, over restarts.
  std::int64_t version = 0;

  void note_removed(const std::string& participant_id);

  [[nodiscard]] bool open() const { return !locked && !waiting_room && password_proof.empty(); }
};

/// What stands for a password: the same for the same password and room, and without the server's
/// key nothing to guess it by.
std::string prove_password(std::string_view room_name, std::string_view password,
                           const Signer& signer);

}  // namespace parley::hub
