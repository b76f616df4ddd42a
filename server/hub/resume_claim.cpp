#include "resume_claim.h"

#include <charconv>

#include "constant_time.h"
#include "parley/protocol/room_name.h"
#include "sealed_fields.h"

namespace parley::hub {

std::string seal(const ResumeClaim& claim, const Signer& signer) {
  std::string text = claim.run;
  for (const std::string& field : {std::to_string(claim.joined), claim.nonce, claim.participant_id,
                                   protocol::encode_room_name(claim.room_name)}) {
    text.append(1, field_separator).append(field);
  }
  return text + field_separator + signer.sign(text);
}

std::optional<ResumeClaim> unseal(std::string_view secret, const Signer& signer) {
  const std::size_t end = secret.rfind(field_separator);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view text = secret.substr(0, end);
  if (!equal_in_constant_time(signer.sign(text), secret.substr(end + 1))) return std::nullopt;

  ResumeClaim claim;
  claim.run = take_field(text);
  const std::string_view joined = take_field(text);
  std::from_chars(joined.data(), joined.data() + joined.size(), claim.joined);
  claim.nonce = take_field(text);
  claim.participant_id = take_field(text);
  const auto room_name = protocol::decode_room_name(text);
  if (!room_name) return std::nullopt;
  claim.room_name = room_name.value();
  return claim;
}

}  // namespace parley::hub
