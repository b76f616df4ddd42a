// Tokens of clients that come back: as they come, and with a signature that is right.
#include <string>

#include "fuzz.h"
#include "parley/protocol/limits.h"
#include "session_tokens.h"
#include "stand_ins.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley::hub;
  using parley::fuzz::require;
  const PlainSigner signer;
  const std::string text(parley::fuzz::text_of(data, size));
  (void)unseal(text, signer);
  const auto token = unseal(text + "!" + signer.sign(text), signer);
  if (!token) return 0;
  require(!token->room_name.empty() &&
              token->room_name.size() <= parley::protocol::limits::room_name_bytes,
          "the room of a token has a name within the limits");
  const auto again = unseal(seal(*token, signer), signer);
  require(again && again->room_name == token->room_name && again->kind == token->kind &&
              again->joined == token->joined,
          "it is the same when written and read");
  return 0;
}
