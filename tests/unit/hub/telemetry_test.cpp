// What the hub counts and tells the operator, and the limits that he sets.
#include <map>

#include "meeting.h"

namespace parley::hub {
namespace {

using protocol::ErrorId;
using protocol::Report;

class RecordingLogger : public base::Logger {
 public:
  [[nodiscard]] bool takes(Level /*level*/) const override { return true; }
  void write(Level level, std::string_view event, Fields fields) override {
    last = event;
    for (const auto& [name, value] : fields)
      last.append(" ").append(name).append("=").append(value);
    ++count[level];
  }

  std::string last;
  std::map<Level, int> count;
};

class Accounts : public Meeting {
 protected:
  [[nodiscard]] std::uint64_t errors(ErrorId id) const {
    return counters.errors[static_cast<std::size_t>(id)].value();
  }

  void join_watched(ConnectionId id, std::string_view room = "standup") {
    watched.connect(id, room, Mode::Parley1, now);
    last = watched.receive(id, encode(protocol::Hello{"Ann", {}}), now);
  }

  Counters counters;
  RecordingLogger logger;
  base::Quota rooms{2};
  Hub watched{ids, signer, options_with()};

 private:
  HubOptions options_with() {
    HubOptions all = options;
    all.counters = &counters;
    all.logger = &logger;
    all.rooms = &rooms;
    all.limits = {2, 5, 4};
    return all;
  }
};

TEST_F(Accounts, JoinAndLeaveAreToldOnceEachByIds) {
  join_watched(ann);
  EXPECT_EQ(logger.last.substr(0, 12), "join room=RM");
  EXPECT_NE(logger.last.find(" participant=PA"), std::string::npos);
  EXPECT_EQ(counters.rooms.value(), 1U);
  EXPECT_EQ(counters.participants.value(), 1U);
  last = watched.receive(ann, R"({"type":"BYE"})", now);
  EXPECT_EQ(logger.last.substr(0, 13), "leave room=RM");
  EXPECT_EQ(counters.rooms.value(), 0U);
  EXPECT_EQ(counters.participants.value(), 0U);
  EXPECT_EQ(logger.count[base::Logger::Level::Info], 2);
  EXPECT_EQ(logger.count.size(), 1U);
}

TEST_F(Accounts, RoomThatSomeoneOnlyLooksAtIsNotCounted) {
  watched.connect(ann, "standup", Mode::Parley1, now);
  last = watched.receive(ann, encode(protocol::Preview{}), now);
  EXPECT_EQ(watched.room_count(), 1U);
  EXPECT_EQ(counters.rooms.value(), 0U);
  last = watched.receive(ann, encode(protocol::Hello{"Ann", {}}), now);
  EXPECT_EQ(counters.rooms.value(), 1U);
  join_watched(ben);
  EXPECT_EQ(counters.rooms.value(), 1U);
}

TEST_F(Accounts, WhoIsAwayStillCounts) {
  join_watched(ann);
  last = watched.disconnect(ann, now);
  EXPECT_EQ(counters.participants.value(), 1U);
  last = watched.expire(now + resume_window);
  EXPECT_EQ(counters.participants.value(), 0U);
  EXPECT_EQ(counters.leaves.value(), 1U);
}

TEST_F(Accounts, TimeToJoinIsThatFromTheConnection) {
  watched.connect(ann, "standup", Mode::Parley1, now);
  last =
      watched.receive(ann, encode(protocol::Hello{"Ann", {}}), now + std::chrono::milliseconds(70));
  EXPECT_EQ(counters.join_time.sum(), 70U);
}

TEST_F(Accounts, ErrorThatClosesIsAWarningAndAnotherIsNot) {
  join_watched(ann);
  last = watched.receive(ann, R"({"type":"OFFER","to":"PA-gone"})", now);
  EXPECT_EQ(errors(ErrorId::UnknownRecipient), 1U);
  EXPECT_EQ(logger.count[base::Logger::Level::Warning], 0);
  watched.connect(ben, "standup", Mode::Parley1, now);
  last = watched.receive(ben, R"({"type":"OFFER"})", now);
  EXPECT_EQ(errors(ErrorId::HelloRequired), 1U);
  EXPECT_EQ(logger.last, "refused error=hello-required");
  EXPECT_EQ(logger.count[base::Logger::Level::Warning], 1);
}

TEST_F(Accounts, ReportIsAddedUp) {
  join_watched(ann);
  last = watched.receive(ann, encode(Report{250, protocol::PathKind::Relay, 1, 2}), now);
  EXPECT_TRUE(last.empty());
  EXPECT_EQ(counters.connection_time.sum(), 250U);
  EXPECT_EQ(counters.paths[static_cast<std::size_t>(protocol::PathKind::Relay)].value(), 1U);
  EXPECT_EQ(counters.ice_restarts.value(), 1U);
  EXPECT_EQ(counters.replacements.value(), 2U);
}

TEST_F(Accounts, ReportBeyondReasonIsRefused) {
  join_watched(ann);
  last = watched.receive(ann, R"({"type":"REPORT","connectedAfter":4000000000})", now);
  expect_refused(ann, ErrorId::BadMessage, 0);
  EXPECT_EQ(counters.connection_time.sum(), 0U);
}

TEST_F(Accounts, RoomsOverTheQuotaAreRefusedUntilOneGoes) {
  join_watched(ann, "one");
  join_watched(ben, "two");
  join_watched(cleo, "three");
  expect_refused(cleo, ErrorId::TooManyRooms, 1013);
  last = watched.receive(ann, R"({"type":"BYE"})", now);
  join_watched(cleo + 1, "three");
  EXPECT_EQ(heard<protocol::Welcome>(cleo + 1).room_name, "three");
}

TEST_F(Accounts, OperatorsLimitsAreKept) {
  join_watched(ann);
  last = watched.receive(ann, R"({"type":"OFFER","x":[[[[]]]]})", now);
  expect_refused(ann, ErrorId::BadJson, 0);
  watched.connect(ben, "standup", Mode::Parley1, now);
  last = watched.receive(ben, encode(protocol::Hello{"Benjamin", {}}), now);
  expect_refused(ben, ErrorId::BadMessage, 0);
  last = watched.receive(ben, encode(protocol::Hello{"Ben", {}}), now);
  join_watched(cleo);
  expect_refused(cleo, ErrorId::RoomFull, 1013);
}

}  // namespace
}  // namespace parley::hub
