#include "room_policy.h"

#include <charconv>

#include "constant_time.h"
#include "parley/hub/limits.h"
#include "parley/protocol/room_name.h"
#include "sealed_fields.h"

namespace parley::hub {
namespace {

// What is signed begins with what it is for, so that nothing passes for something else.
std::string sign_policy(std::string_view text, std::string_view room_name, const Signer& signer) {
  std::string signed_text = "policy of ";
  signed_text.append(protocol::encode_room_name(room_name)).append(1, field_separator).append(text);
  return signer.sign(signed_text);
}

// Between ids; no base64url and no digit.
constexpr char id_separator = ',';

std::string join_ids(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) {
    if (!text.empty()) text += id_separator;
    text += id;
  }
  return text;
}

std::vector<std::string> split_ids(std::string_view text) {
  std::vector<std::string> ids;
  while (!text.empty()) ids.emplace_back(take_field(text, id_separator));
  return ids;
}

}  // namespace

void RoomPolicy::note_removed(const std::string& participant_id) {
  if (removed.size() == kept_removals) removed.erase(removed.begin());
  removed.push_back(participant_id);
}

std::string prove_password(std::string_view room_name, std::string_view password,
                           const Signer& signer) {
  std::string signed_text = "password of ";
  signed_text.append(protocol::encode_room_name(room_name)).append(1, field_separator);
  return signer.sign(signed_text.append(password));
}

std::string seal(const RoomPolicy& policy, std::string_view room_name, const Signer& signer) {
  std::string text = std::to_string(policy.version);
  for (const std::string& field : {std::string(policy.locked ? "locked" : ""),
                                   std::string(policy.waiting_room ? "waiting" : ""),
                                   policy.password_proof, policy.host, join_ids(policy.removed)}) {
    text.append(1, field_separator).append(field);
  }
  return text + field_separator + sign_policy(text, room_name, signer);
}

std::optional<RoomPolicy> unseal_policy(std::string_view text, std::string_view room_name,
                                        const Signer& signer) {
  const std::size_t end = text.rfind(field_separator);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view fields = text.substr(0, end);
  if (!equal_in_constant_time(sign_policy(fields, room_name, signer), text.substr(end + 1))) {
    return std::nullopt;
  }
  RoomPolicy policy;
  const std::string_view version = take_field(fields);
  std::from_chars(version.data(), version.data() + version.size(), policy.version);
  policy.locked = !take_field(fields).empty();
  policy.waiting_room = !take_field(fields).empty();
  policy.password_proof = take_field(fields);
  policy.host = take_field(fields);
  policy.removed = split_ids(take_field(fields));
  return policy;
}

}  // namespace parley::hub
