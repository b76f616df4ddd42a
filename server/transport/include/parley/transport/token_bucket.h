// A rate that may be passed for a short while.
#pragma once

#include <algorithm>
#include <chrono>

namespace parley::transport {

/// `burst` at once, and `per_second` for as long as one likes.
struct Rate {
  double per_second = 0;
  double burst = 0;
};

/// Time is the caller's, since any start, and never runs backwards.
class TokenBucket {
 public:
  using Instant = std::chrono::milliseconds;

  TokenBucket(const Rate& rate, Instant now) : tokens_(rate.burst), filled_at_(now) {}

  /// Takes so many tokens. False, and nothing is taken, where there are not as many.
  [[nodiscard]] bool take(double tokens, const Rate& rate, Instant now) {
    refill(rate, now);
    if (tokens_ < tokens) return false;
    tokens_ -= tokens;
    return true;
  }

  /// Takes tokens that may not be there, down to a whole burst owed.
  void charge(double tokens, const Rate& rate, Instant now) {
    refill(rate, now);
    tokens_ = std::max(tokens_ - tokens, -rate.burst);
  }

  /// Puts in what has come since the last call.
  void refill(const Rate& rate, Instant now) {
    const std::chrono::duration<double> passed = now - filled_at_;
    tokens_ = std::min(rate.burst, tokens_ + passed.count() * rate.per_second);
    filled_at_ = now;
  }

  /// As of the last call that was told the time.
  [[nodiscard]] double tokens() const { return tokens_; }

 private:
  double tokens_;
  Instant filled_at_;
};

}  // namespace parley::transport
