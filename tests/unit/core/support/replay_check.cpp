#include "replay_check.h"

#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "parley/core/action_fields.h"
#include "parley/core/log_names.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/envelope.h"
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

/// The fields of visit_fields() in full, as far as a log has them: with a redactor those of an
/// action as it happened, without one those of the replay.
class InFull {
 public:
  explicit InFull(Redactor* redactor) : redactor_(redactor) {}

  std::string take() { return std::move(line_); }

  void host(const char* method) { add(method); }
  void observer(const char* method) { add(method); }
  void connection(ConnectionHandle handle) { add(std::to_string(handle)); }
  void server(const char* /*key*/, const std::string& /*url*/) {}
  void id(const char* /*key*/, const std::string& value) {
    add(redactor_ ? redactor_->id(value) : value);
  }
  void identity(const std::string& identity) {
    add(redactor_ ? redactor_->identity(identity) : identity);
  }
  void room_name(const char* /*key*/, const std::string& name) {
    add(redactor_ ? Redactor::room_name(name) : name);
  }
  void mid(const std::string& mid) { add(redactor_ ? redactor_->mid(mid) : mid); }
  void seal(const std::string& seal) { add(Redactor::filler(seal)); }
  void ends(const std::string& own_id, const std::string& participant, std::uint32_t epoch) {
    id("ownId", own_id);
    id("participant", participant);
    number("epoch", epoch);
  }
  void sdp(const std::string& sdp) { add(redactor_ ? redactor_->sdp(sdp) : sdp); }
  void track_name(const std::string& name) { add(Redactor::filler(name)); }
  void text(const char* /*key*/, const std::string& value) { add(value); }
  void words(const char* /*key*/, const std::string& /*value*/) {}
  void number(const char* /*key*/, std::uint32_t value) { add(std::to_string(value)); }
  void real(const char* /*key*/, double value) { add(std::to_string(value)); }
  void flag(const char* key, bool value) { add(value ? key : "-"); }
  void kind(protocol::TrackKind kind) { add(to_string(kind)); }
  void priority(protocol::TrackPriority priority) { add(to_string(priority)); }
  void description_type(protocol::DescriptionType type) { add(log_name(type)); }
  void ice_servers(const std::vector<protocol::IceServer>& servers) {
    protocol::ServerMessage message = protocol::IceServers{servers};
    if (redactor_ != nullptr) redactor_->redact(message);
    add(text_of(message));
  }
  void ice_transport_policy(bool relay_only) { flag("relay", relay_only); }
  void candidate(protocol::Candidate candidate) {
    if (redactor_ != nullptr) redactor_->redact(candidate);
    candidate.from.clear();
    candidate.to.clear();
    add(encode(candidate));
  }
  void previewed_participants(const std::optional<std::vector<protocol::Participant>>& participants,
                              const std::vector<std::string>& /*hosts*/) {
    add(participants ? "known" : "unknown");
    for (const auto& one : participants.value_or(std::vector<protocol::Participant>())) {
      identity(one.identity);
    }
  }
  void previewed_count(std::optional<std::uint32_t> count, std::uint32_t most) {
    add(count ? std::to_string(*count) : "unknown");
    add(std::to_string(most));
  }
  void message(const char* /*key*/, const std::string& text) { add(message_in_full(text)); }

 private:
  void add(std::string_view word) { line_.append(word).append(" "); }
  std::string message_in_full(const std::string& text) {
    if (const auto own = protocol::decode_client_message(text)) {
      if (const auto* hello = std::get_if<protocol::Hello>(&own.value())) return in_full(*hello);
      if (const auto* preview = std::get_if<protocol::Preview>(&own.value())) {
        return encode(
            protocol::Preview{redactor_ ? Redactor::secret(preview->token) : preview->token});
      }
      if (const auto* wish = std::get_if<protocol::SetRoom>(&own.value())) return in_full(*wish);
      if (const auto* order = std::get_if<protocol::HostOrder>(&own.value())) {
        return in_full(*order);
      }
      if (!std::holds_alternative<protocol::Publications>(own.value())) return text;
    }
    const auto read = protocol::read_envelope(text);
    if (!read) return "what nobody can read";
    const protocol::Envelope& envelope = read.value();
    auto decoded = protocol::decode_server_message(protocol::stamp_from(text, envelope, sender));
    // An answer in an epoch beyond all that can be read, say, into which another has led it.
    if (!decoded) return envelope.type + " that nobody can read";
    auto message = std::move(decoded.value());
    const std::size_t size = std::visit(Size{}, message);
    if (redactor_ != nullptr) redactor_->redact(message);
    if (auto* description = std::get_if<protocol::Description>(&message)) {
      description->sdp = without_padding(description->sdp);
    }
    return std::to_string(size) + " bytes in " + text_of(message);
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
  std::string line_;
};

std::string in_full(const Action& action, Redactor* redactor) {
  InFull fields(redactor);
  std::visit([&fields](const auto& one) { visit_fields(one, fields); }, action);
  return fields.take();
}

}  // namespace

void ReplayCheck::led_to(const Action& action) {
  // Follows from statistics, which are not logged.
  if (std::holds_alternative<action::NetworkQualityChanged>(action)) return;
  actions_.push_back(in_full(action, &log_.redactor()));
}

std::string ReplayCheck::difference() const {
  const replay::Log log = replay::read_log(log_.text());
  if (!log.problem.empty()) return log.problem;
  std::vector<std::string> replayed;
  for (const replay::Step& step : replay::replay(log)) {
    for (const Action& action : step.actions) {
      replayed.push_back(in_full(action, nullptr));
    }
  }
  for (std::size_t i = 0; i < actions_.size(); ++i) {
    if (i == replayed.size()) return log.has_gap ? "" : "the replay ends before " + actions_[i];
    if (actions_[i] != replayed[i]) return actions_[i] + "\nbecame " + replayed[i];
  }
  return replayed.size() == actions_.size() ? "" : "the replay goes on with " + replayed.back();
}

}  // namespace parley::core::test
