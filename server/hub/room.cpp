#include "room.h"

#include <algorithm>
#include <utility>

#include "parley/hub/limits.h"
#include "parley/protocol/limits.h"

namespace parley::hub {

bool Member::counts_alike(const std::string& nonce) const {
  // The older ones are forgotten first.
  const auto since = std::find(nonces.begin(), nonces.end(), counts_since);
  return since == nonces.end() || std::find(since, nonces.end(), nonce) != nonces.end();
}

Room::Room(RoomIds ids, Deadlines& deadlines, RoomSweep& sweep, RoomDirectory* directory)
    : ids_(std::move(ids)), deadlines_(deadlines), sweep_(sweep), directory_(directory) {
  list_as(ids_.sid);
}

Room::~Room() {
  unlist();
  deadlines_.stop(vacancy());
  deadlines_.stop(reservation());
  deadlines_.stop({Deadline::Kind::RestoreWindow, this});
  deadlines_.stop({Deadline::Kind::SmallRoom, this});
  deadlines_.stop({Deadline::Kind::SfuRetry, this});
  deadlines_.stop({Deadline::Kind::SfuOverlap, this});
}

std::size_t Room::most(std::size_t limit) const {
  return settings_ ? std::min(limit, settings_->participants) : limit;
}

bool Room::full(std::size_t limit) const {
  return members_.size() >= most(limit);
}

void Room::begin_anew(const std::string& sid) {
  unlist();
  ids_.sid = ids_.meetings = sid;
  list_as(sid);
}

void Room::reserve(const RoomSettings& settings, Instant now) {
  settings_ = settings;
  deadlines_.set(reservation(), now + settings.unused_timeout);
}

void Room::end_reservation() {
  settings_.reset();
  deadlines_.stop(reservation());
  sweep_if_unused();
}

void Room::note_empty(Instant now) {
  const bool is_empty = reserved() && members_.empty() && !deadlines_.is_set(reservation());
  if (is_empty) deadlines_.set(reservation(), now + settings_->empty_timeout);
}

void Room::limit_stay(Member& member, Instant now) {
  if (!settings_ || settings_->stay == Instant::zero()) return;
  deadlines_.set({Deadline::Kind::Stay, &member}, now + settings_->stay);
}

void Room::begin_meeting(std::int64_t started) {
  set_meeting({ids_.meetings + "." + std::to_string(++meetings_), started}, false);
}

void Room::continue_meeting(const MeetingIdentity& meeting) {
  set_meeting(meeting, true);
}

void Room::set_meeting(MeetingIdentity meeting, bool continued) {
  const std::string former = std::exchange(meeting_, std::move(meeting)).room_sid();
  continued_ = continued;
  const auto listed = std::find(listed_as_.begin(), listed_as_.end(), former);
  if (former != ids_.sid && listed != listed_as_.end()) {
    directory_->remove(former);
    listed_as_.erase(listed);
  }
  if (continued) list_as(meeting_.room_sid());
}

void Room::unlist() {
  for (const std::string& sid : listed_as_) directory_->remove(sid);
  listed_as_.clear();
}

void Room::list_as(const std::string& sid) {
  if (directory_ != nullptr && directory_->add(sid, ids_.name)) listed_as_.push_back(sid);
}

std::size_t Room::members_of(ClientBlock client) const {
  if (client == unknown_block) return 0;
  const auto is_of = [client](const auto& member) { return member->client == client; };
  return static_cast<std::size_t>(std::count_if(members_.begin(), members_.end(), is_of));
}

bool Room::preview_full() const {
  return previewers_.size() >= protocol::limits::previewers_per_room;
}

bool Room::without_participants() const {
  return std::all_of(members_.begin(), members_.end(),
                     [](const auto& member) { return member->participant.guest; });
}

Member* Room::find(std::string_view participant_id) const {
  const auto found = by_id_.find(participant_id);
  return found == by_id_.end() ? nullptr : found->second;
}

Member& Room::add(Connection& connection, protocol::Participant participant, std::int64_t joined) {
  auto added = std::make_unique<Member>(Member{*this, &connection, std::move(participant), joined});
  Member& member = *added;
  member.client = connection.client;
  hand_budget_on(member);
  if (!member.participant.guest) deadlines_.stop(vacancy());
  deadlines_.stop(reservation());
  // One who comes back after a restart may have been here before some who are back already.
  const auto place = std::find_if(members_.begin(), members_.end(),
                                  [joined](const auto& other) { return other->joined > joined; });
  members_.insert(place, std::move(added));
  by_id_.emplace(member.participant.id, &member);
  return member;
}

void Room::reset_policy() {
  banned_.clear();
  arrivals_.clear();
  policy_ = {};
  restored_ = false;
  deadlines_.stop(vacancy());
  sweep_if_unused();
}

void Room::note_arrival(const std::string& participant_id, Instant now) {
  const bool known = std::any_of(arrivals_.begin(), arrivals_.end(), [&](const auto& arrival) {
    return arrival.first == participant_id;
  });
  if (known) return;
  if (arrivals_.size() == protocol::limits::waiting_per_room) arrivals_.erase(arrivals_.begin());
  arrivals_.emplace_back(participant_id, now);
}

bool Room::can_use_sfu() const {
  return std::all_of(members_.begin(), members_.end(), [this](const auto& member) {
    return member->sfu != protocol::SfuUse::None && member->sfu == members_.front()->sfu;
  });
}

bool Room::excludes(protocol::SfuUse use) const {
  const bool needs_it = sfu_.epoch != 0 && members_.size() >= mesh_participants;
  return needs_it && use != members_.front()->sfu;
}

bool Room::is_successor(std::string_view participant_id) const {
  return std::any_of(arrivals_.begin(), arrivals_.end(), [&](const auto& arrival) {
    return arrival.first == participant_id && arrival.second > heard_at_;
  });
}

Connection* Room::waiting_as(std::string_view participant_id) const {
  for (Connection* connection : waiting_) {
    if (connection->waiting()->participant_id == participant_id) return connection;
  }
  return nullptr;
}

void Room::add_waiting(Connection& connection) {
  waiting_.push_back(&connection);
  deadlines_.stop(vacancy());
}

void Room::remove_waiting(Connection& connection) {
  std::erase(waiting_, &connection);
  sweep_if_unused();
}

void Room::remove_previewer(ConnectionId id) {
  std::erase(previewers_, id);
  sweep_if_unused();
}

bool Room::restore(RoomPolicy policy) {
  bool more = false;
  // Each is put in front; the last of them is forgotten last.
  for (auto id = policy_.removed.rbegin(); id != policy_.removed.rend(); ++id) {
    const auto& removed = policy.removed;
    const bool known = std::find(removed.begin(), removed.end(), *id) != removed.end();
    if (known || removed.size() == kept_removals) continue;
    policy.note_left(*id);
    more = true;
  }
  policy_ = std::move(policy);
  restored_ = true;
  return more;
}

void Room::ban_identity(const std::string& identity) {
  if (bans(identity)) return;
  if (banned_.size() == banned_identities) banned_.erase(banned_.begin());
  banned_.push_back(identity);
}

bool Room::bans(std::string_view identity) const {
  return std::find(banned_.begin(), banned_.end(), identity) != banned_.end();
}

void Room::remove(Member& member) {
  deadlines_.stop({Deadline::Kind::Away, &member});
  deadlines_.stop({Deadline::Kind::Stay, &member});
  keep_budget(member);
  by_id_.erase(member.participant.id);
  const auto is_member = [&member](const auto& other) { return other.get() == &member; };
  members_.erase(std::find_if(members_.begin(), members_.end(), is_member));
  sweep_if_unused();
}

void Room::keep_budget(Member& member) {
  if (!member.budget || member.client == unknown_block) return;
  if (kept_budgets_.size() == kept_budgets) kept_budgets_.erase(kept_budgets_.begin());
  kept_budgets_.emplace_back(member.client, *std::move(member.budget));
}

void Room::hand_budget_on(Member& member) {
  const auto kept = std::find_if(kept_budgets_.begin(), kept_budgets_.end(),
                                 [&member](const auto& one) { return one.first == member.client; });
  if (kept == kept_budgets_.end()) return;
  member.budget = std::move(kept->second);
  kept_budgets_.erase(kept);
}

void Room::set_away(Member& member, Instant until) {
  member.connection = nullptr;
  deadlines_.set({Deadline::Kind::Away, &member}, until);
}

void Room::set_back(Member& member, Connection& connection) {
  member.connection = &connection;
  member.client = connection.client;
  deadlines_.stop({Deadline::Kind::Away, &member});
}

void Room::sweep_if_unused() {
  // A reserved one that everyone has left ends, too, only later.
  if (unused() || (reserved() && members_.empty())) sweep_.push_back(ids_.name);
}

}  // namespace parley::hub
