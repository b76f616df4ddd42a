#include "parley/replay/describe.h"

#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "parley/core/action_fields.h"
#include "parley/core/event_fields.h"
#include "parley/core/log_names.h"
#include "parley/protocol/envelope.h"

namespace parley::replay {
namespace {

/// Writes the fields that visit_fields() names in one line, except long and uninteresting ones.
class Describer {
 public:
  std::string take() { return connection_ + line_; }

  void name(std::string_view name) { line_ = name; }
  void host(const char* method) { line_ = method; }
  void observer(const char* method) { line_ = method; }

  void connection(core::ConnectionHandle handle) {
    connection_ = "#" + std::to_string(handle) + " ";
  }
  void id(std::string_view /*key*/, const std::string& value) { add(value); }
  void text(std::string_view /*key*/, const std::string& value) { add(value); }
  void identity(const std::string& identity) { add(identity); }
  void room_name(const std::string& name) { add(name); }
  void room_name(std::string_view /*key*/, const std::string& name) { add(name); }
  void server(std::string_view /*key*/, const std::string& url) { add(url); }
  void mid(const std::string& mid) { add(mid); }
  void number(std::string_view /*key*/, std::uint32_t value) { add(std::to_string(value)); }
  void flag(std::string_view key, bool value) {
    if (value) add(key);
  }
  void kind(protocol::TrackKind kind) { add(to_string(kind)); }
  void priority(protocol::TrackPriority priority) { add(to_string(priority)); }
  void description_type(protocol::DescriptionType type) { add(core::log_name(type)); }
  void ice_state(core::IceState state) { add(core::log_name(state)); }
  void video_quality(core::VideoQuality quality) { add(core::log_name(quality)); }
  void bandwidth_mode(core::BandwidthMode mode) { add(core::log_name(mode)); }
  void path(protocol::PathKind path) { add(core::log_name(path)); }
  void ice_transport_policy(bool relay_only) { flag("relay", relay_only); }
  void candidate(const protocol::Candidate& candidate) { add(candidate.candidate); }
  void track(const protocol::TrackPublication& track) { add(track.sid); }
  void message(const std::string& text) { add(text); }
  void message(std::string_view /*key*/, const std::string& text) {
    const auto envelope = protocol::read_envelope(text);
    if (!envelope) {
      add("nonsense: " + text);
      return;
    }
    add(envelope.value().type);
    if (const auto& to = envelope.value().to) add("to " + *to);
  }
  void previewed_participants(const std::optional<std::vector<protocol::Participant>>& participants,
                              const std::vector<std::string>& /*hosts*/) {
    named_ = participants.has_value();
    if (!named_) return;
    for (const protocol::Participant& participant : *participants) add(participant.identity);
  }
  void previewed_count(std::optional<std::uint32_t> count, std::uint32_t /*most*/) {
    if (!named_) add(count ? std::to_string(*count) : "unknown");
  }

  void server(const std::string& /*server*/) {}
  void secret(std::string_view /*key*/, const std::string& /*value*/) {}
  void words(std::string_view /*key*/, const std::string& /*value*/) {}
  void track_name(const std::string& /*name*/) {}
  void real(std::string_view /*key*/, double /*value*/) {}
  void sdp(const std::string& /*sdp*/) {}
  void seal(const std::string& /*seal*/) {}
  void ends(const std::string& /*own_id*/, const std::string& /*participant*/,
            std::uint32_t /*epoch*/) {}
  void local_sdp(const std::string& /*sdp*/) {}
  void tracks(const std::vector<protocol::TrackMid>& /*tracks*/) {}
  void ice_servers(const std::vector<protocol::IceServer>& /*servers*/) {}

 private:
  void add(std::string_view word) {
    if (!word.empty()) line_.append(" ").append(word);
  }

  std::string connection_;
  std::string line_;
  bool named_ = false;  // the participants were
};

}  // namespace

std::string describe(const core::Action& action) {
  Describer describer;
  std::visit([&describer](const auto& one) { core::visit_fields(one, describer); }, action);
  return describer.take();
}

std::string describe(const core::Event& event) {
  Describer describer;
  const auto describe_one = [&describer](auto one) {
    describer.name(core::event_name(one));
    core::visit_fields(one, describer);
  };
  std::visit(describe_one, event);
  return describer.take();
}

}  // namespace parley::replay
