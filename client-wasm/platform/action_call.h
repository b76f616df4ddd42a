// Carries out one action by calling a method of the host or of the observer (action_fields.h).
#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/core/action.h"

namespace parley::platform {

/// Collects the fields that visit_fields() names as arguments for JavaScript.
class ActionCall {
 public:
  ActionCall(const emscripten::val& host, const emscripten::val& observer)
      : host_(host), observer_(observer) {}

  /// Makes the call; visit_fields() must have been called before.
  void make() const;

  void host(const char* method) { begin(host_, method); }
  void observer(const char* method) { begin(observer_, method); }
  void connection(core::ConnectionHandle handle) { number("connection", handle); }
  void server(const char* key, const std::string& url) { text(key, url); }
  void message(const char* key, const std::string& message) { text(key, message); }
  void room_name(const char* key, const std::string& name) { text(key, name); }
  void id(const char* key, const std::string& value) { text(key, value); }
  void identity(const std::string& identity) { text("identity", identity); }
  void track_name(const std::string& name) { text("name", name); }
  void mid(const std::string& mid) { text("mid", mid); }
  void seal(const std::string& seal) { text("seal", seal); }
  void ends(const std::string& own_id, const std::string& participant, std::uint32_t epoch) {
    text("ownId", own_id);
    text("participant", participant);
    number("epoch", epoch);
  }
  void sdp(const std::string& sdp) { text("sdp", sdp); }
  void text(const char* key, const std::string& value);
  void words(const char* key, const std::string& value) { text(key, value); }
  void number(const char* key, std::uint32_t value);
  void real(const char* key, double value);
  void flag(const char* key, bool value);
  void kind(protocol::TrackKind kind);
  void priority(protocol::TrackPriority priority);
  void description_type(protocol::DescriptionType type);
  /// W3C webrtc-pc section 4.2.2, RTCIceServer.
  void ice_servers(const std::vector<protocol::IceServer>& servers);
  /// W3C webrtc-pc section 4.2.3, RTCIceTransportPolicy.
  void ice_transport_policy(bool relay_only);
  /// Adds four arguments; -1 and '' stand for null.
  void candidate(const protocol::Candidate& candidate);
  void previewed_participants(const std::optional<std::vector<protocol::Participant>>& participants,
                              const std::vector<std::string>& hosts);
  void previewed_count(std::optional<std::uint32_t> count, std::uint32_t most);

 private:
  void begin(const emscripten::val& receiver, const char* method);
  void add(const emscripten::val& argument);

  const emscripten::val& host_;
  const emscripten::val& observer_;
  const emscripten::val* receiver_ = nullptr;
  emscripten::val method_ = emscripten::val::undefined();
  emscripten::val arguments_ = emscripten::val::array();
};

}  // namespace parley::platform
