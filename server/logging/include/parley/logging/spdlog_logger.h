#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "parley/base/logger.h"
#include "parley/logging/entry.h"

namespace spdlog {
class logger;
namespace details {
class thread_pool;
}
}  // namespace spdlog

namespace parley::logging {

/// Writes to standard error from its own thread, so that callers never wait. If entries come faster
/// than they can be written, the oldest are dropped. Warnings of one kind beyond ten a second are
/// only counted, and the next one reports the count as `suppressed`.
class SpdlogLogger : public base::Logger {
 public:
  SpdlogLogger(Format format, Level least);
  /// Writes what is left.
  ~SpdlogLogger() override;

  [[nodiscard]] bool takes(Level level) const override { return level >= least_; }
  void write(Level level, std::string_view event, Fields fields) override;
  /// Waits until everything is written, for a second at most.
  void flush();

 private:
  struct Flow {
    std::int64_t second = 0;
    std::size_t written = 0;
    std::size_t suppressed = 0;
  };
  /// How many entries of this kind were left out before this one; nothing if it is left out too.
  std::optional<std::size_t> admit(const std::string& kind);

  Format format_;
  Level least_;
  std::mutex mutex_;
  std::unordered_map<std::string, Flow> flows_;
  std::shared_ptr<spdlog::details::thread_pool> pool_;
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace parley::logging
