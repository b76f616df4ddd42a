// What clients bring when they come back: claims, and what was set in their room. As it comes, and
// with a signature that is right.
#include <string>

#include "fuzz.h"
#include "parley/protocol/limits.h"
#include "session_tokens.h"
#include "stand_ins.h"

namespace parley::hub {
namespace {

using fuzz::require;

const PlainSigner signer;

void check_claim(const std::string& text) {
  (void)unseal(text, signer);
  const auto token = unseal(text + "!" + signer.sign(text), signer);
  if (!token) return;
  require(!token->room_name.empty() &&
              token->room_name.size() <= parley::protocol::limits::room_name_bytes,
          "the room of a token has a name within the limits");
  const auto again = unseal(seal(*token, signer), signer);
  require(again && again->room_name == token->room_name && again->kind == token->kind &&
              again->joined == token->joined,
          "it is the same when written and read");
}

void check_policy(const std::string& text) {
  const std::string room_name = "standup";
  (void)unseal_policy(text, room_name, signer);
  const std::string proof = signer.sign("policy of " + room_name + "!" + text);
  const auto kept = unseal_policy(text + "!" + proof, room_name, signer);
  require(kept.has_value(), "what is signed is believed");
  require(!unseal_policy(text + "!" + proof, "retro", signer), "a policy is for one room");
  const auto again = unseal_policy(seal(*kept, room_name, signer), room_name, signer);
  require(again && again->policy.locked == kept->policy.locked &&
              again->policy.waiting_room == kept->policy.waiting_room &&
              again->policy.password_proof == kept->policy.password_proof &&
              again->policy.host == kept->policy.host &&
              again->policy.version == kept->policy.version &&
              again->meeting.id == kept->meeting.id &&
              again->meeting.started == kept->meeting.started,
          "it is the same when written and read");
}

}  // namespace
}  // namespace parley::hub

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(parley::fuzz::text_of(data, size));
  parley::hub::check_claim(text);
  parley::hub::check_policy(text);
  return 0;
}
