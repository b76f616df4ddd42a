// Reads an event from the arguments of a JavaScript call.
#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/core/event.h"

namespace parley::bindings {

/// Fills the fields that visit_fields() names, one argument after the other.
class ArgumentReader {
 public:
  explicit ArgumentReader(const emscripten::val& arguments) : arguments_(arguments) {}

  /// False if an argument should be one of several words and is not; the event is then unusable.
  [[nodiscard]] bool ok() const { return ok_; }

  void server(std::string& server) { text(server); }
  void room_name(std::string& name) { text(name); }
  void identity(std::string& identity) { text(identity); }
  void secret(std::string_view /*key*/, std::string& value) { text(value); }
  void connection(core::ConnectionHandle& handle) { number("connection", handle); }
  void number(std::string_view key, std::uint32_t& value);
  void flag(std::string_view key, bool& value);
  void id(std::string_view /*key*/, std::string& value) { text(value); }
  void mid(std::string& value) { text(value); }
  void kind(protocol::TrackKind& kind);
  void priority(protocol::TrackPriority& priority);
  void track(protocol::TrackPublication& track);
  void description_type(protocol::DescriptionType& type);
  /// Reads an array of "mid sid"; a mid contains no space (RFC 5888 section 4).
  void tracks(std::vector<protocol::TrackMid>& tracks);
  void ice_state(core::IceState& state);
  void video_quality(core::VideoQuality& quality);
  void bandwidth_mode(core::BandwidthMode& mode);
  void path(protocol::PathKind& path);
  void seal(std::string& seal) { text(seal); }
  void local_sdp(std::string& sdp) { text(sdp); }
  /// Reads four arguments; -1 and '' stand for null.
  void candidate(protocol::Candidate& candidate);
  void message(std::string& text) { this->text(text); }

 private:
  emscripten::val next() { return arguments_[next_++]; }
  void text(std::string& value) { value = next().as<std::string>(); }
  [[nodiscard]] std::string word() { return next().as<std::string>(); }
  template <class Value>
  void take(const std::optional<Value>& known, Value& value);

  const emscripten::val& arguments_;
  unsigned next_ = 0;
  bool ok_ = true;
};

}  // namespace parley::bindings
