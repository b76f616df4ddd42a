// How much our line bears of what an SFU sends. An SFU sends to us whatever we ask for, so that it is
// on us to notice when that is too much.
#pragma once

#include <cstdint>
#include <optional>

#include "parley/core/limits.h"
#include "parley/core/time.h"

namespace parley::core {

class Downlink {
 public:
  /// Counts a report of `loss` (0 to 1) on the connection; with `wants_more`, more bit/s would be
  /// used. Returns what may be asked for from now on, in bit/s, if that changes.
  std::optional<std::uint32_t> sample(double loss, bool wants_more, Time now);

 private:
  std::uint32_t bitrate_ = limits::first_download_bitrate;
  bool was_lossy_ = false;
  Time patience_ = limits::download_patience;
  std::optional<Time> clean_since_;
};

}  // namespace parley::core
