#include "session_tokens.h"

#include <charconv>
#include <initializer_list>
#include <vector>

#include "parley/base/constant_time.h"
#include "parley/protocol/room_name.h"

namespace parley::hub {
namespace {

// Everything sealed is one word: fields with a '!' between them, and the signature behind the last.
constexpr char field_separator = '!';
// Between ids; no base64url and no digit.
constexpr char id_separator = ',';

// In the place of Resume's order of joining, which no token without a nonce has.
constexpr std::string_view preview_mark = "0";
constexpr std::string_view waiting_mark = "1";

// Takes the text up to the next separator, and that.
std::string_view take_field(std::string_view& text, char separator = field_separator) {
  const std::size_t end = text.find(separator);
  const std::string_view field = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return field;
}

std::string join_fields(std::initializer_list<std::string_view> fields) {
  std::string text;
  for (const std::string_view field : fields) text.append(field).append(1, field_separator);
  text.pop_back();
  return text;
}

std::string place_of(const SessionToken& token) {
  if (token.kind == SessionToken::Kind::Preview) return std::string(preview_mark);
  if (token.kind == SessionToken::Kind::Waiting) return std::string(waiting_mark);
  return std::to_string(token.joined);
}

SessionToken::Kind kind_of(std::string_view place, std::string_view nonce) {
  if (!nonce.empty()) return SessionToken::Kind::Resume;
  return place == waiting_mark ? SessionToken::Kind::Waiting : SessionToken::Kind::Preview;
}

std::int64_t number_in(std::string_view field) {
  std::int64_t number = 0;
  std::from_chars(field.data(), field.data() + field.size(), number);
  return number;
}

// What is signed begins with what it is for, so that nothing passes for something else.
std::string sign_policy(std::string_view text, std::string_view room_name,
                        const base::Signer& signer) {
  std::string signed_text = "policy of ";
  signed_text.append(protocol::encode_room_name(room_name)).append(1, field_separator).append(text);
  return signer.sign(signed_text);
}

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

std::string seal(const SessionToken& token, const base::Signer& signer) {
  const std::string text =
      join_fields({token.run, place_of(token), token.nonce, token.participant_id, token.meeting.id,
                   std::to_string(token.meeting.started), std::to_string(token.issued),
                   protocol::encode_room_name(token.room_name)});
  return text + field_separator + signer.sign(text);
}

std::optional<SessionToken> unseal(std::string_view text, const base::Signer& signer) {
  const std::size_t end = text.rfind(field_separator);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view fields = text.substr(0, end);
  if (!base::equal_in_constant_time(signer.sign(fields), text.substr(end + 1))) return std::nullopt;

  SessionToken token;
  token.run = take_field(fields);
  const std::string_view place = take_field(fields);
  token.nonce = take_field(fields);
  token.kind = kind_of(place, token.nonce);
  if (token.kind == SessionToken::Kind::Resume) token.joined = number_in(place);
  token.participant_id = take_field(fields);
  token.meeting.id = take_field(fields);
  token.meeting.started = number_in(take_field(fields));
  token.issued = number_in(take_field(fields));
  const auto room_name = protocol::decode_room_name(fields);
  if (!room_name) return std::nullopt;
  token.room_name = room_name.value();
  return token;
}

std::string seal(const KeptPolicy& kept, std::string_view room_name, const base::Signer& signer) {
  const RoomPolicy& policy = kept.policy;
  const std::string text = join_fields(
      {std::to_string(policy.version), policy.locked ? "locked" : "",
       policy.waiting_room ? "waiting" : "", policy.password_proof, policy.host,
       join_ids(policy.removed), kept.meeting.id, std::to_string(kept.meeting.started)});
  return text + field_separator + sign_policy(text, room_name, signer);
}

std::optional<KeptPolicy> unseal_policy(std::string_view text, std::string_view room_name,
                                        const base::Signer& signer) {
  const std::size_t end = text.rfind(field_separator);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view fields = text.substr(0, end);
  if (!base::equal_in_constant_time(sign_policy(fields, room_name, signer), text.substr(end + 1))) {
    return std::nullopt;
  }
  KeptPolicy kept;
  kept.policy.version = number_in(take_field(fields));
  kept.policy.locked = !take_field(fields).empty();
  kept.policy.waiting_room = !take_field(fields).empty();
  kept.policy.password_proof = take_field(fields);
  kept.policy.host = take_field(fields);
  kept.policy.removed = split_ids(take_field(fields));
  kept.meeting.id = take_field(fields);
  kept.meeting.started = number_in(take_field(fields));
  return kept;
}

}  // namespace parley::hub
