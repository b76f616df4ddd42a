// Hosts and those whom they let in: what people do about it, and what their applications are told.
#include <algorithm>
#include <iterator>

#include "client.h"
#include "meeting_watch.h"

namespace parley::simulation {

namespace action = core::action;
namespace event = core::event;
using protocol::TrackKind;

namespace {

// The last one: an adversary's identities make a room too large for a client without the SFU.
constexpr const char* refusals[] = {"room-locked", "password-required", "entry-refused",
                                    "removed",     "room-ended",        "sfu-required"};

}  // namespace

bool Client::was_refused() const {
  if (room_ != nullptr) return false;
  // It came in the first seconds after a restart, and has to wait to be let in again.
  if (ending_ == "connection-lost" && MeetingWatch::is_of_none(claim_)) return true;
  return std::find(std::begin(refusals), std::end(refusals), ending_) != std::end(refusals);
}

// --- What a person does ---

void Client::lock(bool on) {
  if (room_) handle(event::SetRoomLocked{on});
}

void Client::have_wait(bool on) {
  if (room_) handle(event::SetWaitingRoom{on});
}

void Client::ask_for_password(bool on) {
  if (room_) handle(event::SetRoomPassword{on ? password : ""});
}

void Client::mute_another() {
  if (participants_.empty()) return;
  const TrackKind kind = environment_.random.chance(50) ? TrackKind::Audio : TrackKind::Video;
  handle(event::MuteParticipant{some_participant(), kind});
}

void Client::remove_another() {
  if (participants_.empty()) return;
  handle(event::RemoveParticipant{some_participant()});
}

void Client::end_for_all() {
  if (!room_) return;
  environment_.meeting_ended = true;
  handle(event::EndRoom{});
}

void Client::answer_knocks(std::uint32_t percent_admitted, std::uint32_t percent_refused) {
  // A copy: an answer may end the knocking, or all of it.
  const std::set<std::string> knocking = knocking_;
  for (const std::string& participant : knocking) {
    const std::uint32_t answer = environment_.random.below(100);
    if (!room_ || answer >= percent_admitted + percent_refused) continue;
    if (answer < percent_admitted) {
      handle(event::Admit{participant});
    } else {
      handle(event::Refuse{participant});
    }
  }
}

void Client::open_the_room() {
  if (settings_.locked) lock(false);
  if (settings_.waiting_room) have_wait(false);
  if (settings_.password) ask_for_password(false);
}

std::string Client::some_participant() const {
  const auto count = static_cast<std::uint32_t>(participants_.size());
  return std::next(participants_.begin(), environment_.random.below(count))->first;
}

// --- What the application is told ---

void Client::perform(const action::RoomWaiting& /*action*/) {
  waits_ = true;
}

void Client::perform(const action::RoomStateChanged& action) {
  settings_ = action;
}

void Client::perform(const action::HostChanged& action) {
  const bool changed =
      action.host ? hosts_.insert(action.participant).second : hosts_.erase(action.participant) > 0;
  if (!changed) environment_.errors.push_back(name_ + " is told twice who is host");
}

void Client::perform(const action::ParticipantKnocked& action) {
  const bool changed = knocking_.insert(action.participant).second;
  if (!changed) environment_.errors.push_back(name_ + " is told twice who knocks");
}

void Client::perform(const action::KnockEnded& action) {
  knocking_.erase(action.participant);
}

void Client::perform(const action::WrongPasswords& /*action*/) {}

void Client::perform(const action::LocalTrackMuted& action) {
  for (protocol::TrackPublication& track : tracks_) {
    if (track.sid == action.sid) track.enabled = false;
  }
}

}  // namespace parley::simulation
