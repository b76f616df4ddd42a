// Rooms in Janus' VideoRoom plugin, and who sends and receives what in them.
//
// The bridge performs no I/O and reads no clock. Texts of Janus, the participants' descriptions and
// the time go in; texts for Janus, and what participants are to be told, come out.
//
// A participant has two connections. On the first it offers, and sends its tracks. On the second
// Janus offers once, with a fixed number of m-lines, the slots; which track a slot carries changes
// without another description. So somebody new is seen as fast as in a mesh, and offers of the two
// sides never collide.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/id_source.h"
#include "parley/base/instant.h"
#include "parley/protocol/message.h"
#include "parley/sfu/action.h"
#include "parley/sfu/room_owner.h"

namespace parley::sfu {

using base::Instant;

/// What Janus wants to be told before it does anything.
struct JanusSecrets {
  std::string api;    ///< `api_secret`; empty: it wants none
  std::string admin;  ///< VideoRoom's `admin_key`; empty: it wants none
};

/// A track that a participant wants to receive.
struct Wish {
  std::string sid;
  /// The simulcast layer, 0 being the smallest; of no meaning for sound.
  std::uint32_t layer = 0;
  /// False: it is not to be received, whatever is free.
  bool on = true;

  friend bool operator==(const Wish&, const Wish&) = default;
};

/// For one connection to one Janus. Used by one thread.
class Bridge {
 public:
  /// `ids` must outlive the bridge. With an owner it first destroys what earlier runs have left in
  /// Janus.
  Bridge(base::IdSource& ids, JanusSecrets secrets, std::optional<RoomOwner> owner = {});
  Bridge(const Bridge&) = delete;
  Bridge& operator=(const Bridge&) = delete;
  ~Bridge();

  // Janus.

  /// The WebSocket is open (subprotocol "janus-protocol").
  void connected(Instant now);
  /// A text has arrived. One that makes no sense changes nothing.
  void received(std::string_view text, Instant now);
  /// The WebSocket is closed. All rooms are lost.
  void lost(Instant now);
  /// Whether there is a WebSocket, or should be: false after lost(), and where Janus has ended the
  /// session or does not answer. The caller then connects anew.
  [[nodiscard]] bool is_connected() const;
  /// Whether rooms can be opened.
  [[nodiscard]] bool ready() const;

  // The rooms. What names an unknown room or participant changes nothing: it may have been lost.

  /// Opens a room, which the caller names, for so many participants. RoomLost if Janus is not there.
  void open(const std::string& room, std::size_t participants, Instant now);
  void close(const std::string& room, Instant now);
  /// Whether the room is open; it may have been lost, or Janus was not there.
  [[nodiscard]] bool has(const std::string& room) const;
  /// Who is in the room.
  [[nodiscard]] std::vector<std::string> participants(const std::string& room) const;
  /// The participant gets its receiving connection; OfferTo follows, and again, with a greater
  /// epoch, whenever that connection has failed. No two connections have the same epoch.
  void join(const std::string& room, const std::string& participant_id, Instant now);
  void leave(const std::string& participant_id, Instant now);

  // What participants say about their connections.

  /// An offer on the sending connection; AnswerTo follows. The first one, and one of a greater
  /// epoch, opens a connection. One of a smaller epoch changes nothing.
  void offer(const protocol::Description& offer, Instant now);
  /// The answer on the receiving connection.
  void answer(const protocol::Description& answer, Instant now);
  void candidate(Direction direction, const protocol::Candidate& candidate, Instant now);
  /// The participant's network path has broken: OfferTo with an ICE restart follows, if its
  /// receiving connection has been answered.
  void restart_ice(const std::string& participant_id, Instant now);
  /// What the participant wants to receive, the most wanted first. It gets as much of that as it
  /// has slots. Before the first wish it gets everything, as far as there are slots.
  void wish(const std::string& participant_id, std::vector<Wish> wishes, Instant now);
  /// Whether the participant hears what it is told. While it does not, its slots carry what they
  /// carry: it would show another track as the one before.
  void set_away(const std::string& participant_id, bool away, Instant now);

  /// The next thing to do, in order; nothing if there is none.
  std::optional<Action> next_action();

  /// When to call expire() next, if ever.
  [[nodiscard]] std::optional<Instant> deadline() const;
  void expire(Instant now);

  [[nodiscard]] std::size_t room_count() const;
  [[nodiscard]] std::size_t participant_count() const;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace parley::sfu
