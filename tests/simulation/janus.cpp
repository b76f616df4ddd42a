// Janus' sessions and handles, and what goes wrong with them.
#include "janus.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace parley::simulation {
namespace {

// As the server configures it (sfu_link/janus_config.cpp): how long a session may be silent, and
// how long it stays without a WebSocket.
constexpr Time session_timeout{60'000};
constexpr Time reclaim_timeout{34'000};
constexpr Time look_interval{2000};

}  // namespace

Janus::Janus(Environment& environment, std::uint32_t number)
    : environment_(environment), owner_(first_owner + number) {}

// --- The WebSocket ---

std::uint64_t Janus::connect(JanusPeer peer) {
  const std::uint64_t id = ++last_id_;
  peers_[id] = std::move(peer);
  return id;
}

void Janus::disconnect(std::uint64_t peer) {
  peers_.erase(peer);
  for (auto& [id, session] : sessions_) {
    if (session.peer != peer) continue;
    session.peer = 0;
    session.active = environment_.scheduler.now();
  }
}

void Janus::receive(std::uint64_t peer, const std::string& text) {
  if (!peers_.contains(peer)) return;
  if (hung_) {
    unread_.emplace_back(peer, text);
  } else {
    read(peer, text);
  }
}

void Janus::read(std::uint64_t peer, const std::string& text) {
  const Json request = Json::parse(text);
  if (request.value("apisecret", "") != api_secret) {
    environment_.errors.push_back("Janus is asked without its secret: " + text);
    return;
  }
  const std::string janus = request["janus"];
  if (janus == "create") {
    const std::uint64_t id = ++last_id_;
    sessions_[id] = {peer, environment_.scheduler.now()};
    watch_sessions();
    say(id,
        {{"janus", "success"}, {"transaction", request["transaction"]}, {"data", {{"id", id}}}});
    return;
  }
  const std::uint64_t id = request.value("session_id", std::uint64_t{0});
  const auto session = sessions_.find(id);
  if (session == sessions_.end()) return;
  session->second.active = environment_.scheduler.now();
  if (janus == "keepalive") {
    say(id, {{"janus", "ack"}, {"transaction", request["transaction"]}});
  } else if (janus == "attach") {
    const std::uint64_t handle = ++last_id_;
    handles_[handle].session = id;
    say(id, {{"janus", "success"},
             {"transaction", request["transaction"]},
             {"data", {{"id", handle}}}});
  } else {
    read_for_handle(request, request.value("handle_id", std::uint64_t{0}));
  }
}

void Janus::read_for_handle(const Json& request, std::uint64_t id) {
  const std::string janus = request["janus"];
  const std::uint64_t session = request["session_id"];
  if (!handles_.contains(id)) {
    say(session, {{"janus", "error"},
                  {"transaction", request["transaction"]},
                  {"error", {{"code", 459}, {"reason", "No such handle"}}}});
    return;
  }
  if (janus == "detach") {
    drop(id);
    say(session, {{"janus", "success"}, {"transaction", request["transaction"]}});
    return;
  }
  say(session, {{"janus", "ack"}, {"transaction", request["transaction"]}});
  if (janus == "message") {
    const std::string name = request["body"]["request"];
    std::uint32_t& refusals = refusals_[name];
    if (refusals > 0) {
      --refusals;
      refuse_request(request, 499, "refused");
    } else {
      message(request, id);
    }
  } else if (janus == "trickle") {
    Handle& handle = handles_.at(id);
    const Json& candidate = request["candidate"];
    // Its username fragment is not passed on. One of an earlier generation fails its check.
    if (!handle.connection || !handle.connection->has_remote_description()) return;
    protocol::Candidate trickled;
    trickled.candidate = candidate.value("candidate", "");
    if (!trickled.candidate.empty()) handle.connection->add_ice_candidate(trickled);
  }
}

void Janus::say(std::uint64_t session, const Json& json) {
  const auto found = sessions_.find(session);
  if (found == sessions_.end() || found->second.peer == 0) return;
  Json whole = json;
  whole["session_id"] = session;
  if (hung_) {
    unsaid_.emplace_back(found->second.peer, whole.dump());
    return;
  }
  const auto peer = peers_.find(found->second.peer);
  if (peer != peers_.end()) peer->second.say(whole.dump());
}

void Janus::answer(const Json& request, const Json& data) {
  answer_with(request, data, {}, {});
}

void Janus::answer_with(const Json& request, const Json& data, const std::string& type,
                        const std::string& sdp) {
  Json json = {{"janus", "event"},
               {"transaction", request["transaction"]},
               {"sender", request["handle_id"]},
               {"plugindata", {{"plugin", "janus.plugin.videoroom"}, {"data", data}}}};
  if (!sdp.empty()) json["jsep"] = {{"type", type}, {"sdp", sdp}};
  say(request["session_id"], json);
}

void Janus::refuse_request(const Json& request, int code, const std::string& words) {
  answer(request, {{"videoroom", "event"}, {"error_code", code}, {"error", words}});
}

void Janus::tell(std::uint64_t handle, const char* what, const char* reason) {
  Json json = {{"janus", what}, {"sender", handle}};
  if (reason != nullptr) json["reason"] = reason;
  say(handles_.at(handle).session, json);
}

void Janus::tell_plugin(std::uint64_t handle, const Json& data) {
  say(handles_.at(handle).session,
      {{"janus", "event"},
       {"sender", handle},
       {"plugindata", {{"plugin", "janus.plugin.videoroom"}, {"data", data}}}});
}

// --- Connections ---

void Janus::open_connection(std::uint64_t id) {
  PeerConnectionEvents events;
  events.negotiation_needed = [] {};
  events.candidate = [](const protocol::Candidate&) {};
  events.ice_state_changed = [this, id] { ice_state_changed(id); };
  events.track = [](const std::string&, protocol::TrackKind) {};
  events.forwards = [this, id](const std::string& mid) { return forwarded(id, mid); };
  events.closed_by_peer = [this, id] {
    environment_.scheduler.after(
        environment_.random.between(Time(1), Time(60)), source(),
        [this, id, run = run_, connection = handles_.at(id).connection.get()] {
          const auto found = handles_.find(id);
          const bool same = found != handles_.end() && found->second.connection.get() == connection;
          if (run == run_ && same) hang_up(id, "DTLS alert");
        });
  };
  Handle& handle = handles_.at(id);
  handle.up = false;
  handle.connection = std::make_unique<PeerConnection>(environment_, owner_, std::move(events));
}

void Janus::ice_state_changed(std::uint64_t id) {
  Handle& handle = handles_.at(id);
  const IceState state = handle.connection->ice_state();
  if (state == IceState::Connected && !std::exchange(handle.up, true)) {
    tell(id, "webrtcup");
  } else if (state == IceState::Failed) {
    hang_up(id, "ICE failed");
  }
}

void Janus::hang_up(std::uint64_t id, const char* reason) {
  const auto found = handles_.find(id);
  if (found == handles_.end() || !found->second.connection) return;
  Handle& handle = found->second;
  stall(handle);
  handle.up = false;
  handle.connection->close();
  closed_connections_.push_back(std::move(handle.connection));
  tell(id, "hangup", reason);
}

void Janus::stall(const Handle& publisher) {
  if (publisher.feed.empty()) return;
  for (auto& [id, handle] : handles_) {
    for (auto& [mid, line] : handle.lines) {
      if (line.feed == publisher.feed) line.stalled = true;
    }
  }
}

void Janus::drop(std::uint64_t id) {
  const auto found = handles_.find(id);
  if (found == handles_.end()) return;
  stall(found->second);
  if (found->second.connection) {
    found->second.connection->close();
    closed_connections_.push_back(std::move(found->second.connection));
  }
  handles_.erase(found);
}

void Janus::drop_session(std::uint64_t id) {
  std::vector<std::uint64_t> lost;
  for (const auto& [handle_id, handle] : handles_) {
    if (handle.session == id) lost.push_back(handle_id);
  }
  for (const std::uint64_t handle : lost) drop(handle);
  say(id, {{"janus", "timeout"}});
  sessions_.erase(id);
}

void Janus::watch_sessions() {
  if (std::exchange(watches_, true)) return;
  environment_.scheduler.after(look_interval, source(), [this, run = run_] {
    if (run != run_) return;
    watches_ = false;
    std::vector<std::uint64_t> expired;
    for (const auto& [id, session] : sessions_) {
      const Time limit = session.peer == 0 ? reclaim_timeout : session_timeout;
      if (session.active + limit <= environment_.scheduler.now()) expired.push_back(id);
    }
    if (!hung_) {
      for (const std::uint64_t id : expired) drop_session(id);
    }
    if (!sessions_.empty()) watch_sessions();
  });
}

// --- What goes wrong ---

void Janus::kill() {
  if (!std::exchange(running_, false)) return;
  ++run_;
  watches_ = false;
  hung_ = false;
  environment_.ice.set_frozen(owner_, false);
  unread_.clear();
  unsaid_.clear();
  for (auto& [id, handle] : handles_) {
    if (!handle.connection) continue;
    handle.connection->vanish();
    closed_connections_.push_back(std::move(handle.connection));
  }
  handles_.clear();
  sessions_.clear();
  rooms_.clear();
  refusals_.clear();
  for (const auto& [id, peer] : std::exchange(peers_, {})) peer.closed();
}

void Janus::start() {
  running_ = true;
}

void Janus::hang() {
  if (!running_ || hung_) return;
  hung_ = true;
  environment_.ice.set_frozen(owner_, true);
}

void Janus::go_on() {
  if (!std::exchange(hung_, false)) return;
  environment_.ice.set_frozen(owner_, false);
  for (const auto& [peer, text] : std::exchange(unsaid_, {})) {
    const auto found = peers_.find(peer);
    if (found != peers_.end()) found->second.say(text);
  }
  for (const auto& [peer, text] : std::exchange(unread_, {})) {
    if (peers_.contains(peer)) read(peer, text);
  }
}

void Janus::mend() {
  refusals_.clear();
  start();
  go_on();
}

std::vector<std::uint64_t> Janus::handles_with_connection() const {
  std::vector<std::uint64_t> ids;
  for (const auto& [id, handle] : handles_) {
    if (handle.connection) ids.push_back(id);
  }
  return ids;
}

void Janus::lose_a_handle() {
  if (handles_.empty() || hung_) return;
  const auto place = environment_.random.below(static_cast<std::uint32_t>(handles_.size()));
  const std::uint64_t id = std::next(handles_.begin(), place)->first;
  tell(id, "detached");
  drop(id);
}

void Janus::hang_up_one() {
  const std::vector<std::uint64_t> ids = handles_with_connection();
  if (ids.empty() || hung_) return;
  hang_up(ids[environment_.random.below(static_cast<std::uint32_t>(ids.size()))], "Close PC");
}

void Janus::let_one_talk() {
  std::vector<std::pair<std::string, std::string>> talkers;
  for (const auto& [id, handle] : handles_) {
    if (!handle.feed.empty() && handle.up) talkers.emplace_back(handle.room, handle.feed);
  }
  if (talkers.empty() || hung_) return;
  const auto& [room, feed] =
      talkers[environment_.random.below(static_cast<std::uint32_t>(talkers.size()))];
  const char* const what = environment_.random.chance(70) ? "talking" : "stopped-talking";
  for (const auto& [id, handle] : handles_) {
    if (handle.room != room || handle.feed.empty()) continue;
    tell_plugin(id, {{"videoroom", what}, {"room", room}, {"id", feed}});
  }
}

// --- From outside ---

std::size_t Janus::publisher_count() const {
  return static_cast<std::size_t>(
      std::count_if(handles_.begin(), handles_.end(),
                    [](const auto& entry) { return !entry.second.feed.empty(); }));
}

std::size_t Janus::subscriber_count() const {
  return static_cast<std::size_t>(
      std::count_if(handles_.begin(), handles_.end(),
                    [](const auto& entry) { return !entry.second.lines.empty(); }));
}

std::vector<std::string> Janus::feeds() const {
  std::vector<std::string> feeds;
  for (const auto& [id, handle] : handles_) {
    if (!handle.feed.empty()) feeds.push_back(handle.feed);
  }
  return feeds;
}

}  // namespace parley::simulation
