// What clients keep for the server, under its signature, so that a server that remembers nothing
// can trust it: who they were, and what was set in their room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "parley/base/signer.h"
#include "room_policy.h"
#include "tenures.h"

namespace parley::hub {

/// A meeting in a room: from when someone enters the empty room until all have left, also across
/// restarts of the server.
struct MeetingIdentity {
  std::string id = {};
  /// Milliseconds since 1970. 0 while members from before a restart may still bring theirs.
  std::int64_t started = 0;

  /// The sid of the room in which it began, if that was not named by another.
  [[nodiscard]] std::string room_sid() const { return id.substr(0, id.find('.')); }
};

/// Who a client was.
struct SessionToken {
  enum class Kind : std::uint8_t {
    Resume,   ///< from a WELCOME: the client was in the room
    Preview,  ///< from a LOBBY: it previewed the room, and would have entered with that id
    Waiting,  ///< from a WAITING: it waited to be let in, and would have entered with that id
  };

  Kind kind = Kind::Resume;
  /// The run of the server that made the token.
  std::string run = {};
  /// For Resume: the participant's place in the order of joining, also across restarts.
  std::int64_t joined = 0;
  /// For Resume: different in every token; the secret part while the server still remembers the
  /// participant.
  std::string nonce = {};
  std::string participant_id = {};
  std::string room_name = {};
  /// For Resume.
  MeetingIdentity meeting = {};
  /// For Resume: when it was made, in milliseconds since 1970.
  std::int64_t issued = 0;
};

/// One word of letters, digits, '%' and '!'.
std::string seal(const SessionToken& token, const base::Signer& signer);

/// The token, if it carries the signer's signature; compared in constant time.
std::optional<SessionToken> unseal(std::string_view text, const base::Signer& signer);

/// A room's policy, and the meeting that it was set in.
struct KeptPolicy {
  RoomPolicy policy;
  MeetingIdentity meeting;
};

/// That room's policy as one word.
std::string seal(const KeptPolicy& kept, std::string_view room_name, const base::Signer& signer);

/// What was sealed for that room, if it carries the signer's signature.
std::optional<KeptPolicy> unseal_policy(std::string_view text, std::string_view room_name,
                                        const base::Signer& signer);

/// The tokens of one run of the server, or of its runs of rooms.
class SessionTokens {
 public:
  /// `signer` and `tenures` must outlive this.
  SessionTokens(const base::Signer& signer, const Tenures& tenures)
      : signer_(signer), tenures_(tenures) {}

  [[nodiscard]] std::string for_resuming(std::string_view participant_id, std::int64_t joined,
                                         std::string_view nonce, std::string_view room_name,
                                         const MeetingIdentity& meeting,
                                         std::int64_t issued) const {
    return make({SessionToken::Kind::Resume,
                 {},
                 joined,
                 std::string(nonce),
                 std::string(participant_id),
                 std::string(room_name),
                 meeting,
                 issued});
  }
  [[nodiscard]] std::string for_preview(std::string_view participant_id,
                                        std::string_view room_name) const {
    return make({SessionToken::Kind::Preview,
                 {},
                 0,
                 {},
                 std::string(participant_id),
                 std::string(room_name)});
  }
  [[nodiscard]] std::string for_waiting(std::string_view participant_id,
                                        std::string_view room_name) const {
    return make({SessionToken::Kind::Waiting,
                 {},
                 0,
                 {},
                 std::string(participant_id),
                 std::string(room_name)});
  }

  /// The token in the text, if it is valid for the room of that name.
  [[nodiscard]] std::optional<SessionToken> read(std::string_view text,
                                                 std::string_view room_name) const {
    std::optional<SessionToken> token = unseal(text, signer_);
    if (token && token->room_name != room_name) return std::nullopt;
    return token;
  }
  [[nodiscard]] bool of_this_run(const SessionToken& token) const {
    return token.run == tenures_.run_of(token.room_name);
  }

  [[nodiscard]] const base::Signer& signer() const { return signer_; }

 private:
  [[nodiscard]] std::string make(SessionToken token) const {
    token.run = tenures_.run_of(token.room_name);
    return seal(token, signer_);
  }

  const base::Signer& signer_;
  const Tenures& tenures_;
};

}  // namespace parley::hub
