// A model of Janus with its VideoRoom plugin, as far as a server uses them: it answers as Janus 1.1.2
// was seen to, and forwards media between modelled connections.
//
// It speaks Janus' JSON (https://janus.conf.meetecho.com/docs/rest.html, …/docs/videoroom.html). Its
// connections are ends of ICE like those of browsers, so paths to it break like others. It can be
// killed, which loses everything, and it can hang, which loses nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "peer_connection.h"

namespace parley::simulation {

/// Someone who is connected to Janus' API.
struct JanusPeer {
  std::function<void(std::string text)> say;
  /// Janus has been killed.
  std::function<void()> closed;
};

class Janus {
 public:
  /// As owners of connections, Januses come behind all clients.
  static constexpr std::uint32_t first_owner = 100;
  static constexpr const char* api_secret = "api";
  static constexpr const char* admin_key = "admin";

  Janus(Environment& environment, std::uint32_t number);

  // The WebSocket.
  [[nodiscard]] bool answers() const { return running_ && !hung_; }
  [[nodiscard]] bool running() const { return running_; }
  std::uint64_t connect(JanusPeer peer);
  /// Sessions stay for a while.
  void disconnect(std::uint64_t peer);
  void receive(std::uint64_t peer, const std::string& text);

  // What goes wrong with it.
  void kill();
  void start();
  /// Nothing is read, said or forwarded, until it goes on.
  void hang();
  void go_on();
  /// One of its handles is gone, and whoever has it is told.
  void lose_a_handle();
  /// One of its connections ends, and whoever has it is told.
  void hang_up_one();
  /// One of its publishers begins or stops to speak.
  void let_one_talk();
  /// Nothing of that goes on.
  void mend();
  /// Requests of this kind are refused, so many times.
  void refuse(const std::string& request, std::uint32_t times) { refusals_[request] = times; }

  // What there is to see of it from outside.
  [[nodiscard]] std::uint32_t owner() const { return owner_; }
  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }
  [[nodiscard]] std::size_t handle_count() const { return handles_.size(); }
  [[nodiscard]] std::size_t publisher_count() const;
  [[nodiscard]] std::size_t subscriber_count() const;
  /// All feeds that publish, by name: at rest, no participant has two.
  [[nodiscard]] std::vector<std::string> feeds() const;

 private:
  using Json = nlohmann::json;

  struct Session {
    std::uint64_t peer = 0;  // 0: its WebSocket is closed
    Time active{};
  };
  struct Room {
    std::string dummy;
    std::string pin;
    std::string secret;
    std::size_t publishers = 0;
  };
  struct Line {
    std::string feed;
    std::string mid;
    // Who was on it ended first: nothing is forwarded on it until an answer comes.
    bool stalled = false;
  };
  struct Handle {
    std::uint64_t session = 0;
    std::string room = {};
    std::string feed = {};  // of a publisher
    bool up = false;
    std::unique_ptr<PeerConnection> connection = {};
    std::map<std::string, Line> lines = {};  // of a subscriber
    std::uint32_t layers_withheld = 0;
  };

  void read(std::uint64_t peer, const std::string& text);
  void read_for_handle(const Json& request, std::uint64_t id);
  void say(std::uint64_t session, const Json& json);
  void answer(const Json& request, const Json& data);
  void answer_with(const Json& request, const Json& data, const std::string& type,
                   const std::string& sdp);
  void refuse_request(const Json& request, int code, const std::string& words);
  void tell(std::uint64_t handle, const char* what, const char* reason = nullptr);
  void tell_plugin(std::uint64_t handle, const Json& data);

  // The VideoRoom plugin (janus_videoroom.cpp).
  void message(const Json& request, std::uint64_t id);
  void create(const Json& request);
  void destroy(const Json& request);
  void list_rooms(const Json& request);
  void list_participants(const Json& request);
  void publish(const Json& request, std::uint64_t id);
  void take_offer(const Json& request, std::uint64_t id);
  void subscribe(const Json& request, std::uint64_t id);
  void offer(const Json& request, std::uint64_t id, const char* event);
  void start_subscriber(const Json& request, std::uint64_t id);
  void switch_lines(const Json& request, std::uint64_t id);
  void choose_layers(const Json& request, std::uint64_t id);
  [[nodiscard]] bool can_carry(const std::string& room, const std::string& feed,
                               const std::string& mid) const;
  [[nodiscard]] protocol::TrackKind kind_of(const std::string& room, const std::string& feed,
                                            const std::string& mid) const;

  void open_connection(std::uint64_t id);
  void ice_state_changed(std::uint64_t id);
  void hang_up(std::uint64_t id, const char* reason);
  void stall(const Handle& publisher);
  void drop(std::uint64_t id);
  void drop_session(std::uint64_t id);
  void watch_sessions();
  [[nodiscard]] std::string forwarded(std::uint64_t id, const std::string& mid) const;
  [[nodiscard]] const Handle* publisher(const std::string& room, const std::string& feed) const;
  [[nodiscard]] std::vector<std::uint64_t> handles_with_connection() const;
  [[nodiscard]] Source source() const { return {Source::Kind::Media, owner_}; }

  Environment& environment_;
  std::uint32_t owner_;
  bool running_ = true;
  bool hung_ = false;
  bool watches_ = false;
  std::uint64_t run_ = 0;
  std::uint64_t last_id_ = 100;
  std::map<std::uint64_t, JanusPeer> peers_;
  std::map<std::uint64_t, Session> sessions_;
  std::map<std::uint64_t, Handle> handles_;
  std::map<std::string, Room> rooms_;
  std::map<std::string, std::uint32_t> refusals_;
  // While it hangs.
  std::vector<std::pair<std::uint64_t, std::string>> unread_;
  std::vector<std::pair<std::uint64_t, std::string>> unsaid_;
  // One may still be on the call stack.
  std::vector<std::unique_ptr<PeerConnection>> closed_connections_;
};

}  // namespace parley::simulation
