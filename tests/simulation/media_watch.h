// What has to hold of media at every moment: nobody's picture is shown as another's, and what has
// arrived goes on to arrive while it moves between participants' own connections and an SFU.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "invariants.h"

namespace parley::simulation {

class MediaWatch {
 public:
  explicit MediaWatch(Environment& environment) : environment_(environment) {}

  /// To be called often. What does not hold is added to the run's errors.
  void look_at(const Client& client, const Clients& clients);
  /// Nothing breaks: what has arrived stays.
  void expect_no_gaps() { no_gaps_ = true; }

 private:
  struct Seen {
    /// Who they were: another membership is another story.
    std::string ids = {};
    bool arrived = false;
    /// Since when it has been missing, or another's has been shown in its place.
    Time missing_since{};
    bool missing = false;
    Time foreign_since{};
    bool foreign = false;
  };

  void look_at(const Client& client, const Client& other, const protocol::TrackPublication& track);
  void raise(const std::string& error) { environment_.errors.push_back(error); }

  Environment& environment_;
  bool no_gaps_ = false;
  /// By client and track.
  std::map<std::pair<std::uint32_t, std::string>, Seen> seen_;
};

}  // namespace parley::simulation
