// What a client comes back with: who it was, signed, so that a server that remembers nothing can
// believe it. The secrets of a LOBBY and of a WAITING are such too, without a nonce: nobody comes
// back with them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parley/hub/signer.h"

namespace parley::hub {

struct ResumeClaim {
  /// The run of the server that made the claim.
  std::string run;
  /// Where the participant stands in the order of joining, over restarts. Of one that has not
  /// joined yet: `looks` or `waits`.
  std::int64_t joined = 0;
  static constexpr std::int64_t looks = 0;
  static constexpr std::int64_t waits = 1;
  /// Another with every claim: the secret part where the server still remembers the participant.
  std::string nonce;
  std::string participant_id;
  std::string room_name;
};

/// The claim as one word of letters, digits, '%' and '!'.
std::string seal(const ResumeClaim& claim, const Signer& signer);

/// The claim, if the signer's signature is under it; compared in constant time.
std::optional<ResumeClaim> unseal(std::string_view secret, const Signer& signer);

}  // namespace parley::hub
