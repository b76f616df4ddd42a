// An account for each block of addresses, and no more accounts than a limit. Of those that nobody
// holds, the one not asked for for the longest time is forgotten first; a larger block is asked for
// with each of the smaller ones in it, and so outlives them.
#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <list>
#include <unordered_map>

#include "parley/limits/address_block.h"

namespace parley::limits {

template <class Account>
class BlockAccounts {
 public:
  explicit BlockAccounts(std::size_t most) : most_(most) {}

  struct Entry {
    AddressBlock block;
    Account account;
    std::size_t holders = 0;
  };

  /// The entries of an address, the smallest block first.
  class Entries {
   public:
    [[nodiscard]] std::size_t size() const { return count_; }
    Entry& operator[](std::size_t place) const { return *entries_[place]; }

   private:
    friend class BlockAccounts;
    std::array<Entry*, AddressBlocks::most> entries_{};
    std::size_t count_ = 0;
  };

  /// Those of that address; of a block that has none one made by `open(place)`. Good until the next
  /// call of touch().
  template <class Open>
  Entries touch(const AddressBlocks& blocks, Open open) {
    const auto all = blocks.all();
    Entries entries;
    entries.count_ = all.size();
    std::size_t known = 0;
    std::size_t missing = 0;
    // First those that are there, so that no new one takes the place of one of them.
    for (std::size_t place = 0; place < all.size(); ++place) {
      const auto found = by_block_.find(all[place]);
      if (found == by_block_.end()) {
        ++missing;
        continue;
      }
      entries.entries_[place] = &*found->second;
      if (found->second->holders > 0) continue;
      free_.splice(free_.end(), free_, found->second);
      ++known;
    }
    while (by_block_.size() + missing > most_ && free_.size() > known) forget_one();
    for (std::size_t place = 0; place < all.size(); ++place) {
      if (entries.entries_[place] != nullptr) continue;
      free_.push_back({all[place], open(place)});
      by_block_.emplace(all[place], std::prev(free_.end()));
      entries.entries_[place] = &free_.back();
    }
    return entries;
  }

  /// Visits the accounts of that address that are remembered, with their places.
  template <class Visit>
  void visit(const AddressBlocks& blocks, Visit visit) {
    const auto all = blocks.all();
    for (std::size_t place = 0; place < all.size(); ++place) {
      const auto found = by_block_.find(all[place]);
      if (found != by_block_.end()) visit(place, found->second->account);
    }
  }

  /// Keeps the accounts of that address, which has been touched, until as many calls of release().
  void hold(const AddressBlocks& blocks) {
    for (const AddressBlock& block : blocks.all()) {
      const Position position = by_block_.at(block);
      if (position->holders++ == 0) held_.splice(held_.end(), free_, position);
    }
  }
  void release(const AddressBlocks& blocks) {
    for (const AddressBlock& block : blocks.all()) {
      const Position position = by_block_.at(block);
      if (--position->holders == 0) free_.splice(free_.end(), held_, position);
    }
  }

  [[nodiscard]] std::size_t size() const { return by_block_.size(); }

 private:
  using Position = typename std::list<Entry>::iterator;

  void forget_one() {
    by_block_.erase(free_.front().block);
    free_.pop_front();
  }

  std::size_t most_;
  std::list<Entry> free_;  // the one asked for last is last
  std::list<Entry> held_;
  std::unordered_map<AddressBlock, Position, AddressBlockHash> by_block_;
};

}  // namespace parley::limits
