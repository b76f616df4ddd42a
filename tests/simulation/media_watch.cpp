#include "media_watch.h"

namespace parley::simulation {
namespace {

// From when a slot carries another's until its client knows: the way from the SFU over the server,
// which is as slow as the way there.
constexpr Time switching{500};
constexpr Time slow_switching{4000};
// Offers that collide in the mesh have one side replace its connection, and media stops for a moment.
constexpr Time replacing{3000};
// One look between the last of one source and the first of the other.
constexpr Time unnoticed{0};

}  // namespace

void MediaWatch::look_at(const Client& client, const Clients& clients) {
  if (!client.uses_sfu() || !client.is_in()) {
    for (auto& [key, seen] : seen_) {
      if (key.first == client.number()) seen = {};
    }
    return;
  }
  for (const auto& other : clients) {
    if (other.get() == &client || other->room_name() != client.room_name()) continue;
    for (const protocol::TrackPublication& track : other->tracks()) look_at(client, *other, track);
  }
}

void MediaWatch::look_at(const Client& client, const Client& other,
                         const protocol::TrackPublication& track) {
  Seen& seen = seen_[{client.number(), track.sid}];
  const Time now = environment_.scheduler.now();
  const auto known = client.participants().find(other.id());
  // Who does not hear the server does not hear what slots carry.
  const bool hears = !client.socket_is_broken();
  const bool is_known = hears && other.is_in() && known != client.participants().end();
  if (!is_known || !track.enabled || !known->second.contains(track.sid)) {
    seen = {};
    return;
  }
  const std::string ids = client.id() + other.id();
  if (seen.ids != ids) seen = {ids};
  const std::string arriving = client.arriving(other.id(), track.sid);
  const bool foreign = !arriving.empty() && arriving != track.sid;
  if (foreign && !seen.foreign) seen.foreign_since = now;
  seen.foreign = foreign;
  if (foreign && now - seen.foreign_since > (no_gaps_ ? switching : slow_switching)) {
    raise(client.name() + " is shown " + arriving + " as " + track.sid);
    seen.foreign_since = now;
  }
  const bool off = client.is_off(other.id(), track.sid);
  if (arriving == track.sid || off) {
    seen.arrived = arriving == track.sid;
    seen.missing = false;
    return;
  }
  const bool replaced = client.replaced_at(other.id()) + replacing > now ||
                        other.replaced_at(client.id()) + replacing > now;
  if (!seen.arrived || !no_gaps_ || replaced) return;
  if (!seen.missing) seen.missing_since = now;
  seen.missing = true;
  if (now - seen.missing_since > unnoticed) {
    raise(client.name() + " has received " + track.sid + ", and then no longer");
    seen = {};
  }
}

}  // namespace parley::simulation
