#include "room_policy.h"

#include "parley/hub/limits.h"
#include "parley/protocol/room_name.h"

namespace parley::hub {

void RoomPolicy::note_removed(const std::string& participant_id) {
  if (removed.size() == kept_removals) removed.erase(removed.begin());
  removed.push_back(participant_id);
}

void RoomPolicy::note_left(const std::string& participant_id) {
  if (removed.size() == kept_removals) removed.erase(removed.begin());
  removed.insert(removed.begin(), participant_id);
}

std::string prove_password(std::string_view room_name, std::string_view password,
                           const base::Signer& signer) {
  std::string signed_text = "password of ";
  signed_text.append(protocol::encode_room_name(room_name)).append(1, '!');
  return signer.sign(signed_text.append(password));
}

}  // namespace parley::hub
