#include "json_writer.h"
#include "parley/protocol/codec.h"

namespace parley::protocol {
namespace {

Json to_json(const std::vector<TrackPublication>& tracks) {
  Json array = Json::array();
  for (const TrackPublication& track : tracks) {
    Json object = {{"sid", track.sid}, {"kind", to_string(track.kind)}, {"name", track.name}};
    if (!track.enabled) object["enabled"] = false;
    if (track.priority != TrackPriority::Standard) object["priority"] = to_string(track.priority);
    array.push_back(std::move(object));
  }
  return array;
}

// `id_name` is "id" in a list of participants and "from" in USER_JOIN.
Json to_json(const Participant& participant, const char* id_name) {
  Json object = {{id_name, participant.id},
                 {"identity", participant.identity},
                 {"polite", participant.polite},
                 {"tracks", to_json(participant.tracks)}};
  if (participant.guest) object["guest"] = true;
  if (participant.reconnecting) object["reconnecting"] = true;
  return object;
}

Json to_json(const IceServer& server) {
  Json object = {{"urls", server.urls}};
  if (!server.username.empty()) object["username"] = server.username;
  if (!server.credential.empty()) object["credential"] = server.credential;
  return object;
}

Json to_json(const std::vector<IceServer>& servers) {
  Json array = Json::array();
  for (const IceServer& server : servers) array.push_back(to_json(server));
  return array;
}

// `from` is the server's to write and `to` is absent in a message for everyone.
void add_addresses(Json& object, const std::string& from, const std::string& to) {
  if (!from.empty()) object["from"] = from;
  if (!to.empty()) object["to"] = to;
}

void add_state(Json& object, const RoomState& state) {
  if (state.locked) object["locked"] = true;
  if (state.waiting_room) object["waitingRoom"] = true;
  if (state.password) object["password"] = true;
  if (!state.hosts.empty()) object["hosts"] = state.hosts;
  if (!state.keep.empty()) object["keep"] = state.keep;
  if (state.sfu_epoch != 0) object["sfuEpoch"] = state.sfu_epoch;
}

// What LOBBY and WELCOME have in common.
template <class Message>
Json entry_to_json(const char* type, const Message& message) {
  Json participants = Json::array();
  for (const Participant& participant : message.participants) {
    participants.push_back(to_json(participant, "id"));
  }
  Json room = {{"sid", message.room_sid}, {"name", message.room_name}};
  add_state(room, message.state);
  return {{"type", type},
          {"id", message.id},
          {"room", std::move(room)},
          {"participants", std::move(participants)}};
}

}  // namespace

std::string_view to_string(HostAction action) {
  switch (action) {
    case HostAction::Admit:
      return "ADMIT";
    case HostAction::Refuse:
      return "REFUSE";
    case HostAction::Mute:
      return "MUTE";
    case HostAction::Remove:
      return "REMOVE";
    case HostAction::End:
      break;
  }
  return "END";
}

std::string_view to_string(PathKind path) {
  switch (path) {
    case PathKind::Host:
      return "host";
    case PathKind::Reflexive:
      return "srflx";
    case PathKind::Relay:
      return "relay";
    case PathKind::Unknown:
      break;
  }
  return "unknown";
}

std::string encode(const Preview& message) {
  Json object = {{"type", "PREVIEW"}};
  if (!message.token.empty()) object["token"] = message.token;
  return write_json(object);
}

std::string encode(const Lobby& message) {
  Json object = entry_to_json("LOBBY", message);
  object["secret"] = message.secret;
  if (message.ice_servers) object["iceServers"] = to_json(*message.ice_servers);
  if (message.count != 0) object["count"] = message.count;
  if (message.most != 0) object["most"] = message.most;
  return write_json(object);
}

std::string encode(const Hello& message) {
  Json object = {
      {"type", "HELLO"}, {"identity", message.identity}, {"tracks", to_json(message.tracks)}};
  if (!message.resume.empty()) {
    object["resume"] = message.resume;
    object["received"] = message.received;
  }
  if (!message.token.empty()) object["token"] = message.token;
  if (!message.lobby.empty()) object["lobby"] = message.lobby;
  if (!message.password.empty()) object["password"] = message.password;
  if (!message.keep.empty()) object["keep"] = message.keep;
  if (message.sfu == SfuUse::Clear) object["features"] = {"sfu"};
  if (message.sfu == SfuUse::Encrypted) object["features"] = {"sfu-e2ee"};
  return write_json(object);
}

std::string encode(const Welcome& message) {
  Json object = entry_to_json("WELCOME", message);
  object["iceServers"] = to_json(message.ice_servers);
  if (message.relay_only) object["iceTransportPolicy"] = "relay";
  if (!message.resume.empty()) object["resume"] = message.resume;
  if (message.resumed) {
    object["resumed"] = true;
    object["received"] = message.received;
  }
  if (message.restore_window != 0) object["restoreWindow"] = message.restore_window;
  return write_json(object);
}

std::string encode(const IceServers& message) {
  return write_json({{"type", "ICE_SERVERS"}, {"iceServers", to_json(message.ice_servers)}});
}

std::string encode(const UserJoin& message) {
  Json object = to_json(message.participant, "from");
  object["type"] = "USER_JOIN";
  return write_json(object);
}

std::string encode(const UserLeave& message) {
  return write_json({{"type", "USER_LEAVE"}, {"from", message.from}});
}

std::string encode(const UserReconnecting& message) {
  return write_json({{"type", "USER_RECONNECTING"}, {"from", message.from}});
}

std::string encode(const UserReconnected& message) {
  return write_json({{"type", "USER_RECONNECTED"}, {"from", message.from}});
}

std::string encode(const Description& message) {
  const bool is_offer = message.type == DescriptionType::Offer;
  Json object = {{"type", is_offer ? "OFFER" : "ANSWER"},
                 {"message", {{"type", is_offer ? "offer" : "answer"}, {"sdp", message.sdp}}}};
  add_addresses(object, message.from, message.to);
  if (message.epoch != 0) object["epoch"] = message.epoch;
  if (message.epoch != 0 || message.offer_id != 0) object["offerId"] = message.offer_id;
  if (message.void_offer_id != 0) object["voidOfferId"] = message.void_offer_id;
  if (!message.tracks.empty()) {
    Json tracks = Json::object();
    for (const TrackMid& track : message.tracks) tracks[track.mid] = track.sid;
    object["tracks"] = std::move(tracks);
  }
  if (!message.seal.empty()) object["seal"] = message.seal;
  return write_json(object);
}

std::string encode(const Candidate& message) {
  Json candidate = {{"candidate", message.candidate}};
  if (message.sdp_mid) candidate["sdpMid"] = *message.sdp_mid;
  if (message.sdp_m_line_index) candidate["sdpMLineIndex"] = *message.sdp_m_line_index;
  if (message.username_fragment) candidate["usernameFragment"] = *message.username_fragment;
  Json object = {{"type", "candidate"}, {"candidate", std::move(candidate)}};
  add_addresses(object, message.from, message.to);
  if (message.epoch != 0) object["epoch"] = message.epoch;
  return write_json(object);
}

std::string encode(const Publications& message) {
  Json object = {{"type", "PUBLICATIONS"}, {"tracks", to_json(message.tracks)}};
  add_addresses(object, message.from, {});
  return write_json(object);
}

std::string encode(const Preferences& message) {
  Json tracks = Json::array();
  for (const TrackPreference& track : message.tracks) {
    Json object = {{"sid", track.sid}};
    if (track.off) object["off"] = true;
    if (track.height != 0) object["height"] = track.height;
    tracks.push_back(std::move(object));
  }
  Json object = {{"type", "PREFERENCES"}, {"tracks", std::move(tracks)}};
  add_addresses(object, message.from, message.to);
  return write_json(object);
}

std::string encode(const Slots& message) {
  Json slots = Json::object();
  for (const Slot& slot : message.slots) slots[slot.mid] = {{"from", slot.from}, {"sid", slot.sid}};
  return write_json({{"type", "SLOTS"}, {"slots", std::move(slots)}});
}

std::string encode(const Speaking& message) {
  return write_json({{"type", "SPEAKING"}, {"from", message.from}, {"on", message.on}});
}

std::string encode(const RestartIce& /*message*/) {
  return write_json({{"type", "RESTART_ICE"}, {"to", sfu_receive}});
}

std::string encode(const Ping& message) {
  return write_json({{"type", "PING"}, {"received", message.received}});
}

std::string encode(const Pong& message) {
  Json object = {{"type", "PONG"}, {"received", message.received}};
  if (!message.resume.empty()) object["resume"] = message.resume;
  return write_json(object);
}

std::string encode(const Error& message) {
  Json object = {{"type", "ERROR"}, {"id", to_string(message.id)}, {"message", message.message}};
  if (const std::uint16_t code = vendor_code(message.id); code != 0) object["code"] = code;
  if (message.retry_after != 0) object["retryAfter"] = message.retry_after;
  return write_json(object);
}

std::string encode(const Report& message) {
  Json object = {{"type", "REPORT"},
                 {"connectedAfter", message.connected_after},
                 {"iceRestarts", message.ice_restarts},
                 {"replacements", message.replacements}};
  if (message.path != PathKind::Unknown) object["path"] = to_string(message.path);
  return write_json(object);
}

std::string encode(const SfuFailed& /*message*/) {
  return write_json({{"type", "SFU_FAILED"}});
}

std::string encode(const Bye& /*message*/) {
  return write_json({{"type", "BYE"}});
}

std::string encode(const RoomChanged& message) {
  Json object = {{"type", "ROOM"}};
  add_state(object, message.state);
  return write_json(object);
}

std::string encode(const Waiting& message) {
  return write_json({{"type", "WAITING"}, {"id", message.id}, {"secret", message.secret}});
}

std::string encode(const Knock& message) {
  return write_json({{"type", "KNOCK"}, {"from", message.from}, {"identity", message.identity}});
}

std::string encode(const KnockEnded& message) {
  return write_json({{"type", "KNOCK_ENDED"}, {"from", message.from}});
}

std::string encode(const WrongPasswords& message) {
  return write_json({{"type", "WRONG_PASSWORDS"}, {"count", message.count}});
}

std::string encode(const Muted& message) {
  return write_json({{"type", "MUTED"}, {"from", message.from}, {"kind", to_string(message.kind)}});
}

std::string encode(const SetRoom& message) {
  Json object = {{"type", "SET_ROOM"}};
  if (message.locked) object["locked"] = *message.locked;
  if (message.waiting_room) object["waitingRoom"] = *message.waiting_room;
  if (message.password) object["password"] = *message.password;
  return write_json(object);
}

std::string encode(const HostOrder& message) {
  Json object = {{"type", to_string(message.action)}};
  add_addresses(object, {}, message.to);
  if (message.action == HostAction::Mute) object["kind"] = to_string(message.kind);
  return write_json(object);
}

}  // namespace parley::protocol
