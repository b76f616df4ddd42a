// How many wrong passwords a room takes. The limits of an address do not hold back someone who has
// many addresses, so each room has limits of its own.
//
// Only wrong passwords are counted, but while they are used up no password is checked, or the right
// one could be told from the others. So that one who guesses on and on does not keep everyone else
// out, clients who have been wrong too often share a smaller budget, and leave the other one to
// those who come for the first time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "parley/base/instant.h"
#include "parley/base/token_bucket.h"
#include "parley/hub/client_block.h"
#include "parley/hub/limits.h"

namespace parley::hub {

using base::Instant;

class PasswordGuard {
 public:
  /// How long that client has to wait until a password of its is checked; 0: it is checked now.
  [[nodiscard]] Instant wait_of(ClientBlock client, Instant now);
  /// The client, which did not have to wait, has sent a wrong password.
  void note_wrong(ClientBlock client, Instant now);
  /// How many wrong passwords there were since hosts were told last, if it is time to tell them.
  [[nodiscard]] std::optional<std::uint32_t> alarm(Instant now);

 private:
  /// The wrong passwords of one client.
  struct Account {
    ClientBlock client = 0;
    std::uint32_t wrong = 0;
    Instant since{};  ///< the first of them
  };
  struct Budget {
    base::Rate rate;
    base::TokenBucket bucket{rate, Instant{}};
  };

  [[nodiscard]] Budget& budget_of(ClientBlock client, Instant now);
  [[nodiscard]] std::vector<Account>::iterator find(ClientBlock client);

  Budget newcomers_{newcomers_guesses};
  Budget repeaters_{repeaters_guesses};
  std::vector<Account> accounts_;  // the one who was wrong last is last
  std::uint32_t untold_ = 0;       // wrong passwords that hosts have not been told of
  Instant untold_since_{};
  std::optional<Instant> told_at_;
};

}  // namespace parley::hub
