#include "large_rooms.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"

namespace parley::hub {
namespace {

std::size_t count_participants(const Room& room) {
  const auto& members = room.members();
  return static_cast<std::size_t>(
      std::count_if(members.begin(), members.end(),
                    [](const auto& member) { return !member->participant.guest; }));
}

bool anyone_failed(const Room& room) {
  const auto& members = room.members();
  return std::any_of(members.begin(), members.end(),
                     [](const auto& member) { return member->sfu_failed; });
}

std::uint32_t layer_for(std::uint32_t height) {
  if (height == 0 || height > middle_layer_height) return 2;
  return height > smallest_layer_height ? 1 : 0;
}

std::vector<sfu::Wish> wishes_of(const protocol::Preferences& preferences) {
  std::vector<sfu::Wish> wishes;
  for (const auto& track : preferences.tracks) {
    wishes.push_back({track.sid, layer_for(track.height), !track.off});
  }
  return wishes;
}

}  // namespace

void LargeRooms::check_resized(Instant now) {
  for (const std::string& name : std::exchange(context_.resized_rooms, {})) {
    if (context_.options.sfu == nullptr) continue;
    Room* room = registry_.find_room(name);
    if (room != nullptr) {
      check(*room, now);
    } else {  // the last one has left
      context_.options.sfu->close(name, now);
    }
  }
}

void LargeRooms::check_all(Instant now) {
  if (context_.options.sfu == nullptr) return;
  for (Room* room : registry_.all_rooms()) {
    check(*room, now);
    if (room->sfu().epoch != 0) retry(*room, now);
  }
}

void LargeRooms::check(Room& room, Instant now) {
  const std::size_t count = count_participants(room);
  if (count == 0) {
    close(room, now);
    return;
  }
  const SfuLimits& limits = context_.options.sfu_limits;
  // Those without the SFU can be reached, as long as a mesh carries that many.
  const bool mesh_for_some = count <= mesh_participants && anyone_failed(room);
  if (room.sfu().epoch == 0) {
    const bool is_large = count >= limits.from && room.can_use_sfu();
    if (is_large && !mesh_for_some && context_.options.sfu->ready()) {
      open(room, now);
    } else {
      remove_departed(room, now);
    }
    return;
  }
  if (!room.can_use_sfu()) {
    end_sfu(room, now);
    return;
  }
  const Deadline small{Deadline::Kind::SmallRoom, &room};
  if (count > limits.mesh_again && !mesh_for_some) {
    context_.deadlines.stop(small);
  } else if (!context_.deadlines.is_set(small)) {
    context_.deadlines.set(small, now + small_room_timeout);
  }
  match_participants(room, now);
}

// Only now, also where it was lost: what participants sent before, nobody would have taken. It may
// still be open from when it was large before: those connections have nothing to do with the new ones.
void LargeRooms::open(Room& room, Instant now) {
  sfu::Bridges& sfu = *context_.options.sfu;
  context_.deadlines.stop({Deadline::Kind::SfuOverlap, &room});
  if (sfu.has(room.name())) sfu.close(room.name(), now);
  room.sfu().epoch = next_epoch(now);
  hosts_.send_state(room);
  sfu.open(room.name(), context_.options.limits.participants_per_room, now);
  match_participants(room, now);
}

void LargeRooms::match_participants(Room& room, Instant now) {
  remove_departed(room, now);
  // The bridge ignores who is there already.
  for (const auto& member : room.members()) {
    context_.options.sfu->join(room.name(), member->participant.id, now);
  }
}

void LargeRooms::remove_departed(const Room& room, Instant now) {
  sfu::Bridges& sfu = *context_.options.sfu;
  for (const std::string& id : sfu.participants(room.name())) {
    if (room.find(id) == nullptr) sfu.leave(id, now);
  }
}

void LargeRooms::end_sfu(Room& room, Instant now) {
  forget(room);
  hosts_.send_state(room);
  if (!context_.options.sfu->has(room.name())) return;
  context_.deadlines.set({Deadline::Kind::SfuOverlap, &room}, now + sfu_overlap);
  remove_departed(room, now);
}

void LargeRooms::close(Room& room, Instant now) {
  forget(room);
  context_.options.sfu->close(room.name(), now);
}

void LargeRooms::forget(Room& room) {
  for (const auto kind :
       {Deadline::Kind::SmallRoom, Deadline::Kind::SfuRetry, Deadline::Kind::SfuOverlap}) {
    context_.deadlines.stop({kind, &room});
  }
  room.sfu() = {};
}

void LargeRooms::retry(Room& room, Instant now) {
  if (room.sfu().epoch == 0) return check(room, now);
  if (context_.options.sfu->has(room.name())) return;
  if (context_.options.sfu->ready()) {
    open(room, now);
  } else {
    do_without(room, now);
  }
}

// A few can send to each other meanwhile, and the others wait.
void LargeRooms::do_without(Room& room, Instant now) {
  if (count_participants(room) <= mesh_participants) {
    end_sfu(room, now);
    // One that refuses rooms may be there all the time, so that nothing else has it tried again.
    context_.deadlines.set({Deadline::Kind::SfuRetry, &room}, now + last_sfu_retry);
  } else {
    retry_later(room, now);
  }
}

void LargeRooms::retry_later(Room& room, Instant now) {
  constexpr std::size_t doublings = 16;
  const auto factor = 1LL << std::min(room.sfu().retries++, doublings);
  context_.deadlines.set({Deadline::Kind::SfuRetry, &room},
                         now + std::min<Instant>(first_sfu_retry * factor, last_sfu_retry));
}

// Also greater than those of before a restart of the server.
std::uint32_t LargeRooms::next_epoch(Instant now) {
  const auto seconds = static_cast<std::uint32_t>(context_.wall_clock(now) / 1000);
  return last_epoch_ = std::max(last_epoch_ + 1, seconds);
}

// --- What participants say to the SFU ---

void LargeRooms::receive(Member& member, std::string_view text, const protocol::Envelope& envelope,
                         Instant now) {
  sfu::Bridges& sfu = *context_.options.sfu;
  // The room may have moved while the message was under way.
  if (!sfu.has(member.room.name())) return;
  const std::string& id = member.participant.id;
  if (envelope.type == "RESTART_ICE") {
    sfu.restart_ice(id, now);
    return;
  }
  auto decoded = protocol::decode_server_message(protocol::stamp_from(text, envelope, id));
  if (!decoded) {
    registry_.refuse(*member.connection, decoded.error());
    return;
  }
  const bool sends = *envelope.to == protocol::sfu_send;
  if (const auto* description = std::get_if<protocol::Description>(&decoded.value())) {
    const bool is_offer = description->type == protocol::DescriptionType::Offer;
    if (sends && is_offer) sfu.offer(*description, now);
    if (!sends && !is_offer) sfu.answer(*description, now);
  } else if (const auto* candidate = std::get_if<protocol::Candidate>(&decoded.value())) {
    sfu.candidate(sends ? sfu::Direction::Send : sfu::Direction::Receive, *candidate, now);
  } else if (const auto* wanted = std::get_if<protocol::Preferences>(&decoded.value())) {
    sfu.wish(id, wishes_of(*wanted), now);
  }
}

void LargeRooms::note_failed(Member& member, Instant now) {
  if (context_.options.sfu == nullptr) return;
  Room& room = member.room;
  const bool moved = room.sfu().epoch != 0;
  // Nobody reaches one that is lost, and that is not their fault.
  if (moved && !context_.options.sfu->has(room.name())) return;
  if (!std::exchange(member.sfu_failed, true)) context_.telemetry.sfu_failed(member);
  if (!moved) return;
  if (count_participants(room) <= mesh_participants) {
    end_sfu(room, now);
    return;
  }
  registry_.refuse(*member.connection,
                   {protocol::ErrorId::SfuRequired,
                    "More than " + std::to_string(mesh_participants) +
                        " participants are here, and media goes through the SFU."});
}

// --- What the SFU says to participants ---

void LargeRooms::carry_out(const sfu::Action& action, Instant now) {
  std::visit([this, now](const auto& one) { carry_out_one(one, now); }, action);
}

// Whoever holds the connection to Janus sends it.
void LargeRooms::carry_out_one(const sfu::SendToJanus& /*action*/, Instant /*now*/) {}

template <class Action>
Member* LargeRooms::describe(const Action& action, protocol::DescriptionType type,
                             const char* from) {
  Member* member = find(action.room, action.participant_id);
  if (member == nullptr) return nullptr;
  protocol::Description description;
  description.from = from;
  description.type = type;
  description.epoch = action.epoch;
  description.offer_id = action.offer_id;
  description.sdp = action.sdp;
  context_.out.send(*member, share(encode(description)));
  return member;
}

void LargeRooms::carry_out_one(const sfu::AnswerTo& action, Instant /*now*/) {
  describe(action, protocol::DescriptionType::Answer, protocol::sfu_send);
}

void LargeRooms::carry_out_one(const sfu::OfferTo& action, Instant /*now*/) {
  if (Member* member = describe(action, protocol::DescriptionType::Offer, protocol::sfu_receive)) {
    member->room.sfu().retries = 0;
  }
}

void LargeRooms::carry_out_one(const sfu::SlotsOf& action, Instant /*now*/) {
  Member* member = find(action.room, action.participant_id);
  if (member == nullptr) return;
  protocol::Slots slots;
  for (const auto& [mid, from, sid] : action.slots) slots.slots.push_back({mid, from, sid});
  context_.out.send(*member, share(encode(slots)));
}

void LargeRooms::carry_out_one(const sfu::SpeakingIn& action, Instant /*now*/) {
  Room* room = registry_.find_room(action.room);
  if (room == nullptr) return;
  const Text text = share(encode(protocol::Speaking{action.participant_id, action.on}));
  for (const auto& member : room->members()) context_.out.send(*member, text);
}

// Its client notices that nothing answers, and begins another connection.
void LargeRooms::carry_out_one(const sfu::SendingFailed& action, Instant /*now*/) {
  context_.telemetry.sfu_refused(action.reason);
}

void LargeRooms::carry_out_one(const sfu::RoomLost& action, Instant now) {
  context_.telemetry.sfu_lost(action.reason);
  Room* room = registry_.find_room(action.room);
  // It may be open elsewhere by now.
  if (room == nullptr || context_.options.sfu->has(action.room)) return;
  const bool first_failure = room->sfu().retries == 0;
  if (room->sfu().epoch == 0) {
    forget(*room);
  } else if (first_failure && context_.options.sfu->ready()) {
    retry_later(*room, now);  // in another, or in the same
  } else {
    do_without(*room, now);
  }
}

Member* LargeRooms::find(const std::string& room_name, const std::string& participant_id) {
  Room* room = registry_.find_room(room_name);
  return room == nullptr ? nullptr : room->find(participant_id);
}

}  // namespace parley::hub
