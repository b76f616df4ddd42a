#include "outgoing.h"

namespace parley::hub {

void Outgoing::send(const Connection& connection, Text text) {
  deliveries_.push_back({connection.id, std::move(text), 0, {}});
}

void Outgoing::send(Member& member, const Text& text) {
  if (!member.participant.guest) member.ledger.note_sent(text);
  if (!member.away()) send(*member.connection, text);
}

void Outgoing::send_to_others(const Member& member, std::string text) {
  const Text shared = share(std::move(text));
  for (const auto& other : member.room.members()) {
    if (other.get() != &member && !other->participant.guest) send(*other, shared);
  }
  send_to_previewers(member.room, shared);
}

void Outgoing::send_to_hosts(const Room& room, std::string text) {
  const Text shared = share(std::move(text));
  for (const auto& member : room.members()) {
    if (member->host) send(*member, shared);
  }
}

void Outgoing::send_to_previewers(const Room& room, const Text& text) {
  if (room.previewers().empty()) return;
  if (!room.policy().open()) {
    note_changed_lobby(room);
    return;
  }
  for (const ConnectionId id : room.previewers()) deliveries_.push_back({id, text, 0, {}});
}

}  // namespace parley::hub
