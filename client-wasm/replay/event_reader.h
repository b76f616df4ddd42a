// Reads one event of a log: the fields of visit_fields(). A stand-in is as good as the original.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/core/event.h"

namespace parley::replay {

class EventReader {
 public:
  /// `text`: a line without its time, such as "iceStateChanged connection=1 state=checking".
  explicit EventReader(std::string_view text) : rest_(text) {}

  /// Reads the event's name if it is that one, and returns whether it was; to be called before
  /// anything else is read.
  [[nodiscard]] bool take_name(std::string_view name);
  void server(std::string& server) { word("server", server); }
  void room_name(std::string& name) { word("room", name); }
  void identity(std::string& identity) { word("identity", identity); }
  void secret(std::string_view key, std::string& value) { word(key, value); }
  void connection(core::ConnectionHandle& handle) { number("connection", handle); }
  void number(std::string_view key, std::uint32_t& value);
  void flag(std::string_view key, bool& value);
  void id(std::string_view key, std::string& value) { word(key, value); }
  void mid(std::string& value) { word("mid", value); }
  void kind(protocol::TrackKind& kind);
  void priority(protocol::TrackPriority& priority);
  void track(protocol::TrackPublication& track);
  void description_type(protocol::DescriptionType& type);
  void tracks(std::vector<protocol::TrackMid>& tracks);
  void ice_state(core::IceState& state);
  void video_quality(core::VideoQuality& quality);
  void bandwidth_mode(core::BandwidthMode& mode);
  void path(protocol::PathKind& path);
  void seal(std::string& seal) { word("seal", seal); }
  void local_sdp(std::string& sdp);
  void candidate(protocol::Candidate& candidate);
  void message(std::string& text);

  /// What was expected but missing, or that there was more than expected; otherwise empty.
  [[nodiscard]] std::string problem() const;

 private:
  [[nodiscard]] bool has(std::string_view key) const;
  bool take_key(std::string_view key);
  void word(std::string_view key, std::string& value);
  void rest_of_line(std::string_view key, std::string& value);
  template <class Value>
  void named_value(std::string_view key, Value& value, Value last);
  void fail(std::string_view key);

  std::string_view rest_;
  std::string problem_;
};

}  // namespace parley::replay
