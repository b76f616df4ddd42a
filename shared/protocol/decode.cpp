#include <algorithm>
#include <string>

#include "field_reader.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/utf8.h"

namespace parley::protocol {
namespace {

std::string sid(FieldReader& fields, std::string_view name) {
  return fields.string(name, limits::sid_bytes);
}

TrackPublication read_track(FieldReader& fields) {
  TrackPublication track;
  track.sid = sid(fields, "sid");
  const auto kind = track_kind_from(fields.string("kind", limits::sid_bytes));
  if (!kind) fields.fail("kind", "expected \"audio\", \"video\" or \"data\"");
  track.kind = kind.value_or(TrackKind::Audio);
  track.name = fields.string_or_empty("name", limits::track_name_bytes);
  track.enabled = fields.boolean_or("enabled", true);
  const auto priority = track_priority_from(fields.string_or_empty("priority", limits::sid_bytes));
  track.priority = priority.value_or(TrackPriority::Standard);
  return track;
}

std::vector<TrackPublication> read_tracks(FieldReader& fields) {
  return fields.objects("tracks", limits::tracks_per_participant, read_track);
}

void check_identity(FieldReader& fields, const std::string& identity) {
  if (identity.empty()) fields.fail("identity", "is empty");
  if (has_control_characters(identity)) fields.fail("identity", "has control characters");
}

Hello read_hello(FieldReader& fields) {
  Hello hello;
  // Longer than a token may be is the token's error, not the message's.
  hello.token = fields.string_or_empty("token", limits::message_bytes);
  // With a token the name that counts is the one in it.
  hello.identity = hello.token.empty() ? fields.string("identity", limits::identity_bytes)
                                       : fields.string_or_empty("identity", limits::identity_bytes);
  if (hello.token.empty()) check_identity(fields, hello.identity);
  hello.tracks = read_tracks(fields);
  hello.resume = fields.string_or_empty("resume", limits::resume_secret_bytes);
  hello.received = fields.optional_uint32("received").value_or(0);
  hello.lobby = fields.string_or_empty("lobby", limits::resume_secret_bytes);
  hello.password = fields.string_or_empty("password", limits::password_bytes);
  hello.keep = fields.string_or_empty("keep", limits::resume_secret_bytes);
  const auto features = fields.strings("features", limits::features, limits::sid_bytes);
  for (const std::string& feature : features) {
    if (feature == "sfu") hello.sfu = SfuUse::Clear;
    if (feature == "sfu-e2ee") hello.sfu = SfuUse::Encrypted;
  }
  return hello;
}

Participant read_participant(FieldReader& fields, std::string_view id_name) {
  Participant participant;
  participant.id = sid(fields, id_name);
  participant.identity = fields.string_or_empty("identity", limits::identity_bytes);
  participant.guest = fields.boolean_or("guest", false);
  participant.polite = fields.boolean_or("polite", false);
  participant.reconnecting = fields.boolean_or("reconnecting", false);
  participant.tracks = read_tracks(fields);
  return participant;
}

IceServer read_ice_server(FieldReader& fields) {
  IceServer server;
  server.urls = fields.strings("urls", limits::urls_per_ice_server, limits::message_bytes);
  server.username = fields.string_or_empty("username", limits::message_bytes);
  server.credential = fields.string_or_empty("credential", limits::message_bytes);
  return server;
}

std::vector<IceServer> read_ice_servers(FieldReader& fields) {
  return fields.objects("iceServers", limits::ice_servers, read_ice_server);
}

RoomState read_state(FieldReader& fields) {
  RoomState state;
  state.locked = fields.boolean_or("locked", false);
  state.waiting_room = fields.boolean_or("waitingRoom", false);
  state.password = fields.boolean_or("password", false);
  state.hosts = fields.strings("hosts", limits::hosts_per_room, limits::sid_bytes);
  state.keep = fields.string_or_empty("keep", limits::resume_secret_bytes);
  state.sfu_epoch = fields.optional_uint32("sfuEpoch").value_or(0);
  return state;
}

// What LOBBY and WELCOME have in common.
template <class Message>
Message read_entry(FieldReader& fields) {
  Message entry;
  entry.id = sid(fields, "id");
  fields.object("room", [&entry](FieldReader& room) {
    entry.room_sid = sid(room, "sid");
    entry.room_name = room.string("name", limits::room_name_bytes);
    entry.state = read_state(room);
    return 0;
  });
  entry.participants =
      fields.objects("participants", limits::participants_per_room,
                     [](FieldReader& participant) { return read_participant(participant, "id"); });
  return entry;
}

Lobby read_lobby(FieldReader& fields) {
  auto lobby = read_entry<Lobby>(fields);
  if (fields.has("iceServers")) lobby.ice_servers = read_ice_servers(fields);
  lobby.count = fields.optional_uint32("count").value_or(0);
  lobby.most = fields.optional_uint32("most").value_or(0);
  lobby.secret = fields.string_or_empty("secret", limits::resume_secret_bytes);
  return lobby;
}

Welcome read_welcome(FieldReader& fields) {
  auto welcome = read_entry<Welcome>(fields);
  welcome.ice_servers = read_ice_servers(fields);
  welcome.relay_only = fields.string_or_empty("iceTransportPolicy", limits::sid_bytes) == "relay";
  welcome.resume = fields.string_or_empty("resume", limits::resume_secret_bytes);
  welcome.resumed = fields.boolean_or("resumed", false);
  welcome.received = fields.optional_uint32("received").value_or(0);
  welcome.restore_window = fields.optional_uint32("restoreWindow").value_or(0);
  return welcome;
}

Description read_description(FieldReader& fields, DescriptionType type) {
  Description description;
  description.from = sid(fields, "from");
  description.to = fields.string_or_empty("to", limits::sid_bytes);
  description.type = type;
  description.sdp = fields.object("message", [type](FieldReader& message) {
    const std::string_view expected = type == DescriptionType::Offer ? "offer" : "answer";
    if (message.string("type", limits::sid_bytes) != expected) {
      message.fail("type", "expected \"" + std::string(expected) + "\"");
    }
    return message.string("sdp", limits::message_bytes);
  });
  description.epoch = fields.optional_uint32("epoch").value_or(0);
  description.offer_id = fields.optional_uint32("offerId").value_or(0);
  description.void_offer_id = fields.optional_uint32("voidOfferId").value_or(0);
  for (auto& [mid, track] :
       fields.string_map("tracks", limits::tracks_per_participant, limits::sid_bytes)) {
    description.tracks.push_back({mid, track});
  }
  description.seal = fields.string_or_empty("seal", limits::seal_bytes);
  return description;
}

Candidate read_candidate(FieldReader& fields) {
  Candidate candidate;
  candidate.from = sid(fields, "from");
  candidate.to = fields.string_or_empty("to", limits::sid_bytes);
  fields.object("candidate", [&candidate](FieldReader& init) {
    candidate.candidate = init.string_or_empty("candidate", limits::message_bytes);
    candidate.sdp_mid = init.optional_string("sdpMid", limits::sid_bytes);
    candidate.sdp_m_line_index = init.optional_uint32("sdpMLineIndex");
    // RFC 8839 section 5.4: an ice-ufrag has at most 256 characters.
    candidate.username_fragment = init.optional_string("usernameFragment", 256);
    return 0;
  });
  candidate.epoch = fields.optional_uint32("epoch").value_or(0);
  return candidate;
}

Publications read_publications(FieldReader& fields) {
  return {fields.string_or_empty("from", limits::sid_bytes), read_tracks(fields)};
}

std::uint32_t read_count(FieldReader& fields, std::string_view name, std::uint32_t most) {
  const std::uint32_t count = fields.optional_uint32(name).value_or(0);
  if (count > most) fields.fail(name, "more than " + std::to_string(most));
  return count;
}

Report read_report(FieldReader& fields) {
  Report report;
  report.connected_after = read_count(fields, "connectedAfter", limits::reported_milliseconds);
  const std::string path = fields.string_or_empty("path", limits::sid_bytes);
  for (const PathKind kind : {PathKind::Host, PathKind::Reflexive, PathKind::Relay}) {
    if (path == to_string(kind)) report.path = kind;
  }
  report.ice_restarts = read_count(fields, "iceRestarts", limits::reported_count);
  report.replacements = read_count(fields, "replacements", limits::reported_count);
  return report;
}

Preferences read_preferences(FieldReader& fields) {
  Preferences preferences;
  preferences.from = sid(fields, "from");
  preferences.to = fields.string_or_empty("to", limits::sid_bytes);
  preferences.tracks =
      fields.objects("tracks", limits::tracks_per_participant, [](FieldReader& track) {
        return TrackPreference{sid(track, "sid"), track.boolean_or("off", false),
                               track.optional_uint32("height").value_or(0)};
      });
  return preferences;
}

Slots read_slots(FieldReader& fields) {
  return {fields.object_map("slots", limits::sfu_slots, limits::sid_bytes,
                            [](const std::string& mid, FieldReader& slot) {
                              return Slot{mid, sid(slot, "from"), sid(slot, "sid")};
                            })};
}

std::optional<bool> optional_boolean(FieldReader& fields, std::string_view name) {
  const bool value = fields.boolean_or(name, false);
  // Absent where it reads as either that it is asked for.
  return value == fields.boolean_or(name, true) ? std::optional(value) : std::nullopt;
}

SetRoom read_set_room(FieldReader& fields) {
  return {optional_boolean(fields, "locked"), optional_boolean(fields, "waitingRoom"),
          fields.optional_string("password", limits::password_bytes)};
}

// Of "audio" and "video".
TrackKind read_media_kind(FieldReader& fields) {
  const auto kind = track_kind_from(fields.string("kind", limits::sid_bytes));
  if (!kind || kind == TrackKind::Data) fields.fail("kind", "expected \"audio\" or \"video\"");
  return kind.value_or(TrackKind::Audio);
}

HostOrder read_order(FieldReader& fields, HostAction action) {
  HostOrder order{action};
  if (action != HostAction::End) {
    order.to = sid(fields, "to");
    if (order.to.empty()) fields.fail("to", "expected an id");
  }
  if (action == HostAction::Mute) order.kind = read_media_kind(fields);
  return order;
}

// Reads the object's fields with `read` and answers with what it makes, or the first bad field.
template <class Message, class Read>
Result<Message> read_as(const Json& object, std::string_view type, Read&& read) {
  FieldReader fields(object, std::string(type));
  Message message = read(fields);
  if (!fields.failure().empty()) return Error{ErrorId::BadMessage, fields.failure()};
  return message;
}

// A message that says nothing but whom it is about.
template <class Message>
Result<ServerMessage> read_from(const Json& object, std::string_view type) {
  return read_as<ServerMessage>(object, type,
                                [](FieldReader& fields) { return Message{sid(fields, "from")}; });
}

// An object and its type; `bad-message` where it has none.
struct Typed {
  Json object;
  std::string type;
};

Result<Typed> parse_typed(std::string_view text) {
  Result<Json> object = parse_object(text);
  if (!object) return object.error();
  FieldReader fields(object.value(), "message");
  std::string type = fields.string("type", limits::message_bytes);
  if (!fields.failure().empty()) return Error{ErrorId::BadMessage, fields.failure()};
  return Typed{std::move(object.value()), std::move(type)};
}

Error unknown_type(std::string_view type) {
  // Enough of the type to recognise it by.
  return {ErrorId::UnknownType,
          "No message has the type \"" + std::string(type.substr(0, 32)) + "\"."};
}

Speaking read_speaking(FieldReader& fields) {
  return {sid(fields, "from"), fields.boolean_or("on", false)};
}

Waiting read_waiting(FieldReader& fields) {
  return {sid(fields, "id"), fields.string_or_empty("secret", limits::resume_secret_bytes)};
}

Knock read_knock(FieldReader& fields) {
  return {sid(fields, "from"), fields.string_or_empty("identity", limits::identity_bytes)};
}

WrongPasswords read_wrong_passwords(FieldReader& fields) {
  return {fields.optional_uint32("count").value_or(0)};
}

Muted read_muted(FieldReader& fields) {
  return {sid(fields, "from"), read_media_kind(fields)};
}

Pong read_pong(FieldReader& fields) {
  return {fields.optional_uint32("received").value_or(0),
          fields.string_or_empty("resume", limits::resume_secret_bytes)};
}

Error read_error(FieldReader& fields) {
  return {error_id_from(fields.string("id", limits::message_bytes)),
          fields.string_or_empty("message", limits::message_bytes),
          fields.optional_uint32("retryAfter").value_or(0)};
}

}  // namespace

Result<ClientMessage> decode_client_message(std::string_view text) {
  const Result<Typed> typed = parse_typed(text);
  if (!typed) return typed.error();
  const auto& [object, type] = typed.value();
  if (type == "HELLO") return read_as<ClientMessage>(object, type, read_hello);
  if (type == "PREVIEW") {
    return read_as<ClientMessage>(object, type, [](FieldReader& fields) {
      return Preview{fields.string_or_empty("token", limits::message_bytes)};
    });
  }
  if (type == "PUBLICATIONS") return read_as<ClientMessage>(object, type, read_publications);
  if (type == "PING") {
    return read_as<ClientMessage>(object, type, [](FieldReader& fields) {
      return Ping{fields.optional_uint32("received").value_or(0)};
    });
  }
  if (type == "REPORT") return read_as<ClientMessage>(object, type, read_report);
  if (type == "SFU_FAILED") return ClientMessage(SfuFailed{});
  if (type == "BYE") return ClientMessage(Bye{});
  if (type == "SET_ROOM") return read_as<ClientMessage>(object, type, read_set_room);
  for (const HostAction action : host_actions) {
    if (type != to_string(action)) continue;
    return read_as<ClientMessage>(
        object, type, [action](FieldReader& fields) { return read_order(fields, action); });
  }
  return unknown_type(type);
}

Result<ServerMessage> decode_server_message(std::string_view text) {
  const Result<Typed> typed = parse_typed(text);
  if (!typed) return typed.error();
  const auto& [object, type] = typed.value();
  if (type == "LOBBY") return read_as<ServerMessage>(object, type, read_lobby);
  if (type == "WELCOME") return read_as<ServerMessage>(object, type, read_welcome);
  if (type == "USER_JOIN") {
    return read_as<ServerMessage>(object, type, [](FieldReader& fields) {
      return UserJoin{read_participant(fields, "from")};
    });
  }
  if (type == "USER_LEAVE") return read_from<UserLeave>(object, type);
  if (type == "USER_RECONNECTING") return read_from<UserReconnecting>(object, type);
  if (type == "USER_RECONNECTED") return read_from<UserReconnected>(object, type);
  if (type == "OFFER" || type == "ANSWER") {
    const auto kind = type == "OFFER" ? DescriptionType::Offer : DescriptionType::Answer;
    return read_as<ServerMessage>(
        object, type, [kind](FieldReader& fields) { return read_description(fields, kind); });
  }
  if (type == "candidate") return read_as<ServerMessage>(object, type, read_candidate);
  if (type == "PUBLICATIONS") return read_as<ServerMessage>(object, type, read_publications);
  if (type == "ICE_SERVERS") {
    return read_as<ServerMessage>(
        object, type, [](FieldReader& fields) { return IceServers{read_ice_servers(fields)}; });
  }
  if (type == "PREFERENCES") return read_as<ServerMessage>(object, type, read_preferences);
  if (type == "SLOTS") return read_as<ServerMessage>(object, type, read_slots);
  if (type == "SPEAKING") return read_as<ServerMessage>(object, type, read_speaking);
  if (type == "ROOM") {
    return read_as<ServerMessage>(
        object, type, [](FieldReader& fields) { return RoomChanged{read_state(fields)}; });
  }
  if (type == "WAITING") return read_as<ServerMessage>(object, type, read_waiting);
  if (type == "KNOCK") return read_as<ServerMessage>(object, type, read_knock);
  if (type == "KNOCK_ENDED") return read_from<KnockEnded>(object, type);
  if (type == "WRONG_PASSWORDS") return read_as<ServerMessage>(object, type, read_wrong_passwords);
  if (type == "MUTED") return read_as<ServerMessage>(object, type, read_muted);
  if (type == "PONG") return read_as<ServerMessage>(object, type, read_pong);
  if (type == "ERROR") return read_as<ServerMessage>(object, type, read_error);
  return unknown_type(type);
}

}  // namespace parley::protocol
