// Several Januses as one SFU.
//
// A room is in one of them, and its participants are where it is. The next room goes to the one that
// has the fewest participants; a room that was lost goes to another one, if there is any.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "parley/sfu/bridge.h"

namespace parley::sfu {

/// How many participants each Janus has, in all event loops together. Any thread may use it.
class Loads {
 public:
  explicit Loads(std::size_t januses) : counts_(januses) {}
  [[nodiscard]] std::atomic<std::size_t>& of(std::size_t janus) { return counts_[janus]; }

 private:
  std::vector<std::atomic<std::size_t>> counts_;
};

/// The bridges of one event loop, one to each Janus. Used by one thread.
class Bridges {
 public:
  /// The bridges, in the order of `loads`, have to outlive it. So does `loads`, which others share;
  /// null: only these bridges count.
  explicit Bridges(std::vector<Bridge*> bridges, Loads* loads = nullptr);
  Bridges(const Bridges&) = delete;
  Bridges& operator=(const Bridges&) = delete;
  ~Bridges();

  /// Whether rooms can be opened.
  [[nodiscard]] bool ready() const;
  /// Tells the others of this loop's participants. To be called whenever that may have changed.
  void publish_load();

  // As those of a Bridge.

  void open(const std::string& room, std::size_t participants, Instant now);
  void close(const std::string& room, Instant now);
  [[nodiscard]] bool has(const std::string& room) const;
  [[nodiscard]] std::vector<std::string> participants(const std::string& room) const;
  void join(const std::string& room, const std::string& participant_id, Instant now);
  void leave(const std::string& participant_id, Instant now);
  void offer(const protocol::Description& offer, Instant now);
  void answer(const protocol::Description& answer, Instant now);
  void candidate(Direction direction, const protocol::Candidate& candidate, Instant now);
  void restart_ice(const std::string& participant_id, Instant now);
  void wish(const std::string& participant_id, const std::vector<Wish>& wishes, Instant now);
  void set_away(const std::string& participant_id, bool away, Instant now);

 private:
  [[nodiscard]] std::size_t load(std::size_t janus) const;
  [[nodiscard]] std::size_t place_for(const std::string& room) const;

  std::vector<Bridge*> bridges_;
  Loads* loads_;
  std::vector<std::size_t> published_;
  /// In which Janus each room was opened last.
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace parley::sfu
