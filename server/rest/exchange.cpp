#include "exchange.h"

#include <algorithm>
#include <array>
#include <utility>

#include "creation.h"
#include "lists.h"
#include "parley/base/random_ids.h"
#include "parley/base/text.h"
#include "parley/limits/limits.h"
#include "parley/names/names.h"
#include "times.h"

namespace parley::rest {
namespace {

using hub::CommandResult;

// What the vendor has there, and why this server has nothing of it.
struct Absent {
  std::string_view name;
  std::string_view why;
};
constexpr std::string_view no_recording = "This server never sees media, so it records nothing.";
constexpr std::string_view no_rules = "Each participant chooses what it receives.";
constexpr std::array absent = {
    Absent{"Recordings", no_recording},
    Absent{"RecordingRules", no_recording},
    Absent{"RecordingSettings", no_recording},
    Absent{"Compositions", no_recording},
    Absent{"CompositionHooks", no_recording},
    Absent{"CompositionSettings", no_recording},
    Absent{"Transcriptions", "This server never sees media, so it transcribes nothing."},
    Absent{"SubscribeRules", no_rules},
    Absent{"SubscribedTracks", no_rules},
    Absent{"Anonymize", "What is known of participants is forgotten within a day."},
};

Refusal not_found(std::string_view path) {
  return {404, Code::NotFound, "The requested resource " + std::string(path) + " was not found"};
}

http::Response nothing_there(std::string_view path, std::string_view segment) {
  Refusal refusal = not_found(path);
  for (const Absent& one : absent) {
    if (one.name == segment) refusal.message.append(". ").append(one.why);
  }
  return answer(refusal);
}

Refusal invalid(std::string message) {
  return {400, Code::InvalidParameter, std::move(message)};
}

// RFC 9110 section 15.5.20: another connection may lead to the server that can answer.
Refusal elsewhere(const std::string& owner) {
  return {421, Code::NotFound,
          "Another server has the room: ask the one whose --node-address is " + owner + "."};
}

Refusal unavailable() {
  return {503, Code::Unavailable, "The server is stopping, or too busy."};
}

// The segments of the path behind "/v1/"; nothing if one of them cannot be decoded.
std::optional<std::vector<std::string>> segments_of(std::string_view path) {
  constexpr std::string_view prefix = "/v1/";
  path.remove_prefix(prefix.size());
  std::vector<std::string> segments;
  while (true) {
    const std::size_t end = path.find('/');
    auto segment = decode_percent(path.substr(0, end));
    if (!segment) return std::nullopt;
    segments.push_back(*std::move(segment));
    if (end == std::string_view::npos) return segments;
    path.remove_prefix(end + 1);
  }
}

// Where the client has reached the server, for the URLs in an answer.
std::string base_url_of(const http::RequestOrigin& to, const http::OriginPolicy& origins) {
  const std::string host(to.host.empty() ? "localhost" : to.host);
  for (const std::string& own : origins.own) {
    if (own.ends_with("://" + host)) return own + "/v1";
  }
  return std::string(to.scheme.empty() ? "http" : to.scheme) + "://" + host + "/v1";
}

}  // namespace

Exchange::Exchange(const http::Request& request, Directory& directory, const ApiSettings& settings,
                   const hub::Commander& commander, const hub::RoomFinder& finder)
    : request_(request),
      directory_(directory),
      settings_(settings),
      commander_(commander),
      finder_(finder),
      frame_{settings.account_sid, settings.has_turn, settings.participants_per_room,
             base_url_of(request.origin, settings.origins)} {}

http::Response Exchange::answer() {
  const auto path = segments_of(request_.path);
  if (!path) return rest::answer(invalid("The path cannot be decoded."));
  if (path->front() != "Rooms") return nothing_there(request_.path, path->front());
  if (const auto refusal = read_form()) return rest::answer(*refusal);
  if (path->size() == 1) return answer_rooms();
  const std::string& key = (*path)[1];
  const auto name = names::room_name(key);
  const auto room = directory_.room(key, name ? name.value() : std::string());
  if (!room) {
    const std::string owner = name ? finder_(name.value()) : std::string();
    return owner.empty() ? nothing_there(request_.path, "") : rest::answer(elsewhere(owner));
  }
  if (path->size() == 2) return answer_room(*room);
  return answer_below_room(*room, *path);
}

std::optional<Refusal> Exchange::read_form() {
  std::string_view text = request_.query;
  if (!text.empty()) text.remove_prefix(1);
  if (is_post()) {
    if (request_.has_transfer_encoding) {
      return Refusal{411, Code::InvalidParameter, "Expected a Content-Length."};
    }
    if (base::parse_length(request_.content_length).value_or(0) > limits::body_bytes) {
      return Refusal{413, Code::InvalidParameter, "The form is longer than this server takes."};
    }
    const std::string_view type =
        base::trim(request_.content_type.substr(0, request_.content_type.find(';')));
    const bool is_form = base::equals_ignoring_case(type, "application/x-www-form-urlencoded");
    if (!is_form && !request_.body.empty()) {
      return Refusal{415, Code::InvalidParameter,
                     "Expected a form, as application/x-www-form-urlencoded."};
    }
    text = request_.body;
  }
  auto form = Form::parse(text);
  if (!form) return invalid("The form cannot be read.");
  form_ = *std::move(form);
  return std::nullopt;
}

std::optional<Refusal> Exchange::check_method(bool posts) const {
  if (request_.method == "GET" || request_.method == "HEAD" || (posts && is_post())) {
    return std::nullopt;
  }
  return Refusal{405, Code::MethodNotAllowed,
                 posts ? "Expected GET or POST." : "Expected GET: this can only be read."};
}

std::optional<Time> Exchange::time_of(std::string_view field) const {
  const auto text = form_.get(field);
  return text ? from_iso(*text) : Time{0};
}

std::optional<ListPlace> Exchange::place_of(std::string url) const {
  return read_place(form_, std::move(url), request_.query);
}

// --- Rooms ---

http::Response Exchange::answer_rooms() {
  if (const auto refusal = check_method(true)) return rest::answer(*refusal);
  if (is_post()) return create_room();
  const auto place = place_of(frame_.base_url + "/Rooms");
  const auto after = time_of("DateCreatedAfter");
  const auto before = time_of("DateCreatedBefore");
  const std::string status = form_.get("Status").value_or("in-progress");
  if (!place) return rest::answer(invalid("There is no such page."));
  if (!after || !before) return rest::answer(invalid("Expected a date, such as 2026-01-31."));
  if (status == "failed") return rest::answer(frame_, *place, Page<RoomRecord>{});
  if (status != "in-progress" && status != "completed") {
    return rest::answer(invalid("Status: expected in-progress or completed."));
  }
  RoomFilter filter{status == "completed", {}, *after, *before};
  if (const auto name = form_.get("UniqueName")) {
    const auto tidied = names::room_name(*name);
    if (!tidied) return rest::answer(frame_, *place, Page<RoomRecord>{});
    filter.name = tidied.value();
  }
  return rest::answer(frame_, *place, directory_.rooms(filter, place->wish));
}

http::Response Exchange::create_room() {
  const std::string sid = base::RandomIds().make("RM");
  auto creation = read_creation(form_, sid, settings_);
  if (const auto* refusal = std::get_if<Refusal>(&creation)) return rest::answer(*refusal);
  auto& [command, wish] = std::get<Creation>(creation);
  directory_.expect(sid, std::move(wish));
  const CommandResult result = commander_(command);
  if (result == CommandResult::Done) {
    if (const auto room = directory_.room(sid, "")) return rest::answer(frame_, *room, 201);
  }
  directory_.forget_expected(sid);
  if (result == CommandResult::RoomExists) {
    return rest::answer(Refusal{400, Code::RoomExists, "Room exists"});
  }
  if (result == CommandResult::TooManyRooms) {
    return rest::answer(
        Refusal{503, Code::RoomNotCreated, "The server holds as many rooms as it may."});
  }
  if (const std::string owner = finder_(command.name); !owner.empty()) {
    return rest::answer(
        Refusal{400, Code::RoomExists,
                "Room exists: the server has it whose --node-address is " + owner + "."});
  }
  return rest::answer(unavailable());
}

http::Response Exchange::answer_room(const RoomRecord& room) {
  if (const auto refusal = check_method(true)) return rest::answer(*refusal);
  return is_post() ? end_room(room) : rest::answer(frame_, room);
}

http::Response Exchange::end_room(const RoomRecord& room) {
  if (form_.get("Status") != "completed") {
    return rest::answer(Refusal{400, Code::StatusInvalid, "Status: expected completed."});
  }
  const CommandResult result =
      room.ended ? CommandResult::NotFound : commander_(hub::EndRoom{room.name, room.sid});
  if (result == CommandResult::NotFound) {
    return rest::answer(Refusal{400, Code::RoomCompleted, "Room completed"});
  }
  if (result != CommandResult::Done) return rest::answer(unavailable());
  return rest::answer(frame_, directory_.room(room.sid, "").value_or(room));
}

http::Response Exchange::answer_below_room(const RoomRecord& room, const Segments& path) {
  if (path[2] != "Participants") return nothing_there(request_.path, path[2]);
  if (path.size() == 3) return answer_participants(room);
  const auto participant = directory_.participant(room.sid, path[3]);
  if (!participant) return nothing_there(request_.path, "");
  if (path.size() == 4) return answer_participant(room, *participant);
  if (path[4] != "PublishedTracks") return nothing_there(request_.path, path[4]);
  return answer_tracks(*participant, path);
}

// --- Participants ---

http::Response Exchange::answer_participants(const RoomRecord& room) {
  if (const auto refusal = check_method(false)) return rest::answer(*refusal);
  const auto place = place_of(frame_.base_url + "/Rooms/" + room.sid + "/Participants");
  const auto after = time_of("DateCreatedAfter");
  const auto before = time_of("DateCreatedBefore");
  if (!place) return rest::answer(invalid("There is no such page."));
  if (!after || !before) return rest::answer(invalid("Expected a date, such as 2026-01-31."));
  ParticipantFilter filter{{}, form_.get("Identity").value_or(""), *after, *before};
  if (const auto status = form_.get("Status")) {
    filter.connected = *status == "connected";
    // Whoever is reconnecting is connected here.
    if (*status == "reconnecting") return rest::answer(frame_, *place, Page<ParticipantRecord>{});
    if (*status != "connected" && *status != "disconnected") {
      return rest::answer(invalid("Status: expected connected or disconnected."));
    }
  }
  return rest::answer(frame_, *place, directory_.participants(room.sid, filter, place->wish));
}

http::Response Exchange::answer_participant(const RoomRecord& room,
                                            const ParticipantRecord& participant) {
  if (const auto refusal = check_method(true)) return rest::answer(*refusal);
  return is_post() ? remove(room, participant) : rest::answer(frame_, participant);
}

http::Response Exchange::remove(const RoomRecord& room, const ParticipantRecord& participant) {
  if (form_.get("Status") != "disconnected") {
    return rest::answer(invalid("Status: expected disconnected."));
  }
  const CommandResult result =
      participant.ended ? CommandResult::NotFound
                        : commander_(hub::RemoveParticipant{room.name, room.sid, participant.sid});
  if (result == CommandResult::NotFound) {
    return rest::answer(invalid("The participant is disconnected already."));
  }
  if (result != CommandResult::Done) return rest::answer(unavailable());
  return rest::answer(frame_,
                      directory_.participant(room.sid, participant.sid).value_or(participant));
}

http::Response Exchange::answer_tracks(const ParticipantRecord& participant, const Segments& path) {
  if (const auto refusal = check_method(false)) return rest::answer(*refusal);
  if (path.size() == 5) {
    auto place = place_of(frame_.base_url + "/Rooms/" + participant.room_sid + "/Participants/" +
                          participant.sid + "/PublishedTracks");
    if (!place) return rest::answer(invalid("There is no such page."));
    return rest::answer(frame_, *place, participant);
  }
  const auto& tracks = participant.tracks;
  const auto track = std::find_if(tracks.begin(), tracks.end(), [&path](const auto& record) {
    return record.track.sid == path[5] || record.track.name == path[5];
  });
  if (track == tracks.end() || path.size() > 6) return nothing_there(request_.path, "");
  return rest::answer(frame_, participant, *track);
}

}  // namespace parley::rest
