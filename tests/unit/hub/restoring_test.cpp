// Coming back to a server that was restarted: PROTOCOL.md, "Coming back".
#include "returning.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::UserJoin;
using protocol::Welcome;

class Restoring : public Returning {
 protected:
  Welcome ann_welcome = enter(ann, "Ann");
  Welcome ben_welcome = enter(ben, "Ben");
  void SetUp() override { restart_server(); }
  void come_back_with(const protocol::TrackPublication& track, ConnectionId id) {
    protocol::Hello hello{"Ann", {track}};
    hello.resume = ann_welcome.resume;
    hub().connect(id, "standup", Mode::Parley1, now);
    say(id, encode(hello));
  }
  const protocol::TrackPublication camera{"MT1", protocol::TrackKind::Video, "camera", false};
};

TEST_F(Restoring, EveryoneKeepsIdAndPoliteness) {
  const Welcome ann_back = come_back(ann_again, ann_welcome, 1);
  EXPECT_EQ(ann_back.id, ann_welcome.id);
  EXPECT_FALSE(ann_back.resumed);
  EXPECT_EQ(ann_back.restore_window, 29'990U);
  EXPECT_TRUE(ann_back.participants.empty());
  const Welcome ben_back = come_back(ben_again, ben_welcome, 0);
  EXPECT_EQ(ben_back.id, ben_welcome.id);
  ASSERT_EQ(ben_back.participants.size(), 1U);
  EXPECT_TRUE(ben_back.participants[0].polite);
  EXPECT_FALSE(heard<UserJoin>(ann_again).participant.polite);
}

TEST_F(Restoring, PolitenessDoesNotDependOnWhoIsBackFirst) {
  come_back(ben_again, ben_welcome, 0);
  const Welcome ann_back = come_back(ann_again, ann_welcome, 1);
  ASSERT_EQ(ann_back.participants.size(), 1U);
  EXPECT_EQ(ann_back.participants[0].id, ben_welcome.id);
  EXPECT_FALSE(ann_back.participants[0].polite);
  EXPECT_TRUE(heard<UserJoin>(ben_again).participant.polite);
}

TEST_F(Restoring, NewcomerIsLaterThanThoseOfTheEarlierRun) {
  const Welcome cleo_welcome = enter(cleo, "Cleo");
  EXPECT_EQ(cleo_welcome.restore_window, 29'990U);
  come_back(ben_again, ben_welcome, 0);
  EXPECT_TRUE(heard<UserJoin>(cleo).participant.polite);
  come_back(ann_again, ann_welcome, 1);
  const auto list = enter(4, "Dora").participants;
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].id, ann_welcome.id);
  EXPECT_EQ(list[1].id, ben_welcome.id);
  EXPECT_EQ(list[2].id, cleo_welcome.id);
}

TEST_F(Restoring, NewcomerIsLaterEvenIfTheClockWasSetBack) {
  options.started_at = 5;
  restart_server();
  come_back(ann_again, ann_welcome, 1);
  EXPECT_TRUE(enter(cleo, "Cleo").participants.at(0).polite);
  EXPECT_FALSE(heard<UserJoin>(ann_again).participant.polite);
}

TEST_F(Restoring, AfterThirtySecondsOneEntersAnew) {
  wait(29'989ms);
  EXPECT_EQ(come_back(ann_again, ann_welcome, 1).id, ann_welcome.id);
  wait(1ms);
  const Welcome ben_back = come_back(ben_again, ben_welcome, 0);
  EXPECT_NE(ben_back.id, ben_welcome.id);
  EXPECT_EQ(ben_back.restore_window, 0U);
}

TEST_F(Restoring, LostWelcomeIsRepeatedWithAllThatFollowedIt) {
  come_back(ann_again, ann_welcome, 1);
  lose(ann_again);
  come_back(ben_again, ben_welcome, 0);
  say(ben_again, R"({"type":"OFFER","to":")" + ann_welcome.id +
                     R"(","message":{"type":"offer","sdp":"v=0"}})");
  for (const ConnectionId id : {30, 31}) {
    const Welcome back = come_back(id, ann_welcome, 1);
    EXPECT_EQ(back.id, ann_welcome.id);
    EXPECT_FALSE(back.resumed);
    EXPECT_EQ(back.participants.size(), 1U);
    const auto all = texts(id);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(decoded<UserJoin>(all[1]).participant.id, ben_welcome.id);
    EXPECT_EQ(decoded<protocol::Description>(all[2]).from, ben_welcome.id);
  }
}

TEST_F(Restoring, SecretOfTheEarlierRunIsSpentOnceTheClientIsHeard) {
  const Welcome back = come_back(ann_again, ann_welcome, 1);
  say(ann_again, R"({"type":"PING","received":0})");
  EXPECT_NE(come_back(30, ann_welcome, 0).id, ann_welcome.id);
  EXPECT_EQ(closed_with(ann_again), 0);
  EXPECT_TRUE(come_back(31, back, 1).resumed);
}

TEST_F(Restoring, RestoredOneResumes) {
  const Welcome back = come_back(ann_again, ann_welcome, 1);
  lose(ann_again);
  wait(20s);
  EXPECT_TRUE(come_back(ann_once_more, back, 0).resumed);
}

TEST_F(Restoring, SurvivesSeveralRestarts) {
  const Welcome back = come_back(ann_again, ann_welcome, 1);
  restart_server();
  EXPECT_EQ(come_back(ann_again, back, 0).id, ann_welcome.id);
  EXPECT_EQ(come_back(ben_again, ben_welcome, 0).participants.at(0).polite, true);
}

TEST_F(Restoring, RestoredTracksAreThoseOfTheHello) {
  come_back_with(camera, ann_again);
  EXPECT_EQ(enter(cleo, "Cleo").participants.at(0).tracks, std::vector{camera});
}

TEST_F(Restoring, TracksThatChangeWhileTheWelcomeIsLostAreTold) {
  come_back(ann_again, ann_welcome, 1);
  come_back(ben_again, ben_welcome, 0);
  lose(ann_again);
  come_back_with(camera, ann_once_more);
  ASSERT_EQ(texts(ben_again).size(), 2U);
  EXPECT_EQ(decoded<protocol::Publications>(texts(ben_again)[0]).tracks, std::vector{camera});
}

}  // namespace
}  // namespace parley::hub
