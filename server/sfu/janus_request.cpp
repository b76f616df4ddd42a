#include "janus_request.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace parley::sfu {
namespace {

using Json = nlohmann::json;

Json in_envelope(const JanusEnvelope& envelope, std::string_view janus) {
  Json json = {{"janus", janus}, {"transaction", envelope.transaction}};
  if (envelope.session != 0) json["session_id"] = envelope.session;
  if (envelope.handle != 0) json["handle_id"] = envelope.handle;
  if (!envelope.secret.empty()) json["apisecret"] = envelope.secret;
  return json;
}

// Bytes that are no UTF-8 come from a peer's description at most; U+FFFD is better than an exception.
std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json description(std::string_view type, const std::string& sdp) {
  return {{"type", type}, {"sdp", sdp}};
}

Json track_names(const std::vector<protocol::TrackMid>& tracks) {
  Json names = Json::array();
  for (const auto& track : tracks) {
    names.push_back({{"mid", track.mid}, {"description", track.sid}});
  }
  return names;
}

struct Parts {
  Json body;
  Json jsep = nullptr;
};

// VP8, because it is the one codec whose simulcast Janus forwards well from every browser. Levels of
// sound tell who speaks. Only with a key are private rooms listed, and an earlier run's would be left
// for good; who enters needs the pin either way. A room has somebody who sends nothing, whose streams fill free slots.
Parts parts_of(const CreateRoom& create) {
  Json body = {{"request", "create"},
               {"room", create.room.name},
               {"pin", create.room.pin},
               {"secret", create.room.secret},
               {"is_private", !create.admin_key.empty()},
               {"publishers", create.publishers},
               {"bitrate", 0},
               {"audiocodec", "opus"},
               {"videocodec", "vp8"},
               {"opus_fec", true},
               {"audiolevel_event", true},
               {"audio_active_packets", 25},
               {"audio_level_average", 40},
               {"notify_joining", false},
               {"dummy_publisher", true},
               {"dummy_streams", {{{"codec", "opus"}}, {{"codec", "vp8"}}}}};
  if (!create.admin_key.empty()) body["admin_key"] = create.admin_key;
  return {std::move(body)};
}

Parts parts_of(const DestroyRoom& destroy) {
  return {{{"request", "destroy"}, {"room", destroy.room.name}, {"secret", destroy.room.secret}}};
}

Parts parts_of(const ListRooms& list) {
  Json body = {{"request", "list"}};
  if (!list.admin_key.empty()) body["admin_key"] = list.admin_key;
  return {std::move(body)};
}

Parts parts_of(const ListParticipants& list) {
  return {{{"request", "listparticipants"}, {"room", list.room.name}}};
}

Parts parts_of(const Publish& publish) {
  return {{{"request", "joinandconfigure"},
           {"ptype", "publisher"},
           {"room", publish.room.name},
           {"pin", publish.room.pin},
           {"id", publish.feed},
           {"descriptions", track_names(publish.tracks)}},
          description("offer", publish.offer)};
}

Parts parts_of(const Republish& republish) {
  return {{{"request", "configure"}, {"descriptions", track_names(republish.tracks)}},
          description("offer", republish.offer)};
}

Parts parts_of(const Subscribe& subscribe) {
  Json streams = Json::array();
  for (const auto& stream : subscribe.streams) {
    streams.push_back({{"feed", stream.feed}, {"mid", stream.mid}});
  }
  return {{{"request", "join"},
           {"ptype", "subscriber"},
           {"room", subscribe.room.name},
           {"pin", subscribe.room.pin},
           {"autoupdate", false},
           {"streams", std::move(streams)}}};
}

Parts parts_of(const RestartIce& /*restart*/) {
  return {{{"request", "configure"}, {"restart", true}}};
}

Parts parts_of(const Start& start) {
  return {{{"request", "start"}}, description("answer", start.answer)};
}

Parts parts_of(const Switch& change) {
  Json streams = Json::array();
  for (const auto& [mid, stream] : change.changes) {
    streams.push_back({{"feed", stream.feed}, {"mid", stream.mid}, {"sub_mid", mid}});
  }
  return {{{"request", "switch"}, {"streams", std::move(streams)}}};
}

Parts parts_of(const ChooseLayers& choose) {
  Json streams = Json::array();
  for (const auto& choice : choose.choices) {
    streams.push_back({{"mid", choice.mid}, {"substream", choice.layer}});
  }
  return {{{"request", "configure"}, {"streams", std::move(streams)}}};
}

}  // namespace

std::string create_session(const JanusEnvelope& envelope) {
  return text_of(in_envelope(envelope, "create"));
}

std::string keep_session(const JanusEnvelope& envelope) {
  return text_of(in_envelope(envelope, "keepalive"));
}

std::string attach(const JanusEnvelope& envelope, std::string_view opaque_id) {
  Json json = in_envelope(envelope, "attach");
  json["plugin"] = "janus.plugin.videoroom";
  json["opaque_id"] = opaque_id;
  return text_of(json);
}

std::string detach(const JanusEnvelope& envelope) {
  return text_of(in_envelope(envelope, "detach"));
}

std::string trickle(const JanusEnvelope& envelope, const protocol::Candidate& candidate) {
  Json json = in_envelope(envelope, "trickle");
  if (candidate.candidate.empty()) {
    json["candidate"] = {{"completed", true}};
  } else {
    Json& init = json["candidate"] = {{"candidate", candidate.candidate}};
    if (candidate.sdp_mid) init["sdpMid"] = *candidate.sdp_mid;
    if (candidate.sdp_m_line_index) init["sdpMLineIndex"] = *candidate.sdp_m_line_index;
  }
  return text_of(json);
}

std::string message(const JanusEnvelope& envelope, const JanusRequest& request) {
  Parts parts = std::visit([](const auto& alternative) { return parts_of(alternative); }, request);
  Json json = in_envelope(envelope, "message");
  json["body"] = std::move(parts.body);
  if (!parts.jsep.is_null()) json["jsep"] = std::move(parts.jsep);
  return text_of(json);
}

}  // namespace parley::sfu
