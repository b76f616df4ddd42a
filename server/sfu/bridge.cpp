#include "parley/sfu/bridge.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "janus_client.h"
#include "leftover_rooms.h"
#include "media_room.h"
#include "parley/sfu/limits.h"

namespace parley::sfu {

class Bridge::Parts {
 public:
  Parts(base::IdSource& id_source, JanusSecrets secrets, std::optional<RoomOwner> room_owner)
      : ids(id_source), owner(std::move(room_owner)), client(std::move(secrets), actions) {}

  JanusRoom new_room() {
    // Nobody guesses them.
    const auto secret = [this] { return ids.make(""); };
    if (!owner) return {secret(), secret(), secret()};
    std::string name = owner->name(secret());
    std::string destroys = owner->secret_of(name);
    return {std::move(name), secret(), std::move(destroys)};
  }

  void destroy_leftovers() {
    if (!client.ready() || leftovers) return;
    // Once: a list that is too long to be read would end each connection.
    if (owner && !std::exchange(has_looked, true)) {
      leftovers = std::make_unique<LeftoverRooms>(client, *owner);
    } else if (!abandoned.empty()) {
      leftovers = std::make_unique<LeftoverRooms>(client, std::exchange(abandoned, {}));
    }
  }

  /// Its handle is gone, or the session: others destroy what Janus has of it.
  void abandon(const MediaRoom& room) {
    if (room.may_be_left()) abandon(room.janus_room());
  }
  void abandon(const JanusRoom& room) {
    if (abandoned.size() == abandoned_rooms) abandoned.erase(abandoned.begin());
    abandoned.push_back(room);
  }

  MediaRoom* room_of(const std::string& participant_id) {
    const auto found = room_by_participant.find(participant_id);
    return found == room_by_participant.end() ? nullptr : found->second;
  }

  /// The room, which is none of the bridge's any more; null if there is none.
  std::unique_ptr<MediaRoom> forget(const std::string& name) {
    const auto found = rooms.find(name);
    if (found == rooms.end()) return nullptr;
    for (const auto& id : found->second->participant_ids()) {
      found->second->leave(id);
      room_by_participant.erase(id);
    }
    auto room = std::move(found->second);
    rooms.erase(found);
    return room;
  }

  /// What a message of Janus' has left to do.
  void tidy() {
    if (leftovers && leftovers->has_ended()) leftovers.reset();
    for (const auto& room : closing) {
      if (room->has_ended()) abandon(*room);
    }
    std::erase_if(closing, [](const auto& room) { return room->has_ended(); });
    std::vector<std::string> ended;
    for (const auto& [name, room] : rooms) {
      if (room->has_ended()) {
        ended.push_back(name);
      } else {
        room->replace_failed();
      }
    }
    for (const auto& name : ended) abandon(*forget(name));
    destroy_leftovers();
  }

  void lose_everything(const std::string& reason) {
    std::vector<std::string> names;
    for (const auto& [name, room] : rooms) names.push_back(name);
    std::sort(names.begin(), names.end());
    for (const auto& name : names) abandon(*rooms.at(name));
    for (const auto& room : closing) abandon(*room);
    if (leftovers) {
      for (const auto& room : leftovers->rest()) abandon(room);
    }
    client.lost();
    rooms.clear();
    closing.clear();
    leftovers.reset();
    room_by_participant.clear();
    for (auto& name : names) actions.push(RoomLost{std::move(name), reason});
  }

  base::IdSource& ids;
  const std::optional<RoomOwner> owner;
  std::uint32_t receiver_epochs = 0;
  Actions actions;
  JanusClient client;
  std::unordered_map<std::string, std::unique_ptr<MediaRoom>> rooms;
  std::unordered_map<std::string, MediaRoom*> room_by_participant;
  /// Until Janus has destroyed them.
  std::vector<std::unique_ptr<MediaRoom>> closing;
  std::unique_ptr<LeftoverRooms> leftovers;
  /// Those that were lost, until there is somebody to destroy them.
  std::vector<JanusRoom> abandoned;
  bool has_looked = false;
};

Bridge::Bridge(base::IdSource& ids, JanusSecrets secrets, std::optional<RoomOwner> owner)
    : parts_(std::make_unique<Parts>(ids, std::move(secrets), std::move(owner))) {}

Bridge::~Bridge() = default;

void Bridge::connected(Instant now) {
  parts_->client.connected(now);
}

void Bridge::received(std::string_view text, Instant now) {
  parts_->client.at(now);
  const auto message = read_janus_message(text);
  if (!message) return;
  if (!parts_->client.receive(*message)) {
    parts_->lose_everything("Janus has ended the session");
    return;
  }
  parts_->tidy();
}

void Bridge::lost(Instant /*now*/) {
  parts_->lose_everything("the connection to Janus is lost");
}

bool Bridge::is_connected() const {
  return parts_->client.is_connected();
}

bool Bridge::ready() const {
  return parts_->client.ready();
}

void Bridge::open(const std::string& name, std::size_t participants, Instant now) {
  parts_->client.at(now);
  if (parts_->rooms.contains(name)) return;
  if (!ready()) {
    parts_->actions.push(RoomLost{name, "Janus is not there"});
    return;
  }
  parts_->rooms.emplace(name, std::make_unique<MediaRoom>(parts_->client, parts_->receiver_epochs,
                                                          name, parts_->new_room(), participants));
}

void Bridge::close(const std::string& name, Instant now) {
  parts_->client.at(now);
  auto room = parts_->forget(name);
  if (!room) return;
  room->destroy();
  parts_->closing.push_back(std::move(room));
}

bool Bridge::has(const std::string& name) const {
  return parts_->rooms.contains(name);
}

std::vector<std::string> Bridge::participants(const std::string& name) const {
  const auto room = parts_->rooms.find(name);
  return room == parts_->rooms.end() ? std::vector<std::string>() : room->second->participant_ids();
}

void Bridge::join(const std::string& name, const std::string& participant_id, Instant now) {
  parts_->client.at(now);
  const auto room = parts_->rooms.find(name);
  if (room == parts_->rooms.end()) return;
  if (!parts_->room_by_participant.emplace(participant_id, room->second.get()).second) return;
  room->second->join(participant_id);
}

void Bridge::leave(const std::string& participant_id, Instant now) {
  parts_->client.at(now);
  MediaRoom* room = parts_->room_of(participant_id);
  if (room == nullptr) return;
  parts_->room_by_participant.erase(participant_id);
  room->leave(participant_id);
}

void Bridge::offer(const protocol::Description& offer, Instant now) {
  parts_->client.at(now);
  MediaRoom* room = parts_->room_of(offer.from);
  if (room == nullptr) return;
  Publisher* publisher = room->open_publisher(offer.from, offer.epoch);
  if (publisher != nullptr) publisher->offer(offer);
}

void Bridge::answer(const protocol::Description& answer, Instant now) {
  parts_->client.at(now);
  MediaRoom* room = parts_->room_of(answer.from);
  Receiver* receiver = room == nullptr ? nullptr : room->receiver(answer.from);
  if (receiver != nullptr && receiver->epoch() == answer.epoch) receiver->answer(answer);
}

// Candidates may overtake the offer to which they belong.
void Bridge::candidate(Direction direction, const protocol::Candidate& candidate, Instant now) {
  parts_->client.at(now);
  MediaRoom* room = parts_->room_of(candidate.from);
  if (room == nullptr) return;
  if (direction == Direction::Send) {
    Publisher* publisher = room->open_publisher(candidate.from, candidate.epoch);
    if (publisher != nullptr) publisher->candidate(candidate);
  } else if (Receiver* receiver = room->receiver(candidate.from)) {
    if (receiver->epoch() == candidate.epoch) receiver->candidate(candidate);
  }
}

void Bridge::restart_ice(const std::string& participant_id, Instant now) {
  parts_->client.at(now);
  MediaRoom* room = parts_->room_of(participant_id);
  Receiver* receiver = room == nullptr ? nullptr : room->receiver(participant_id);
  if (receiver != nullptr) receiver->restart_ice();
}

void Bridge::wish(const std::string& participant_id, std::vector<Wish> wishes, Instant now) {
  parts_->client.at(now);
  if (MediaRoom* room = parts_->room_of(participant_id)) {
    room->wish(participant_id, std::move(wishes));
  }
}

void Bridge::set_away(const std::string& participant_id, bool away, Instant now) {
  parts_->client.at(now);
  MediaRoom* room = parts_->room_of(participant_id);
  Receiver* receiver = room == nullptr ? nullptr : room->receiver(participant_id);
  if (receiver != nullptr) receiver->set_away(away);
}

std::optional<Action> Bridge::next_action() {
  return parts_->actions.pop();
}

std::optional<Instant> Bridge::deadline() const {
  std::optional<Instant> earliest = parts_->client.deadline();
  for (const auto& [name, room] : parts_->rooms) {
    const auto due = room->deadline();
    if (due) earliest = std::min(earliest.value_or(*due), *due);
  }
  return earliest;
}

void Bridge::expire(Instant now) {
  parts_->client.at(now);
  if (!parts_->client.time_passed(now)) {
    parts_->lose_everything("Janus does not answer");
    return;
  }
  for (const auto& [name, room] : parts_->rooms) room->expire();
}

std::size_t Bridge::room_count() const {
  return parts_->rooms.size();
}

std::size_t Bridge::participant_count() const {
  return parts_->room_by_participant.size();
}

}  // namespace parley::sfu
