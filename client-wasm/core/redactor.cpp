#include "parley/core/redactor.h"

#include <cstddef>
#include <variant>

#include "characters.h"
#include "parley/core/limits.h"
#include "parley/protocol/room_name.h"
#include "parley/protocol/sfu_messages.h"

namespace parley::core {
namespace {

bool is_random_id(std::string_view value) {
  constexpr std::size_t prefix = 2;
  constexpr std::size_t digits = 32;
  return value.size() == prefix + digits && all_of(value.substr(0, prefix), is_upper_case) &&
         all_of(value.substr(prefix), is_hex_digit);
}

// The same number for the same value, from 1; 0 for all that are too many.
std::size_t number_in(std::vector<std::string>& values, const std::string& value) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == value) return i + 1;
  }
  if (values.size() == limits::log_stand_ins) return 0;
  values.push_back(value);
  return values.size();
}

}  // namespace

std::string Redactor::stand_in(const std::string& value) {
  const std::size_t number = number_in(others_, value);
  exact_ = exact_ && number != 0;
  // The hyphen keeps it apart from all that may stay as it is.
  return "id-" + std::to_string(number);
}

std::string Redactor::room_name(std::string_view name) {
  return protocol::check_room_name(name) ? "room" : "";
}

std::string Redactor::identity(const std::string& name) {
  // The core never compares names, so that more than can be told apart may share one.
  return name.empty() ? "" : "participant-" + std::to_string(number_in(identities_, name));
}

std::string Redactor::id(const std::string& value) {
  const bool is_sfu = value == protocol::sfu_send || value == protocol::sfu_receive;
  return value.empty() || is_sfu || is_random_id(value) ? value : stand_in(value);
}

std::string Redactor::mid(const std::string& value) {
  constexpr std::size_t longest = 16;
  return value.size() <= longest && all_of(value, is_letter_or_digit) ? value : stand_in(value);
}

std::string Redactor::username_fragment(const std::string& value) {
  constexpr std::size_t longest = 32;
  return value.size() <= longest && all_of(value, is_ice_character) ? value : stand_in(value);
}

std::string Redactor::filler(std::string_view text) {
  return std::string(size_in_json(text), 'x');
}

// --- What messages are made of ---

// "turn:turn.example.org:3478?transport=udp" says more than it should.
std::string Redactor::ice_url(const std::string& url) {
  for (const std::string_view scheme : {"stun:", "stuns:", "turn:", "turns:"}) {
    if (url.compare(0, scheme.size(), scheme) != 0) continue;
    const bool over_tcp = url.ends_with("?transport=tcp");
    return std::string(scheme) + stand_in(url) + (over_tcp ? "?transport=tcp" : "");
  }
  return stand_in(url);
}

// The core looks whether they are others than before.
void Redactor::redact(protocol::IceServer& server) {
  for (std::string& url : server.urls) url = ice_url(url);
  server.username = id(server.username);
  server.credential = id(server.credential);
}

void Redactor::redact(protocol::TrackMid& track) {
  track.mid = mid(track.mid);
  track.sid = id(track.sid);
}

void Redactor::redact(protocol::TrackPublication& track) {
  track.sid = id(track.sid);
  track.name = filler(track.name);
}

void Redactor::redact(std::vector<protocol::TrackPublication>& tracks) {
  for (protocol::TrackPublication& track : tracks) redact(track);
}

void Redactor::redact(protocol::Participant& participant) {
  participant.id = id(participant.id);
  participant.identity = identity(participant.identity);
  redact(participant.tracks);
}

void Redactor::redact(protocol::RoomState& state) {
  for (std::string& host : state.hosts) host = id(host);
  state.keep = secret(state.keep);
}

void Redactor::redact(protocol::Candidate& init) {
  init.candidate = candidate(init.candidate);
  if (init.sdp_mid) init.sdp_mid = mid(*init.sdp_mid);
  if (init.username_fragment) init.username_fragment = username_fragment(*init.username_fragment);
}

// --- Messages ---

void Redactor::redact(protocol::ServerMessage& message) {
  std::visit([this](auto& alternative) { this->on(alternative); }, message);
}

// What LOBBY and WELCOME have in common.
template <class Message>
void Redactor::redact_entry(Message& message) {
  message.id = id(message.id);
  message.room_sid = id(message.room_sid);
  message.room_name = "room";
  for (protocol::Participant& participant : message.participants) redact(participant);
  redact(message.state);
}

void Redactor::redact(std::vector<protocol::IceServer>& servers) {
  for (protocol::IceServer& server : servers) redact(server);
}

void Redactor::on(protocol::Lobby& message) {
  redact_entry(message);
  if (message.ice_servers) redact(*message.ice_servers);
  message.secret = secret(message.secret);
}

void Redactor::on(protocol::Welcome& message) {
  redact_entry(message);
  redact(message.ice_servers);
  message.resume = secret(message.resume);
}

void Redactor::on(protocol::IceServers& message) {
  redact(message.ice_servers);
}

void Redactor::on(protocol::UserJoin& message) {
  redact(message.participant);
}

void Redactor::on(protocol::UserLeave& message) {
  message.from = id(message.from);
}

void Redactor::on(protocol::UserReconnecting& message) {
  message.from = id(message.from);
}

void Redactor::on(protocol::UserReconnected& message) {
  message.from = id(message.from);
}

void Redactor::on(protocol::Description& message) {
  message.from = id(message.from);
  message.to = id(message.to);
  message.sdp = sdp(message.sdp);
  message.seal = filler(message.seal);
  for (protocol::TrackMid& track : message.tracks) redact(track);
}

void Redactor::on(protocol::Candidate& message) {
  message.from = id(message.from);
  message.to = id(message.to);
  redact(message);
}

void Redactor::on(protocol::Publications& message) {
  message.from = id(message.from);
  redact(message.tracks);
}

void Redactor::on(protocol::Preferences& message) {
  message.from = id(message.from);
  message.to = id(message.to);
  for (protocol::TrackPreference& track : message.tracks) track.sid = id(track.sid);
}

void Redactor::on(protocol::Slots& message) {
  for (protocol::Slot& slot : message.slots) {
    slot.mid = mid(slot.mid);
    slot.from = id(slot.from);
    slot.sid = id(slot.sid);
  }
}

void Redactor::on(protocol::Speaking& message) {
  message.from = id(message.from);
}

void Redactor::on(protocol::RoomChanged& message) {
  redact(message.state);
}

void Redactor::on(protocol::Waiting& message) {
  message.id = id(message.id);
  message.secret = secret(message.secret);
}

void Redactor::on(protocol::Knock& message) {
  message.from = id(message.from);
  message.identity = identity(message.identity);
}

void Redactor::on(protocol::KnockEnded& message) {
  message.from = id(message.from);
}

void Redactor::on(protocol::Muted& message) {
  message.from = id(message.from);
}

void Redactor::on(protocol::WrongPasswords& /*message*/) {}

void Redactor::on(protocol::Pong& message) {
  message.resume = secret(message.resume);
}

void Redactor::on(protocol::Error& message) {
  message.message.clear();
}

}  // namespace parley::core
