#include "parley/replay/log_reader.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <variant>

#include "event_reader.h"
#include "parley/core/event_fields.h"
#include "parley/core/log_names.h"
#include "parley/core/sdp.h"
#include "parley/protocol/codec.h"

namespace parley::replay {
namespace {

using core::Time;

// Takes a number off the text; false where there is none.
bool take_number(std::string_view& text, std::int64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

class Reader {
 public:
  Log read(std::string_view text) {
    std::size_t number = 0;
    while (!text.empty() && log_.problem.empty()) {
      ++number;
      const std::string_view line = core::sdp::take_line(text);
      if (line.empty() || line.front() == '#') continue;
      const std::string problem = read_line(line);
      if (problem.empty()) continue;
      log_ = {};
      log_.problem = "line " + std::to_string(number) + ": " + problem;
    }
    if (log_.problem.empty() && log_.build.empty()) log_.problem = "there is no log in it";
    return std::move(log_);
  }

 private:
  // Each returns what is wrong, empty for nothing.
  std::string read_line(std::string_view line) {
    if (log_.build.empty()) return read_header(line);
    if (line.starts_with(core::log_gap)) {
      log_.has_gap = true;
      return {};
    }
    std::int64_t time = 0;
    if (!take_number(line, time) || !line.starts_with(" ")) return "expected a time";
    line.remove_prefix(1);
    if (line.starts_with(core::log_heartbeat)) return read_heartbeat(Time(time), line);
    return read_event(Time(time), line);
  }

  std::string read_header(std::string_view line) {
    constexpr std::string_view build = " build=";
    if (!line.starts_with(core::log_format)) {
      return "expected \"" + std::string(core::log_format) + "\"";
    }
    line.remove_prefix(core::log_format.size());
    if (!line.starts_with(build) || line.size() == build.size()) return "expected build=";
    log_.build = line.substr(build.size());
    return {};
  }

  std::string read_heartbeat(Time time, std::string_view line) {
    line.remove_prefix(core::log_heartbeat.size());
    constexpr std::string_view received = " received=";
    if (!line.starts_with(received)) return "expected received=";
    line.remove_prefix(received.size());
    std::int64_t count = 0;
    if (!take_number(line, count)) return "expected a count";
    const std::string pong = encode(protocol::Pong{static_cast<std::uint32_t>(count)});
    add(time, core::event::TimePassed{});
    bool is_pong = true;
    for (; !line.empty(); is_pong = !is_pong) {
      std::int64_t later = 0;
      if (!line.starts_with(" +")) return "expected how much later";
      line.remove_prefix(2);
      if (!take_number(line, later)) return "expected how much later";
      time += Time(later);
      if (is_pong) {
        add(time, core::event::SocketMessage{pong});
      } else {
        add(time, core::event::TimePassed{});
      }
    }
    return is_pong ? "expected a PONG for each TimePassed" : "";
  }

  template <std::size_t index = 0>
  std::string read_event(Time time, std::string_view line) {
    if constexpr (index == std::variant_size_v<core::Event>) {
      return "no event is called \"" + std::string(line.substr(0, line.find(' '))) + "\"";
    } else {
      std::variant_alternative_t<index, core::Event> event;
      EventReader reader(line);
      if (!reader.take_name(core::event_name(event))) return read_event<index + 1>(time, line);
      core::visit_fields(event, reader);
      if (std::string problem = reader.problem(); !problem.empty()) return problem;
      add(time, std::move(event));
      return {};
    }
  }

  void add(Time time, core::Event event) {
    auto& events = log_.has_gap ? log_.events_after_gap : log_.events;
    events.push_back({time, std::move(event)});
  }

  Log log_;
};

}  // namespace

Log read_log(std::string_view text) {
  return Reader().read(text);
}

}  // namespace parley::replay
