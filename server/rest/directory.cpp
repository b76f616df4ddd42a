#include "parley/rest/directory.h"

#include <algorithm>
#include <chrono>

#include "parley/base/wall_clock.h"
#include "parley/rest/limits.h"

namespace parley::rest {
namespace {

bool is_created_within(Time created, Time after, Time before) {
  return (after == 0 || created >= after) && (before == 0 || created <= before);
}

bool takes(const RoomFilter& filter, const RoomRecord& room) {
  return room.ended.has_value() == filter.ended &&
         (filter.name.empty() || room.name == filter.name) &&
         is_created_within(room.created, filter.created_after, filter.created_before);
}

bool takes(const ParticipantFilter& filter, const ParticipantRecord& participant) {
  return (!filter.connected || *filter.connected != participant.ended.has_value()) &&
         (filter.identity.empty() || participant.identity == filter.identity) &&
         is_created_within(participant.started, filter.created_after, filter.created_before);
}

// `record_of` turns what the map holds into the record.
template <class Record, class Map, class Filter, class RecordOf>
Page<Record> page_of(const Map& all, const Filter& filter, const PageWish& wish,
                     const RecordOf& record_of) {
  Page<Record> page;
  auto next = std::make_reverse_iterator(wish.below ? all.lower_bound(*wish.below) : all.end());
  for (; next != all.rend(); ++next) {
    const Record& record = record_of(next->second);
    if (!takes(filter, record)) continue;
    if (page.records.size() == wish.size) {
      page.more = true;
      break;
    }
    page.records.push_back(record);
  }
  return page;
}

}  // namespace

Time Directory::wall_clock() {
  return base::milliseconds_since_1970();
}

// --- What the hubs tell ---

void Directory::room_opened(std::string_view room_sid, std::string_view name) {
  const std::lock_guard lock(mutex_);
  const Time now = clock_();
  forget_ended(now);
  const std::uint64_t serial = ++last_serial_;
  Room& room = rooms_[serial];
  room.record = {std::string(room_sid), std::string(name), {}, now, now, {}, serial};
  const auto expected = expected_.find(room.record.sid);
  if (expected != expected_.end()) {
    room.record.wish = std::move(expected->second);
    expected_.erase(expected);
  }
  by_sid_[room.record.sid] = serial;
  by_name_[room.record.name] = serial;
  call(room, "room-created", now);
}

void Directory::room_ended(std::string_view room_sid) {
  const std::lock_guard lock(mutex_);
  Room* room = find(room_sid);
  if (room == nullptr) return;
  const Time now = clock_();
  room->record.ended = room->record.updated = now;
  const auto named = by_name_.find(room->record.name);
  if (named != by_name_.end() && named->second == room->record.serial) by_name_.erase(named);
  call(*room, "room-ended", now);
  ended_.push_back(room->record.serial);
  forget_ended(now);
}

void Directory::participant_joined(std::string_view room_sid,
                                   const protocol::Participant& participant) {
  const std::lock_guard lock(mutex_);
  Room* room = find(room_sid);
  if (room == nullptr) return;
  const Time now = clock_();
  const std::uint64_t serial = ++last_serial_;
  ParticipantRecord& record = room->participants[serial];
  record = {participant.id, room->record.sid, participant.identity, now, now, {}, serial, {}};
  room->present[participant.id] = serial;
  call(*room, "participant-connected", now, &record);
  change_tracks(*room, record, participant.tracks, now);
}

void Directory::participant_left(std::string_view room_sid, std::string_view participant_id) {
  const std::lock_guard lock(mutex_);
  Room* room = find(room_sid);
  ParticipantRecord* participant = room == nullptr ? nullptr : present(*room, participant_id);
  if (participant == nullptr) return;
  const Time now = clock_();
  participant->ended = participant->updated = now;
  participant->tracks.clear();
  room->present.erase(participant->sid);
  call(*room, "participant-disconnected", now, participant);
  keep_past(*room, participant->serial);
}

void Directory::tracks_changed(std::string_view room_sid, std::string_view participant_id,
                               const std::vector<protocol::TrackPublication>& tracks) {
  const std::lock_guard lock(mutex_);
  Room* room = find(room_sid);
  ParticipantRecord* participant = room == nullptr ? nullptr : present(*room, participant_id);
  if (participant != nullptr) change_tracks(*room, *participant, tracks, clock_());
}

void Directory::change_tracks(Room& room, ParticipantRecord& participant,
                              const std::vector<protocol::TrackPublication>& tracks, Time now) {
  std::vector<TrackRecord> before = std::exchange(participant.tracks, {});
  std::vector<TrackRecord> after;
  std::vector<std::pair<std::string_view, std::size_t>> events;
  for (const protocol::TrackPublication& track : tracks) {
    const auto known = std::find_if(before.begin(), before.end(), [&track](const auto& record) {
      return record.track.sid == track.sid;
    });
    if (known == before.end()) {
      events.emplace_back("track-added", after.size());
      after.push_back({track, now, now});
      continue;
    }
    if (known->track.enabled != track.enabled) {
      events.emplace_back(track.enabled ? "track-enabled" : "track-disabled", after.size());
    }
    after.push_back({track, known->created, known->track == track ? known->updated : now});
    before.erase(known);
  }
  participant.tracks = std::move(after);
  for (const TrackRecord& gone : before) call(room, "track-removed", now, &participant, &gone);
  for (const auto& [event, place] : events) {
    call(room, event, now, &participant, &participant.tracks[place]);
  }
}

void Directory::expect(const std::string& room_sid, RoomWish wish) {
  const std::lock_guard lock(mutex_);
  expected_[room_sid] = std::move(wish);
}

void Directory::forget_expected(const std::string& room_sid) {
  const std::lock_guard lock(mutex_);
  expected_.erase(room_sid);
}

// --- Copies of what there is ---

std::optional<RoomRecord> Directory::room(const std::string& sid, const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const Room* found = find(sid);
  if (found == nullptr) {
    const auto named = by_name_.find(name);
    if (named != by_name_.end()) found = &rooms_.at(named->second);
  }
  if (found == nullptr) return std::nullopt;
  return found->record;
}

Page<RoomRecord> Directory::rooms(const RoomFilter& filter, const PageWish& wish) const {
  const std::lock_guard lock(mutex_);
  return page_of<RoomRecord>(rooms_, filter, wish,
                             [](const Room& room) -> const RoomRecord& { return room.record; });
}

std::optional<ParticipantRecord> Directory::participant(const std::string& room_sid,
                                                        std::string_view key) const {
  const std::lock_guard lock(mutex_);
  const Room* room = find(room_sid);
  if (room == nullptr) return std::nullopt;
  const ParticipantRecord* named = nullptr;
  for (const auto& [serial, participant] : room->participants) {
    if (participant.sid == key) return participant;
    if (participant.identity == key) named = &participant;
  }
  if (named == nullptr) return std::nullopt;
  return *named;
}

Page<ParticipantRecord> Directory::participants(const std::string& room_sid,
                                                const ParticipantFilter& filter,
                                                const PageWish& wish) const {
  const std::lock_guard lock(mutex_);
  const Room* room = find(room_sid);
  if (room == nullptr) return {};
  return page_of<ParticipantRecord>(
      room->participants, filter, wish,
      [](const ParticipantRecord& record) -> const ParticipantRecord& { return record; });
}

// --- What is forgotten ---

Directory::Room* Directory::find(std::string_view sid) {
  const auto found = by_sid_.find(std::string(sid));
  return found == by_sid_.end() ? nullptr : &rooms_.at(found->second);
}

const Directory::Room* Directory::find(std::string_view sid) const {
  const auto found = by_sid_.find(std::string(sid));
  return found == by_sid_.end() ? nullptr : &rooms_.at(found->second);
}

ParticipantRecord* Directory::present(Room& room, std::string_view participant_id) {
  const auto found = room.present.find(std::string(participant_id));
  return found == room.present.end() ? nullptr : &room.participants.at(found->second);
}

void Directory::keep_past(Room& room, std::uint64_t serial) {
  room.past.push_back(serial);
  if (room.past.size() > past_participants_per_room) {
    room.participants.erase(room.past.front());
    room.past.pop_front();
  }
  past_.emplace_back(room.record.serial, serial);
  if (past_.size() > past_participants) forget_oldest_past();
}

void Directory::forget_oldest_past() {
  const auto [room_serial, serial] = past_.front();
  past_.pop_front();
  const auto room = rooms_.find(room_serial);
  if (room == rooms_.end() || room->second.past.empty()) return;
  if (room->second.past.front() != serial) return;  // was forgotten before
  room->second.past.pop_front();
  room->second.participants.erase(serial);
}

void Directory::forget_ended(Time now) {
  const Time memory = std::chrono::milliseconds(ended_room_memory).count();
  while (!ended_.empty()) {
    const auto oldest = rooms_.find(ended_.front());
    const bool is_old = *oldest->second.record.ended + memory < now;
    if (!is_old && ended_.size() <= ended_rooms) return;
    const auto index = by_sid_.find(oldest->second.record.sid);
    // A room whose name is its sid has the same one each time.
    if (index != by_sid_.end() && index->second == oldest->first) by_sid_.erase(index);
    rooms_.erase(oldest);
    ended_.pop_front();
  }
}

}  // namespace parley::rest
