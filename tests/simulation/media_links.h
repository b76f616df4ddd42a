// What a server has besides its hub where there are SFUs: a bridge to each Janus, and the WebSockets
// on which it speaks to them. It behaves as an event loop does (server/websocket/media_link.*).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "janus.h"
#include "parley/base/id_source.h"
#include "parley/base/signer.h"
#include "parley/sfu/bridges.h"

namespace parley::simulation {

/// The SFUs of a run, which outlive the server.
struct MediaPlant {
  std::vector<std::unique_ptr<Janus>> januses;
  /// When a room moves to one and back (hub::SfuLimits).
  std::size_t from = 3;
  std::size_t mesh_again = 2;
  /// How long a text takes at most between the server and a Janus.
  Time longest_trip{3};
};

class MediaLinks {
 public:
  struct Events {
    std::function<void(const sfu::Action&)> action;
    /// A bridge has become ready.
    std::function<void()> ready;
    /// Something has come of a Janus, or of time: exchange() is due.
    std::function<void()> news;
  };

  /// Everything that it is given must outlive it. `run` tells the server's runs apart.
  MediaLinks(Environment& environment, MediaPlant& plant, base::IdSource& ids,
             const base::Signer& signer, std::uint32_t run, Time server_started, Events events);
  MediaLinks(const MediaLinks&) = delete;
  MediaLinks& operator=(const MediaLinks&) = delete;
  ~MediaLinks();

  [[nodiscard]] sfu::Bridges& bridges() { return *bridges_; }
  /// Carries out what comes out of the bridges, until nothing does. To be called after each call of
  /// the hub.
  void exchange();
  /// What was said to Januses and by them, but that a session is still needed.
  [[nodiscard]] std::uint64_t text_count() const { return text_count_; }

 private:
  struct Link {
    Janus* janus = nullptr;
    std::unique_ptr<sfu::Bridge> bridge;
    bool open = false;
    bool was_ready = false;
    std::uint64_t peer = 0;
    std::uint64_t number = 0;  // of its WebSocket
    std::uint32_t failures = 0;
    Time last_to_janus{};
    Time last_from_janus{};
    std::optional<base::Instant> deadline = {};
    std::uint32_t deadlines_in_a_row = 0;  // at one moment
  };

  void connect(Link& link);
  void opened(Link& link);
  void send(Link& link, std::string text);
  void hear(Link& link, const std::string& text);
  void lose(Link& link);
  void schedule_deadline(Link& link);
  Time time_until(Link& link, base::Instant due);
  bool exchange_with(Link& link);
  void after(Time delay, std::function<void()> task);
  Time arrival(Time& last);
  [[nodiscard]] base::Instant now() const { return environment_.scheduler.now() - server_started_; }

  Environment& environment_;
  MediaPlant& plant_;
  sfu::RoomOwner owner_;
  Time server_started_;
  Events events_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  std::vector<std::unique_ptr<Link>> links_;
  std::unique_ptr<sfu::Bridges> bridges_;
  std::uint64_t text_count_ = 0;
};

}  // namespace parley::simulation
