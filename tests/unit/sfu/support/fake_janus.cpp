#include "fake_janus.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace parley::sfu {

using Json = nlohmann::json;

void FakeJanus::say(const Json& json) {
  if (!silent) said.push_back(json.dump());
}

void FakeJanus::refuse(const Json& request, int code, const std::string& words) {
  event(request, {{"videoroom", "event"}, {"error_code", code}, {"error", words}});
}

void FakeJanus::event(const Json& request, Json data, const std::string& type,
                      const std::string& sdp) {
  Json json = {{"janus", "event"},
               {"transaction", request["transaction"]},
               {"session_id", request["session_id"]},
               {"sender", request["handle_id"]},
               {"plugindata", {{"plugin", "janus.plugin.videoroom"}, {"data", std::move(data)}}}};
  if (!sdp.empty()) json["jsep"] = {{"type", type}, {"sdp", sdp}};
  say(json);
}

void FakeJanus::receive(const std::string& text) {
  const Json request = Json::parse(text);
  const std::string janus = request["janus"];
  const std::string name =
      janus == "message" ? request["body"]["request"].get<std::string>() : janus;
  asked.push_back(name);
  if (janus == "create" || janus == "attach") {
    const std::uint64_t id = ++last_id_;
    if (janus == "attach") handles_[id].session = request["session_id"];
    say({{"janus", "success"}, {"transaction", request["transaction"]}, {"data", {{"id", id}}}});
    return;
  }
  if (!request.contains("handle_id")) return;
  const auto found = handles_.find(request["handle_id"]);
  if (found == handles_.end()) {
    say({{"janus", "error"},
         {"transaction", request["transaction"]},
         {"error", {{"code", 459}, {"reason", "No such handle"}}}});
    return;
  }
  if (janus == "detach") {
    end_publisher(found->second.feed);
    handles_.erase(found);
  } else if (janus == "trickle") {
    found->second.candidates.push_back(request["candidate"].dump());
    say({{"janus", "ack"}, {"transaction", request["transaction"]}});
  } else {
    say({{"janus", "ack"}, {"transaction", request["transaction"]}});
    if (refuses == name) {
      refuses.clear();
      refuse(request, 499, "refused");
    } else {
      message(request, found->second);
    }
  }
}

void FakeJanus::message(const Json& request, Handle& handle) {
  const Json& body = request["body"];
  const std::string name = body["request"];
  if (name == "create") {
    const std::string room = body["room"];
    rooms_[room] = "dummy-" + room;
    secrets_[room] = body["secret"];
    event(request, {{"videoroom", "created"}, {"room", room}});
  } else if (name == "destroy") {
    const std::string room = body["room"];
    if (!rooms_.contains(room)) return refuse(request, 426, "No such room");
    if (secrets_[room] != body.value("secret", std::string())) {
      return refuse(request, 433, "Unauthorized");
    }
    rooms_.erase(room);
    event(request, {{"videoroom", "destroyed"}});
  } else if (name == "list") {
    Json list = Json::array();
    for (const auto& [room, dummy] : rooms_) list.push_back({{"room", room}});
    event(request, {{"videoroom", "success"}, {"list", std::move(list)}});
  } else if (name == "listparticipants") {
    const Json dummy = {{"id", rooms_[body["room"]]}, {"publisher", true}, {"dummy", true}};
    event(request, {{"videoroom", "participants"}, {"participants", {dummy}}});
  } else if (name == "joinandconfigure" || (name == "configure" && request.contains("jsep"))) {
    if (name == "joinandconfigure") {
      if (!rooms_.contains(body["room"])) return refuse(request, 426, "No such room");
      if (publisher_handle(body["id"]) != 0) return refuse(request, 436, "User ID already exists");
      handle.room = body["room"];
      handle.feed = body["id"];
    }
    handle.mids.clear();
    for (const auto& track : body["descriptions"]) handle.mids.push_back(track["mid"]);
    event(request, {{"videoroom", name == "configure" ? "event" : "joined"}}, "answer",
          "answer to " + request["jsep"]["sdp"].get<std::string>());
  } else if (name == "join") {
    if (!rooms_.contains(body["room"])) return refuse(request, 426, "No such room");
    handle.room = body["room"];
    std::size_t mid = 0;
    for (const auto& stream : body["streams"]) {
      if (!can_carry(handle.room, stream["feed"], stream["mid"])) {
        return refuse(request, 428, "No such feed");
      }
      handle.lines[std::to_string(mid++)] =
          stream["feed"].get<std::string>() + "/" + stream["mid"].get<std::string>();
    }
    event(request, {{"videoroom", "attached"}}, "offer", "offer");
  } else if (name == "start") {
    handle.stalled.clear();
    event(request, {{"videoroom", "event"}, {"started", "ok"}});
    if (!holds_up && !handle.up) {
      connect_subscriber(request["handle_id"]);
    }
  } else if (name == "switch") {
    for (const auto& stream : body["streams"]) {
      if (!can_carry(handle.room, stream["feed"], stream["mid"])) continue;
      handle.lines[stream["sub_mid"]] =
          stream["feed"].get<std::string>() + "/" + stream["mid"].get<std::string>();
    }
    event(request, {{"videoroom", "event"}, {"switched", "ok"}});
  } else if (body.contains("restart")) {
    event(request, {{"videoroom", "event"}}, "offer", "offer that restarts ICE");
  } else {
    for (const auto& stream : body["streams"]) {
      handle.layers[stream["mid"]] = stream["substream"];
    }
    event(request, {{"videoroom", "event"}, {"configured", "ok"}});
    for (const auto& stream : body["streams"]) {
      if (withholds_layers) break;
      say({{"janus", "event"},
           {"sender", request["handle_id"]},
           {"plugindata",
            {{"data",
              {{"videoroom", "event"},
               {"mid", stream["mid"]},
               {"substream", stream["substream"]}}}}}});
    }
  }
}

bool FakeJanus::can_carry(const std::string& room, const std::string& feed,
                          const std::string& mid) const {
  const auto found = rooms_.find(room);
  if (found != rooms_.end() && found->second == feed) return true;
  return std::any_of(handles_.begin(), handles_.end(), [&](const auto& entry) {
    const Handle& handle = entry.second;
    return handle.room == room && handle.feed == feed && handle.up &&
           std::find(handle.mids.begin(), handle.mids.end(), mid) != handle.mids.end();
  });
}

void FakeJanus::connect(const std::string& feed) {
  const std::uint64_t handle = publisher_handle(feed);
  handles_.at(handle).up = true;
  say({{"janus", "webrtcup"}, {"sender", handle}});
}

void FakeJanus::connect_subscriber(std::uint64_t handle) {
  handles_.at(handle).up = true;
  say({{"janus", "webrtcup"}, {"sender", handle}});
}

void FakeJanus::hang_up(std::uint64_t handle, const std::string& reason) {
  handles_.at(handle).up = false;
  end_publisher(handles_.at(handle).feed);
  say({{"janus", "hangup"}, {"sender", handle}, {"reason", reason}});
}

void FakeJanus::end_publisher(const std::string& feed) {
  if (feed.empty()) return;
  for (auto& [id, handle] : handles_) {
    for (const auto& [mid, source] : handle.lines) {
      if (source.starts_with(feed + "/")) handle.stalled.insert(mid);
    }
  }
}

void FakeJanus::talk(const std::string& feed, bool on) {
  const Json data = {{"videoroom", on ? "talking" : "stopped-talking"}, {"id", feed}};
  for (const auto& [id, handle] : handles_) {
    if (handle.feed.empty()) continue;
    say({{"janus", "event"}, {"sender", id}, {"plugindata", {{"data", data}}}});
  }
}

std::uint64_t FakeJanus::publisher_handle(const std::string& feed) const {
  for (const auto& [id, handle] : handles_) {
    if (handle.feed == feed) return id;
  }
  return 0;
}

std::vector<std::uint64_t> FakeJanus::subscribers() const {
  std::vector<std::uint64_t> ids;
  for (const auto& [id, handle] : handles_) {
    if (!handle.lines.empty()) ids.push_back(id);
  }
  return ids;
}

std::map<std::string, std::string> FakeJanus::lines(std::uint64_t handle) const {
  return handles_.at(handle).lines;
}

std::set<std::string> FakeJanus::stalled(std::uint64_t handle) const {
  return handles_.at(handle).stalled;
}

std::map<std::string, std::uint32_t> FakeJanus::layers(std::uint64_t handle) const {
  return handles_.at(handle).layers;
}

}  // namespace parley::sfu
