#include "parley/protocol/limits.h"

#include "options/describe.h"
#include "options/values.h"

namespace parley {
namespace {

class LimitFlags {
 public:
  explicit LimitFlags(Flags& flags) : flags_(flags) { flags_.begin_group("Limits"); }

  template <class Value>
  void add(const char* name, Value& value, Value least, Value most, const std::string& text) {
    flags_.add(
        name,
        {.value = "NUMBER", .help = text, .default_value = number_text(static_cast<double>(value))},
        take_number(value, least, most));
  }

  void add_seconds(const char* name, std::chrono::milliseconds& value, double least,
                   const std::string& text) {
    constexpr double most = 3600;
    flags_.add(name,
               {.value = "SECONDS",
                .help = text,
                .default_value = number_text(static_cast<double>(value.count()) / 1000)},
               take_seconds(value, least, most));
  }

 private:
  Flags& flags_;
};

void describe_client_limits(LimitFlags& flags, limits::OperatorLimits& limits) {
  constexpr std::size_t least_message_bytes = 16384;  // twice what an offer of two tracks has
  constexpr std::size_t most_queued_bytes = std::size_t{64} << 20U;
  constexpr double most_messages = 1e9;
  flags.add("--max-message-bytes", limits.message_bytes, least_message_bytes,
            protocol::limits::message_bytes,
            "Bytes of one message; a client that sends a longer one is closed (message-too-large)");
  flags.add("--max-queued-bytes", limits.queued_bytes, limits::outbox_bytes, most_queued_bytes,
            "Bytes that may wait for one client to read them; then it is closed (too-slow)");
  flags.add("--message-rate", limits.messages.per_second, 1.0, most_messages,
            "Messages a second that one client may send on and on; one of more than 4 KiB counts "
            "as several. Beyond it and the burst it is closed (too-many-messages)");
  flags.add("--message-burst", limits.messages.burst, 100.0, most_messages,
            "Messages that one client may send at once");
}

void describe_address_limits(LimitFlags& flags, limits::OperatorLimits& limits) {
  constexpr std::size_t most = 1'000'000'000;
  flags.add("--max-connections-per-address", limits.connections_per_address, std::size_t{1}, most,
            "WebSockets that one address may hold (too-many-connections). An IPv6 /64 is one "
            "address, a /56 may hold four times as many, a /48 eight times. Behind a proxy see "
            "--trusted-proxy");
  flags.add("--joins-per-minute", limits.joins_per_minute, std::size_t{1}, most,
            "WebSockets that one address may open in a minute (too-many-joins), and larger IPv6 "
            "blocks as above. One that fails to get in counts as ten, one with a wrong password "
            "as thirty");
}

}  // namespace

void describe_limits(Flags& all, limits::OperatorLimits& limits, hub::Limits& of_hub) {
  LimitFlags flags(all);
  flags.add_seconds("--message-timeout", limits.message_timeout, 1.0,
                    "Seconds from a message's first byte to its last (message-timeout)");
  flags.add_seconds("--drain-timeout", limits.drain_timeout, 0.1,
                    "Seconds that stopping may take, to send what is queued");
  describe_client_limits(flags, limits);
  describe_address_limits(flags, limits);
  flags.add("--max-connections", limits.connections, std::size_t{1}, std::size_t{1'000'000},
            "WebSocket connections held at a time; the next is told server-full");
  flags.add("--max-buffered-bytes", limits.buffered_bytes, limits::outbox_bytes * 16,
            std::size_t{1} << 40U,
            "Bytes of memory for what all clients together have not read yet, or sent only half; "
            "beyond it those with most are closed (server-busy)");
  flags.add("--max-rooms", limits.rooms, std::size_t{1}, std::size_t{1'000'000},
            "Rooms at a time (too-many-rooms)");
  flags.add("--max-participants", of_hub.participants_per_room, std::size_t{2},
            protocol::limits::participants_per_room, "Participants of one room (room-full)");
  flags.add("--max-participants-per-address", of_hub.participants_per_block, std::size_t{1},
            protocol::limits::participants_per_room,
            "Participants of one room who may have the same IPv4 address or IPv6 /48 (room-full); "
            "those whom a host lets in may be more");
  flags.add("--max-identity-bytes", of_hub.identity_bytes, std::size_t{16},
            protocol::limits::identity_bytes, "Bytes of a participant's name (bad-message)");
  flags.add("--max-json-depth", of_hub.json_depth, std::size_t{4}, protocol::limits::json_depth,
            "Objects and arrays within each other in a message (bad-json)");
  flags.add("--max-room-name-bytes", limits.room_name_bytes, std::size_t{1},
            protocol::limits::room_name_bytes, "Bytes of a room's name (bad-room-name)");
}

}  // namespace parley
