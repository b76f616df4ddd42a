#include "telemetry.h"

namespace parley::hub {

using Level = base::Logger::Level;

Telemetry::Telemetry(Counters* counters, base::Logger* logger)
    : counters_(counters == nullptr ? own_counters_ : *counters),
      logger_(logger == nullptr ? base::Logger::silent() : *logger) {}

void Telemetry::joined(const Member& member, std::string_view how, Instant now) {
  counters_.joins.add();
  counters_.participants.set(counters_.participants.value() + 1);
  const bool first = member.room.members().size() == 1;
  if (first) counters_.rooms.set(counters_.rooms.value() + 1);
  counters_.join_time.observe(static_cast<std::uint64_t>((now - member.connection->asked).count()));
  logger_.write(Level::Info, "join",
                {{"room", member.room.sid()}, {"participant", member.participant.id}, {"as", how}});
}

void Telemetry::leaving(const Member& member) {
  counters_.leaves.add();
  counters_.participants.set(counters_.participants.value() - 1);
  const bool last = member.room.members().size() == 1;
  if (last) counters_.rooms.set(counters_.rooms.value() - 1);
  logger_.write(Level::Info, "leave",
                {{"room", member.room.sid()}, {"participant", member.participant.id}});
}

void Telemetry::error(protocol::ErrorId id) {
  counters_.errors[static_cast<std::size_t>(id)].add();
  // What does not end a connection happens to good clients too: someone has just left.
  logger_.write(protocol::close_code(id) == 0 ? Level::Debug : Level::Warning, "refused",
                {{"error", protocol::to_string(id)}});
}

void Telemetry::sfu_refused(std::string_view reason) {
  counters_.sfu_refusals.add();
  logger_.write(Level::Warning, "sfu-refused", {{"reason", reason}});
}

void Telemetry::sfu_lost(std::string_view reason) {
  counters_.sfu_rooms_lost.add();
  logger_.write(Level::Warning, "sfu-room-lost", {{"reason", reason}});
}

void Telemetry::sfu_failed(const Member& member) {
  counters_.sfu_failures.add();
  logger_.write(Level::Warning, "sfu-unreached",
                {{"room", member.room.sid()}, {"participant", member.participant.id}});
}

void Telemetry::reported(const protocol::Report& report) {
  counters_.connection_time.observe(report.connected_after);
  counters_.paths[static_cast<std::size_t>(report.path)].add();
  counters_.ice_restarts.add(report.ice_restarts);
  counters_.replacements.add(report.replacements);
}

}  // namespace parley::hub
