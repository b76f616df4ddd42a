#include "client.h"

#include <algorithm>
#include <iostream>
#include <variant>

#include "describe.h"
#include "parley/core/limits.h"

namespace parley::simulation {

namespace event = core::event;
using protocol::TrackKind;

Client::Client(Environment& environment, SignalingNetwork& network, std::uint32_t number,
               std::string room)
    : environment_(environment),
      network_(network),
      number_(number),
      name_(1, static_cast<char>('A' + number)),
      room_name_(std::move(room)) {}

// --- What a person does ---

void Client::preview() {
  if (room_ || stays_out_) return;
  open_room();
  looks_ = true;
  handle(event::Preview{"ws://server", room_name_,
                        static_cast<std::uint32_t>(environment_.random.next())});
}

void Client::join(bool with_password) {
  if (wants_to_be_in() || stays_out_) return;
  if (!room_) open_room();
  looks_ = false;
  preview_ = {};
  if (with_password) handle(event::UsePassword{password});
  handle(event::Connect{"ws://server", room_name_, name_,
                        static_cast<std::uint32_t>(environment_.random.next())});
}

void Client::open_room() {
  ended_ = false;
  ending_.clear();
  room_ = std::make_unique<core::Room>();
  if (environment_.check_replays) replay_check_ = std::make_unique<core::test::ReplayCheck>();
  if (uses_sfu_) handle(event::AllowSfu{false});
  for (const protocol::TrackPublication& track : tracks_) handle(event::PublishTrack{track});
}

void Client::leave() {
  if (room_) handle(event::Disconnect{});
}

void Client::crash() {
  if (!room_) return;
  network_.cut(socket_);
  end();
}

void Client::cut_socket() {
  if (room_) network_.cut(socket_);
}

void Client::silence_socket() {
  if (room_) network_.silence(socket_);
}

void Client::change_network() {
  if (room_) handle(event::NetworkChanged{});
}

void Client::wedge_connections() {
  for (const auto& [handle, connection] : connections_) connection->wedge();
}

void Client::publish(TrackKind kind) {
  if (tracks_.size() == 4) return;
  tracks_.push_back({"MT-" + name_ + "-" + std::to_string(++track_count_), kind, "", true});
  if (room_) handle(event::PublishTrack{tracks_.back()});
}

void Client::unpublish_one() {
  if (tracks_.empty()) return;
  const std::string sid = tracks_.front().sid;
  tracks_.erase(tracks_.begin());
  if (room_) handle(event::UnpublishTrack{sid});
}

void Client::mute_or_unmute_one() {
  if (tracks_.empty()) return;
  protocol::TrackPublication& track = tracks_.back();
  track.enabled = !track.enabled;
  if (room_) handle(event::SetTrackEnabled{track.sid, track.enabled});
}

// --- Running the core ---

void Client::handle(const core::Event& event) {
  trace(event);
  if (replay_check_) replay_check_->happens(event, environment_.scheduler.now());
  room_->handle(event, environment_.scheduler.now());
  if (performing_) return;
  performing_ = true;
  while (const auto next = room_->next_action()) {
    if (environment_.trace) std::cout << "        " << core::test::describe(*next) << "\n";
    if (replay_check_) replay_check_->led_to(*next);
    std::visit([this](const auto& action) { perform(action); }, *next);
  }
  performing_ = false;
  if (ended_) {
    end();
  } else {
    schedule_deadline();
  }
}

void Client::trace(const core::Event& event) const {
  if (!environment_.trace) return;
  std::cout << environment_.scheduler.now().count() << " " << name_ << " "
            << core::test::describe(event) << "\n";
}

void Client::schedule_deadline() {
  const auto deadline = room_->deadline();
  if (deadline == deadline_) return;
  deadline_ = deadline;
  if (!deadline) return;
  const Source source{Source::Kind::Deadline, number_};
  environment_.scheduler.at(*deadline, source, [this, deadline] {
    if (deadline != deadline_) return;
    deadline_.reset();
    handle(event::TimePassed{});
    guard_against_busy_waiting();
  });
}

// A deadline that has passed is to be met, not set again.
void Client::guard_against_busy_waiting() {
  constexpr std::uint32_t most_in_a_row = 20;
  const bool again = deadline_ && *deadline_ <= environment_.scheduler.now();
  deadlines_in_a_row_ = again ? deadlines_in_a_row_ + 1 : 0;
  if (deadlines_in_a_row_ < most_in_a_row) return;
  environment_.errors.push_back(name_ + " waits for a deadline that has passed");
  deadline_.reset();
}

// A browser has a limited number of connections, and frees them late. One that replaces a connection
// itself may have to give in to an offer, which takes another.
void Client::guard_against_connections_without_end(const std::string& participant) {
  namespace limits = core::limits;
  constexpr std::size_t most = limits::peer_replacements + 2 * limits::connection_replacements + 1;
  const Time now = environment_.scheduler.now();
  std::vector<Time>& made_at = connections_made_at_[participant];
  std::erase_if(made_at, [now](Time at) { return at + limits::peer_replacement_interval <= now; });
  made_at.push_back(now);
  if (made_at.size() != most + 1) return;
  environment_.errors.push_back(name_ + " makes connections with " + participant + " without end");
}

void Client::check_replay() {
  if (!replay_check_) return;
  const std::string difference = replay_check_->difference();
  if (!difference.empty()) {
    environment_.errors.push_back(name_ + "'s log replays to something else: " + difference);
  }
}

void Client::end() {
  check_replay();
  replay_check_.reset();
  room_.reset();
  deadline_.reset();
  looks_ = false;
  preview_ = {};
  hosts_.clear();
  settings_ = {};
  knocking_.clear();
  waits_ = false;
  id_.clear();
  reconnecting_ = false;
  participants_.clear();
  verifications_.clear();
  ends_.clear();
  away_.clear();
  heard_.clear();
  told_.clear();
  unreachable_.clear();
  subscriptions_.clear();
  awaited_.clear();
  used_slots_.clear();
  off_.clear();
  replaced_at_.clear();
  connections_made_at_.clear();
  sfu_epoch_ = 0;
  failed_sfu_ = false;
  for (auto& [handle, connection] : connections_) {
    connection->vanish();
    closed_connections_.push_back(std::move(connection));
  }
  connections_.clear();
}

// --- From outside ---

std::string Client::arriving(const std::string& participant, const std::string& sid) const {
  const auto found = subscriptions_.find({participant, sid});
  return found == subscriptions_.end() ? std::string() : arriving_at(found->second);
}

bool Client::hears(const std::string& participant) const {
  return std::any_of(subscriptions_.begin(), subscriptions_.end(), [&](const auto& subscription) {
    const auto& [whose, sid] = subscription.first;
    return whose == participant && !arriving(whose, sid).empty();
  });
}

bool Client::is_deceived_by(const std::string& participant) const {
  return std::any_of(ends_.begin(), ends_.end(), [&](const auto& entry) {
    const auto& [handle, ends] = entry;
    return ends.participant == participant && ends.deceived && connections_.contains(handle);
  });
}

std::string Client::unfinished() const {
  std::string text;
  for (const auto& [handle, connection] : connections_) {
    // Without pictures and sound it offers nothing to the SFU.
    const bool unused = ends_.at(handle).participant == protocol::sfu_send &&
                        !connection->has_local_description() &&
                        std::all_of(tracks_.begin(), tracks_.end(), [](const auto& track) {
                          return track.kind == TrackKind::Data;
                        });
    if (unused) continue;
    const bool stable = connection->signaling_state() == SignalingState::Stable;
    const bool connected = connection->ice_state() == IceState::Connected;
    if (stable && connected && connection->idle()) continue;
    text += name_ + "'s connection " + std::to_string(handle) + (stable ? "" : " is not stable") +
            (connected ? "" : " is not connected") + (connection->idle() ? "" : " is busy") + "; ";
  }
  return text;
}

}  // namespace parley::simulation
