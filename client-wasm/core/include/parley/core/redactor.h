// Takes out of events what is nobody's business before they are logged: addresses, names, secrets.
//
// What the core looks at stays, and what it only compares gets a stand-in that is as equal and as
// unequal as before: so what is left leads to the same actions. Ids that server and library draw at
// random stay as they are; the server's log knows them too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::core {

class Redactor {
 public:
  // Each returns what to write instead. What is empty stays empty.

  /// "room"; empty where the name is not allowed, as the core looks at that.
  static std::string room_name(std::string_view name);
  /// "secret".
  static std::string secret(std::string_view value) { return value.empty() ? "" : "secret"; }
  /// "participant-1", the same for the same name.
  std::string identity(const std::string& name);
  /// The id of a participant, a track or a room, if it is one (PROTOCOL.md), else a stand-in.
  std::string id(const std::string& value);
  /// The identification of an m-line (RFC 5888 section 4), which the page at the other end chooses.
  std::string mid(const std::string& value);
  /// An ICE username fragment (RFC 8839 section 5.4).
  std::string username_fragment(const std::string& value);
  /// The lines that the core reads (sdp.h), and those that show what was negotiated.
  std::string sdp(std::string_view text);
  /// A candidate attribute (RFC 8839 section 5.1) of the same size in JSON, without its address,
  /// port, related address, and foundation, which browsers compute from them.
  static std::string candidate(std::string_view text);
  /// As many bytes in JSON, with nothing in them.
  static std::string filler(std::string_view text);

  void redact(protocol::TrackMid& track);
  void redact(protocol::TrackPublication& track);
  void redact(protocol::Candidate& candidate);
  void redact(protocol::ServerMessage& message);

  /// False once more had to be told apart than there are stand-ins: what follows does not lead to
  /// the same actions any more.
  [[nodiscard]] bool exact() const { return exact_; }

 private:
  std::string stand_in(const std::string& value);
  std::string ice_url(const std::string& url);
  void redact(protocol::IceServer& server);
  void redact(protocol::Participant& participant);
  void redact(std::vector<protocol::TrackPublication>& tracks);
  void redact(protocol::RoomState& state);
  // One for each message of the server.
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
  void on(protocol::RoomChanged& message);
  void on(protocol::Waiting& message);
  void on(protocol::Knock& message);
  void on(protocol::KnockEnded& message);
  void on(protocol::Muted& message);
  static void on(protocol::Pong& message);
  static void on(protocol::Error& message);

  std::vector<std::string> identities_;
  std::vector<std::string> others_;
  bool exact_ = true;
};

/// How many bytes the text takes inside a JSON string.
std::size_t size_in_json(std::string_view text);

}  // namespace parley::core
