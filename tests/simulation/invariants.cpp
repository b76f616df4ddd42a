#include "invariants.h"

#include <algorithm>
#include <tuple>

namespace parley::simulation {
namespace {

// What the client believes of one other, against what it is.
std::string broken_view_of(const Client& other, const Client& client) {
  const auto known = client.participants().find(other.id());
  if (known == client.participants().end()) return other.name() + " is missing";
  if (known->second.size() != other.tracks().size()) {
    return "knows " + std::to_string(known->second.size()) + " tracks of " + other.name() +
           ", not " + std::to_string(other.tracks().size());
  }
  const bool both_have_secret = client.has_secret() && other.has_secret();
  if (client.verification(other.id()) != (both_have_secret ? "verified" : "unverified")) {
    return "takes the connection with " + other.name() + " for " + client.verification(other.id());
  }
  for (const protocol::TrackPublication& track : other.tracks()) {
    const auto publication = known->second.find(track.sid);
    if (publication == known->second.end()) return track.sid + " is not published";
    if (!(publication->second == track)) return track.sid + " is muted only on one side";
    // The SFU's slots may not do for all (sfu_invariants.h).
    if (client.sfu_epoch() != 0 && track.kind != protocol::TrackKind::Data) continue;
    const std::string arriving = client.arriving(other.id(), track.sid);
    // What an SFU carried before has its encoding again once it is no longer muted.
    if (arriving.empty() && !track.enabled && client.uses_sfu()) continue;
    if (arriving != track.sid) {
      return track.sid + " does not arrive" + (arriving.empty() ? "" : "; but " + arriving);
    }
  }
  return {};
}

std::string broken_view(const Clients& clients, const Client& client) {
  std::size_t others = 0;
  for (const auto& other : clients) {
    const bool is_there = other->is_in() && other->room_name() == client.room_name();
    if (other.get() == &client || !is_there) continue;
    ++others;
    std::string broken = broken_view_of(*other, client);
    if (!broken.empty()) return broken;
  }
  if (!client.unreachable().empty()) return "takes someone for unreachable who is not";
  if (!client.away().empty()) return "takes someone for away who is not";
  return client.participants().size() == others ? "" : "sees someone who is not there";
}

template <class State>
auto settings(const State& state) {
  return std::tie(state.locked, state.waiting_room, state.password);
}

// Whoever is in the room, null where nobody is.
const Client* someone_in(const Clients& clients, const std::string& room) {
  const auto found = std::find_if(clients.begin(), clients.end(), [&room](const auto& client) {
    return client->is_in() && client->room_name() == room;
  });
  return found == clients.end() ? nullptr : found->get();
}

// It may be out for good, or because its room is locked; else it has to be in.
std::string broken_absence(const Clients& clients, const Client& client) {
  if (client.stays_out()) return {};
  if (client.waits()) return client.name() + " still waits to be let in";
  const Client* insider = someone_in(clients, client.room_name());
  const bool locked_out = client.was_refused() && client.ending() == "room-locked";
  if (locked_out && insider != nullptr && insider->settings().locked) return {};
  return client.name() + " is not in its room" +
         (client.ending().empty() ? "" : ": " + client.ending());
}

// One is host, and everyone knows who, and what hosts have set.
std::string broken_hosts(const Clients& clients, const Client& client) {
  const Client& other = *someone_in(clients, client.room_name());
  const auto& hosts = client.hosts();
  if (hosts.size() != 1) return "knows " + std::to_string(hosts.size()) + " hosts";
  if (hosts != other.hosts()) return "takes another than " + other.name() + " does for host";
  const bool is_there = std::any_of(clients.begin(), clients.end(), [&client](const auto& one) {
    return one->is_host() && one->room_name() == client.room_name();
  });
  if (!is_there) return "takes one for host who does not know it";
  if (settings(client.settings()) != settings(other.settings())) {
    return "does not know what " + other.name() + " knows to be set";
  }
  return client.knocking().empty() ? "" : "knows of someone who knocks, and nobody does";
}

}  // namespace

std::string broken_invariant(const Environment& environment, const Client& client,
                             const Guest& guest) {
  if (!environment.errors.empty()) return "on the way there: " + environment.errors.front();
  if (!client.is_in()) return client.name() + " is not in its room";
  std::string unfinished = client.unfinished();
  if (!unfinished.empty()) return unfinished;
  if (!guest.connected()) return "the guest's connection is not stable and connected";
  if (client.participants().size() != 1) return "the guest is not alone with " + client.name();
  const auto& [id, tracks] = *client.participants().begin();
  for (const auto& [sid, track] : tracks) {
    if (client.arriving(id, sid) != Guest::camera) return "the guest's camera does not arrive";
  }
  if (tracks.size() != 1) return "the guest's camera is not published once";
  for (const protocol::TrackPublication& track : client.tracks()) {
    if (!guest.receives(track.sid)) return track.sid + " does not arrive at the guest's";
  }
  return {};
}

std::string broken_invariant(const Environment& environment, const Clients& clients) {
  if (!environment.errors.empty()) return "on the way there: " + environment.errors.front();
  for (const auto& client : clients) {
    std::string broken = client->is_in() ? client->unfinished() : broken_absence(clients, *client);
    if (!broken.empty()) return broken;
  }
  for (const auto& client : clients) {
    if (!client->is_in()) continue;
    std::string broken = broken_view(clients, *client);
    if (broken.empty()) broken = broken_hosts(clients, *client);
    if (!broken.empty()) return client->name() + ": " + broken;
  }
  return {};
}

std::string broken_secrecy(const Environment& environment, const Clients& clients) {
  if (!environment.errors.empty()) return "on the way there: " + environment.errors.front();
  for (const auto& client : clients) {
    for (const auto& [id, verification] : client->verifications()) {
      if (verification == "verified" && client->is_deceived_by(id)) {
        return client->name() + " does not notice that it is not " + id + " whom it hears";
      }
      if (verification == "forged" && client->hears(id)) {
        return client->name() + " hears " + id + ", whose seal did not fit";
      }
    }
  }
  return {};
}

std::string broken_preview(const Clients& clients, const Client& onlooker) {
  const auto& preview = onlooker.previewed();
  if (!preview.count) return "nobody looks at the room";
  std::set<std::string> there;
  for (const auto& client : clients) {
    const bool is_there = client->is_in() && client->room_name() == onlooker.room_name();
    if (is_there) there.insert(client->id());
  }
  if (*preview.count != there.size())
    return "who looks at the room does not see how many are there";
  const Client* insider = someone_in(clients, onlooker.room_name());
  if (insider != nullptr && settings(preview.state) != settings(insider->settings())) {
    return "who looks at the room does not see what is set";
  }
  if (!preview.state.open()) {
    return preview.participants ? "who looks at a closed room sees who is there" : "";
  }
  std::set<std::string> seen;
  for (const auto& participant : *preview.participants) seen.insert(participant.id);
  if (seen != there) return "who looks at the room does not see who is there";
  if (insider == nullptr) return {};
  const std::set<std::string> hosts(preview.state.hosts.begin(), preview.state.hosts.end());
  return hosts == insider->hosts() ? "" : "who looks at the room does not see who is host";
}

}  // namespace parley::simulation
