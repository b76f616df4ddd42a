// What hosts say, and what is said of their room: PROTOCOL.md, "Hosts".
#include <gtest/gtest.h>

#include "expect_result.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::protocol {
namespace {

const RoomState closed{true, true, true, {"PA1", "PA2"}, "1!locked!PA1"};

TEST(RoomStates, RoundTripWithEveryMessageThatHasOne) {
  for (const RoomState& state : {closed, RoomState{}, RoomState{false, true, false, {}, ""}}) {
    expect_value(decode_server_message(encode(RoomChanged{state})), RoomChanged{state});
    Welcome welcome{"PA1", "RM1", "standup", {}, {}};
    welcome.state = state;
    expect_value(decode_server_message(encode(welcome)), welcome);
    Lobby lobby{"PA1", "RM1", "standup", {}, {}};
    lobby.state = state;
    expect_value(decode_server_message(encode(lobby)), lobby);
  }
}

TEST(RoomStates, AreShortWhereNothingIsSet) {
  EXPECT_EQ(encode(RoomChanged{}), R"({"type":"ROOM"})");
  EXPECT_TRUE(RoomState{}.open());
  EXPECT_FALSE(RoomState{true}.open());
}

TEST(RoomStates, NameNoMoreHostsThanThereAreParticipants) {
  RoomState state;
  state.hosts.assign(limits::hosts_per_room + 1, "PA1");
  EXPECT_EQ(decode_server_message(encode(RoomChanged{state})).error().message,
            "ROOM.hosts: more than 50 entries");
}

TEST(WaitingMessages, RoundTrip) {
  const Waiting waiting{"PA1", "9d!0!PA1"};
  expect_value(decode_server_message(encode(waiting)), waiting);
  const Knock knock{"PA1", "Ben"};
  expect_value(decode_server_message(encode(knock)), knock);
  expect_value(decode_server_message(encode(KnockEnded{"PA1"})), KnockEnded{"PA1"});
}

TEST(WrongPasswordsMessage, RoundTrips) {
  expect_value(decode_server_message(encode(WrongPasswords{7})), WrongPasswords{7});
}

TEST(MutedMessage, RoundTrips) {
  for (const TrackKind kind : {TrackKind::Audio, TrackKind::Video}) {
    const Muted muted{"PA1", kind};
    expect_value(decode_server_message(encode(muted)), muted);
  }
}

TEST(SetRoomMessage, SaysOnlyWhatChanges) {
  for (const SetRoom& message : {SetRoom{}, SetRoom{true, {}, {}},
                                 SetRoom{false, true, "open sesame"}, SetRoom{{}, {}, ""}}) {
    expect_value(decode_client_message(encode(message)), message);
  }
  EXPECT_EQ(encode(SetRoom{false}), R"({"locked":false,"type":"SET_ROOM"})");
}

TEST(SetRoomMessage, NamesTheFieldThatIsWrong) {
  expect_bad_message(R"({"type":"SET_ROOM","locked":"yes"})",
                     "SET_ROOM.locked: expected true or false");
  const std::string longest(limits::password_bytes, 'x');
  expect_value(decode_client_message(encode(SetRoom{{}, {}, longest})), SetRoom{{}, {}, longest});
  expect_bad_message(encode(SetRoom{{}, {}, longest + "x"}),
                     "SET_ROOM.password: longer than 128 bytes");
}

TEST(HostOrders, RoundTrip) {
  for (const HostOrder& order :
       {HostOrder{HostAction::Admit, "PA1"}, HostOrder{HostAction::Refuse, "PA1"},
        HostOrder{HostAction::Mute, "PA1", TrackKind::Audio},
        HostOrder{HostAction::Mute, "PA1", TrackKind::Video}, HostOrder{HostAction::Remove, "PA1"},
        HostOrder{HostAction::End}}) {
    expect_value(decode_client_message(encode(order)), order);
  }
  EXPECT_EQ(encode(HostOrder{HostAction::End}), R"({"type":"END"})");
}

TEST(HostOrders, NameTheFieldThatIsWrong) {
  expect_bad_message(R"({"type":"REMOVE"})", "REMOVE.to: expected a string");
  expect_bad_message(R"({"type":"REMOVE","to":""})", "REMOVE.to: expected an id");
  expect_bad_message(R"({"type":"MUTE","to":"PA1","kind":"data"})",
                     "MUTE.kind: expected \"audio\" or \"video\"");
}

TEST(Hello, HasThePasswordAndTheStateThatItKnew) {
  Hello message{"Ann", {}};
  message.password = "open sesame";
  message.keep = "1!locked!PA1";
  expect_value(decode_client_message(encode(message)), message);
  message.password.assign(limits::password_bytes + 1, 'x');
  expect_bad_message(encode(message), "HELLO.password: longer than 128 bytes");
}

}  // namespace
}  // namespace parley::protocol
