// Rooms and who hears what in them. PROTOCOL.md specifies all of it.
//
// The hub performs no I/O and reads no clock. Connections, texts and the time go in, deliveries
// come out, and one call is handled to its end before the next. A connection is in one of four
// states:
//
//   awaiting hello   a parley.1 client that has said nothing; in no room, and refused after 2 s
//   previewing       one that has said PREVIEW: it hears what happens in its room, unseen
//   in waiting room  one that has said HELLO and that a host has to admit first
//   member           in its room: a guest from the start, a parley.1 client from its HELLO
//
// A member of parley.1 that loses its connection is away: it stays in its room for the resume
// window, and what is sent to it is kept. It comes back with the token that its last WELCOME
// brought. A token of an earlier run of the server is believed for a while after the start, so that
// a restart costs nobody his place; after that only who is remembered can come back, so that no two
// sides differ about whether someone was given up.
//
// After the hub has delivered a close it has forgotten the connection, and ignores what else comes
// from it. One hub is used by one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "parley/hub/delivery.h"
#include "parley/hub/id_source.h"
#include "parley/hub/options.h"
#include "parley/hub/signer.h"

namespace parley::hub {

class Hub {
 public:
  /// `ids`, `signer` and what the options point to must outlive the hub.
  Hub(IdSource& ids, const Signer& signer, HubOptions options = {});
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;
  ~Hub();

  // Each call answers with what is to be sent and closed, valid until the next call.

  /// A connection to a room, by its decoded and checked name (protocol::check_room_name).
  const Deliveries& connect(ConnectionId id, std::string_view room_name, Mode mode, Instant now);
  /// A text message of well-formed UTF-8, at most protocol::limits::message_bytes long.
  const Deliveries& receive(ConnectionId id, std::string_view text, Instant now);
  /// The connection is lost; its participant may come back.
  const Deliveries& disconnect(ConnectionId id, Instant now);
  /// The client has closed the connection on purpose: its participant has left.
  const Deliveries& leave(ConnectionId id, Instant now);
  /// Drops those that have not said HELLO, not entered, or not come back in time.
  const Deliveries& expire(Instant now);

  /// When to call expire() next, if ever.
  [[nodiscard]] std::optional<Instant> deadline() const;

  /// Rooms that someone is in, looks at or waits for, or that were left as someone had set them.
  [[nodiscard]] std::size_t room_count() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace parley::hub
