// client.d.ts, which tsc checks JavaScript against, agrees with the tables of events and actions.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "parley/core/action_fields.h"
#include "parley/core/event_fields.h"

namespace parley::core::test {
namespace {

/// The fields of visit_fields(), as a method's signature in TypeScript.
class Signature {
 public:
  std::string take() { return name_ + "(" + parameters_ + "): void"; }
  [[nodiscard]] const std::string& receiver() const { return receiver_; }

  void name(std::string_view name) { name_ = name; }
  void host(std::string_view method) {
    receiver_ = "Host";
    name_ = method;
  }
  void observer(std::string_view method) {
    receiver_ = "Observer";
    name_ = method;
  }

  template <class Value>
  void connection(const Value& /*handle*/) {
    add("connection", "number");
  }
  template <class Value>
  void server(const Value& /*server*/) {
    add("server", "string");
  }
  template <class Value>
  void room_name(const Value& /*name*/) {
    add("room", "string");
  }
  template <class Value>
  void identity(const Value& /*identity*/) {
    add("identity", "string");
  }
  template <class Value>
  void mid(const Value& /*mid*/) {
    add("mid", "string");
  }
  template <class Value>
  void message(const Value& /*text*/) {
    add("message", "string");
  }
  template <class Value>
  void sdp(const Value& /*sdp*/) {
    add("sdp", "string");
  }
  template <class Value>
  void seal(const Value& /*seal*/) {
    add("seal", "string");
  }
  template <class Value>
  void ends(const Value& /*own_id*/, const Value& /*participant*/, std::uint32_t /*epoch*/) {
    add("ownId", "string");
    add("participant", "string");
    add("epoch", "number");
  }
  template <class Value>
  void local_sdp(const Value& /*sdp*/) {
    add("sdp", "string");
  }
  template <class Value>
  void track_name(const Value& /*name*/) {
    add("name", "string");
  }
  template <class Value>
  void kind(const Value& /*kind*/) {
    add("kind", "TrackKind");
  }
  template <class Value>
  void priority(const Value& /*priority*/) {
    add("priority", "TrackPriority");
  }
  template <class Value>
  void description_type(const Value& /*type*/) {
    add("type", "DescriptionType");
  }
  template <class Value>
  void video_quality(const Value& /*quality*/) {
    add("quality", "VideoQuality");
  }
  template <class Value>
  void bandwidth_mode(const Value& /*mode*/) {
    add("mode", "BandwidthMode");
  }
  template <class Value>
  void ice_state(const Value& /*state*/) {
    add("state", "IceState");
  }
  template <class Value>
  void path(const Value& /*path*/) {
    add("path", "PathKind");
  }
  template <class Value>
  void tracks(const Value& /*tracks*/) {
    add("tracks", "string[]");
  }
  template <class Value>
  void ice_servers(const Value& /*servers*/) {
    add("iceServers", "RTCIceServer[]");
  }
  void ice_transport_policy(bool /*relay_only*/) {
    add("iceTransportPolicy", "RTCIceTransportPolicy");
  }
  template <class Value, class Hosts>
  void previewed_participants(const Value& /*participants*/, const Hosts& /*hosts*/) {
    add("participants", "PreviewedParticipant[] | null");
  }
  template <class Value>
  void previewed_count(const Value& /*count*/, std::uint32_t /*most*/) {
    add("count", "number | null");
    add("most", "number | null");
  }
  template <class Value>
  void candidate(const Value& /*candidate*/) {
    add("candidate", "string");
    add("sdpMid", "string");
    add("sdpMLineIndex", "number");
    add("usernameFragment", "string");
  }
  template <class Value>
  void track(const Value& track) {
    add("sid", "string");
    kind(track.kind);
    add("enabled", "boolean");
    priority(track.priority);
    track_name(track.name);
  }
  template <class Value>
  void number(std::string_view key, const Value& /*value*/) {
    add(key, "number");
  }
  template <class Value>
  void real(std::string_view key, const Value& /*value*/) {
    add(key, "number");
  }
  template <class Value>
  void flag(std::string_view key, const Value& /*value*/) {
    add(key, "boolean");
  }
  // All of these are texts to JavaScript, whatever they are to a log.
  template <class Value>
  void id(std::string_view key, const Value& /*value*/) {
    add(key, "string");
  }
  template <class Value>
  void secret(std::string_view key, const Value& /*value*/) {
    add(key, "string");
  }
  template <class Value>
  void text(std::string_view key, const Value& /*value*/) {
    add(key, "string");
  }
  template <class Value>
  void words(std::string_view key, const Value& /*value*/) {
    add(key, "string");
  }
  template <class Value>
  void server(std::string_view key, const Value& /*url*/) {
    add(key, "string");
  }
  template <class Value>
  void room_name(std::string_view key, const Value& /*name*/) {
    add(key, "string");
  }
  template <class Value>
  void message(std::string_view key, const Value& /*text*/) {
    add(key, "string");
  }

 private:
  void add(std::string_view name, std::string_view type) {
    if (!parameters_.empty()) parameters_ += ", ";
    parameters_.append(name).append(": ").append(type);
  }

  std::string receiver_ = "Client";
  std::string name_;
  std::string parameters_;
};

using Signatures = std::set<std::string>;

template <std::size_t... index>
Signatures of_events(std::index_sequence<index...> /*all*/) {
  Signatures signatures;
  const auto add = [&signatures](auto event) {
    Signature signature;
    signature.name(event_name(event));
    visit_fields(event, signature);
    signatures.insert(signature.take());
  };
  (add(std::variant_alternative_t<index, Event>()), ...);
  return signatures;
}

template <std::size_t... index>
Signatures of_actions(std::string_view receiver, std::index_sequence<index...> /*all*/) {
  Signatures signatures;
  const auto add = [&](const auto& action) {
    Signature signature;
    visit_fields(action, signature);
    if (signature.receiver() == receiver) signatures.insert(signature.take());
  };
  (add(std::variant_alternative_t<index, Action>()), ...);
  return signatures;
}

/// The methods of an interface in client.d.ts, without comments and line breaks.
Signatures declared(const std::string& interface_name) {
  std::ifstream file(PARLEY_CLIENT_TYPES);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  text = std::regex_replace(text, std::regex(R"(/\*[^]*?\*/|//[^\n]*)"), "");
  text = std::regex_replace(text, std::regex(R"(\s+)"), " ");
  const std::size_t begin = text.find("interface " + interface_name + " {");
  const std::string body = text.substr(begin, text.find('}', begin) - begin);
  Signatures signatures;
  const std::regex method(R"((\w+\([^)]*\): \w+);)");
  for (std::sregex_iterator found(body.begin(), body.end(), method), end; found != end; ++found) {
    signatures.insert((*found)[1]);
  }
  return signatures;
}

Signatures without(Signatures all, const Signatures& others) {
  for (const std::string& one : others) all.erase(one);
  return all;
}

TEST(ClientTypes, ClientTakesTheEvents) {
  EXPECT_EQ(without(declared("Client"), {"eventLog(): string", "delete(): void"}),
            of_events(std::make_index_sequence<std::variant_size_v<Event>>()));
}

TEST(ClientTypes, HostAndObserverCarryOutTheActions) {
  constexpr auto all = std::make_index_sequence<std::variant_size_v<Action>>();
  EXPECT_EQ(without(declared("Host"), {"now(): number", "setDeadline(time: number): void"}),
            of_actions("Host", all));
  EXPECT_EQ(without(declared("Observer"), {"actionsDone(): void"}), of_actions("Observer", all));
}

}  // namespace
}  // namespace parley::core::test
