// How many connections each address has, and how often it joins. All threads share it; it is used
// when a connection begins, asks to be let in, and ends, but not for each message.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

#include "parley/base/token_bucket.h"
#include "parley/limits/block_accounts.h"
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

  /// What was reserved of each block's joins.
  using Reserved = std::array<double, AddressBlocks::most>;

  /// Counts as one connection of an address for as long as it exists.
  class Slot {
   public:
    Slot() = default;
    Slot(ConnectionLimiter& limiter, const IpAddress& client)
        : limiter_(&limiter), client_(client) {}
    Slot(Slot&& other) noexcept
        : limiter_(std::exchange(other.limiter_, nullptr)), client_(other.client_) {}
    Slot& operator=(Slot&& other) noexcept {
      std::swap(limiter_, other.limiter_);
      std::swap(client_, other.client_);
      return *this;
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot() {
      if (limiter_ != nullptr) limiter_->release(client_);
    }

    /// The client has failed to get in, as someone who guesses would: counts as that many joins.
    void note_failure(double joins, Instant time = now()) const {
      if (limiter_ != nullptr) limiter_->charge(client_, joins, time);
    }

    /// The client asks to be let in. Takes as many joins as the worst failure would cost, so that
    /// several who guess at the same time are not all within the limit. Nothing if too many from its
    /// address have failed.
    [[nodiscard]] std::optional<Reserved> reserve(double joins, Instant time = now()) const {
      return limiter_ == nullptr ? Reserved{} : limiter_->reserve(client_, joins, time);
    }
    /// It has been answered: keeps what the failure costs, 0 if it was none, and gives the rest back.
    void settle(const Reserved& reserved, double joins) const {
      if (limiter_ != nullptr) limiter_->settle(client_, reserved, joins);
    }

    /// Stands for the largest block of addresses that the client counts in; 0: it has no address.
    [[nodiscard]] std::uint64_t block_number() const {
      return limiter_ == nullptr ? 0 : AddressBlocks(client_).number();
    }

   private:
    ConnectionLimiter* limiter_ = nullptr;
    IpAddress client_;
  };

  /// A client at that address wants to open a WebSocket. After Rejected the slot is empty.
  std::pair<Answer, Slot> acquire(const IpAddress& client, Instant time = now());

  /// How many blocks are remembered.
  [[nodiscard]] std::size_t size() const;

  /// The time since an arbitrary start.
  static Instant now() {
    return std::chrono::duration_cast<Instant>(std::chrono::steady_clock::now().time_since_epoch());
  }

 private:
  /// What each block at one place may.
  struct Allowance {
    std::size_t connections = 0;
    base::Rate joins;
  };
  using Accounts = BlockAccounts<base::TokenBucket>;

  [[nodiscard]] Answer judge(const Accounts::Entries& entries, Instant time);
  void release(const IpAddress& client);
  void charge(const IpAddress& client, double joins, Instant time);
  std::optional<Reserved> reserve(const IpAddress& client, double joins, Instant time);
  void settle(const IpAddress& client, const Reserved& reserved, double joins);

  std::array<Allowance, AddressBlocks::most> allowances_;
  mutable std::mutex mutex_;
  Accounts accounts_{limits::remembered_blocks};
};

}  // namespace parley::limits
