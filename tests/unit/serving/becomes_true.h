#pragma once

#include <chrono>
#include <thread>

namespace parley::serving {

/// Waits for what another thread is about to do; false where it has not come about in 30 seconds.
template <class Condition>
bool becomes_true(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!condition() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  return condition();
}

}  // namespace parley::serving
