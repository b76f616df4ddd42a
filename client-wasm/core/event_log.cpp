#include "parley/core/event_log.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "event_writer.h"
#include "parley/core/event_fields.h"
#include "parley/core/limits.h"
#include "parley/core/log_names.h"
#include "parley/protocol/codec.h"

namespace parley::core {
namespace {

std::string write(const Event& event, Redactor& redactor, Time now) {
  EventWriter writer(redactor, now);
  // The writer only looks; visit_fields() is for reading too, and takes what can be changed.
  const auto write_one = [&writer](auto& alternative) {
    writer.name(event_name(alternative));
    visit_fields(alternative, writer);
  };
  std::visit(write_one, const_cast<Event&>(event));
  return writer.take();
}

std::string later(Time by) {
  return " +" + std::to_string(by.count());
}

}  // namespace

void EventLog::record(const Event& event, Time now) {
  // Many, and of no influence on any connection.
  if (std::holds_alternative<event::AudioLevel>(event) ||
      std::holds_alternative<event::ConnectionStatistics>(event)) {
    return;
  }
  if (record_beat(event, now)) return;
  flush();
  if (std::holds_alternative<event::TimePassed>(event)) {
    tick_ = now;
  } else {
    add(write(event, redactor_, now));
  }
}

// True where it is one of the two events of a round and nothing came between.
bool EventLog::record_beat(const Event& event, Time now) {
  if (std::holds_alternative<event::TimePassed>(event) && !tick_) {
    tick_ = now;
    return true;
  }
  const auto* received = std::get_if<event::SocketMessage>(&event);
  if (!tick_ || received == nullptr) return false;
  const auto message = protocol::decode_server_message(received->text);
  if (!message) return false;
  const auto* pong = std::get_if<protocol::Pong>(&message.value());
  if (pong == nullptr || !pong->resume.empty()) return false;
  const Time tick = *std::exchange(tick_, std::nullopt);
  if (heartbeat_.empty() || heartbeat_received_ != pong->received ||
      beats_ == limits::log_beats_per_line) {
    flush();
    heartbeat_ = std::to_string(tick.count()) + " " + std::string(log_heartbeat) +
                 " received=" + std::to_string(pong->received);
    heartbeat_received_ = pong->received;
  } else {
    heartbeat_ += later(tick - last_beat_);
  }
  heartbeat_ += later(now - tick);
  last_beat_ = now;
  ++beats_;
  return true;
}

void EventLog::flush() {
  if (!heartbeat_.empty()) add(std::exchange(heartbeat_, {}));
  beats_ = 0;
  if (tick_) add(tick_line());
  tick_.reset();
}

std::string EventLog::tick_line() const {
  Redactor unused;
  return tick_ ? write(event::TimePassed{}, unused, *tick_) : std::string();
}

void EventLog::add(const std::string& line) {
  beginning_is_full_ = beginning_is_full_ || !redactor_.exact() ||
                       beginning_.size() + line.size() >= limits::log_beginning_bytes;
  if (!beginning_is_full_) {
    beginning_.append(line).append("\n");
    return;
  }
  end_.append(line).append("\n");
  std::size_t cut = 0;
  while (end_.size() - cut > limits::log_end_bytes) {
    cut = end_.find('\n', cut) + 1;
    ++dropped_lines_;
  }
  end_.erase(0, cut);
}

std::string EventLog::text() const {
  std::string text = std::string(log_format) + " build=" PARLEY_VERSION "\n" + beginning_;
  if (dropped_lines_ > 0 || !redactor_.exact()) {
    text.append(log_gap).append(" lines=").append(std::to_string(dropped_lines_)).append("\n");
  }
  text += end_;
  if (!heartbeat_.empty()) text.append(heartbeat_).append("\n");
  if (tick_) text.append(tick_line()).append("\n");
  return text;
}

}  // namespace parley::core
