// A bridge and the model of Janus, with nothing in between.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "fake_janus.h"
#include "parley/sfu/bridge.h"
#include "parley/sfu/limits.h"

namespace parley::sfu {

class CountedIds final : public base::IdSource {
 public:
  std::string make(std::string_view prefix) override {
    return std::string(prefix) + std::to_string(++last_);
  }

 private:
  int last_ = 0;
};

class Bridged : public testing::Test {
 protected:
  Bridged() {
    bridge.connected(now);
    run();
  }

  /// Until neither side has anything to say. What else the bridge wants is in `actions`.
  void run() {
    for (;;) {
      bool idle = true;
      while (auto action = bridge.next_action()) {
        idle = false;
        if (const auto* send = std::get_if<SendToJanus>(&*action)) {
          janus.receive(send->text);
        } else {
          actions.push_back(*std::move(action));
        }
      }
      for (const std::string& text : std::exchange(janus.said, {})) {
        idle = false;
        bridge.received(text, now);
      }
      if (idle) return;
    }
  }

  /// The actions of that type since the last call.
  template <class Type>
  std::vector<Type> taken() {
    std::vector<Type> found;
    std::erase_if(actions, [&found](Action& action) {
      auto* wanted = std::get_if<Type>(&action);
      if (wanted != nullptr) found.push_back(std::move(*wanted));
      return wanted != nullptr;
    });
    return found;
  }

  void open(const std::string& room = "RM1") {
    bridge.open(room, 50, now);
    run();
  }

  void join(const std::string& id, const std::string& room = "RM1") {
    bridge.join(room, id, now);
    run();
    answer(id, epoch_of(id));
  }

  void answer(const std::string& id, std::uint32_t epoch = 1, std::uint32_t offer_id = 1) {
    protocol::Description answer;
    answer.type = protocol::DescriptionType::Answer;
    answer.from = id;
    answer.epoch = epoch;
    answer.offer_id = offer_id;
    answer.sdp = "answer";
    bridge.answer(answer, now);
    run();
  }

  /// A microphone and a camera, "MTid0" and "MTid1".
  void publish(const std::string& id, std::uint32_t epoch = 1, std::uint32_t offer_id = 1) {
    protocol::Description offer;
    offer.from = id;
    offer.epoch = epoch;
    offer.offer_id = offer_id;
    offer.sdp = "m=audio 9\r\na=mid:0\r\nm=video 9\r\na=mid:1\r\n";
    offer.tracks = {{"0", "MT" + id + "0"}, {"1", "MT" + id + "1"}};
    bridge.offer(offer, now);
    run();
  }

  /// In the room, sending and receiving.
  void enter(const std::string& id) {
    join(id);
    publish(id);
    connect(id + ".1");
  }

  void connect(const std::string& feed) {
    janus.connect(feed);
    run();
  }

  /// Of the participant's receiving connection, as it was offered last; 1 if it was not.
  std::uint32_t epoch_of(const std::string& id) {
    std::uint32_t epoch = 1;
    for (const auto& action : actions) {
      const auto* offer = std::get_if<OfferTo>(&action);
      if (offer != nullptr && offer->participant_id == id) epoch = offer->epoch;
    }
    return epoch;
  }

  /// The sids that the participant was last told to receive, in the order of its slots.
  std::vector<std::string> received_by(const std::string& id) {
    for (const auto& action : actions) {
      const auto* slots = std::get_if<SlotsOf>(&action);
      if (slots != nullptr) told_[slots->participant_id] = slots->slots;
    }
    std::vector<std::string> sids;
    for (const Slot& slot : told_[id]) sids.push_back(slot.sid);
    return sids;
  }

  base::Instant now{1000};
  CountedIds ids;
  Bridge bridge{ids, {"api", "admin"}};
  FakeJanus janus;
  std::vector<Action> actions;

 private:
  std::map<std::string, std::vector<Slot>> told_;
};

}  // namespace parley::sfu
