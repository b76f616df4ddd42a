// How many connections each address has, and how often it joins. Shared by all threads and asked
// when a connection begins and when it ends, but not on the way of a message.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "parley/transport/client_address.h"
#include "parley/transport/operator_limits.h"

namespace parley::transport {

class AddressBook {
 public:
  using Instant = TokenBucket::Instant;

  explicit AddressBook(const OperatorLimits& limits);

  enum class Answer : std::uint8_t {
    Welcome,
    TooManyJoins,
    TooManyConnections,
    TurnAway,  ///< so many that they are not even told why, which takes a connection too
  };

  /// One connection of an address, for as long as this exists.
  class Stay {
   public:
    Stay() = default;
    Stay(AddressBook& book, const IpAddress& subscriber) : book_(&book), subscriber_(subscriber) {}
    Stay(Stay&& other) noexcept
        : book_(std::exchange(other.book_, nullptr)), subscriber_(other.subscriber_) {}
    Stay& operator=(Stay&& other) noexcept {
      std::swap(book_, other.book_);
      std::swap(subscriber_, other.subscriber_);
      return *this;
    }
    Stay(const Stay&) = delete;
    Stay& operator=(const Stay&) = delete;
    ~Stay() {
      if (book_ != nullptr) book_->depart(subscriber_);
    }

    /// The client has failed to get in, as one does who guesses: that counts as so many joins.
    void note_failure(double joins) const {
      if (book_ != nullptr) book_->charge(subscriber_, joins, now());
    }

   private:
    AddressBook* book_ = nullptr;
    IpAddress subscriber_;
  };

  /// Someone at that address wants to open a WebSocket. The stay is nobody's after TurnAway.
  std::pair<Answer, Stay> arrive(const IpAddress& client, Instant time = now());

  /// Addresses that are remembered.
  [[nodiscard]] std::size_t size() const;

  /// Since some start.
  static Instant now() {
    return std::chrono::duration_cast<Instant>(std::chrono::steady_clock::now().time_since_epoch());
  }

 private:
  struct Entry {
    IpAddress subscriber;
    std::size_t connections = 0;
    TokenBucket joins;
  };
  using Entries = std::list<Entry>;

  Entry& entry_of(const IpAddress& subscriber, Instant time);
  void forget_one();
  void depart(const IpAddress& subscriber);
  void charge(const IpAddress& subscriber, double joins, Instant time);

  std::size_t connections_;
  Rate joins_;
  mutable std::mutex mutex_;
  Entries entries_;  // who came last stands last
  std::unordered_map<IpAddress, Entries::iterator, IpAddressHash> by_address_;
};

}  // namespace parley::transport
