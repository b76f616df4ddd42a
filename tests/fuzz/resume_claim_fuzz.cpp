// Claims of clients that come back: as they come, and with a signature that is right.
#include <string>

#include "fuzz.h"
#include "parley/protocol/limits.h"
#include "resume_claim.h"
#include "stand_ins.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley::hub;
  using parley::fuzz::require;
  const PlainSigner signer;
  const std::string text(parley::fuzz::text_of(data, size));
  (void)unseal(text, signer);
  const auto claim = unseal(text + "!" + signer.sign(text), signer);
  if (!claim) return 0;
  require(!claim->room_name.empty() &&
              claim->room_name.size() <= parley::protocol::limits::room_name_bytes,
          "the room of a claim has a name within the limits");
  const auto again = unseal(seal(*claim, signer), signer);
  require(again && again->room_name == claim->room_name && again->joined == claim->joined,
          "it is the same when written and read");
  return 0;
}
