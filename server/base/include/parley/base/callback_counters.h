#pragma once

#include <atomic>
#include <cstdint>

namespace parley::base {

/// What became of status callbacks. Any thread may read.
struct CallbackCounters {
  using Count = std::atomic<std::uint64_t>;
  Count waiting = 0;    ///< now
  Count delivered = 0;  ///< answered with 2xx
  Count retries = 0;    ///< attempts after the first
  Count given_up = 0;   ///< too many failures, too old, or too many waiting
};

}  // namespace parley::base
