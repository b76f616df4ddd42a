// A hub with a Janus, or two, and what its participants hear.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fake_janus.h"
#include "meeting.h"

namespace parley::hub {

using protocol::Description;
using protocol::DescriptionType;
using protocol::SfuUse;

class LargeRoomsTest : public testing::Test {
 protected:
  explicit LargeRoomsTest(bool two = false) {
    bridge.connected(now);
    if (two) other_bridge.connected(now);
    run({});
  }

  /// Carries out what a call of the hub led to, and all that follows.
  void run(Deliveries deliveries) {
    hear(deliveries);
    while (exchange(bridge, janus) || exchange(other_bridge, other_janus)) {
    }
  }

  /// False if neither side had anything to say.
  bool exchange(sfu::Bridge& bridge_to, sfu::FakeJanus& its_janus) {
    bool idle = true;
    const bool was_ready = bridge_to.ready();
    while (const auto action = bridge_to.next_action()) {
      idle = false;
      if (const auto* send = std::get_if<sfu::SendToJanus>(&*action)) {
        its_janus.receive(send->text);
      } else {
        hear(hub.carry_out_media(*action, now));
      }
    }
    for (const std::string& text : std::exchange(its_janus.said, {})) {
      idle = false;
      bridge_to.received(text, now);
    }
    if (bridge_to.ready() && !was_ready) hear(hub.media_ready(now));
    return !idle;
  }

  void try_to_join(ConnectionId id, SfuUse use, const char* room = "standup") {
    protocol::Hello hello{"P" + std::to_string(id), {}};
    hello.sfu = use;
    run(hub.connect(id, room, Mode::Parley1, now));
    run(hub.receive(id, encode(hello), now));
  }

  std::string join(ConnectionId id, SfuUse use = SfuUse::Clear, const char* room = "standup") {
    try_to_join(id, use, room);
    ids_[id] = decoded<protocol::Welcome>(id).front().id;
    return ids_[id];
  }

  void join_many(ConnectionId count) {
    for (ConnectionId id = 1; id <= count; ++id) join(id);
  }

  void say(ConnectionId id, const std::string& text) { run(hub.receive(id, text, now)); }

  void say_offer(ConnectionId id, std::uint32_t epoch = 1) {
    Description offer;
    offer.to = protocol::sfu_send;
    offer.epoch = epoch;
    offer.offer_id = 1;
    offer.sdp = "m=audio 9\r\na=mid:0\r\nm=video 9\r\na=mid:1\r\n";
    offer.tracks = {{"0", "MTa" + std::to_string(id)}, {"1", "MTv" + std::to_string(id)}};
    say(id, encode(offer));
  }

  void say_answer(ConnectionId id) {
    const auto offers = decoded<Description>(id);
    ASSERT_FALSE(offers.empty());
    Description answer = offers.back();
    answer.to = protocol::sfu_receive;
    answer.from.clear();
    answer.type = DescriptionType::Answer;
    say(id, encode(answer));
  }

  /// All that the connection has heard of that type.
  template <class Message>
  std::vector<Message> decoded(ConnectionId id) {
    std::vector<Message> found;
    for (const std::string& text : heard_[id]) {
      auto any = protocol::decode_server_message(text);
      if (!any) continue;
      if (auto* message = std::get_if<Message>(&any.value())) found.push_back(std::move(*message));
    }
    return found;
  }

  bool has_heard(ConnectionId id, std::string_view words) {
    const auto& texts = heard_[id];
    return std::any_of(texts.begin(), texts.end(), [words](const std::string& text) {
      return text.find(words) != std::string::npos;
    });
  }

  /// What the connection was last told of the room: its sfuEpoch.
  std::uint32_t epoch_told(ConnectionId id) {
    const auto changes = decoded<protocol::RoomChanged>(id);
    if (!changes.empty()) return changes.back().state.sfu_epoch;
    return decoded<protocol::Welcome>(id).back().state.sfu_epoch;
  }

  void wait(Instant time) {
    now += time;
    bridge.expire(now);
    other_bridge.expire(now);
    run(hub.expire(now));
  }

  CountingIds id_source;
  PlainSigner signer;
  sfu::Bridge bridge{id_source, {}};
  sfu::FakeJanus janus;
  sfu::Bridge other_bridge{id_source, {}};
  sfu::FakeJanus other_janus;
  sfu::Bridges sfu{{&bridge, &other_bridge}};
  Counters counters;
  HubOptions options = [this] {
    HubOptions made;
    made.started_at = 5'000'000;
    made.sfu = &sfu;
    made.counters = &counters;
    return made;
  }();
  Hub hub{id_source, signer, options};
  Instant now{60'000};
  std::map<ConnectionId, std::string> ids_;
  std::map<ConnectionId, std::vector<std::string>> heard_;

 private:
  void hear(const Deliveries& deliveries) {
    for (const Delivery& delivery : deliveries) {
      if (delivery.text) heard_[delivery.to].push_back(*delivery.text);
    }
  }
};

}  // namespace parley::hub
