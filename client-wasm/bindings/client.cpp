// The embind class Client: one method for each event that JavaScript can report (client.d.ts).

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "parley/platform/driver.h"

namespace parley::bindings {
namespace {

namespace event = core::event;
using core::ConnectionHandle;
using core::IceState;
using emscripten::val;
using protocol::DescriptionType;
using protocol::PathKind;
using protocol::TrackKind;

TrackKind track_kind(const std::string& name) {
  return protocol::track_kind_from(name).value_or(TrackKind::Video);
}

protocol::TrackPriority track_priority(const std::string& name) {
  return protocol::track_priority_from(name).value_or(protocol::TrackPriority::Standard);
}

protocol::HostAction host_action(const std::string& name) {
  for (const protocol::HostAction action : protocol::host_actions) {
    if (to_string(action) == name) return action;
  }
  // Not the last one, which would end the room: nobody can be admitted by a name that is none.
  return protocol::HostAction::Admit;
}

// W3C webrtc-pc section 5.6.4.
IceState ice_state(const std::string& name) {
  if (name == "checking") return IceState::Checking;
  if (name == "connected" || name == "completed") return IceState::Connected;
  if (name == "disconnected") return IceState::Disconnected;
  return name == "failed" ? IceState::Failed : IceState::New;
}

// Each entry is "mid sid"; a mid has no space (RFC 5888 section 4).
std::vector<protocol::TrackMid> track_mids(const val& entries) {
  std::vector<protocol::TrackMid> tracks;
  const auto count = entries["length"].as<unsigned>();
  for (unsigned index = 0; index < count; ++index) {
    const auto entry = entries[index].as<std::string>();
    const std::size_t space = entry.find(' ');
    if (space == std::string::npos) continue;
    tracks.push_back({entry.substr(0, space), entry.substr(space + 1)});
  }
  return tracks;
}

// RFC 8445 section 5.1.1. A peer-reflexive address is one that the other side has seen.
PathKind path_kind(const std::string& name) {
  if (name == "host") return PathKind::Host;
  if (name == "srflx" || name == "prflx") return PathKind::Reflexive;
  return name == "relay" ? PathKind::Relay : PathKind::Unknown;
}

class Client {
 public:
  Client(val host, val observer) : driver_(std::move(host), std::move(observer)) { ++live_; }
  ~Client() { --live_; }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  static int live() { return live_; }

  void preview(const std::string& server, const std::string& room, std::uint32_t random_seed,
               const std::string& token) {
    driver_.handle(event::Preview{server, room, random_seed, token});
  }
  void connect(const std::string& server, const std::string& room, const std::string& identity,
               std::uint32_t random_seed, const std::string& token) {
    driver_.handle(event::Connect{server, room, identity, random_seed, token});
  }
  void use_password(const std::string& password) { driver_.handle(event::UsePassword{password}); }
  void disconnect() { driver_.handle(event::Disconnect{}); }
  void publish_track(const std::string& sid, const std::string& kind, const std::string& name,
                     bool enabled, const std::string& priority, bool detailed) {
    driver_.handle(event::PublishTrack{
        {sid, track_kind(kind), name, enabled, track_priority(priority)}, detailed});
  }
  void unpublish_track(const std::string& sid) { driver_.handle(event::UnpublishTrack{sid}); }
  void set_track_enabled(const std::string& sid, bool enabled) {
    driver_.handle(event::SetTrackEnabled{sid, enabled});
  }

  void set_track_priority(const std::string& sid, const std::string& priority) {
    driver_.handle(event::SetTrackPriority{sid, track_priority(priority)});
  }
  void set_bitrate_limits(std::uint32_t audio, std::uint32_t video) {
    driver_.handle(event::SetBitrateLimits{audio, video});
  }
  void set_track_preference(const std::string& participant, const std::string& sid, bool off,
                            std::uint32_t height) {
    driver_.handle(event::SetTrackPreference{participant, {sid, off, height}});
  }
  void subscribe_to_nothing() { driver_.handle(event::SubscribeToNothing{}); }

  void set_room_locked(bool locked) { driver_.handle(event::SetRoomLocked{locked}); }
  void set_waiting_room(bool on) { driver_.handle(event::SetWaitingRoom{on}); }
  void set_room_password(const std::string& password) {
    driver_.handle(event::SetRoomPassword{password});
  }
  void order_as_host(const std::string& action, const std::string& participant,
                     const std::string& kind) {
    driver_.handle(event::OrderAsHost{host_action(action), participant, track_kind(kind)});
  }

  void socket_opened() { driver_.handle(event::SocketOpened{}); }
  void socket_message(const std::string& text) { driver_.handle(event::SocketMessage{text}); }
  void socket_closed() { driver_.handle(event::SocketClosed{}); }

  void negotiation_needed(ConnectionHandle connection) {
    driver_.handle(event::NegotiationNeeded{connection});
  }
  void local_description_applied(ConnectionHandle connection, const std::string& type,
                                 const std::string& sdp, const val& tracks) {
    const auto kind = type == "offer" ? DescriptionType::Offer : DescriptionType::Answer;
    driver_.handle(event::LocalDescriptionApplied{connection, kind, sdp, track_mids(tracks)});
  }
  void remote_description_applied(ConnectionHandle connection) {
    driver_.handle(event::RemoteDescriptionApplied{connection});
  }
  void description_failed(ConnectionHandle connection) {
    driver_.handle(event::DescriptionFailed{connection});
  }
  void local_candidate(ConnectionHandle connection, const std::string& candidate,
                       const std::string& sdp_mid, int sdp_m_line_index,
                       const std::string& username_fragment) {
    event::LocalCandidate found{connection, {}};
    found.candidate.candidate = candidate;
    if (!sdp_mid.empty()) found.candidate.sdp_mid = sdp_mid;
    if (sdp_m_line_index >= 0) {
      found.candidate.sdp_m_line_index = static_cast<std::uint32_t>(sdp_m_line_index);
    }
    if (!username_fragment.empty()) found.candidate.username_fragment = username_fragment;
    driver_.handle(found);
  }
  void ice_state_changed(ConnectionHandle connection, const std::string& state) {
    if (state == "closed") return;
    driver_.handle(event::IceStateChanged{connection, ice_state(state)});
  }
  void connection_path(ConnectionHandle connection, const std::string& path) {
    driver_.handle(event::ConnectionPath{connection, path_kind(path)});
  }
  void page_shown() { driver_.handle(event::PageShown{}); }
  void network_changed() { driver_.handle(event::NetworkChanged{}); }
  void remote_track_added(ConnectionHandle connection, const std::string& mid,
                          const std::string& kind) {
    driver_.handle(event::RemoteTrackAdded{connection, mid, track_kind(kind)});
  }
  void remote_data_channel_added(ConnectionHandle connection, const std::string& label) {
    driver_.handle(event::RemoteDataChannelAdded{connection, label});
  }
  void audio_level(ConnectionHandle connection, std::uint32_t level) {
    driver_.handle(event::AudioLevel{connection, level});
  }
  void connection_statistics(ConnectionHandle connection, std::uint32_t round_trip,
                             std::uint32_t jitter, std::uint32_t packets_received,
                             std::uint32_t packets_lost, std::uint32_t packets_sent,
                             std::uint32_t sent_packets_lost) {
    driver_.handle(event::ConnectionStatistics{connection, round_trip, jitter, packets_received,
                                               packets_lost, packets_sent, sent_packets_lost});
  }
  void time_passed() { driver_.handle(event::TimePassed{}); }

  std::string event_log() const { return driver_.event_log(); }

 private:
  inline static int live_ = 0;

  platform::Driver driver_;
};

EMSCRIPTEN_BINDINGS(client) {
  emscripten::function("liveClients", &Client::live);
  emscripten::class_<Client>("Client")
      .constructor<val, val>()
      .function("preview", &Client::preview)
      .function("connect", &Client::connect)
      .function("usePassword", &Client::use_password)
      .function("disconnect", &Client::disconnect)
      .function("publishTrack", &Client::publish_track)
      .function("unpublishTrack", &Client::unpublish_track)
      .function("setTrackEnabled", &Client::set_track_enabled)
      .function("setTrackPriority", &Client::set_track_priority)
      .function("setBitrateLimits", &Client::set_bitrate_limits)
      .function("setTrackPreference", &Client::set_track_preference)
      .function("subscribeToNothing", &Client::subscribe_to_nothing)
      .function("setRoomLocked", &Client::set_room_locked)
      .function("setWaitingRoom", &Client::set_waiting_room)
      .function("setRoomPassword", &Client::set_room_password)
      .function("orderAsHost", &Client::order_as_host)
      .function("audioLevel", &Client::audio_level)
      .function("connectionStatistics", &Client::connection_statistics)
      .function("socketOpened", &Client::socket_opened)
      .function("socketMessage", &Client::socket_message)
      .function("socketClosed", &Client::socket_closed)
      .function("negotiationNeeded", &Client::negotiation_needed)
      .function("localDescriptionApplied", &Client::local_description_applied)
      .function("remoteDescriptionApplied", &Client::remote_description_applied)
      .function("descriptionFailed", &Client::description_failed)
      .function("localCandidate", &Client::local_candidate)
      .function("iceStateChanged", &Client::ice_state_changed)
      .function("connectionPath", &Client::connection_path)
      .function("networkChanged", &Client::network_changed)
      .function("pageShown", &Client::page_shown)
      .function("remoteTrackAdded", &Client::remote_track_added)
      .function("remoteDataChannelAdded", &Client::remote_data_channel_added)
      .function("timePassed", &Client::time_passed)
      .function("eventLog", &Client::event_log);
}

}  // namespace
}  // namespace parley::bindings
