#include "resume_claim.h"

#include <array>
#include <charconv>

#include "parley/protocol/room_name.h"

namespace parley::hub {
namespace {

constexpr char separator = '!';

bool equal_in_constant_time(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    difference |= static_cast<unsigned char>(one[i]) ^ static_cast<unsigned char>(other[i]);
  }
  return difference == 0;
}

// Takes the text up to the next separator.
std::string_view take_field(std::string_view& text) {
  const std::size_t end = text.find(separator);
  const std::string_view field = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return field;
}

}  // namespace

std::string seal(const ResumeClaim& claim, const Signer& signer) {
  std::string text = claim.run;
  for (const std::string& field : {std::to_string(claim.joined), claim.nonce, claim.participant_id,
                                   protocol::encode_room_name(claim.room_name)}) {
    text.append(1, separator).append(field);
  }
  return text + separator + signer.sign(text);
}

std::optional<ResumeClaim> unseal(std::string_view secret, const Signer& signer) {
  const std::size_t end = secret.rfind(separator);
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
