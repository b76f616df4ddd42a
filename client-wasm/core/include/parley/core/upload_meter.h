// How much our line and each connection bear, judged by the browser's estimates.
//
// An estimate says little while a connection sends less than it could, because browsers probe only
// a little beyond. What matters is whether estimates have fallen below what may be sent: then there
// is too little for several (our line is full) or for one (the other's is). Without that, more is
// tried after a while, and after a longer one if the last attempt was too much.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "parley/core/event.h"
#include "parley/core/time.h"

namespace parley::core {

/// What pictures may take when a connection reports; bit/s.
struct UploadUse {
  std::uint32_t granted = 0;      ///< on this connection
  std::uint32_t all_granted = 0;  ///< on all together
  std::uint32_t limit = 0;        ///< for all together
  bool wants_more = false;        ///< more than is granted would be of use
};

class UploadMeter {
 public:
  /// Nothing if there are no consequences.
  std::optional<event::UploadMeasured> sample(const event::ConnectionStatistics& counted,
                                              const UploadUse& use, Time now);

 private:
  // What pictures may take, and when more may be tried.
  class Rate {
   public:
    void lower(std::uint32_t to, Time now);
    // True if enough time has passed without trouble.
    bool raise(std::uint32_t from, Time now);
    // 0 while nothing has shown a limit.
    [[nodiscard]] std::uint32_t value() const { return value_; }

   private:
    std::uint32_t value_ = 0;
    std::optional<Time> changed_;
    bool raised_ = false;
    std::chrono::milliseconds patience_{};
  };
  struct Line {
    event::ConnectionStatistics counted;
    Time at{};
    std::uint32_t granted = 0;
    std::uint32_t bears = 0;      // of what is granted
    std::uint32_t short_for = 0;  // samples in a row
    Rate rate;
  };

  Line& line_of(ConnectionHandle connection, Time now);
  std::optional<event::UploadMeasured> lower(Line& line, Time now);
  std::optional<event::UploadMeasured> raise(Line& line, const UploadUse& use, Time now);

  std::vector<Line> lines_;
  Rate all_;
};

}  // namespace parley::core
