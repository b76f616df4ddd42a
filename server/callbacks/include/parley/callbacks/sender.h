// Sends status callbacks from a thread of its own: those of one room in their order, again if they
// fail, and within limits (limits.h).
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "parley/base/callback_counters.h"
#include "parley/base/logger.h"
#include "parley/base/status_callback.h"
#include "parley/callbacks/targets.h"

namespace parley::callbacks {

struct SenderSettings {
  std::string secret;  ///< what requests are signed with
  Targets targets;
};

class Sender {
 public:
  /// `counters` and `logger` must outlive this. Throws std::runtime_error without libcurl.
  Sender(SenderSettings settings, base::CallbackCounters& counters, base::Logger& logger);
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  /// Gives up what waits.
  ~Sender();

  /// Any thread may call it; it does not wait.
  void send(base::StatusCallback callback);

  /// Waits until nothing waits any more, but no longer than that.
  void finish(std::chrono::milliseconds time);

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace parley::callbacks
