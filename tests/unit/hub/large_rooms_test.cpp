// When a room goes through the SFU, and what its participants hear of that.
#include <algorithm>
#include <map>

#include "fake_janus.h"
#include "meeting.h"

namespace parley::hub {
namespace {

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

TEST_F(LargeRoomsTest, SixSendToEachOther) {
  join_many(6);
  EXPECT_EQ(epoch_told(1), 0U);
  EXPECT_EQ(bridge.room_count(), 0U);
}

TEST_F(LargeRoomsTest, TheSeventhMovesTheRoom) {
  join_many(7);
  for (ConnectionId id = 1; id <= 7; ++id) {
    EXPECT_NE(epoch_told(id), 0U) << id;
    const auto offers = decoded<Description>(id);
    ASSERT_EQ(offers.size(), 1U) << id;
    EXPECT_EQ(offers[0].from, "sfu:receive");
  }
  EXPECT_EQ(bridge.participant_count(), 7U);
}

TEST_F(LargeRoomsTest, WhoComesLaterIsToldByWelcome) {
  join_many(7);
  const std::uint32_t epoch = epoch_told(1);
  join(8);
  EXPECT_EQ(decoded<protocol::Welcome>(8).back().state.sfu_epoch, epoch);
  EXPECT_EQ(decoded<Description>(8).size(), 1U);
}

TEST_F(LargeRoomsTest, WhoCannotUseItKeepsTheRoomAMesh) {
  join(99, SfuUse::None);
  join_many(8);
  EXPECT_EQ(epoch_told(1), 0U);
  run(hub.leave(99, now));
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, AGuestMakesItAMeshAgain) {
  join_many(7);
  run(hub.connect(50, "standup", Mode::Legacy, now));
  EXPECT_EQ(epoch_told(1), 0U);
  EXPECT_EQ(bridge.participant_count(), 7U) << "the guest is not among them";
  wait(sfu_overlap);
  EXPECT_EQ(bridge.room_count(), 0U);
}

TEST_F(LargeRoomsTest, DescriptionsGoBackAndForth) {
  join_many(7);
  say_offer(1);
  const auto answers = decoded<Description>(1);
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[1].from, "sfu:send");
  EXPECT_EQ(answers[1].type, DescriptionType::Answer);
  EXPECT_EQ(answers[1].epoch, 1U);
  EXPECT_EQ(answers[1].offer_id, 1U);
}

TEST_F(LargeRoomsTest, SlotsNameTheTracks) {
  join_many(7);
  say_answer(2);
  say_offer(1);
  janus.connect(ids_[1] + ".1");
  run({});
  EXPECT_TRUE(has_heard(2, R"("slots":{"0":{"from":")" + ids_[1] + R"(","sid":"MTa1"})"));
  EXPECT_FALSE(has_heard(3, "SLOTS")) << "it has not answered yet";
}

TEST_F(LargeRoomsTest, PreferencesChooseTracksAndLayers) {
  join_many(7);
  say_answer(2);
  for (const ConnectionId id : {1, 3}) {
    say_offer(id);
    janus.connect(ids_[id] + ".1");
    run({});
  }
  protocol::Preferences wanted;
  wanted.to = protocol::sfu_receive;
  wanted.tracks = {{"MTv3", false, 180}, {"MTv1", true, 0}};
  say(2, encode(wanted));
  const std::string last = heard_[2].back();
  EXPECT_EQ(last.find("MTv1"), std::string::npos);
  EXPECT_NE(last.find("MTv3"), std::string::npos);
}

TEST_F(LargeRoomsTest, EveryoneHearsWhoSpeaks) {
  join_many(7);
  say_offer(1);
  janus.talk(ids_[1] + ".1", true);
  run({});
  EXPECT_TRUE(has_heard(7, R"({"from":")" + ids_[1] + R"(","on":true,"type":"SPEAKING"})"));
}

TEST_F(LargeRoomsTest, ASmallRoomIsAMeshAgainAfterAWhile) {
  join_many(7);
  const std::uint32_t epoch = epoch_told(1);
  for (const ConnectionId id : {5, 6, 7}) run(hub.leave(id, now));
  wait(small_room_timeout - Instant{1});
  EXPECT_EQ(epoch_told(1), epoch);
  wait(Instant{1});
  EXPECT_EQ(epoch_told(1), 0U);
  wait(sfu_overlap);
  EXPECT_EQ(bridge.room_count(), 0U);
  EXPECT_EQ(janus.room_count(), 0U);
}

// A room that has become a mesh again, and is still open in the SFU.
class OverlapTest : public LargeRoomsTest {
 protected:
  OverlapTest() {
    join_many(7);
    epoch_before = epoch_told(1);
    run(hub.connect(guest, "standup", Mode::Legacy, now));
  }

  static constexpr ConnectionId guest = 50;
  std::uint32_t epoch_before = 0;
};

TEST_F(OverlapTest, MediaGoesOnUntilEveryoneHasHadTheTimeToConnect) {
  wait(sfu_overlap - Instant{1});
  EXPECT_EQ(epoch_told(1), 0U);
  EXPECT_EQ(janus.room_count(), 1U);
  EXPECT_EQ(janus.handle_count(), 8U) << "each one's receiving connection, and the room's";
  wait(Instant{1});
  EXPECT_EQ(janus.room_count(), 0U);
  EXPECT_EQ(janus.handle_count(), 0U);
  EXPECT_EQ(hub.deadline(), std::nullopt);
}

TEST_F(OverlapTest, WhatParticipantsSayToTheSfuStillReachesIt) {
  say_offer(1);
  EXPECT_EQ(decoded<Description>(1).back().type, DescriptionType::Answer);
  say_answer(2);
  janus.connect(ids_[1] + ".1");
  run({});
  EXPECT_TRUE(has_heard(2, "MTa1"));
  say(1, R"({"type":"OFFER","to":"sfu:send","message":7})");
  EXPECT_EQ(decoded<protocol::Error>(1).size(), 1U);
}

TEST_F(OverlapTest, AfterwardsItIsDropped) {
  wait(sfu_overlap);
  const std::size_t heard = heard_[1].size();
  say_offer(1);
  EXPECT_EQ(heard_[1].size(), heard);
}

TEST_F(OverlapTest, WhoComesDoesNotEnterThereAndWhoLeavesIsGone) {
  join(8);
  EXPECT_TRUE(decoded<Description>(8).empty());
  run(hub.leave(1, now));
  EXPECT_EQ(bridge.participant_count(), 6U);
  wait(sfu_overlap);
  EXPECT_EQ(bridge.room_count(), 0U);
}

TEST_F(OverlapTest, ARoomThatMovesThereOnceMoreBeginsAnew) {
  say_offer(1);
  const std::uint64_t handle = janus.publisher_handle(ids_[1] + ".1");
  ASSERT_NE(handle, 0U);
  wait(sfu_overlap / 2);
  run(hub.leave(guest, now));
  EXPECT_GT(epoch_told(1), epoch_before);
  EXPECT_EQ(janus.room_count(), 1U) << "the one before is destroyed";
  EXPECT_EQ(janus.publisher_handle(ids_[1] + ".1"), 0U);
  EXPECT_EQ(decoded<Description>(2).size(), 2U) << "another offer";
  wait(sfu_overlap);
  EXPECT_EQ(janus.room_count(), 1U) << "nothing is left to end";
  EXPECT_EQ(bridge.participant_count(), 7U);
}

TEST_F(OverlapTest, IsOverWhenJanusIsLost) {
  bridge.lost(now);
  run({});
  EXPECT_EQ(hub.deadline(), std::nullopt);
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(OverlapTest, IsOverWhenEveryoneHasLeft) {
  for (ConnectionId id = 1; id <= 7; ++id) run(hub.leave(id, now));
  EXPECT_EQ(bridge.room_count(), 0U);
  run(hub.leave(guest, now));
  EXPECT_EQ(janus.handle_count(), 0U);
}

TEST_F(LargeRoomsTest, ARoomThatIsSmallForAMomentStays) {
  join_many(7);
  for (const ConnectionId id : {5, 6, 7}) run(hub.leave(id, now));
  join(8);
  wait(small_room_timeout);
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, WhoCannotReachTheSfuMakesItAMeshAgain) {
  join_many(8);
  say(3, encode(protocol::SfuFailed{}));
  EXPECT_EQ(epoch_told(1), 0U);
  EXPECT_TRUE(decoded<protocol::Error>(3).empty());
  join(9);
  EXPECT_NE(epoch_told(1), 0U) << "too many for a mesh";
  EXPECT_EQ(counters.sfu_failures.value(), 1U);
}

TEST_F(LargeRoomsTest, OneWhoEncryptsAmongOthersWhoDoNotKeepsTheRoomAMesh) {
  join_many(6);
  join(7, SfuUse::Encrypted);
  EXPECT_EQ(epoch_told(1), 0U);
  run(hub.leave(7, now));
  join(8);
  EXPECT_NE(epoch_told(1), 0U);
  join(9, SfuUse::Encrypted);
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, ThoseWhoAllEncryptUseIt) {
  for (ConnectionId id = 1; id <= 7; ++id) join(id, SfuUse::Encrypted);
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, ARoomTooLargeForAMeshIsToldToWhomItIsOfNoUse) {
  join_many(8);
  const std::uint32_t epoch = epoch_told(1);
  for (const SfuUse use : {SfuUse::None, SfuUse::Encrypted}) {
    const ConnectionId id = use == SfuUse::None ? 9 : 10;
    try_to_join(id, use);
    const auto errors = decoded<protocol::Error>(id);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].id, protocol::ErrorId::SfuRequired);
  }
  EXPECT_EQ(epoch_told(1), epoch);
}

TEST_F(LargeRoomsTest, WhoCannotReachTheSfuKeepsTheRoomAMeshUntilItLeaves) {
  join_many(7);
  say(3, encode(protocol::SfuFailed{}));
  join(8);
  EXPECT_EQ(epoch_told(1), 0U);
  run(hub.leave(3, now));
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, AMoreCrowdedRoomStaysAndSaysSo) {
  join_many(9);
  const std::uint32_t epoch = epoch_told(1);
  say(3, encode(protocol::SfuFailed{}));
  say(3, encode(protocol::SfuFailed{}));
  EXPECT_EQ(epoch_told(1), epoch);
  const auto errors = decoded<protocol::Error>(3);
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].id, protocol::ErrorId::SfuRequired);
  EXPECT_EQ(counters.sfu_failures.value(), 1U);
  run(hub.leave(9, now));
  wait(small_room_timeout - Instant{1});
  EXPECT_EQ(epoch_told(1), epoch) << "somebody may come back";
  wait(Instant{1});
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, AnSfuThatIsLostIsNobodysFault) {
  join_many(9);
  bridge.lost(now);
  run({});
  say(3, encode(protocol::SfuFailed{}));
  bridge.connected(now);
  run({});
  run(hub.leave(9, now));
  wait(small_room_timeout);
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, WhoCannotReachTheSfuMaySayItAgain) {
  join_many(7);
  for (int i = 0; i < 3; ++i) say(3, encode(protocol::SfuFailed{}));
  EXPECT_EQ(decoded<protocol::RoomChanged>(1).back().state.sfu_epoch, 0U);
  wait(sfu_overlap);
  EXPECT_EQ(janus.room_count(), 0U) << "saying it again does not keep the room open";
}

TEST_F(LargeRoomsTest, WhenEveryoneHasLeftNothingIsLeftInJanus) {
  join_many(7);
  for (ConnectionId id = 1; id <= 7; ++id) run(hub.leave(id, now));
  EXPECT_EQ(bridge.room_count(), 0U);
  EXPECT_EQ(janus.handle_count(), 0U);
}

TEST_F(LargeRoomsTest, AnEndedRoomIsClosed) {
  join_many(7);
  say(1, R"({"type":"END"})");
  EXPECT_EQ(bridge.room_count(), 0U);
}

TEST_F(LargeRoomsTest, WhenJanusIsLostAFewSendToEachOtherAtOnce) {
  join_many(7);
  bridge.lost(now);
  run({});
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, WhenJanusIsLostManyWaitForItAndBeginAnew) {
  join_many(9);
  const std::uint32_t epoch = epoch_told(1);
  bridge.lost(now);
  run({});
  EXPECT_EQ(epoch_told(1), epoch) << "nobody would take their offers yet";
  janus = {};
  bridge.connected(now);
  run({});
  EXPECT_GT(epoch_told(1), epoch);
  EXPECT_EQ(decoded<Description>(1).size(), 2U) << "another offer";
  EXPECT_EQ(bridge.participant_count(), 9U);
}

TEST_F(LargeRoomsTest, ARoomThatJanusRefusesIsTriedAgainLessAndLessOften) {
  join_many(8);
  for (int i = 0; i < 3; ++i) {
    join(20 + static_cast<ConnectionId>(i));
  }
  bridge.lost(now);
  run({});
  janus = {};
  janus.refuses = "create";
  bridge.connected(now);
  run({});
  EXPECT_EQ(bridge.room_count(), 0U);
  wait(first_sfu_retry);
  EXPECT_EQ(bridge.room_count(), 0U) << "the first was spent when Janus was lost";
  wait(first_sfu_retry);
  EXPECT_EQ(bridge.room_count(), 1U);
}

TEST_F(LargeRoomsTest, WithoutJanusRoomsGrowAsMeshes) {
  bridge.lost(now);
  join_many(9);
  EXPECT_EQ(epoch_told(1), 0U);
  bridge.connected(now);
  run({});
  EXPECT_NE(epoch_told(1), 0U) << "until it is there";
}

class TwoJanuses : public LargeRoomsTest {
 protected:
  TwoJanuses() : LargeRoomsTest(true) {}

  void join_other_room(ConnectionId count) {
    for (ConnectionId id = 1; id <= count; ++id) join(100 + id, SfuUse::Clear, "retro");
  }
};

TEST_F(TwoJanuses, TheNextRoomGoesWhereFewerParticipantsAre) {
  join_many(7);
  EXPECT_EQ(bridge.participant_count(), 7U);
  EXPECT_EQ(other_bridge.room_count(), 0U);
  join_other_room(7);
  EXPECT_EQ(bridge.room_count(), 1U);
  EXPECT_EQ(other_bridge.participant_count(), 7U);
  say_offer(101);
  EXPECT_EQ(decoded<Description>(101).back().type, DescriptionType::Answer);
  EXPECT_NE(other_janus.publisher_handle(ids_[101] + ".1"), 0U);
}

TEST_F(TwoJanuses, WhenOneIsLostItsRoomsGoToTheOther) {
  join_many(7);
  join_other_room(7);
  const std::uint32_t epoch = epoch_told(1);
  const std::uint32_t other_epoch = epoch_told(101);
  bridge.lost(now);
  run({});
  EXPECT_EQ(epoch_told(1), epoch);
  wait(first_sfu_retry);
  EXPECT_GT(epoch_told(1), epoch);
  EXPECT_EQ(epoch_told(101), other_epoch) << "nothing has happened to that one";
  EXPECT_EQ(other_bridge.participant_count(), 14U);
  EXPECT_EQ(decoded<Description>(1).size(), 2U) << "another offer";
}

TEST_F(TwoJanuses, WhenBothAreLostAFewSendToEachOther) {
  join_many(7);
  bridge.lost(now);
  run({});
  EXPECT_NE(epoch_told(1), 0U);
  other_bridge.lost(now);
  run({});
  wait(first_sfu_retry);
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(TwoJanuses, WhatOneRefusesTheOtherTakes) {
  janus.refuses = "create";
  join_many(7);
  wait(first_sfu_retry);
  EXPECT_EQ(bridge.room_count(), 0U);
  EXPECT_EQ(other_bridge.participant_count(), 7U);
}

TEST_F(TwoJanuses, WhatBothRefuseIsAMesh) {
  janus.refuses = other_janus.refuses = "create";
  join_many(7);
  wait(first_sfu_retry);
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, NonsenseForTheSfuIsRefused) {
  join_many(7);
  say(1, R"({"type":"OFFER","to":"sfu:send","message":7})");
  ASSERT_EQ(decoded<protocol::Error>(1).size(), 1U);
  EXPECT_EQ(decoded<protocol::Error>(1)[0].id, protocol::ErrorId::BadMessage);
}

TEST_F(LargeRoomsTest, WhatComesLateForTheSfuIsDropped) {
  join_many(6);
  say_offer(1);
  EXPECT_TRUE(decoded<protocol::Error>(1).empty());
}

TEST_F(LargeRoomsTest, FloodsOfTheSfuEndTheConnection) {
  join_many(7);
  const std::string restart = R"({"type":"RESTART_ICE","to":"sfu:receive"})";
  bool refused = false;
  for (int i = 0; i < 1000 && !refused; ++i) {
    say(1, restart);
    refused = !decoded<protocol::Error>(1).empty();
  }
  EXPECT_TRUE(refused);
  EXPECT_EQ(decoded<protocol::Error>(1)[0].id, protocol::ErrorId::TooManyMessages);
}

}  // namespace
}  // namespace parley::hub
