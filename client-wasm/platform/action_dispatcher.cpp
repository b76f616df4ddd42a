#include "action_dispatcher.h"

#include <algorithm>
#include <string>
#include <vector>

namespace parley::platform {

namespace action = core::action;
using emscripten::val;

namespace {

std::string name_of(protocol::TrackKind kind) {
  return std::string(to_string(kind));
}

std::string name_of(protocol::DescriptionType type) {
  return type == protocol::DescriptionType::Offer ? "offer" : "answer";
}

// W3C webrtc-pc section 4.2.2, RTCIceServer.
val to_val(const protocol::IceServer& server) {
  val urls = val::array();
  for (const std::string& url : server.urls) urls.call<void>("push", url);
  val object = val::object();
  object.set("urls", urls);
  if (!server.username.empty()) object.set("username", server.username);
  if (!server.credential.empty()) object.set("credential", server.credential);
  return object;
}

val to_val(const std::vector<protocol::IceServer>& servers) {
  val array = val::array();
  for (const auto& server : servers) array.call<void>("push", to_val(server));
  return array;
}

// W3C webrtc-pc section 4.2.3, RTCIceTransportPolicy.
std::string transport_policy(bool relay_only) {
  return relay_only ? "relay" : "all";
}

}  // namespace

void ActionDispatcher::operator()(const action::OpenSocket& action) const {
  host_.call<void>("openSocket", action.url);
}

void ActionDispatcher::operator()(const action::SendText& action) const {
  host_.call<void>("sendText", action.text);
}

void ActionDispatcher::operator()(const action::CloseSocket& action) const {
  host_.call<void>("closeSocket", action.resuming);
}

void ActionDispatcher::operator()(const action::CreateConnection& action) const {
  host_.call<void>("createConnection", action.connection, to_val(action.ice_servers),
                   transport_policy(action.relay_only));
}

void ActionDispatcher::operator()(const action::SetConfiguration& action) const {
  host_.call<void>("setConfiguration", action.connection, to_val(action.ice_servers),
                   transport_policy(action.relay_only));
}

void ActionDispatcher::operator()(const action::CloseConnection& action) const {
  host_.call<void>("closeConnection", action.connection);
}

void ActionDispatcher::operator()(const action::AddTrack& action) const {
  host_.call<void>("addTrack", action.connection, action.sid);
}

void ActionDispatcher::operator()(const action::RemoveTrack& action) const {
  host_.call<void>("removeTrack", action.connection, action.sid);
}

void ActionDispatcher::operator()(const action::AddReceivers& action) const {
  host_.call<void>("addReceivers", action.connection, name_of(action.kind), action.count);
}

void ActionDispatcher::operator()(const action::SetLocalDescription& action) const {
  host_.call<void>("setLocalDescription", action.connection);
}

void ActionDispatcher::operator()(const action::SetRemoteDescription& action) const {
  host_.call<void>("setRemoteDescription", action.connection, name_of(action.type), action.sdp);
}

void ActionDispatcher::operator()(const action::RestartIce& action) const {
  host_.call<void>("restartIce", action.connection);
}

void ActionDispatcher::operator()(const action::AddIceCandidate& action) const {
  const protocol::Candidate& candidate = action.candidate;
  const int line = candidate.sdp_m_line_index ? static_cast<int>(*candidate.sdp_m_line_index) : -1;
  host_.call<void>("addIceCandidate", action.connection, candidate.candidate,
                   candidate.sdp_mid.value_or(std::string()), line,
                   candidate.username_fragment.value_or(std::string()));
}

void ActionDispatcher::operator()(const action::RoomPreviewed& action) const {
  val people = val::null();
  if (action.participants) {
    people = val::array();
    for (const protocol::Participant& participant : *action.participants) {
      val person = val::object();
      person.set("sid", participant.id);
      person.set("identity", participant.identity);
      const auto& hosts = action.state.hosts;
      person.set("isHost", std::find(hosts.begin(), hosts.end(), participant.id) != hosts.end());
      people.call<void>("push", person);
    }
  }
  const protocol::RoomState& state = action.state;
  observer_.call<void>("roomPreviewed", people, state.locked, state.waiting_room, state.password);
}

void ActionDispatcher::operator()(const action::RoomConnected& action) const {
  observer_.call<void>("roomConnected", action.room_sid, action.room_name, action.participant_id);
}

void ActionDispatcher::operator()(const action::RoomDisconnected& action) const {
  observer_.call<void>("roomDisconnected", action.reason, action.message);
}

void ActionDispatcher::operator()(const action::RoomReconnecting& /*action*/) const {
  observer_.call<void>("roomReconnecting");
}

void ActionDispatcher::operator()(const action::RoomReconnected& action) const {
  observer_.call<void>("roomReconnected", action.participant_id);
}

void ActionDispatcher::operator()(const action::ParticipantReconnecting& action) const {
  observer_.call<void>("participantReconnecting", action.participant);
}

void ActionDispatcher::operator()(const action::ParticipantReconnected& action) const {
  observer_.call<void>("participantReconnected", action.participant);
}

void ActionDispatcher::operator()(const action::ParticipantUnreachable& action) const {
  observer_.call<void>("participantUnreachable", action.participant, action.reason);
}

void ActionDispatcher::operator()(const action::ParticipantReachable& action) const {
  observer_.call<void>("participantReachable", action.participant);
}

void ActionDispatcher::operator()(const action::ParticipantConnected& action) const {
  observer_.call<void>("participantConnected", action.participant, action.identity, action.present);
}

void ActionDispatcher::operator()(const action::ParticipantDisconnected& action) const {
  observer_.call<void>("participantDisconnected", action.participant);
}

void ActionDispatcher::operator()(const action::TrackPublished& action) const {
  observer_.call<void>("trackPublished", action.participant, action.track.sid,
                       name_of(action.track.kind), action.track.name, action.track.enabled,
                       std::string(to_string(action.track.priority)));
}

void ActionDispatcher::operator()(const action::TrackUnpublished& action) const {
  observer_.call<void>("trackUnpublished", action.participant, action.sid);
}

void ActionDispatcher::operator()(const action::TrackEnabled& action) const {
  observer_.call<void>("trackEnabled", action.participant, action.sid, action.enabled);
}

void ActionDispatcher::operator()(const action::TrackSubscribed& action) const {
  observer_.call<void>("trackSubscribed", action.participant, action.sid, action.connection,
                       action.mid);
}

void ActionDispatcher::operator()(const action::TrackUnsubscribed& action) const {
  observer_.call<void>("trackUnsubscribed", action.participant, action.sid);
}

void ActionDispatcher::operator()(const action::SetEncoding& action) const {
  const core::Encoding& encoding = action.encoding;
  host_.call<void>("setEncoding", action.connection, action.sid, encoding.active,
                   encoding.max_bitrate, encoding.max_framerate, encoding.max_height);
}

void ActionDispatcher::operator()(const action::TrackPriorityChanged& action) const {
  observer_.call<void>("trackPriorityChanged", action.participant, action.sid,
                       std::string(to_string(action.priority)));
}

void ActionDispatcher::operator()(const action::TrackPublicationFailed& action) const {
  observer_.call<void>("trackPublicationFailed", action.sid, action.reason);
}

void ActionDispatcher::operator()(const action::TrackSwitched& action) const {
  observer_.call<void>("trackSwitched", action.participant, action.sid, action.off);
}

void ActionDispatcher::operator()(const action::DominantSpeakerChanged& action) const {
  observer_.call<void>("dominantSpeakerChanged", action.participant);
}

void ActionDispatcher::operator()(const action::NetworkQualityChanged& action) const {
  const core::LinkStatistics& link = action.link;
  observer_.call<void>("networkQualityChanged", action.participant,
                       static_cast<unsigned>(action.level), link.round_trip, link.jitter,
                       link.loss_received, link.loss_sent);
}

void ActionDispatcher::operator()(const action::RoomWaiting& /*action*/) const {
  observer_.call<void>("roomWaiting");
}

void ActionDispatcher::operator()(const action::RoomStateChanged& action) const {
  observer_.call<void>("roomStateChanged", action.locked, action.waiting_room, action.password);
}

void ActionDispatcher::operator()(const action::HostChanged& action) const {
  observer_.call<void>("hostChanged", action.participant, action.host);
}

void ActionDispatcher::operator()(const action::ParticipantKnocked& action) const {
  observer_.call<void>("participantKnocked", action.participant, action.identity);
}

void ActionDispatcher::operator()(const action::KnockEnded& action) const {
  observer_.call<void>("knockEnded", action.participant);
}

void ActionDispatcher::operator()(const action::LocalTrackMuted& action) const {
  observer_.call<void>("localTrackMuted", action.sid, action.participant);
}

}  // namespace parley::platform
