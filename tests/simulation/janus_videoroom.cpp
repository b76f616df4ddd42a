// The VideoRoom plugin of the modelled Janus.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "janus.h"

namespace parley::simulation {

using protocol::DescriptionType;
using protocol::TrackKind;

void Janus::message(const Json& request, std::uint64_t id) {
  const Json& body = request["body"];
  const std::string name = body["request"];
  if (name == "create") return create(request);
  if (name == "destroy") return destroy(request);
  if (name == "list") return list_rooms(request);
  if (name == "listparticipants") return list_participants(request);
  if (name == "joinandconfigure") return publish(request, id);
  if (name == "join") return subscribe(request, id);
  if (name == "start") return start_subscriber(request, id);
  if (name == "switch") return switch_lines(request, id);
  if (request.contains("jsep")) return take_offer(request, id);
  if (body.contains("restart")) {
    Handle& handle = handles_.at(id);
    if (!handle.connection) return refuse_request(request, 424, "Not a subscriber");
    handle.connection->restart_ice();
    return offer(request, id, "event");
  }
  choose_layers(request, id);
}

// --- Rooms ---

void Janus::create(const Json& request) {
  const Json& body = request["body"];
  const std::string name = body["room"];
  if (body.value("admin_key", "") != admin_key) {
    return refuse_request(request, 433, "Unauthorized (missing admin key)");
  }
  if (rooms_.contains(name)) return refuse_request(request, 427, "Room already exists");
  rooms_[name] = {"dummy-" + name, body.value("pin", ""), body.value("secret", ""),
                  body.value("publishers", std::size_t{3})};
  answer(request, {{"videoroom", "created"}, {"room", name}});
}

void Janus::destroy(const Json& request) {
  const Json& body = request["body"];
  const std::string name = body["room"];
  const auto room = rooms_.find(name);
  if (room == rooms_.end()) return refuse_request(request, 426, "No such room");
  if (body.value("secret", "") != room->second.secret) {
    return refuse_request(request, 433, "Unauthorized (wrong secret)");
  }
  rooms_.erase(room);
  // Their connections end with it.
  std::vector<std::uint64_t> inside;
  for (const auto& [id, handle] : handles_) {
    if (handle.room == name && handle.connection) inside.push_back(id);
  }
  answer(request, {{"videoroom", "destroyed"}, {"room", name}});
  for (const std::uint64_t id : inside) hang_up(id, "Room destroyed");
}

void Janus::list_rooms(const Json& request) {
  Json list = Json::array();
  if (request["body"].value("admin_key", "") == admin_key) {
    for (const auto& [name, room] : rooms_) list.push_back({{"room", name}});
  }
  answer(request, {{"videoroom", "success"}, {"list", std::move(list)}});
}

void Janus::list_participants(const Json& request) {
  const std::string name = request["body"]["room"];
  const auto room = rooms_.find(name);
  if (room == rooms_.end()) return refuse_request(request, 426, "No such room");
  Json participants = Json::array();
  participants.push_back({{"id", room->second.dummy}, {"publisher", true}, {"dummy", true}});
  for (const auto& [id, handle] : handles_) {
    if (handle.room != name || handle.feed.empty()) continue;
    participants.push_back({{"id", handle.feed}, {"publisher", handle.up}});
  }
  answer(request, {{"videoroom", "participants"}, {"participants", std::move(participants)}});
}

// --- Publishers ---

void Janus::publish(const Json& request, std::uint64_t id) {
  const Json& body = request["body"];
  const auto room = rooms_.find(body["room"].get<std::string>());
  if (room == rooms_.end()) return refuse_request(request, 426, "No such room");
  if (body.value("pin", "") != room->second.pin) {
    return refuse_request(request, 433, "Unauthorized (wrong pin)");
  }
  const std::string feed = body["id"];
  if (publisher(room->first, feed) != nullptr) {
    return refuse_request(request, 436, "User ID already exists");
  }
  const auto publishers = std::count_if(handles_.begin(), handles_.end(), [&](const auto& entry) {
    return entry.second.room == room->first && !entry.second.feed.empty();
  });
  if (static_cast<std::size_t>(publishers) >= room->second.publishers) {
    return refuse_request(request, 432, "Maximum number of publishers already reached");
  }
  Handle& handle = handles_.at(id);
  handle.room = room->first;
  handle.feed = feed;
  take_offer(request, id);
}

void Janus::take_offer(const Json& request, std::uint64_t id) {
  if (handles_.at(id).feed.empty()) return refuse_request(request, 423, "Not a publisher");
  if (!handles_.at(id).connection) open_connection(id);
  PeerConnection* const connection = handles_.at(id).connection.get();
  const char* const event = request["body"]["request"] == "configure" ? "event" : "joined";
  connection->set_remote_description(
      DescriptionType::Offer, request["jsep"]["sdp"], [=, this](bool succeeded) {
        if (!succeeded) return refuse_request(request, 500, "Error processing the offer");
        connection->set_local_description([=, this](bool) {
          answer_with(request, {{"videoroom", event}, {"configured", "ok"}}, "answer",
                      connection->local_sdp());
        });
      });
}

// --- Subscribers ---

const Janus::Handle* Janus::publisher(const std::string& room, const std::string& feed) const {
  for (const auto& [id, handle] : handles_) {
    if (handle.room == room && handle.feed == feed) return &handle;
  }
  return nullptr;
}

bool Janus::can_carry(const std::string& room, const std::string& feed,
                      const std::string& mid) const {
  const auto found = rooms_.find(room);
  if (found == rooms_.end()) return false;
  if (found->second.dummy == feed) return true;
  const Handle* handle = publisher(room, feed);
  return handle != nullptr && handle->up && handle->connection &&
         handle->connection->is_sent_to(mid);
}

TrackKind Janus::kind_of(const std::string& room, const std::string& feed,
                         const std::string& mid) const {
  if (rooms_.at(room).dummy == feed) return mid == "0" ? TrackKind::Audio : TrackKind::Video;
  return publisher(room, feed)->connection->remote()->find(mid)->kind;
}

void Janus::subscribe(const Json& request, std::uint64_t id) {
  const Json& body = request["body"];
  const std::string name = body["room"];
  const auto room = rooms_.find(name);
  if (room == rooms_.end()) return refuse_request(request, 426, "No such room");
  if (body.value("pin", "") != room->second.pin) {
    return refuse_request(request, 433, "Unauthorized (wrong pin)");
  }
  for (const Json& stream : body["streams"]) {
    if (!can_carry(name, stream["feed"], stream["mid"])) {
      return refuse_request(request, 428, "No such feed");
    }
  }
  Handle& handle = handles_.at(id);
  handle.room = name;
  open_connection(id);
  std::uint32_t number = 0;
  for (const Json& stream : body["streams"]) {
    handle.connection->add_forwarder(kind_of(name, stream["feed"], stream["mid"]));
    handle.lines[std::to_string(number++)] = {stream["feed"], stream["mid"]};
  }
  offer(request, id, "attached");
}

void Janus::offer(const Json& request, std::uint64_t id, const char* event) {
  PeerConnection* const connection = handles_.at(id).connection.get();
  connection->set_local_description([=, this](bool) {
    answer_with(request, {{"videoroom", event}}, "offer", connection->local_sdp());
  });
}

void Janus::start_subscriber(const Json& request, std::uint64_t id) {
  Handle& handle = handles_.at(id);
  if (!handle.connection) return refuse_request(request, 424, "Not a subscriber");
  const auto started = [this, request, id] {
    const auto found = handles_.find(id);
    if (found == handles_.end()) return;
    for (auto& [mid, line] : found->second.lines) line.stalled = false;
    answer(request, {{"videoroom", "event"}, {"started", "ok"}});
  };
  if (handle.connection->signaling_state() != SignalingState::HaveLocalOffer) return started();
  handle.connection->set_remote_description(
      DescriptionType::Answer, request["jsep"]["sdp"], [=, this](bool succeeded) {
        if (!succeeded) return refuse_request(request, 500, "Error processing the answer");
        started();
      });
}

void Janus::switch_lines(const Json& request, std::uint64_t id) {
  Handle& handle = handles_.at(id);
  for (const Json& stream : request["body"]["streams"]) {
    if (!can_carry(handle.room, stream["feed"], stream["mid"])) continue;
    Line& line = handle.lines[stream["sub_mid"].get<std::string>()];
    line.feed = stream["feed"];
    line.mid = stream["mid"];
  }
  answer(request, {{"videoroom", "event"}, {"switched", "ok"}});
}

void Janus::choose_layers(const Json& request, std::uint64_t id) {
  answer(request, {{"videoroom", "event"}, {"configured", "ok"}});
  // A publisher's browser ignores now and then that a key frame is asked for.
  for (const Json& stream : request["body"]["streams"]) {
    if (environment_.random.chance(20)) continue;
    tell_plugin(
        id, {{"videoroom", "event"}, {"mid", stream["mid"]}, {"substream", stream["substream"]}});
  }
}

std::string Janus::forwarded(std::uint64_t id, const std::string& mid) const {
  const auto handle = handles_.find(id);
  if (handle == handles_.end()) return {};
  const auto line = handle->second.lines.find(mid);
  if (line == handle->second.lines.end() || line->second.stalled) return {};
  const Handle* sender = publisher(handle->second.room, line->second.feed);
  if (sender == nullptr || !sender->connection) return {};
  return sender->connection->arriving(line->second.mid);
}

}  // namespace parley::simulation
