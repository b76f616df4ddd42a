#include "parley/core/room_preview.h"

#include <algorithm>
#include <variant>

#include "parley/protocol/limits.h"

namespace parley::core {

void RoomPreview::open(const protocol::Lobby& message) {
  participants_ = message.participants;
  ice_servers_ = message.ice_servers.value_or(std::vector<protocol::IceServer>());
  state_ = message.state;
  count_ = message.count;
  most_ = message.most;
  report();
}

void RoomPreview::receive(const protocol::ServerMessage& message) {
  std::visit([this](const auto& alternative) { apply(alternative); }, message);
}

void RoomPreview::report_lost() {
  close();
  actions_.push(action::RoomPreviewed{});
}

void RoomPreview::close() {
  participants_.clear();
  ice_servers_.clear();
}

void RoomPreview::apply(const protocol::UserJoin& message) {
  if (find(message.participant.id) != nullptr) return;
  if (participants_.size() == protocol::limits::participants_per_room) return;
  participants_.push_back(message.participant);
  report();
}

void RoomPreview::apply(const protocol::UserLeave& message) {
  const auto gone = std::erase_if(participants_, [&message](const auto& participant) {
    return participant.id == message.from;
  });
  if (gone > 0) report();
}

void RoomPreview::apply(const protocol::UserReconnecting& message) {
  if (protocol::Participant* participant = find(message.from)) participant->reconnecting = true;
}

void RoomPreview::apply(const protocol::UserReconnected& message) {
  if (protocol::Participant* participant = find(message.from)) participant->reconnecting = false;
}

void RoomPreview::apply(const protocol::Publications& message) {
  if (protocol::Participant* participant = find(message.from)) participant->tracks = message.tracks;
}

void RoomPreview::apply(const protocol::RoomChanged& message) {
  state_ = message.state;
  report();
}

protocol::Participant* RoomPreview::find(const std::string& id) {
  const auto found = std::find_if(participants_.begin(), participants_.end(),
                                  [&id](const auto& participant) { return participant.id == id; });
  return found == participants_.end() ? nullptr : &*found;
}

void RoomPreview::report() {
  if (state_.open()) {
    const auto count = static_cast<std::uint32_t>(participants_.size());
    actions_.push(action::RoomPreviewed{participants_, count, state_, most_});
  } else {
    actions_.push(action::RoomPreviewed{std::nullopt, count_, state_, most_});
  }
}

}  // namespace parley::core
