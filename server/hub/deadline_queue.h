// One table of all deadlines.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "parley/hub/options.h"

namespace parley::hub {

/// A `Key` has a `kind`, and is ordered. Each key has at most one deadline. Deadlines for the same
/// time are ordered by kind, and within a kind by when they were set.
template <class Key>
class DeadlineQueue {
 public:
  /// Replaces the deadline that the key has.
  void set(const Key& key, Instant when) {
    stop(key);
    const Entry entry{when, key.kind, ++count_, key};
    by_key_.emplace(key, entry);
    in_order_.insert(entry);
  }

  void stop(const Key& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    in_order_.erase(found->second);
    by_key_.erase(found);
  }

  [[nodiscard]] bool is_set(const Key& key) const { return by_key_.contains(key); }

  /// The earliest deadline, if there is one.
  [[nodiscard]] std::optional<Instant> next() const {
    if (in_order_.empty()) return std::nullopt;
    return std::get<Instant>(*in_order_.begin());
  }

  /// Removes and returns the earliest deadline that is due.
  [[nodiscard]] std::optional<Key> take_due(Instant now) {
    if (in_order_.empty() || std::get<Instant>(*in_order_.begin()) > now) return std::nullopt;
    const Key key = std::get<Key>(*in_order_.begin());
    stop(key);
    return key;
  }

 private:
  using Entry = std::tuple<Instant, decltype(Key::kind), std::uint64_t, Key>;

  std::map<Key, Entry> by_key_;
  std::set<Entry> in_order_;
  std::uint64_t count_ = 0;
};

}  // namespace parley::hub
