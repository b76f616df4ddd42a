// How many connections each address has, and how often it joins. All threads share it; it is used
// when a connection begins and ends, but not for each message.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "parley/limits/client_address.h"
#include "parley/limits/operator_limits.h"

namespace parley::limits {

class ConnectionLimiter {
 public:
  using Instant = base::TokenBucket::Instant;

  explicit ConnectionLimiter(const OperatorLimits& limits);

  enum class Answer : std::uint8_t {
    Allowed,
    TooManyJoins,
    TooManyConnections,
    Rejected,  ///< so many that they are not even told why, which would take a connection too
  };

  /// Counts as one connection of an address for as long as it exists.
  class Slot {
   public:
    Slot() = default;
    Slot(ConnectionLimiter& limiter, const IpAddress& subscriber)
        : limiter_(&limiter), subscriber_(subscriber) {}
    Slot(Slot&& other) noexcept
        : limiter_(std::exchange(other.limiter_, nullptr)), subscriber_(other.subscriber_) {}
    Slot& operator=(Slot&& other) noexcept {
      std::swap(limiter_, other.limiter_);
      std::swap(subscriber_, other.subscriber_);
      return *this;
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot() {
      if (limiter_ != nullptr) limiter_->release(subscriber_);
    }

    /// The client has failed to get in, as someone who guesses would: counts as that many joins.
    void note_failure(double joins) const {
      if (limiter_ != nullptr) limiter_->charge(subscriber_, joins, now());
    }

   private:
    ConnectionLimiter* limiter_ = nullptr;
    IpAddress subscriber_;
  };

  /// A client at that address wants to open a WebSocket. After Rejected the slot is empty.
  std::pair<Answer, Slot> acquire(const IpAddress& client, Instant time = now());

  /// How many addresses are remembered.
  [[nodiscard]] std::size_t size() const;

  /// The time since an arbitrary start.
  static Instant now() {
    return std::chrono::duration_cast<Instant>(std::chrono::steady_clock::now().time_since_epoch());
  }

 private:
  struct Entry {
    IpAddress subscriber;
    std::size_t connections = 0;
    base::TokenBucket joins;
  };
  using Entries = std::list<Entry>;

  Entry& entry_of(const IpAddress& subscriber, Instant time);
  void forget_one();
  void release(const IpAddress& subscriber);
  void charge(const IpAddress& subscriber, double joins, Instant time);

  std::size_t connections_;
  base::Rate joins_;
  mutable std::mutex mutex_;
  Entries entries_;  // the most recent is last
  std::unordered_map<IpAddress, Entries::iterator, IpAddressHash> by_address_;
};

}  // namespace parley::limits
