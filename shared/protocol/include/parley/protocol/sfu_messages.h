// The messages of rooms that go through an SFU. PROTOCOL.md, "Large rooms", shows them as JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parley::protocol {

/// The two pseudo-participants that stand for the SFU: the client's connection on which it sends
/// goes to the first, and the one on which it receives comes from the second.
inline constexpr const char* sfu_send = "sfu:send";
inline constexpr const char* sfu_receive = "sfu:receive";

/// How a client uses an SFU. Those who encrypt what goes through it and those who do not cannot see
/// each other there.
enum class SfuUse : std::uint8_t { None, Clear, Encrypted };

/// Which track an m-line of the connection from the SFU carries.
struct Slot {
  std::string mid;
  std::string from;  ///< whose track it is
  std::string sid;

  friend bool operator==(const Slot&, const Slot&) = default;
};

/// All m-lines of the connection from the SFU that carry a track from now on.
struct Slots {
  std::vector<Slot> slots;

  friend bool operator==(const Slots&, const Slots&) = default;
};

/// The SFU hears somebody speak, or no longer.
struct Speaking {
  std::string from;
  bool on = false;

  friend bool operator==(const Speaking&, const Speaking&) = default;
};

/// A client asks for an offer with other ICE credentials on the connection on which it receives.
struct RestartIce {
  friend bool operator==(const RestartIce&, const RestartIce&) = default;
};

/// A client says that its connections to the SFU do not come about.
struct SfuFailed {
  friend bool operator==(const SfuFailed&, const SfuFailed&) = default;
};

}  // namespace parley::protocol
