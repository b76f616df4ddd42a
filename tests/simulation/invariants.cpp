#include "invariants.h"

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
  for (const protocol::TrackPublication& track : other.tracks()) {
    const auto publication = known->second.find(track.sid);
    if (publication == known->second.end()) return track.sid + " is not published";
    if (!(publication->second == track)) return track.sid + " is muted only on one side";
    const std::string arriving = client.arriving(other.id(), track.sid);
    if (arriving != track.sid) {
      return track.sid + " does not arrive" + (arriving.empty() ? "" : "; but " + arriving);
    }
  }
  return {};
}

std::string broken_view(const Clients& clients, const Client& client) {
  std::size_t others = 0;
  for (const auto& other : clients) {
    if (other.get() == &client || other->room_name() != client.room_name()) continue;
    ++others;
    std::string broken = broken_view_of(*other, client);
    if (!broken.empty()) return broken;
  }
  if (!client.unreachable().empty()) return "takes someone for unreachable who is not";
  if (!client.away().empty()) return "takes someone for away who is not";
  return client.participants().size() == others ? "" : "sees someone who is not there";
}

}  // namespace

std::string broken_invariant(const Environment& environment, const Client& client,
                             const Guest& guest) {
  if (!environment.errors.empty()) return "the browser raised: " + environment.errors.front();
  if (!client.is_in()) return client.name() + " is not in its room";
  std::string unsettled = client.unsettled();
  if (!unsettled.empty()) return unsettled;
  if (!guest.settled()) return "the guest's connection is not stable and connected";
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
  if (!environment.errors.empty()) return "the browser raised: " + environment.errors.front();
  for (const auto& client : clients) {
    if (!client->is_in()) return client->name() + " is not in its room";
    std::string unsettled = client->unsettled();
    if (!unsettled.empty()) return unsettled;
  }
  for (const auto& client : clients) {
    const std::string broken = broken_view(clients, *client);
    if (!broken.empty()) return client->name() + ": " + broken;
  }
  return {};
}

}  // namespace parley::simulation
