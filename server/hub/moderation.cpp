#include "moderation.h"

#include <vector>

#include "entry_policy.h"
#include "parley/protocol/codec.h"

namespace parley::hub {

using protocol::ErrorId;
using protocol::HostAction;

void Moderation::set_room(Member& host, const protocol::SetRoom& wish, Instant now) {
  Room& room = host.room;
  RoomPolicy& policy = room.policy();
  policy.locked = wish.locked.value_or(policy.locked);
  policy.waiting_room = wish.waiting_room.value_or(policy.waiting_room);
  if (wish.password) {
    policy.password_proof = wish.password->empty() ? ""
                                                   : prove_password(room.name(), *wish.password,
                                                                    context_.tokens.signer());
  }
  policy.version = context_.order.next();
  hosts_.send_state(room);
  if (!policy.waiting_room) waiting_room_.admit_all(room, now);
}

void Moderation::carry_out(Member& host, const protocol::HostOrder& order, Instant now) {
  Room& room = host.room;
  if (order.action == HostAction::End) {
    end_room(room, now);
    return;
  }
  const bool of_waiting = order.action == HostAction::Admit || order.action == HostAction::Refuse;
  Connection* waiting = of_waiting ? room.waiting_as(order.to) : nullptr;
  Member* member = of_waiting ? nullptr : room.find(order.to);
  if (waiting == nullptr && member == nullptr) {
    registry_.refuse(*host.connection,
                     {ErrorId::UnknownRecipient, "There is nobody with that id."});
  } else if (order.action == HostAction::Admit) {
    waiting_room_.admit(*waiting, now);
  } else if (order.action == HostAction::Refuse) {
    registry_.refuse(*waiting, {ErrorId::EntryRefused, "A host has not let you in."});
  } else if (order.action == HostAction::Mute) {
    mute(host, *member, order.kind);
  } else {
    remove(*member, now);
  }
}

void Moderation::remove(Member& member, Instant now) {
  if (member.grants.named_by_token) member.room.ban_identity(member.participant.identity);
  dismiss(member, now);
}

void Moderation::dismiss(Member& member, Instant now) {
  Room& room = member.room;
  room.policy().note_removed(member.participant.id);
  room.policy().version = context_.order.next();
  hosts_.send_state(room, &member);
  membership_.expel(member, removal_error(ErrorId::Removed), now);
  membership_.leave(member);
}

void Moderation::end_stay(Member& member, Instant now) {
  membership_.expel(member,
                    {ErrorId::Removed, "You have been in this room for as long as one may."}, now);
  membership_.leave(member);
}

void Moderation::mute(const Member& host, Member& member, protocol::TrackKind kind) {
  if (member.participant.guest) {
    registry_.refuse(*host.connection,
                     {ErrorId::BadMessage, "MUTE.to: a guest cannot be told to mute"});
    return;
  }
  context_.out.send(member, share(encode(protocol::Muted{host.participant.id, kind})));
  relay_.mute(member, kind, host.participant.id);
}

void Moderation::end_room(Room& room, Instant now) {
  waiting_room_.refuse_all(room);
  while (!room.members().empty()) {
    Member& member = *room.members().back();
    membership_.expel(member, removal_error(ErrorId::RoomEnded), now);
    context_.telemetry.leaving(member);
    context_.announcer.leaving(member);
    context_.out.send_to_previewers(room,
                                    share(encode(protocol::UserLeave{member.participant.id})));
    room.remove(member);
    context_.resized_rooms.push_back(room.name());
  }
  context_.announcer.ended(room);
  // Those who preview it keep it, but whoever comes next finds another one.
  if (context_.announcer.has_observer()) {
    room.begin_anew(is_room_sid(room.name()) ? room.name() : context_.ids.make("RM"));
  }
  room.end_reservation();
  room.reset_policy();
  hosts_.send_state(room);
}

void Moderation::dismiss_restored(Room& room, Instant now) {
  std::vector<Member*> restored;
  for (const auto& member : room.members()) {
    if (member->restored) restored.push_back(member.get());
  }
  room.reset_policy();
  for (Member* member : restored) {
    membership_.expel(*member, removal_error(ErrorId::RoomEnded), now);
    membership_.leave(*member);
  }
}

void Moderation::remove_again(const std::string& room_name, const RoomPolicy& kept, Instant now) {
  for (const std::string& participant_id : kept.removed) {
    Room* room = registry_.find_room(room_name);
    if (Member* member = room == nullptr ? nullptr : room->find(participant_id)) {
      membership_.expel(*member, removal_error(ErrorId::Removed), now);
      membership_.leave(*member);
      continue;
    }
    if (!removals_.why_removed(participant_id, now)) {
      removals_.note(participant_id, ErrorId::Removed, now);
    }
    Connection* waiting = room == nullptr ? nullptr : room->waiting_as(participant_id);
    if (waiting != nullptr) {
      registry_.refuse(*waiting, removals_.why_removed(participant_id, now).value());
    }
  }
}

}  // namespace parley::hub
