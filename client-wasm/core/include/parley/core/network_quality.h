// How good a pair's connection is, in five levels like the signal bars of a phone.
#pragma once

#include <cstdint>
#include <optional>

#include "parley/core/event.h"

namespace parley::core {

/// 1 (bad) to 5 (good).
std::uint8_t quality_level(const LinkStatistics& link);

/// The level of one connection over time. It takes two bad samples in a row to change it.
class NetworkQuality {
 public:
  /// `connected`: whether there is a media connection at all; without one the level is 0.
  /// True if the level has changed.
  bool sample(const event::ConnectionStatistics& counted, bool connected);
  /// The connection was replaced; the new one counts from zero.
  void connection_replaced() { last_.reset(); }

  /// 0 to 5; nothing before the first two samples.
  [[nodiscard]] std::optional<std::uint8_t> level() const { return level_; }
  [[nodiscard]] const LinkStatistics& link() const { return link_; }

 private:
  std::optional<event::ConnectionStatistics> last_;
  std::optional<std::uint8_t> candidate_;
  std::optional<std::uint8_t> level_;
  LinkStatistics link_;
};

}  // namespace parley::core
