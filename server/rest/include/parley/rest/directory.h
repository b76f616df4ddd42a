// The records of all rooms: those in progress, and for a while those that have ended.
//
// Hubs write them, each from its own thread, and requests read them. One mutex guards all; it is
// taken when someone comes or goes or changes a track, and never for a message that is relayed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parley/base/status_callback.h"
#include "parley/hub/room_observer.h"
#include "parley/rest/limits.h"
#include "parley/rest/records.h"

namespace parley::rest {

/// One page of a list, the newest first.
template <class Record>
struct Page {
  std::vector<Record> records = {};
  /// Whether older ones follow: those with a lower serial than the last.
  bool more = false;
};

/// Where a page begins, and how long it is.
struct PageWish {
  std::size_t size = page_size;
  /// Only records with a lower serial; nothing: from the newest on.
  std::optional<std::uint64_t> below = {};
};

/// Which records a list has; what is absent or 0 does not count.
struct RoomFilter {
  bool ended = false;
  std::string name = {};  ///< normalized
  Time created_after = 0;
  Time created_before = 0;
};

struct ParticipantFilter {
  std::optional<bool> connected = {};
  std::string identity = {};
  Time created_after = 0;
  Time created_before = 0;
};

/// Any thread may call it.
class Directory : public hub::RoomObserver {
 public:
  /// In milliseconds since 1970.
  using Clock = std::function<Time()>;
  static Time wall_clock();

  /// Passes the callbacks of rooms that want some to `sink`; `account_sid` is told in each.
  explicit Directory(std::string account_sid = {}, base::CallbackSink sink = {},
                     Clock clock = wall_clock)
      : account_sid_(std::move(account_sid)), sink_(std::move(sink)), clock_(std::move(clock)) {}

  // What the hubs tell.

  void room_opened(std::string_view room_sid, std::string_view name) override;
  void room_ended(std::string_view room_sid) override;
  void participant_joined(std::string_view room_sid,
                          const protocol::Participant& participant) override;
  void participant_left(std::string_view room_sid, std::string_view participant_id) override;
  void tracks_changed(std::string_view room_sid, std::string_view participant_id,
                      const std::vector<protocol::TrackPublication>& tracks) override;

  /// The room that is about to be opened with that sid was created like this.
  void expect(const std::string& room_sid, RoomWish wish);
  /// It was not.
  void forget_expected(const std::string& room_sid);

  // Copies of what there is.

  /// By its sid, or the one in progress of that normalized name.
  [[nodiscard]] std::optional<RoomRecord> room(const std::string& sid,
                                               const std::string& name) const;
  [[nodiscard]] Page<RoomRecord> rooms(const RoomFilter& filter, const PageWish& wish) const;
  /// By its sid, or the newest of that identity.
  [[nodiscard]] std::optional<ParticipantRecord> participant(const std::string& room_sid,
                                                             std::string_view key) const;
  [[nodiscard]] Page<ParticipantRecord> participants(const std::string& room_sid,
                                                     const ParticipantFilter& filter,
                                                     const PageWish& wish) const;

 private:
  struct Room {
    RoomRecord record;
    std::map<std::uint64_t, ParticipantRecord> participants;  // by serial
    std::unordered_map<std::string, std::uint64_t> present;   // serials by sid, of the connected
    std::deque<std::uint64_t> past;                           // serials of those who have left
    std::uint64_t callbacks = 0;                              // sent so far
  };
  using Rooms = std::map<std::uint64_t, Room>;  // by serial

  [[nodiscard]] Room* find(std::string_view sid);
  [[nodiscard]] const Room* find(std::string_view sid) const;
  [[nodiscard]] static ParticipantRecord* present(Room& room, std::string_view participant_id);
  void keep_past(Room& room, std::uint64_t serial);
  void forget_oldest_past();
  void forget_ended(Time now);

  void change_tracks(Room& room, ParticipantRecord& participant,
                     const std::vector<protocol::TrackPublication>& tracks, Time now);
  void call(Room& room, std::string_view event, Time now,
            const ParticipantRecord* participant = nullptr, const TrackRecord* track = nullptr);

  const std::string account_sid_;
  const base::CallbackSink sink_;
  const Clock clock_;

  mutable std::mutex mutex_;
  std::uint64_t last_serial_ = 0;
  Rooms rooms_;
  std::unordered_map<std::string, std::uint64_t> by_sid_;
  std::unordered_map<std::string, std::uint64_t> by_name_;  // of those in progress
  std::unordered_map<std::string, RoomWish> expected_;
  std::deque<std::uint64_t> ended_;                           // in the order of their ends
  std::deque<std::pair<std::uint64_t, std::uint64_t>> past_;  // rooms' and participants' serials
};

}  // namespace parley::rest
