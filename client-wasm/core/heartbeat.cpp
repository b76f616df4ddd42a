#include "parley/core/heartbeat.h"

#include <algorithm>

#include "parley/core/limits.h"

namespace parley::core {

void Heartbeat::start(Time now) {
  ping_at_ = now + limits::ping_interval;
  silent_until_ = now + limits::server_silence;
}

void Heartbeat::stop() {
  ping_at_.reset();
  silent_until_.reset();
}

void Heartbeat::heard(Time now) {
  if (silent_until_) silent_until_ = now + limits::server_silence;
}

bool Heartbeat::count_message() {
  return ++messages_since_ping_ >= limits::messages_per_ping && ping_at_.has_value();
}

void Heartbeat::expect_answer(Time now) {
  silent_until_ = now + limits::probe_timeout;
}

std::optional<Time> Heartbeat::deadline() const {
  if (!ping_at_) return std::nullopt;
  return std::min(*ping_at_, *silent_until_);
}

Heartbeat::Step Heartbeat::due(Time now) {
  if (silent_until_ && now >= *silent_until_) return Step::GiveUp;
  if (!ping_at_ || now < *ping_at_) return Step::None;
  ping_at_ = now + limits::ping_interval;
  return Step::Ping;
}

}  // namespace parley::core
