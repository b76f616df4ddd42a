// What the hub counts, and tells the operator.

#include <string>

#include "parley/hub/hub.h"
#include "parley/protocol/codec.h"
#include "room.h"

namespace parley::hub {

using Level = Logger::Level;

void Hub::note_join(const Member& member, std::string_view how, Instant now) {
  counters_.joins.add();
  counters_.participants.set(counters_.participants.value() + 1);
  const bool first = member.room.members().size() == 1;
  if (first) counters_.rooms.set(counters_.rooms.value() + 1);
  const auto connection = connections_.find(member.connection);
  if (connection != connections_.end()) {
    counters_.join_time.observe(
        static_cast<std::uint64_t>((now - connection->second.asked).count()));
  }
  logger_.write(Level::Info, "join",
                {{"room", member.room.sid()}, {"participant", member.participant.id}, {"as", how}});
}

void Hub::note_leave(const Member& member) {
  counters_.leaves.add();
  counters_.participants.set(counters_.participants.value() - 1);
  const bool last = member.room.members().size() == 1;
  if (last) counters_.rooms.set(counters_.rooms.value() - 1);
  logger_.write(Level::Info, "leave",
                {{"room", member.room.sid()}, {"participant", member.participant.id}});
}

void Hub::note_error(protocol::ErrorId id) {
  counters_.errors[static_cast<std::size_t>(id)].add();
  // What does not end a connection happens to good clients too: someone has just left.
  logger_.write(protocol::close_code(id) == 0 ? Level::Debug : Level::Warning, "refused",
                {{"error", protocol::to_string(id)}});
}

void Hub::got_report(Member& member, std::string_view text) {
  const auto decoded = protocol::decode_client_message(text);
  if (!decoded) {
    refuse(member.connection, decoded.error());
    return;
  }
  const auto& report = std::get<protocol::Report>(decoded.value());
  counters_.connection_time.observe(report.connected_after);
  counters_.paths[static_cast<std::size_t>(report.path)].add();
  counters_.ice_restarts.add(report.ice_restarts);
  counters_.replacements.add(report.replacements);
}

}  // namespace parley::hub
