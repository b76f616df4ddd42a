#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace parley::http {

/// Counters shared by CivetWeb's threads.
struct HttpCounters {
  using Count = std::atomic<std::uint64_t>;
  std::array<Count, 6> responses{};  ///< by the first digit of the status
  Count foreign_origins = 0;         ///< upgrades refused because of their origin
  Count turned_away = 0;             ///< upgrades from addresses with far too many connections
  Count refused_sockets = 0;         ///< closed before a request was read: too many at a time
  Count no_descriptors = 0;          ///< pauses because the process had none left
};

/// Any thread may call it.
inline void count_response(HttpCounters& counters, int status) {
  const auto digit = static_cast<std::size_t>(status) / 100;
  ++counters.responses[digit % counters.responses.size()];
}

}  // namespace parley::http
