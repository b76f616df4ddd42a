// What is asked of Janus.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::sfu {

/// What every request contains.
struct JanusEnvelope {
  std::string transaction;
  std::uint64_t session = 0;  ///< 0: none yet
  std::uint64_t handle = 0;   ///< 0: it is about the session
  std::string secret;         ///< `api_secret`; may be empty
};

/// A room of Janus', and what lets one into it.
struct JanusRoom {
  std::string name;
  std::string pin;
  std::string secret;
};

struct CreateRoom {
  JanusRoom room;
  std::size_t publishers = 0;
  std::string admin_key;
};
struct DestroyRoom {
  JanusRoom room;
};
/// Those that the key lets one see; without one, those that are not private.
struct ListRooms {
  std::string admin_key;
};
struct ListParticipants {
  JanusRoom room;
};
/// Enters the room as a publisher, with the offer in the same request.
struct Publish {
  JanusRoom room;
  std::string feed;  ///< what subscribers name it by
  std::vector<protocol::TrackMid> tracks;
  std::string offer;
};
/// Another offer of a publisher's.
struct Republish {
  std::vector<protocol::TrackMid> tracks;
  std::string offer;
};
/// A stream that a feed sends: the mid is that of the feed's own connection.
struct FeedStream {
  std::string feed;
  std::string mid;

  friend bool operator==(const FeedStream&, const FeedStream&) = default;
};
/// Enters the room as a subscriber, with one m-line for each of the streams, in their order.
struct Subscribe {
  JanusRoom room;
  std::vector<FeedStream> streams;
};
/// Has a subscriber's connection offered anew, with other ICE credentials.
struct RestartIce {};
/// The answer to a subscriber's offer.
struct Start {
  std::string answer;
};
/// Lets m-lines carry other streams.
struct Switch {
  struct Change {
    std::string mid;
    FeedStream stream;
  };
  std::vector<Change> changes;
};
/// Chooses simulcast layers of m-lines.
struct ChooseLayers {
  struct Choice {
    std::string mid;
    std::uint32_t layer = 0;
  };
  std::vector<Choice> choices;
};

using JanusRequest = std::variant<CreateRoom, DestroyRoom, ListRooms, ListParticipants, Publish,
                                  Republish, Subscribe, RestartIce, Start, Switch, ChooseLayers>;

/// Each returns one text.
std::string create_session(const JanusEnvelope& envelope);
std::string keep_session(const JanusEnvelope& envelope);
/// A handle of the VideoRoom plugin.
std::string attach(const JanusEnvelope& envelope, std::string_view opaque_id);
std::string detach(const JanusEnvelope& envelope);
std::string trickle(const JanusEnvelope& envelope, const protocol::Candidate& candidate);
std::string message(const JanusEnvelope& envelope, const JanusRequest& request);

}  // namespace parley::sfu
