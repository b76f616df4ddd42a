// Removes private data from events before they are logged: addresses, names, secrets.
//
// Values that the core reads stay. A value that it only compares gets a stand-in that equals
// another exactly if the originals are equal, so that the log leads to the same actions. Random ids
// from server and library stay as they are; the server's log has them too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::core {

class Redactor {
 public:
  // Each returns what to write instead. Empty values stay empty.

  /// "room"; empty if the name is not allowed, because the core checks that.
  static std::string room_name(std::string_view name);
  /// "secret".
  static std::string secret(std::string_view value) { return value.empty() ? "" : "secret"; }
  /// "participant-1", the same for the same name.
  std::string identity(const std::string& name);
  /// The id of a participant, a track or a room, if it is valid (PROTOCOL.md); otherwise a
  /// stand-in.
  std::string id(const std::string& value);
  /// The mid of an m-line (RFC 5888 section 4), which the page at the other end chooses.
  std::string mid(const std::string& value);
  /// An ICE username fragment (RFC 8839 section 5.4).
  std::string username_fragment(const std::string& value);
  /// The lines that the core reads (sdp.h), and those that show what was negotiated.
  std::string sdp(std::string_view text);
  /// A candidate attribute (RFC 8839 section 5.1) of the same size in JSON, without its address,
  /// port and related address, and without the foundation, which browsers compute from them.
  static std::string candidate(std::string_view text);
  /// A filler that takes as many bytes in JSON.
  static std::string filler(std::string_view text);

  void redact(protocol::TrackMid& track);
  void redact(protocol::TrackPublication& track);
  void redact(protocol::Candidate& candidate);
  void redact(protocol::ServerMessage& message);

  /// False once there were more values to tell apart than there are stand-ins. What follows then no
  /// longer leads to the same actions.
  [[nodiscard]] bool exact() const { return exact_; }

 private:
  std::string stand_in(const std::string& value);
  std::string ice_url(const std::string& url);
  void redact(protocol::IceServer& server);
  void redact(protocol::Participant& participant);
  void redact(std::vector<protocol::TrackPublication>& tracks);
  void redact(std::vector<protocol::IceServer>& servers);
  void redact(protocol::RoomState& state);
  // One for each of the server's messages.
  template <class Message>
  void redact_entry(Message& message);
  void on(protocol::Lobby& message);
  void on(protocol::Welcome& message);
  void on(protocol::IceServers& message);
  void on(protocol::UserJoin& message);
  void on(protocol::UserLeave& message);
  void on(protocol::UserReconnecting& message);
  void on(protocol::UserReconnected& message);
  void on(protocol::Description& message);
  void on(protocol::Candidate& message);
  void on(protocol::Publications& message);
  void on(protocol::Preferences& message);
  void on(protocol::Slots& message);
  void on(protocol::Speaking& message);
  void on(protocol::RoomChanged& message);
  void on(protocol::Waiting& message);
  void on(protocol::Knock& message);
  void on(protocol::KnockEnded& message);
  void on(protocol::Muted& message);
  static void on(protocol::WrongPasswords& message);
  static void on(protocol::Pong& message);
  static void on(protocol::Error& message);

  std::vector<std::string> identities_;
  std::vector<std::string> others_;
  bool exact_ = true;
};

/// How many bytes the text takes in a JSON string.
std::size_t size_in_json(std::string_view text);

}  // namespace parley::core
