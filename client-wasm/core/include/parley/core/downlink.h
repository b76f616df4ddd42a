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
  struct Report {
    double loss = 0;  ///< 0 to 1, since the report before
    /// Of pictures, since the connection began, modulo 2^32.
    std::uint32_t picture_bytes = 0;
    bool wants_more = false;  ///< more bit/s would be used
  };

  /// Returns what may be asked for from now on, in bit/s, if that changes.
  std::optional<std::uint32_t> sample(const Report& report, Time now);

 private:
  [[nodiscard]] std::uint32_t received(const Report& report, Time now);

  std::uint32_t bitrate_ = limits::first_download_bitrate;
  std::optional<std::uint32_t> last_bytes_;
  Time last_at_{};
  bool was_lossy_ = false;
  Time settled_at_{};
  bool raised_ = false;  // since it was too much
  Time patience_ = limits::download_patience;
  std::optional<Time> clean_since_;
};

}  // namespace parley::core
