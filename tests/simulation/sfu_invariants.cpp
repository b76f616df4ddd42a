#include "sfu_invariants.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "parley/sfu/limits.h"

namespace parley::simulation {
namespace {

using protocol::TrackKind;
using Members = std::vector<const Client*>;

std::map<std::string, Members> rooms_of(const Clients& clients) {
  std::map<std::string, Members> rooms;
  for (const auto& client : clients) {
    if (client->is_in()) rooms[client->room_name()].push_back(client.get());
  }
  return rooms;
}

// Whether it goes through an SFU.
std::string broken_topology(const Members& members, const MediaPlant& plant) {
  const Client& first = *members.front();
  for (const Client* client : members) {
    if (client->sfu_epoch() != first.sfu_epoch()) {
      return client->name() + " takes the room's sfuEpoch for " +
             std::to_string(client->sfu_epoch()) + ", and " + first.name() + " for " +
             std::to_string(first.sfu_epoch());
    }
  }
  const bool all_can = std::all_of(members.begin(), members.end(),
                                   [](const Client* client) { return client->uses_sfu(); });
  const bool goes = first.sfu_epoch() != 0;
  if (goes && !all_can) return "a room goes through the SFU, and not everyone can";
  const bool anyone_failed = std::any_of(members.begin(), members.end(),
                                         [](const Client* client) { return client->failed_sfu(); });
  if (!goes && all_can && !anyone_failed && members.size() >= plant.from) {
    return "a room is large enough and does not go through the SFU";
  }
  if (goes && members.size() <= plant.mesh_again) {
    return "a room is small and still goes through the SFU";
  }
  return {};
}

struct Counted {
  std::size_t all = 0;
  std::size_t muted = 0;
  std::size_t arriving = 0;
  std::string missing;
};

Counted count(const Members& members, const Client& client, TrackKind kind) {
  Counted counted;
  for (const Client* other : members) {
    if (other == &client) continue;
    for (const protocol::TrackPublication& track : other->tracks()) {
      if (track.kind != kind) continue;
      ++counted.all;
      if (!track.enabled) ++counted.muted;
      if (client.arriving(other->id(), track.sid) == track.sid) {
        ++counted.arriving;
      } else if (track.enabled) {
        counted.missing += track.sid + " ";
      }
    }
  }
  return counted;
}

// A track that is muted has a slot, and nothing comes.
std::string broken_slots(const Members& members, const Client& client) {
  const std::pair<TrackKind, std::size_t> kinds[] = {{TrackKind::Audio, sfu::audio_slots},
                                                     {TrackKind::Video, sfu::video_slots}};
  for (const auto& [kind, slots] : kinds) {
    const Counted counted = count(members, client, kind);
    const std::size_t received = std::min(slots, counted.all);
    if (counted.arriving + counted.muted < received) {
      return client.name() + " does not receive " + counted.missing + "through the SFU";
    }
  }
  return {};
}

// Media comes from one side only. (That it comes from the mesh, other invariants say.)
std::string broken_sources(const Members& members, const Client& client) {
  if (client.sfu_epoch() == 0) {
    return client.has_connection_with_sfu() ? client.name() + " is still connected to the SFU" : "";
  }
  std::string broken = broken_slots(members, client);
  const std::string twice = client.arriving_past_sfu();
  if (broken.empty() && !twice.empty())
    broken = twice + " is sent past the SFU to " + client.name();
  return broken;
}

}  // namespace

std::string broken_media(const Clients& clients, const MediaPlant& plant) {
  for (const auto& [name, members] : rooms_of(clients)) {
    std::string broken = broken_topology(members, plant);
    for (const Client* client : members) {
      if (broken.empty()) broken = broken_sources(members, *client);
    }
    if (!broken.empty()) return broken;
  }
  return {};
}

std::string broken_januses(const Clients& clients, const MediaPlant& plant) {
  std::size_t rooms = 0;
  std::size_t members_in_sfu = 0;
  for (const auto& [name, members] : rooms_of(clients)) {
    if (members.front()->sfu_epoch() == 0) continue;
    ++rooms;
    members_in_sfu += members.size();
  }
  std::size_t in_januses = 0;
  std::size_t subscribers = 0;
  std::size_t handles = 0;
  std::set<std::string> publishers;
  for (const auto& janus : plant.januses) {
    in_januses += janus->room_count();
    subscribers += janus->subscriber_count();
    handles += janus->handle_count();
    for (const std::string& feed : janus->feeds()) {
      if (!publishers.insert(feed.substr(0, feed.rfind('.'))).second) {
        return "a participant publishes twice in the SFU: " + feed;
      }
    }
  }
  if (in_januses != rooms) {
    return "the SFU has " + std::to_string(in_januses) + " rooms, and not " + std::to_string(rooms);
  }
  if (subscribers != members_in_sfu) {
    return "the SFU has " + std::to_string(subscribers) + " receiving connections, and not " +
           std::to_string(members_in_sfu);
  }
  // One for each room, and for each connection.
  if (handles > rooms + subscribers + publishers.size()) return "the SFU has handles for nothing";
  return {};
}

}  // namespace parley::simulation
