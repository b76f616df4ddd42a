#include "password_guard.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace parley::hub {

Instant PasswordGuard::wait_of(ClientBlock client, Instant now) {
  Budget& budget = budget_of(client, now);
  budget.bucket.refill(budget.rate, now);
  constexpr double rounding = 1e-6;
  const double missing = 1 - rounding - budget.bucket.tokens();
  if (missing <= 0) return Instant{};
  const std::chrono::duration<double> wait{missing / budget.rate.per_second};
  return std::chrono::ceil<Instant>(wait);
}

void PasswordGuard::note_wrong(ClientBlock client, Instant now) {
  Budget& budget = budget_of(client, now);
  budget.bucket.charge(1, budget.rate, now);
  if (untold_ == 0 || now - untold_since_ >= guess_memory) {
    untold_ = 0;
    untold_since_ = now;
  }
  ++untold_;
  if (client == unknown_block) return;
  Account account{client, 0, now};
  if (const auto found = find(client); found != accounts_.end()) {
    if (now - found->since < guess_memory) account = *found;
    accounts_.erase(found);
  } else if (accounts_.size() == guessers_per_room) {
    accounts_.erase(accounts_.begin());
  }
  ++account.wrong;
  accounts_.push_back(account);
}

std::optional<std::uint32_t> PasswordGuard::alarm(Instant now) {
  if (untold_ < alarming_guesses) return std::nullopt;
  if (told_at_ && now - *told_at_ < alarm_interval) return std::nullopt;
  told_at_ = now;
  return std::exchange(untold_, 0);
}

PasswordGuard::Budget& PasswordGuard::budget_of(ClientBlock client, Instant now) {
  const auto found = find(client);
  const bool repeats = found != accounts_.end() && found->wrong >= forgiven_guesses &&
                       now - found->since < guess_memory;
  return repeats ? repeaters_ : newcomers_;
}

std::vector<PasswordGuard::Account>::iterator PasswordGuard::find(ClientBlock client) {
  return std::find_if(accounts_.begin(), accounts_.end(),
                      [client](const Account& account) { return account.client == client; });
}

}  // namespace parley::hub
