// A rate that may be exceeded for a short while.
#pragma once

#include <algorithm>
#include <chrono>

namespace parley::base {

/// `burst` at once, and `per_second` indefinitely.
struct Rate {
  double per_second = 0;
  double burst = 0;
};

/// The caller provides the time, counted from an arbitrary start; it never runs backwards.
class TokenBucket {
 public:
  using Instant = std::chrono::milliseconds;

  TokenBucket(const Rate& rate, Instant now) : tokens_(rate.burst), filled_at_(now) {}

  /// Takes tokens. Takes nothing and returns false if there are not enough.
  [[nodiscard]] bool take(double tokens, const Rate& rate, Instant now) {
    refill(rate, now);
    if (tokens_ < tokens) return false;
    tokens_ -= tokens;
    return true;
  }

  /// Takes tokens even if there are not enough, down to a debt of a whole burst. Returns how many
  /// those were.
  double charge(double tokens, const Rate& rate, Instant now) {
    refill(rate, now);
    const double before = tokens_;
    tokens_ = std::max(tokens_ - tokens, -rate.burst);
    return before - tokens_;
  }

  /// Undoes a charge.
  void give_back(double tokens, const Rate& rate) {
    tokens_ = std::min(rate.burst, tokens_ + tokens);
  }

  /// Adds the tokens earned since the last call.
  void refill(const Rate& rate, Instant now) {
    const std::chrono::duration<double> passed = now - filled_at_;
    tokens_ = std::min(rate.burst, tokens_ + passed.count() * rate.per_second);
    filled_at_ = now;
  }

  /// As of the last call that got the time.
  [[nodiscard]] double tokens() const { return tokens_; }

 private:
  double tokens_;
  Instant filled_at_;
};

}  // namespace parley::base
