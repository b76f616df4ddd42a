// The rooms, and who receives which message in them. PROTOCOL.md specifies all of it.
//
// The hub performs no I/O and reads no clock. Connections, texts and the time go in, deliveries
// come out, and one call is handled completely before the next. A connection is in one of four
// states:
//
//   awaiting hello   a parley.1 client that has sent nothing; in no room, and refused after 2 s
//   previewing       one that has sent PREVIEW: it receives what happens in its room, unseen
//   in waiting room  one that has sent HELLO and that a host has to admit first
//   member           in its room: a guest from the start, a parley.1 client from its HELLO
//
// A member of parley.1 that loses its connection is away: it stays in its room for the resume
// window, and the hub keeps messages for it. It comes back with the token from its last WELCOME.
// For a while after its start, the server accepts tokens of an earlier run, so that nobody loses
// their place in a restart. After that only members that the hub remembers can come back, so that
// all sides agree on who was given up.
//
// Once the hub has delivered a close, it has forgotten the connection and ignores anything else
// that comes from it. Each hub is used by one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "parley/base/id_source.h"
#include "parley/base/signer.h"
#include "parley/hub/client_block.h"
#include "parley/hub/command.h"
#include "parley/hub/delivery.h"
#include "parley/hub/options.h"

namespace parley::hub {

class Hub {
 public:
  /// `ids`, `signer` and everything that the options point to must outlive the hub.
  Hub(base::IdSource& ids, const base::Signer& signer, HubOptions options = {});
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;
  ~Hub();

  // Each call returns what is to be sent and closed; the result is valid until the next call.

  /// A connection was opened. The room's name is decoded and checked (protocol::check_room_name).
  /// `client` is the block of addresses that it comes from.
  const Deliveries& connect(ConnectionId id, std::string_view room_name, Mode mode, Instant now,
                            ClientBlock client = unknown_block);
  /// A text message has arrived: well-formed UTF-8, at most protocol::limits::message_bytes long.
  const Deliveries& receive(ConnectionId id, std::string_view text, Instant now);
  /// The connection is lost; its participant may come back.
  const Deliveries& disconnect(ConnectionId id, Instant now);
  /// The client has closed the connection on purpose: its participant has left.
  const Deliveries& leave(ConnectionId id, Instant now);
  /// Drops clients that have not sent HELLO, not entered, or not come back in time.
  const Deliveries& expire(Instant now);

  /// Carries out what an operator's program asks for, if there is an observer.
  const Deliveries& carry_out(const Command& command, CommandResult& result, Instant now);

  /// With a landlord: the room is this hub's by that tenure, and one more client comes for it; either
  /// connect() follows, or expire(). If it is of another run than before, that has ended.
  const Deliveries& own(std::string_view room_name, const Tenure& tenure, Instant now);
  /// No room is this hub's any more. Everyone is closed with `service_restart`.
  const Deliveries& lose_all(Instant now);

  /// What came out of HubOptions::sfu, but for sfu::SendToJanus. To be called after each call of the
  /// hub, and each of the bridge, until nothing comes out.
  const Deliveries& carry_out_media(const sfu::Action& action, Instant now);
  /// The bridge has become ready.
  const Deliveries& media_ready(Instant now);

  /// How many bytes of messages are kept for members, because they have not confirmed them; a
  /// message to several counts several times. Adds up over all members.
  [[nodiscard]] std::size_t kept_bytes() const;
  /// Forgets such messages of those for whom most are kept, so many bytes of them. Who comes back
  /// without them keeps its place, and hears how everything is now.
  void forget_kept(std::size_t bytes);

  /// When to call expire() next, if ever.
  [[nodiscard]] std::optional<Instant> deadline() const;

  /// The rooms that someone is in, previews or waits for, and vacant rooms that keep settings.
  [[nodiscard]] std::size_t room_count() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace parley::hub
