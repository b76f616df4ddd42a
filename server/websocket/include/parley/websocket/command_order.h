// A command on its way to an event loop, and the answer on its way back.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#include "parley/hub/command.h"

namespace parley::websocket {

/// One thread waits for the answer, another gives it.
class CommandOrder {
 public:
  explicit CommandOrder(hub::Command command) : command_(std::move(command)) {}

  [[nodiscard]] const hub::Command& command() const { return command_; }

  void answer(hub::CommandResult result) {
    const std::lock_guard lock(mutex_);
    result_ = result;
    answered_.notify_one();
  }

  /// `Unavailable` if there is no answer in that time; the command may be carried out later.
  [[nodiscard]] hub::CommandResult wait_for(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    answered_.wait_for(lock, time, [this] { return result_.has_value(); });
    return result_.value_or(hub::CommandResult::Unavailable);
  }

 private:
  const hub::Command command_;
  std::mutex mutex_;
  std::condition_variable answered_;
  std::optional<hub::CommandResult> result_;
};

}  // namespace parley::websocket
