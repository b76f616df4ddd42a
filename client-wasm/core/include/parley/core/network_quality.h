// How good a pair's connection is, in the five steps that people know from their telephones.
#pragma once

#include <cstdint>
#include <optional>

#include "parley/core/event.h"

namespace parley::core {

/// 1 (bad) to 5 (good).
std::uint8_t quality_level(const LinkStatistics& link);

/// The level of one connection over time. One bad sample changes nothing: two in a row do.
class NetworkQuality {
 public:
  /// `connected`: whether there is a media connection at all; without one the level is 0.
  /// True where the level is another now.
  bool sample(const event::ConnectionStatistics& counted, bool connected);
  /// Another connection, which counts from zero.
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
