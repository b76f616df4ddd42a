#include "answers.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "times.h"

namespace parley::rest {
namespace {

using Json = nlohmann::ordered_json;

// The browsers choose; these are what all of them have.
constexpr std::array<const char*, 2> video_codecs = {"VP8", "H264"};
constexpr std::size_t tracks_per_room = 170;  // the vendor's number; there is no such limit here

http::Response json_response(int status, const Json& json) {
  http::Response response;
  response.status = status;
  response.fields = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  // What is no UTF-8 does not get this far; a replacement is better than an exception.
  response.text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return response;
}

Json time_or_null(const std::optional<Time>& time) {
  return time ? Json(to_iso(*time)) : Json(nullptr);
}

Json duration_or_null(Time begin, const std::optional<Time>& end) {
  return end ? Json(seconds_between(begin, *end)) : Json(nullptr);
}

std::string url_of_room(const Frame& frame, const std::string& sid) {
  return frame.base_url + "/Rooms/" + sid;
}

std::string url_of_participant(const Frame& frame, const ParticipantRecord& participant) {
  return url_of_room(frame, participant.room_sid) + "/Participants/" + participant.sid;
}

Json json_of(const Frame& frame, const RoomRecord& room) {
  const RoomWish& wish = room.wish;
  const std::string url = url_of_room(frame, room.sid);
  return {{"sid", room.sid},
          {"status", room.ended ? "completed" : "in-progress"},
          {"date_created", to_iso(room.created)},
          {"date_updated", to_iso(room.updated)},
          {"account_sid", frame.account_sid},
          {"enable_turn", frame.has_turn},
          {"unique_name", room.unique_name()},
          {"status_callback", wish.callback_url.empty() ? Json(nullptr) : Json(wish.callback_url)},
          {"status_callback_method", wish.callback_is_get ? "GET" : "POST"},
          {"end_time", time_or_null(room.ended)},
          {"duration", duration_or_null(room.created, room.ended)},
          {"type", wish.type},
          {"max_participants",
           wish.participants == 0 ? frame.participants_per_room : wish.participants},
          {"max_participant_duration", wish.stay_seconds},
          {"max_concurrent_published_tracks", tracks_per_room},
          {"record_participants_on_connect", false},
          {"video_codecs", video_codecs},
          {"media_region", nullptr},
          {"audio_only", false},
          {"empty_room_timeout", wish.empty_minutes},
          {"unused_room_timeout", wish.unused_minutes},
          {"large_room", false},
          {"url", url},
          {"links",
           {{"participants", url + "/Participants"},
            {"recordings", url + "/Recordings"},
            {"recording_rules", url + "/RecordingRules"},
            {"transcriptions", url + "/Transcriptions"}}}};
}

Json json_of(const Frame& frame, const ParticipantRecord& participant) {
  const std::string url = url_of_participant(frame, participant);
  return {{"sid", participant.sid},
          {"room_sid", participant.room_sid},
          {"account_sid", frame.account_sid},
          {"status", participant.ended ? "disconnected" : "connected"},
          {"identity", participant.identity},
          {"date_created", to_iso(participant.started)},
          {"date_updated", to_iso(participant.updated)},
          {"start_time", to_iso(participant.started)},
          {"end_time", time_or_null(participant.ended)},
          {"duration", duration_or_null(participant.started, participant.ended)},
          {"url", url},
          {"links",
           {{"published_tracks", url + "/PublishedTracks"},
            {"subscribed_tracks", url + "/SubscribedTracks"},
            {"subscribe_rules", url + "/SubscribeRules"},
            {"anonymize", url + "/Anonymize"}}}};
}

Json json_of(const Frame& frame, const ParticipantRecord& participant, const TrackRecord& record) {
  const protocol::TrackPublication& track = record.track;
  return {{"sid", track.sid},
          {"participant_sid", participant.sid},
          {"room_sid", participant.room_sid},
          {"name", track.name},
          {"date_created", to_iso(record.created)},
          {"date_updated", to_iso(record.updated)},
          {"enabled", track.enabled},
          {"kind", to_string(track.kind)},
          {"url", url_of_participant(frame, participant) + "/PublishedTracks/" + track.sid}};
}

http::Response list_response(const char* key, Json records, const ListPlace& place,
                             const std::optional<std::uint64_t>& last) {
  Json json;
  json[key] = std::move(records);
  json["meta"] = {{"page", place.page},
                  {"page_size", place.wish.size},
                  {"first_page_url", place.first()},
                  // Pages go forward only.
                  {"previous_page_url", nullptr},
                  {"url", place.here()},
                  {"next_page_url", last ? Json(place.below(*last)) : Json(nullptr)},
                  {"key", key}};
  return json_response(200, json);
}

template <class Record>
http::Response list_response(const char* key, const Frame& frame, const ListPlace& place,
                             const Page<Record>& page) {
  Json records = Json::array();
  for (const Record& record : page.records) records.push_back(json_of(frame, record));
  std::optional<std::uint64_t> last;
  if (page.more) last = page.records.back().serial;
  return list_response(key, std::move(records), place, last);
}

}  // namespace

http::Response answer(const Refusal& refusal) {
  const int code = static_cast<int>(refusal.code);
  return json_response(refusal.status,
                       {{"code", code},
                        {"message", refusal.message},
                        {"more_info", "https://www.twilio.com/docs/errors/" + std::to_string(code)},
                        {"status", refusal.status}});
}

http::Response answer(const Frame& frame, const RoomRecord& room, int status) {
  return json_response(status, json_of(frame, room));
}

http::Response answer(const Frame& frame, const ParticipantRecord& participant) {
  return json_response(200, json_of(frame, participant));
}

http::Response answer(const Frame& frame, const ParticipantRecord& participant,
                      const TrackRecord& track) {
  return json_response(200, json_of(frame, participant, track));
}

http::Response answer(const Frame& frame, const ListPlace& place, const Page<RoomRecord>& page) {
  return list_response("rooms", frame, place, page);
}

http::Response answer(const Frame& frame, const ListPlace& place,
                      const Page<ParticipantRecord>& page) {
  return list_response("participants", frame, place, page);
}

http::Response answer(const Frame& frame, const ListPlace& place,
                      const ParticipantRecord& participant) {
  // Tracks have no serials: the token of their pages is how many come before.
  const auto& tracks = participant.tracks;
  const std::size_t all = tracks.size();
  const std::size_t begin = std::min<std::uint64_t>(place.wish.below.value_or(0), all);
  const std::size_t end = begin + std::min(place.wish.size, all - begin);
  Json records = Json::array();
  for (std::size_t i = begin; i < end; ++i) {
    records.push_back(json_of(frame, participant, tracks[i]));
  }
  std::optional<std::uint64_t> next;
  if (end < all) next = end;
  return list_response("published_tracks", std::move(records), place, next);
}

}  // namespace parley::rest
