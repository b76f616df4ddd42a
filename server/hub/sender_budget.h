// What one participant may have the server deliver to others: whoever causes a cost pays for it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/base/instant.h"
#include "parley/base/token_bucket.h"
#include "parley/hub/limits.h"

namespace parley::hub {

using base::Instant;

class SenderBudget {
 public:
  /// `limits` must outlive this.
  SenderBudget(const RelayLimits& limits, Instant now);

  /// Takes what a text costs that goes to one participant. False if the sender has sent that one,
  /// or all together, too much.
  [[nodiscard]] bool take_for(const std::string& recipient_id, std::size_t bytes, Instant now);
  /// The same for a text that goes to so many participants at once.
  [[nodiscard]] bool take_for_all(std::size_t recipients, std::size_t bytes, Instant now);

 private:
  struct Recipient {
    std::string id;
    base::TokenBucket messages;
    base::TokenBucket bytes;
  };

  Recipient& recipient(const std::string& id, Instant now);

  const RelayLimits* limits_;
  base::TokenBucket deliveries_;
  base::TokenBucket bytes_;
  std::vector<Recipient> recipients_;  // the latest last
};

}  // namespace parley::hub
