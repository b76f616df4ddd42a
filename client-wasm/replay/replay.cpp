#include "parley/replay/replay.h"

#include <array>
#include <cstdio>
#include <variant>

#include "parley/core/room.h"
#include "parley/protocol/codec.h"
#include "parley/replay/describe.h"

namespace parley::replay {
namespace {

constexpr const char* indent = "             ";

std::string numbered(std::string_view name, std::uint32_t number) {
  return number == 0 ? "" : ", " + std::string(name) + " " + std::to_string(number);
}

// The server's messages, short enough for one line.
struct MessageSummary {
  std::string operator()(const protocol::Lobby& m) const {
    return "LOBBY as " + m.id + ", " + std::to_string(m.participants.size()) + " are there";
  }
  std::string operator()(const protocol::Welcome& m) const {
    return "WELCOME as " + m.id + (m.resumed ? ", resumed" : "") + ", " +
           std::to_string(m.participants.size()) + " others";
  }
  std::string operator()(const protocol::IceServers& m) const {
    return "ICE_SERVERS, " + std::to_string(m.ice_servers.size());
  }
  std::string operator()(const protocol::UserJoin& m) const {
    return "USER_JOIN of " + m.participant.id;
  }
  std::string operator()(const protocol::UserLeave& m) const { return "USER_LEAVE of " + m.from; }
  std::string operator()(const protocol::UserReconnecting& m) const {
    return "USER_RECONNECTING of " + m.from;
  }
  std::string operator()(const protocol::UserReconnected& m) const {
    return "USER_RECONNECTED of " + m.from;
  }
  std::string operator()(const protocol::Description& m) const {
    const bool is_offer = m.type == protocol::DescriptionType::Offer;
    return (is_offer ? "OFFER from " : "ANSWER from ") + m.from + numbered("epoch", m.epoch) +
           numbered("offer", m.offer_id) + numbered("void offer", m.void_offer_id);
  }
  std::string operator()(const protocol::Candidate& m) const {
    return "candidate from " + m.from + numbered("epoch", m.epoch) + ": " + m.candidate;
  }
  std::string operator()(const protocol::Publications& m) const {
    return "PUBLICATIONS from " + m.from + ", " + std::to_string(m.tracks.size()) + " tracks";
  }
  std::string operator()(const protocol::Preferences& m) const {
    return "PREFERENCES from " + m.from + ", " + std::to_string(m.tracks.size()) + " tracks";
  }
  std::string operator()(const protocol::Slots& m) const {
    std::string text = "SLOTS";
    for (const protocol::Slot& slot : m.slots) text += " " + slot.mid + "=" + slot.sid;
    return text;
  }
  std::string operator()(const protocol::Speaking& m) const {
    return "SPEAKING " + m.from + (m.on ? " on" : " off");
  }
  std::string operator()(const protocol::Pong& m) const {
    return "PONG, received " + std::to_string(m.received);
  }
  std::string operator()(const protocol::RoomChanged& m) const {
    return "ROOM, " + std::to_string(m.state.hosts.size()) + " hosts" +
           numbered("sfu", m.state.sfu_epoch);
  }
  std::string operator()(const protocol::Waiting& m) const { return "WAITING as " + m.id; }
  std::string operator()(const protocol::Knock& m) const { return "KNOCK of " + m.from; }
  std::string operator()(const protocol::KnockEnded& m) const { return "KNOCK_ENDED of " + m.from; }
  std::string operator()(const protocol::WrongPasswords& m) const {
    return "WRONG_PASSWORDS, " + std::to_string(m.count);
  }
  std::string operator()(const protocol::Muted& m) const { return "MUTED by " + m.from; }
  std::string operator()(const protocol::Error& m) const {
    return "ERROR " + std::string(to_string(m.id));
  }
};

std::string in_words(const core::Event& event) {
  const auto* message = std::get_if<core::event::SocketMessage>(&event);
  if (message == nullptr) return describe(event);
  const auto decoded = protocol::decode_server_message(message->text);
  if (!decoded) return "receive what is no message";
  return "receive " + std::visit(MessageSummary{}, decoded.value());
}

// "PA0123456789abcdef0123456789abcdef" is told from others by less.
std::string with_short_ids(const std::string& text) {
  constexpr std::size_t digits = 32;
  constexpr std::size_t kept = 6;
  std::string shortened;
  std::size_t run = 0;
  for (const char c : text) {
    run = std::string_view("0123456789abcdef").find(c) != std::string_view::npos ? run + 1 : 0;
    shortened += c;
    if (run != digits) continue;
    shortened.resize(shortened.size() - (digits - kept));
    shortened += "…";
    run = 0;
  }
  return shortened;
}

std::string line_of(const LoggedEvent& logged, core::Time start) {
  std::array<char, 32> time{};
  const double seconds = static_cast<double>((logged.time - start).count()) / 1000;
  std::snprintf(time.data(), time.size(), "%9.3f s  ", seconds);
  return time.data() + in_words(logged.event) + "\n";
}

}  // namespace

std::vector<Step> replay(const Log& log) {
  core::Room room;
  std::vector<Step> steps;
  for (const LoggedEvent& logged : log.events) {
    Step step{logged, {}};
    room.handle(logged.event, logged.time);
    while (auto action = room.next_action()) step.actions.push_back(*std::move(action));
    steps.push_back(std::move(step));
  }
  return steps;
}

std::string report(const Log& log) {
  const core::Time start = log.events.empty() ? core::Time{} : log.events.front().time;
  std::string text;
  for (const Step& step : replay(log)) {
    text += line_of(step.cause, start);
    for (const core::Action& action : step.actions) {
      text += indent + ("→ " + describe(action)) + "\n";
    }
  }
  if (log.has_gap) text += "Some events were not kept. What follows cannot be replayed.\n";
  for (const LoggedEvent& logged : log.events_after_gap) text += line_of(logged, start);
  return with_short_ids(text);
}

}  // namespace parley::replay
