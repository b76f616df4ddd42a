// What comes out of the bridge.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace parley::sfu {

/// Which of a participant's two connections to the SFU: the one on which it sends its tracks, and
/// the one on which it receives those of the others.
enum class Direction : std::uint8_t { Send, Receive };

/// A text for Janus.
struct SendToJanus {
  std::string text;

  friend bool operator==(const SendToJanus&, const SendToJanus&) = default;
};

/// Janus' answer to an offer of the participant's, on its sending connection.
struct AnswerTo {
  std::string room;
  std::string participant_id;
  std::uint32_t epoch = 0;     ///< the offer's
  std::uint32_t offer_id = 0;  ///< the offer's
  std::string sdp;

  friend bool operator==(const AnswerTo&, const AnswerTo&) = default;
};

/// Janus' offer on the participant's receiving connection. A greater epoch is of another connection,
/// which takes the place of the one before.
struct OfferTo {
  std::string room;
  std::string participant_id;
  std::uint32_t epoch = 0;
  std::uint32_t offer_id = 0;
  std::string sdp;

  friend bool operator==(const OfferTo&, const OfferTo&) = default;
};

/// Which track an m-line of the receiving connection carries.
struct Slot {
  std::string mid;
  std::string from;  ///< the publisher's participant id; empty if the slot is free
  std::string sid;   ///< the track's

  friend bool operator==(const Slot&, const Slot&) = default;
};

/// The participant's slots have changed; these are all that are not free.
struct SlotsOf {
  std::string room;
  std::string participant_id;
  std::vector<Slot> slots;

  friend bool operator==(const SlotsOf&, const SlotsOf&) = default;
};

/// Somebody has begun, or stopped, to speak.
struct SpeakingIn {
  std::string room;
  std::string participant_id;
  bool on = false;

  friend bool operator==(const SpeakingIn&, const SpeakingIn&) = default;
};

/// The participant's sending connection is of no more use: an offer with a greater epoch opens
/// another.
struct SendingFailed {
  std::string room;
  std::string participant_id;
  std::uint32_t epoch = 0;
  std::string reason;  ///< Janus' words, for the log

  friend bool operator==(const SendingFailed&, const SendingFailed&) = default;
};

/// The room is lost with all its connections, and the bridge has forgotten it.
struct RoomLost {
  std::string room;
  std::string reason;  ///< for the log

  friend bool operator==(const RoomLost&, const RoomLost&) = default;
};

using Action =
    std::variant<SendToJanus, AnswerTo, OfferTo, SlotsOf, SpeakingIn, SendingFailed, RoomLost>;

}  // namespace parley::sfu
