#include "slots.h"

#include <algorithm>
#include <utility>

namespace parley::sfu {
namespace {

using protocol::TrackKind;

bool same_track(const std::optional<Source>& one, const std::optional<Source>& other) {
  if (!one || !other) return !one && !other;
  return one->from == other->from && one->sid == other->sid && one->stream == other->stream;
}

}  // namespace

Slots::Slots(std::size_t audio, std::size_t video, std::string free_feed)
    : audio_(audio), video_(video), free_feed_(std::move(free_feed)) {
  for (std::size_t i = 0; i < audio + video; ++i) {
    lines_.push_back({std::to_string(i), i < audio ? TrackKind::Audio : TrackKind::Video});
  }
}

FeedStream Slots::stream_of(const Line& line) const {
  if (line.wanted) return line.wanted->stream;
  return {free_feed_, line.kind == TrackKind::Audio ? "0" : "1"};
}

std::vector<FeedStream> Slots::streams() const {
  std::vector<FeedStream> streams;
  for (const Line& line : lines_) streams.push_back(stream_of({line.mid, line.kind}));
  return streams;
}

void Slots::want(const std::vector<Source>& audio, const std::vector<Source>& video) {
  want(TrackKind::Audio, audio_, audio);
  want(TrackKind::Video, video_, video);
}

void Slots::want(TrackKind kind, std::size_t count, const std::vector<Source>& sources) {
  std::vector<Source> homeless(
      sources.begin(),
      sources.begin() + static_cast<std::ptrdiff_t>(std::min(count, sources.size())));
  for (Line& line : lines_) {
    if (line.kind != kind) continue;
    const auto kept = std::find_if(homeless.begin(), homeless.end(), [&line](const Source& source) {
      return same_track(line.carried, source);
    });
    line.wanted.reset();
    if (kept == homeless.end()) continue;
    line.wanted = std::move(*kept);
    homeless.erase(kept);
  }
  auto next = homeless.begin();
  for (Line& line : lines_) {
    if (next == homeless.end()) return;
    if (line.kind == kind && !line.wanted) line.wanted = std::move(*next++);
  }
}

Switch Slots::take_changes() {
  Switch result;
  for (Line& line : lines_) {
    if (same_track(line.carried, line.wanted)) continue;
    result.changes.push_back({line.mid, stream_of(line)});
    line.carried = line.wanted;
    line.layer.reset();
  }
  return result;
}

ChooseLayers Slots::take_layers() {
  ChooseLayers result;
  for (Line& line : lines_) {
    if (line.kind != TrackKind::Video || !line.carried || !line.wanted) continue;
    if (line.layer == line.wanted->layer) continue;
    line.layer = line.wanted->layer;
    result.choices.push_back({line.mid, *line.layer});
  }
  return result;
}

std::vector<FeedStream> Slots::sources() const {
  std::vector<FeedStream> sources;
  for (const Line& line : lines_) {
    if (line.carried) sources.push_back(line.carried->stream);
  }
  return sources;
}

std::vector<Slot> Slots::taken() const {
  std::vector<Slot> taken;
  for (const Line& line : lines_) {
    if (line.carried) taken.push_back({line.mid, line.carried->from, line.carried->sid});
  }
  return taken;
}

}  // namespace parley::sfu
