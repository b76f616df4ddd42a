#include "sender_budget.h"

#include <algorithm>

#include "parley/protocol/limits.h"

namespace parley::hub {
namespace {

// Takes from both or from neither.
bool take_both(base::TokenBucket& messages, double message_count, const base::Rate& message_rate,
               base::TokenBucket& bytes, double byte_count, const base::Rate& byte_rate,
               Instant now) {
  messages.refill(message_rate, now);
  bytes.refill(byte_rate, now);
  if (messages.tokens() < message_count || bytes.tokens() < byte_count) return false;
  return messages.take(message_count, message_rate, now) && bytes.take(byte_count, byte_rate, now);
}

}  // namespace

SenderBudget::SenderBudget(const RelayLimits& limits, Instant now)
    : limits_(&limits), deliveries_(limits.deliveries, now), bytes_(limits.delivered_bytes, now) {}

bool SenderBudget::take_for(const std::string& recipient_id, std::size_t bytes, Instant now) {
  Recipient& to = recipient(recipient_id, now);
  return take_both(to.messages, 1, limits_->messages_to_one, to.bytes, static_cast<double>(bytes),
                   limits_->bytes_to_one, now) &&
         take_for_all(1, bytes, now);
}

bool SenderBudget::take_for_all(std::size_t recipients, std::size_t bytes, Instant now) {
  return take_both(deliveries_, static_cast<double>(recipients), limits_->deliveries, bytes_,
                   static_cast<double>(recipients * bytes), limits_->delivered_bytes, now);
}

SenderBudget::Recipient& SenderBudget::recipient(const std::string& id, Instant now) {
  const auto found = std::find_if(recipients_.begin(), recipients_.end(),
                                  [&id](const Recipient& known) { return known.id == id; });
  if (found != recipients_.end()) return *found;
  // More than are ever in the room at once: the one known for longest has left, most likely.
  if (recipients_.size() == 2 * protocol::limits::participants_per_room) {
    recipients_.erase(recipients_.begin());
  }
  return recipients_.emplace_back(Recipient{id, base::TokenBucket(limits_->messages_to_one, now),
                                            base::TokenBucket(limits_->bytes_to_one, now)});
}

}  // namespace parley::hub
