#include "parley/core/upload_meter.h"

#include <algorithm>
#include <cstddef>

#include "parley/core/limits.h"

namespace parley::core {

using event::ConnectionStatistics;
using event::UploadMeasured;

namespace {

// Of Opus with its headers, on each connection: pictures only get what sound leaves.
constexpr std::uint32_t sound = 50'000;

constexpr std::uint32_t least = 30'000;

// Browsers that give no estimate (Firefox) are judged by what arrives, once they lose so much.
constexpr double much_lost = 0.1;

// What a connection bears beside its sound, as far as that is known.
std::optional<std::uint32_t> room_on(const ConnectionStatistics& counted,
                                     const ConnectionStatistics& before,
                                     std::chrono::milliseconds passed) {
  double bitrate = counted.available;
  if (counted.available == 0) {
    if (passed.count() <= 0 || counted.sent_packets_lost < before.sent_packets_lost) return {};
    const double lost = counted.sent_packets_lost - before.sent_packets_lost;
    const double sent = counted.packets_sent - before.packets_sent;
    if (lost <= sent * much_lost) return {};
    const double bits = 8000.0 * (counted.bytes_sent - before.bytes_sent);
    bitrate = std::max(0.0, bits / static_cast<double>(passed.count()) * (1 - lost / sent));
  }
  return bitrate <= sound + least ? least : static_cast<std::uint32_t>(bitrate) - sound;
}

}  // namespace

void UploadMeter::Rate::lower(std::uint32_t to, Time now) {
  const bool too_much = raised_ && now - *changed_ < 2 * patience_;
  patience_ =
      too_much ? std::min(2 * patience_, limits::longest_upload_patience) : limits::upload_patience;
  value_ = std::max(to, least);
  changed_ = now;
  raised_ = false;
}

bool UploadMeter::Rate::raise(std::uint32_t from, Time now) {
  if (!changed_) changed_ = now;
  patience_ = std::max(patience_, limits::upload_patience);
  if (now - *changed_ < patience_) return false;
  value_ = from + from / 4;
  changed_ = now;
  raised_ = true;
  return true;
}

std::optional<UploadMeasured> UploadMeter::sample(const ConnectionStatistics& counted,
                                                  const UploadUse& use, Time now) {
  Line& line = line_of(counted.connection, now);
  const auto room = room_on(counted, line.counted, now - line.at);
  line.counted = counted;
  line.at = now;
  line.granted = use.granted;
  line.bears = std::min(use.granted, room.value_or(use.granted));
  // A tenth less makes no difference that would be seen.
  const bool is_short = line.bears < use.granted - use.granted / 10;
  line.short_for = is_short ? line.short_for + 1 : 0;
  if (line.short_for >= 2) return lower(line, now);
  const bool quiet =
      std::all_of(lines_.begin(), lines_.end(), [](const Line& one) { return one.short_for == 0; });
  return quiet && use.wants_more ? raise(line, use, now) : std::nullopt;
}

UploadMeter::Line& UploadMeter::line_of(ConnectionHandle connection, Time now) {
  std::erase_if(lines_,
                [now](const Line& line) { return now - line.at > limits::upload_sample_age; });
  for (Line& line : lines_) {
    if (line.counted.connection == connection) return line;
  }
  lines_.emplace_back().counted.connection = connection;
  return lines_.back();
}

std::optional<UploadMeasured> UploadMeter::lower(Line& line, Time now) {
  std::size_t sending = 0;
  std::size_t short_ones = 0;
  std::uint32_t bears = 0;
  for (const Line& one : lines_) {
    if (one.granted == 0) continue;
    ++sending;
    if (one.short_for > 0) ++short_ones;
    bears += one.bears;
  }
  if (short_ones < 2 || short_ones * 2 < sending) {
    line.short_for = 0;
    line.rate.lower(line.bears, now);
    return UploadMeasured{line.counted.connection, line.rate.value()};
  }
  for (Line& one : lines_) one.short_for = 0;
  all_.lower(bears, now);
  return UploadMeasured{0, all_.value()};
}

// What is hardly used would say nothing if there were more of it. A step up takes up to 2.3 times as
// much (upload.cpp).
std::optional<UploadMeasured> UploadMeter::raise(Line& line, const UploadUse& use, Time now) {
  if (line.rate.value() > 0 && line.granted > line.rate.value() / 3) {
    if (!line.rate.raise(line.rate.value(), now)) return std::nullopt;
    return UploadMeasured{line.counted.connection, line.rate.value()};
  }
  const std::uint32_t before = all_.value();
  if (use.all_granted <= use.limit / 3 || !all_.raise(use.limit, now)) return std::nullopt;
  if (all_.value() == before) return std::nullopt;
  return UploadMeasured{0, all_.value()};
}

}  // namespace parley::core
