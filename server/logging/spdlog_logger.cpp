#include "parley/logging/spdlog_logger.h"

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>
#include <thread>
#include <utility>

namespace parley::logging {
namespace {

constexpr std::size_t queued_entries = 8192;
constexpr std::size_t warnings_per_second = 10;
constexpr std::chrono::seconds flush_timeout{1};
// Kinds are named by this program, so there are few.
constexpr std::size_t most_kinds = 256;

spdlog::level::level_enum spdlog_level(base::Logger::Level level) {
  switch (level) {
    case base::Logger::Level::Debug:
      return spdlog::level::debug;
    case base::Logger::Level::Info:
      return spdlog::level::info;
    case base::Logger::Level::Warning:
      return spdlog::level::warn;
    case base::Logger::Level::Error:
      break;
  }
  return spdlog::level::err;
}

// Without %s and the like of the entry itself: it is passed as the message, never as a format.
const char* pattern(Format format) {
  return format == Format::Text ? "%Y-%m-%dT%H:%M:%S.%eZ %l %v"
                                : R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})";
}

std::int64_t this_second() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

// An event and what it is about, so that one kind of warning does not hide another.
std::string kind_of(std::string_view event, base::Logger::Fields fields) {
  std::string kind(event);
  for (const auto& [name, value] : fields) {
    if (name == "error") kind.append(" ").append(value);
  }
  return kind;
}

}  // namespace

SpdlogLogger::SpdlogLogger(Format format, Level least)
    : format_(format),
      least_(least),
      pool_(std::make_shared<spdlog::details::thread_pool>(queued_entries, 1)) {
  logger_ = std::make_shared<spdlog::async_logger>(
      "parley", std::make_shared<spdlog::sinks::stderr_sink_mt>(), pool_,
      spdlog::async_overflow_policy::overrun_oldest);
  logger_->set_level(spdlog_level(least));
  logger_->set_pattern(pattern(format), spdlog::pattern_time_type::utc);
}

SpdlogLogger::~SpdlogLogger() = default;  // the pool's destructor writes what is queued

void SpdlogLogger::write(Level level, std::string_view event, Fields fields) {
  if (!takes(level)) return;
  std::string line = format_entry(format_, event, fields);
  if (level == Level::Warning) {
    const auto left_out = admit(kind_of(event, fields));
    if (!left_out) return;
    if (*left_out > 0) {
      const std::string count = std::to_string(*left_out);
      line += format_ == Format::Text ? " suppressed=" + count : ",\"suppressed\":" + count;
    }
  }
  logger_->log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
}

void SpdlogLogger::flush() {
  // Itself an entry of the queue: when it has been taken, all before it have been written.
  logger_->flush();
  const auto deadline = std::chrono::steady_clock::now() + flush_timeout;
  while (pool_->queue_size() > 0 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

std::optional<std::size_t> SpdlogLogger::admit(const std::string& kind) {
  const std::lock_guard lock(mutex_);
  if (flows_.size() >= most_kinds && flows_.find(kind) == flows_.end()) return std::nullopt;
  Flow& flow = flows_[kind];
  const std::int64_t second = this_second();
  if (flow.second != second) {
    flow.second = second;
    flow.written = 0;
  }
  if (flow.written == warnings_per_second) {
    ++flow.suppressed;
    return std::nullopt;
  }
  ++flow.written;
  return std::exchange(flow.suppressed, 0);
}

}  // namespace parley::logging
