#include "parley/limits/connection_limiter.h"

#include <algorithm>

namespace parley::limits {
namespace {

constexpr double seconds_per_minute = 60;

}  // namespace

ConnectionLimiter::ConnectionLimiter(const OperatorLimits& limits) {
  const std::size_t least = limits.connections_per_address;
  const std::size_t most =
      std::max(least, limits.connections / limits::connections_per_block_divisor);
  for (std::size_t place = 0; place < allowances_.size(); ++place) {
    const std::size_t factor = AddressBlocks::factor(place);
    const auto joins = static_cast<double>(limits.joins_per_minute * factor);
    allowances_[place] = {std::min(least * factor, most), {joins / seconds_per_minute, joins}};
  }
}

std::pair<ConnectionLimiter::Answer, ConnectionLimiter::Slot> ConnectionLimiter::acquire(
    const IpAddress& client, Instant time) {
  const AddressBlocks blocks(client);
  const std::lock_guard lock(mutex_);
  const Answer answer =
      judge(accounts_.touch(blocks,
                            [this, time](std::size_t place) {
                              return base::TokenBucket(allowances_[place].joins, time);
                            }),
            time);
  if (answer == Answer::Rejected) return {answer, Slot()};
  accounts_.hold(blocks);
  return {answer, Slot(*this, client)};
}

// Takes a join of all its blocks, or of none of them.
ConnectionLimiter::Answer ConnectionLimiter::judge(const Accounts::Entries& entries, Instant time) {
  Answer answer = Answer::Allowed;
  for (std::size_t place = 0; place < entries.size(); ++place) {
    const std::size_t connections = entries[place].holders;
    const std::size_t most = allowances_[place].connections;
    if (connections >= most + limits::refused_connections_per_address) return Answer::Rejected;
    if (connections >= most) answer = Answer::TooManyConnections;
  }
  if (answer != Answer::Allowed) return answer;
  for (std::size_t place = 0; place < entries.size(); ++place) {
    entries[place].account.refill(allowances_[place].joins, time);
    if (entries[place].account.tokens() < 1) return Answer::TooManyJoins;
  }
  for (std::size_t place = 0; place < entries.size(); ++place) {
    entries[place].account.charge(1, allowances_[place].joins, time);
  }
  return Answer::Allowed;
}

std::size_t ConnectionLimiter::size() const {
  const std::lock_guard lock(mutex_);
  return accounts_.size();
}

void ConnectionLimiter::release(const IpAddress& client) {
  const std::lock_guard lock(mutex_);
  accounts_.release(AddressBlocks(client));
}

void ConnectionLimiter::charge(const IpAddress& client, double joins, Instant time) {
  const std::lock_guard lock(mutex_);
  accounts_.visit(AddressBlocks(client), [&](std::size_t place, base::TokenBucket& account) {
    // The first of them was taken when it came.
    account.charge(joins - 1, allowances_[place].joins, time);
  });
}

std::optional<ConnectionLimiter::Reserved> ConnectionLimiter::reserve(const IpAddress& client,
                                                                      double joins, Instant time) {
  const AddressBlocks blocks(client);
  const std::lock_guard lock(mutex_);
  bool in_debt = false;
  accounts_.visit(blocks, [&](std::size_t place, base::TokenBucket& account) {
    account.refill(allowances_[place].joins, time);
    in_debt = in_debt || account.tokens() < 0;
  });
  if (in_debt) return {};
  Reserved reserved{};
  accounts_.visit(blocks, [&](std::size_t place, base::TokenBucket& account) {
    reserved[place] = account.charge(joins - 1, allowances_[place].joins, time);
  });
  return reserved;
}

void ConnectionLimiter::settle(const IpAddress& client, const Reserved& reserved, double joins) {
  const double more = std::max(0.0, joins - 1);  // than was taken when it came
  const std::lock_guard lock(mutex_);
  accounts_.visit(AddressBlocks(client), [&](std::size_t place, base::TokenBucket& account) {
    account.give_back(std::max(0.0, reserved[place] - more), allowances_[place].joins);
  });
}

}  // namespace parley::limits
