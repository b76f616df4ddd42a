// Until when members of before may come back to a room, and what is believed to be of before: after
// a restart of the server or, with several, of the room's coming here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parley/base/instant.h"
#include "parley/hub/tenure.h"

namespace parley::hub {

class Tenures {
 public:
  using Instant = base::Instant;

  /// `run` is the server's. Without a landlord each room is the server's for as long as it runs.
  explicit Tenures(std::string run, Landlord* landlord = nullptr)
      : run_(std::move(run)), landlord_(landlord) {}

  /// The room is the server's from now on, if it was not in this run already; one more client comes.
  void begin(const std::string& room_name, const Tenure& tenure, Instant now);
  /// The room is no longer the server's; its landlord knows.
  void end(const std::string& room_name) { held_.erase(room_name); }
  void end_all() { held_.clear(); }
  /// The room's run; nothing if the server has it for good, or has it not.
  [[nodiscard]] std::string_view held_as(const std::string& room_name) const;

  // The connections that want into the room, or are in it.
  void connected(const std::string& room_name);
  void disconnected(const std::string& room_name);
  /// There may be nobody any more who needs the room.
  void check(const std::string& room_name);
  /// Gives rooms back that have no connection and of which `exists(name)` is false.
  template <class Exists>
  void give_back(Exists exists);

  /// The run whose claims are the room's own.
  [[nodiscard]] const std::string& run_of(const std::string& room_name) const;
  /// Whether claims of that earlier run hold in the room.
  [[nodiscard]] bool believes(const std::string& room_name, const std::string& run) const;
  /// When members of before could come back from, and can until.
  [[nodiscard]] Instant restore_from(const std::string& room_name) const;
  [[nodiscard]] Instant restore_until(const std::string& room_name) const;

 private:
  struct Held {
    Tenure tenure;
    Instant since{};
    std::uint64_t clients = 0;
    std::size_t connections = 0;
  };
  [[nodiscard]] const Held* find(const std::string& room_name) const;

  std::string run_;
  Landlord* landlord_;
  std::unordered_map<std::string, Held> held_;
  std::vector<std::string> to_check_;
};

template <class Exists>
void Tenures::give_back(Exists exists) {
  for (const std::string& name : std::exchange(to_check_, {})) {
    const auto found = held_.find(name);
    if (found == held_.end() || found->second.connections > 0 || exists(name)) continue;
    landlord_->freed(name, found->second.tenure.run, found->second.clients);
    held_.erase(found);
  }
}

}  // namespace parley::hub
