// One event as a line of the log, redacted: "1234 iceStateChanged connection=1 state=checking".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/core/event.h"
#include "parley/core/redactor.h"
#include "parley/core/time.h"

namespace parley::core {

/// Writes the fields of visit_fields().
class EventWriter {
 public:
  EventWriter(Redactor& redactor, Time now)
      : redactor_(redactor), line_(std::to_string(now.count())) {}

  void name(std::string_view name);
  void server(const std::string& server);
  void room_name(const std::string& name);
  void identity(const std::string& identity);
  void secret(std::string_view key, const std::string& value);
  void connection(ConnectionHandle handle) { number("connection", handle); }
  void number(std::string_view key, std::uint32_t value);
  void flag(std::string_view key, bool value);
  void id(std::string_view key, const std::string& value);
  void mid(const std::string& value);
  void kind(protocol::TrackKind kind);
  void priority(protocol::TrackPriority priority);
  void track(const protocol::TrackPublication& track);
  void description_type(protocol::DescriptionType type);
  void tracks(const std::vector<protocol::TrackMid>& tracks);
  void ice_state(IceState state);
  void video_quality(VideoQuality quality);
  void bandwidth_mode(BandwidthMode mode);
  void path(protocol::PathKind path);
  // These take the rest of the line.
  void seal(const std::string& seal);
  void local_sdp(const std::string& sdp);
  void candidate(const protocol::Candidate& candidate);
  void message(const std::string& text);

  [[nodiscard]] std::string take() { return std::move(line_); }

 private:
  void field(std::string_view key, std::string_view value);

  Redactor& redactor_;
  std::string line_;
};

}  // namespace parley::core
