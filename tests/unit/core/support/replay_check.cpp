#include "replay_check.h"

#include <utility>
#include <variant>

#include "parley/protocol/codec.h"
#include "parley/protocol/envelope.h"
#include "parley/replay/describe.h"
#include "parley/replay/replay.h"

namespace parley::core::test {
namespace {

// What is in no message of a log, as the server writes it.
constexpr const char* sender = "PA00000000000000000000000000000000";

// Where our own descriptions were made as long as they had been.
std::string without_padding(const std::string& sdp) {
  return sdp.substr(0, sdp.rfind('\n') + 1);
}

// In JSON, what redaction has to leave as large as it is; ids of ours stay as they are anyway.
struct Size {
  std::size_t operator()(const protocol::Description& m) const { return size_in_json(m.sdp); }
  std::size_t operator()(const protocol::Candidate& m) const { return size_in_json(m.candidate); }
  std::size_t operator()(const protocol::Publications& m) const {
    std::size_t size = 0;
    for (const protocol::TrackPublication& track : m.tracks) size += size_in_json(track.name);
    return size;
  }
  template <class Other>
  std::size_t operator()(const Other&) const {
    return 0;
  }
};

// With a redactor an action as it happened, without one an action of the replay.
class InFull {
 public:
  explicit InFull(Redactor* redactor) : redactor_(redactor) {}

  std::string operator()(const action::OpenSocket&) const { return "open"; }
  std::string operator()(const action::SendText& a) const {
    const auto envelope = protocol::read_envelope(a.text).value();
    if (const auto own = protocol::decode_client_message(a.text)) {
      if (const auto* hello = std::get_if<protocol::Hello>(&own.value())) return in_full(*hello);
      if (const auto* preview = std::get_if<protocol::Preview>(&own.value())) {
        return encode(
            protocol::Preview{redactor_ ? Redactor::secret(preview->token) : preview->token});
      }
      if (const auto* wish = std::get_if<protocol::SetRoom>(&own.value())) return in_full(*wish);
      if (const auto* order = std::get_if<protocol::HostOrder>(&own.value())) {
        return in_full(*order);
      }
      if (!std::holds_alternative<protocol::Publications>(own.value())) return a.text;
    }
    auto message =
        protocol::decode_server_message(protocol::stamp_from(a.text, envelope, sender)).value();
    const std::size_t size = std::visit(Size{}, message);
    if (redactor_ != nullptr) redactor_->redact(message);
    if (auto* description = std::get_if<protocol::Description>(&message)) {
      description->sdp = without_padding(description->sdp);
    }
    return "send " + std::to_string(size) + " bytes in " + text_of(message);
  }
  std::string operator()(const action::CreateConnection& a) const { return with_servers(a); }
  std::string operator()(const action::SetConfiguration& a) const { return with_servers(a); }
  std::string operator()(const action::SetRemoteDescription& a) const {
    return replay::describe(a) + (redactor_ != nullptr ? redactor_->sdp(a.sdp) : a.sdp);
  }
  std::string operator()(action::AddIceCandidate a) const {
    if (redactor_ != nullptr) redactor_->redact(a.candidate);
    a.candidate.from.clear();
    a.candidate.to.clear();
    return replay::describe(a) + encode(a.candidate);
  }
  std::string operator()(action::AddTrack a) const { return with_sid(std::move(a)); }
  std::string operator()(action::RemoveTrack a) const { return with_sid(std::move(a)); }
  std::string operator()(action::TrackUnpublished a) const { return with_sid(std::move(a)); }
  std::string operator()(action::TrackEnabled a) const { return with_sid(std::move(a)); }
  std::string operator()(action::TrackUnsubscribed a) const { return with_sid(std::move(a)); }
  std::string operator()(action::SetEncoding a) const { return with_sid(std::move(a)); }
  std::string operator()(action::TrackPriorityChanged a) const { return with_sid(std::move(a)); }
  std::string operator()(action::TrackPublicationFailed a) const { return with_sid(std::move(a)); }
  std::string operator()(action::TrackSwitched a) const { return with_sid(std::move(a)); }
  std::string operator()(action::TrackSubscribed a) const {
    if (redactor_ != nullptr) a.mid = redactor_->mid(a.mid);
    return with_sid(std::move(a));
  }
  std::string operator()(action::TrackPublished a) const {
    if (redactor_ != nullptr) a.track.sid = redactor_->id(a.track.sid);
    return with_participant(std::move(a));
  }
  std::string operator()(action::ParticipantConnected a) const {
    if (redactor_ != nullptr) a.identity = redactor_->identity(a.identity);
    return with_participant(a);
  }
  std::string operator()(action::ParticipantKnocked a) const {
    if (redactor_ != nullptr) a.identity = redactor_->identity(a.identity);
    return with_participant(a);
  }
  std::string operator()(action::LocalTrackMuted a) const { return with_sid(std::move(a)); }
  std::string operator()(action::RoomPreviewed a) const {
    if (redactor_ != nullptr && a.participants) {
      for (protocol::Participant& participant : *a.participants) {
        participant.identity = redactor_->identity(participant.identity);
      }
    }
    return replay::describe(a);
  }
  std::string operator()(action::RoomConnected a) const {
    if (redactor_ != nullptr) {
      a.room_name = "room";
      a.room_sid = redactor_->id(a.room_sid);
      a.participant_id = redactor_->id(a.participant_id);
    }
    return replay::describe(a) + a.room_sid;
  }
  std::string operator()(action::RoomReconnected a) const {
    if (redactor_ != nullptr) a.participant_id = redactor_->id(a.participant_id);
    return replay::describe(a);
  }
  // The rest says nothing of anyone, or whom it is about.
  template <class Other>
  std::string operator()(const Other& a) const {
    if constexpr (requires { a.participant; }) {
      return with_participant(a);
    } else {
      return replay::describe(a);
    }
  }

 private:
  template <class About>
  std::string with_servers(const About& a) const {
    protocol::ServerMessage message = protocol::IceServers{a.ice_servers};
    if (redactor_ != nullptr) redactor_->redact(message);
    return replay::describe(a) + text_of(message);
  }
  template <class About>
  std::string with_participant(About a) const {
    if (redactor_ != nullptr) a.participant = redactor_->id(a.participant);
    return replay::describe(a);
  }
  template <class About>
  std::string with_sid(About a) const {
    if (redactor_ != nullptr) a.sid = redactor_->id(a.sid);
    if constexpr (requires { a.participant; }) {
      return with_participant(a);
    } else {
      return replay::describe(a);
    }
  }
  std::string in_full(protocol::Hello hello) const {
    if (redactor_ != nullptr) {
      hello.identity = redactor_->identity(hello.identity);
      for (protocol::TrackPublication& track : hello.tracks) redactor_->redact(track);
      hello.resume = Redactor::secret(hello.resume);
      hello.token = Redactor::secret(hello.token);
      hello.lobby = Redactor::secret(hello.lobby);
      hello.password = Redactor::secret(hello.password);
      hello.keep = Redactor::secret(hello.keep);
    }
    return encode(hello);
  }
  std::string in_full(protocol::SetRoom wish) const {
    if (redactor_ != nullptr && wish.password) wish.password = Redactor::secret(*wish.password);
    return encode(wish);
  }
  std::string in_full(protocol::HostOrder order) const {
    if (redactor_ != nullptr) order.to = redactor_->id(order.to);
    return encode(order);
  }
  static std::string text_of(const protocol::ServerMessage& message) {
    return std::visit([](const auto& content) { return encode(content); }, message);
  }

  Redactor* redactor_;
};

}  // namespace

void ReplayCheck::led_to(const Action& action) {
  actions_.push_back(std::visit(InFull(&log_.redactor()), action));
}

std::string ReplayCheck::difference() const {
  const replay::Log log = replay::read_log(log_.text());
  if (!log.problem.empty()) return log.problem;
  std::vector<std::string> replayed;
  for (const replay::Step& step : replay::replay(log)) {
    for (const Action& action : step.actions) {
      replayed.push_back(std::visit(InFull(nullptr), action));
    }
  }
  for (std::size_t i = 0; i < actions_.size(); ++i) {
    if (i == replayed.size()) return log.has_gap ? "" : "the replay ends before " + actions_[i];
    if (actions_[i] != replayed[i]) return actions_[i] + "\nbecame " + replayed[i];
  }
  return replayed.size() == actions_.size() ? "" : "the replay goes on with " + replayed.back();
}

}  // namespace parley::core::test
