// What Janus says, as values: its API (https://janus.conf.meetecho.com/docs/rest.html) and that of
// its VideoRoom plugin (…/docs/videoroom.html).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::sfu {

/// Somebody who publishes in a room of Janus'.
struct JanusFeed {
  std::string id;
  bool dummy = false;  ///< sends nothing; its streams fill free slots
};

struct JanusMessage {
  enum class Type : std::uint8_t {
    Ack,       ///< the request has arrived; an event answers it later
    Success,   ///< answers a request
    Error,     ///< likewise; also where the plugin refuses
    Event,     ///< answers a request if it has a transaction
    WebRtcUp,  ///< the handle's connection is up
    HangUp,    ///< the handle's connection has ended
    Detached,  ///< the handle is gone
    TimedOut,  ///< the session is gone
    Other,
  };

  Type type = Type::Other;
  std::string transaction = {};
  /// The handle that it is about; 0 if there is none.
  std::uint64_t sender = 0;
  /// The id of what was made.
  std::uint64_t id = 0;
  /// Of an error: its number and words. Of a hangup: only words.
  int error = 0;
  std::string reason = {};
  /// The plugin's event: "created", "attached", "talking" …
  std::string videoroom = {};
  /// Of "talking" and "stopped-talking": who.
  std::string talker = {};
  /// Of an event: the m-line of which another simulcast layer is forwarded; empty if it is about
  /// something else.
  std::string layer_mid = {};
  /// Of "participants".
  std::vector<JanusFeed> feeds = {};
  /// The names of rooms, of a list of them.
  std::vector<std::string> rooms = {};
  /// A description, if there is one.
  std::string sdp = {};

  /// Whether the handle's connection is of no more use.
  [[nodiscard]] bool ends_connection() const {
    return type == Type::HangUp || type == Type::Detached;
  }
};

/// Reads one text; nothing if it is no JSON object. Fields that are missing, or of another type
/// than documented, are empty.
std::optional<JanusMessage> read_janus_message(std::string_view text);

}  // namespace parley::sfu
