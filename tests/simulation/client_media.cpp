// Where a client's media arrives, as the page finds it out (client-wasm/platform/media_arrival.js).
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "client.h"
#include "message_type.h"

namespace parley::simulation {
namespace {

constexpr Time look_interval{40};
// Where something else was shown, a key frame is waited for no longer than that.
constexpr Time key_frame_patience{600};

}  // namespace

void Client::note_sfu_epoch(std::string_view text) {
  constexpr std::string_view field = "\"sfuEpoch\":";
  const std::string_view type = message_type(text);
  if (type != "WELCOME" && type != "ROOM") return;
  const std::size_t found = text.find(field);
  sfu_epoch_ = found == std::string_view::npos
                   ? 0
                   : static_cast<std::uint32_t>(
                         std::stoul(std::string(text.substr(found + field.size(), 10))));
}

std::string Client::arriving_at(const Place& place) const {
  const auto connection = connections_.find(place.connection);
  return connection == connections_.end() ? std::string() : connection->second->arriving(place.mid);
}

std::string Client::arriving_past_sfu() const {
  for (const auto& [handle, connection] : connections_) {
    const std::string& participant = ends_.at(handle).participant;
    const auto tracks = participants_.find(participant);
    if (tracks == participants_.end()) continue;
    for (const std::string& mid : connection->mids()) {
      const std::string sid = connection->arriving(mid);
      const auto track = tracks->second.find(sid);
      if (track == tracks->second.end() || !track->second.enabled) continue;
      const auto shown = subscriptions_.find({participant, sid});
      // What has no slot, and never had one, goes on from there.
      if (shown == subscriptions_.end() || shown->second != Place{handle, mid}) return sid;
    }
  }
  return {};
}

bool Client::has_connection_with_sfu() const {
  return std::any_of(ends_.begin(), ends_.end(), [this](const auto& entry) {
    const std::string& other = entry.second.participant;
    const bool is_sfu = other == protocol::sfu_send || other == protocol::sfu_receive;
    return is_sfu && connections_.contains(entry.first);
  });
}

void Client::await_media(const TrackKey& track, const Place& place) {
  if (!uses_sfu_) return;
  const bool is_slot = ends_.at(place.connection).participant == protocol::sfu_receive;
  const bool was_used = !used_slots_.insert({place.connection, place.mid}).second;
  awaited_[track] = {place, environment_.scheduler.now(), is_slot && was_used};
  if (looks_for_media_) return;
  looks_for_media_ = true;
  environment_.scheduler.after(look_interval, {Source::Kind::Media, number_},
                               [this] { look_for_media(); });
}

void Client::look_for_media() {
  looks_for_media_ = false;
  std::vector<TrackKey> flowing;
  for (const auto& [track, awaited] : awaited_) {
    const std::string arrives = arriving_at(awaited.place);
    const bool patient = awaited.needs_key_frame &&
                         environment_.scheduler.now() - awaited.since < key_frame_patience;
    if (arrives == track.second || (!arrives.empty() && !patient)) flowing.push_back(track);
  }
  for (const TrackKey& track : flowing) {
    const auto found = awaited_.find(track);
    if (found == awaited_.end()) continue;
    const Place place = found->second.place;
    awaited_.erase(found);
    subscriptions_[track] = place;
    handle(core::event::MediaFlows{place.connection, place.mid});
    if (!room_) return;
  }
  if (awaited_.empty() || looks_for_media_) return;
  looks_for_media_ = true;
  environment_.scheduler.after(look_interval, {Source::Kind::Media, number_},
                               [this] { look_for_media(); });
}

}  // namespace parley::simulation
