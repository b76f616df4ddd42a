// A model of Janus and its VideoRoom plugin, as far as the bridge uses them: it answers as Janus
// 1.1.2 was seen to.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <vector>

namespace parley::sfu {

class FakeJanus {
 public:
  /// A request; what Janus says to it is in `said`.
  void receive(const std::string& text);

  // What happens to connections.

  /// The publisher's connection is up: it can be subscribed to.
  void connect(const std::string& feed);
  /// Likewise of a subscriber.
  void connect_subscriber(std::uint64_t handle);
  void hang_up(std::uint64_t handle, const std::string& reason);
  void talk(const std::string& feed, bool on);

  [[nodiscard]] std::uint64_t publisher_handle(const std::string& feed) const;
  /// The handles that subscribe, in the order in which they were made.
  [[nodiscard]] std::vector<std::uint64_t> subscribers() const;
  /// What each m-line of that subscriber carries: "feed/mid", by mid.
  [[nodiscard]] std::map<std::string, std::string> lines(std::uint64_t handle) const;
  /// Its m-lines on which nothing is forwarded, because who was on them ended first, until it
  /// answers again.
  [[nodiscard]] std::set<std::string> stalled(std::uint64_t handle) const;
  [[nodiscard]] std::map<std::string, std::uint32_t> layers(std::uint64_t handle) const;
  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }
  [[nodiscard]] std::size_t handle_count() const { return handles_.size(); }

  /// The sessions and handles are gone, and the rooms stay.
  void forget_sessions() { handles_.clear(); }

  /// Texts for the bridge, which takes them away.
  std::vector<std::string> said;
  /// All that was asked, by name ("attach", "joinandconfigure" …).
  std::vector<std::string> asked;
  /// The next request of that name is refused.
  std::string refuses;
  /// Requests are taken, and nothing is said to them.
  bool silent = false;
  /// Subscribers answer, but their connections do not come up.
  bool holds_up = false;
  /// The publishers' browsers ignore that a key frame is asked for, so no other layer comes.
  bool withholds_layers = false;

 private:
  struct Handle {
    std::uint64_t session = 0;
    std::string room;
    std::string feed;  ///< of a publisher
    bool up = false;
    std::vector<std::string> mids;             ///< that a publisher sends
    std::map<std::string, std::string> lines;  ///< of a subscriber
    std::set<std::string> stalled;             ///< its mids
    std::map<std::string, std::uint32_t> layers;
    std::vector<std::string> candidates;
  };

  void message(const nlohmann::json& request, Handle& handle);
  void end_publisher(const std::string& feed);
  void say(const nlohmann::json& json);
  void event(const nlohmann::json& request, nlohmann::json data, const std::string& type = {},
             const std::string& sdp = {});
  void refuse(const nlohmann::json& request, int code, const std::string& words);
  [[nodiscard]] bool can_carry(const std::string& room, const std::string& feed,
                               const std::string& mid) const;

  std::uint64_t last_id_ = 100;
  std::map<std::uint64_t, Handle> handles_;
  std::map<std::string, std::string> rooms_;  ///< the dummy feed of each
  std::map<std::string, std::string> secrets_;
};

}  // namespace parley::sfu
