// What a `parley.1` client reads: what the server says and what it relays.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "expect_result.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::protocol {
namespace {

const TrackPublication microphone{"MT0f", TrackKind::Audio, "microphone", true};
const TrackPublication muted_camera{"MT1f", TrackKind::Video, "camera", false};
const Participant ben{"PA07", "Ben", false, true, {microphone, muted_camera}};
const Participant guest{"PA08", "Guest", true, false, {}};

template <class Message>
void expect_round_trip(const Message& message) {
  const std::string text = encode(message);
  SCOPED_TRACE(text);
  expect_value(decode_server_message(text), message);
}

void expect_bad_message(const std::string& text, std::string_view message) {
  SCOPED_TRACE(text);
  expect_error(decode_server_message(text), ErrorId::BadMessage, message);
}

TEST(Welcome, RoundTrips) {
  expect_round_trip(Welcome{"PA5c",
                            "RM91",
                            "team \"room\" \U0001F4BC",
                            {ben, guest},
                            {{{"stun:stun.example.org"}, "", ""},
                             {{"turn:a.example.org", "turns:a.example.org"}, "ann", "secret"}}});
  expect_round_trip(Welcome{"PA5c", "RM91", "standup", {}, {}});
  expect_round_trip(Welcome{"PA5c", "RM91", "standup", {ben}, {}, "9d!17", false, 0, 29'000});
  expect_round_trip(Welcome{"PA5c", "RM91", "standup", {}, {}, "9d!17", true, UINT32_MAX, 0});
  expect_round_trip(Welcome{"PA5c", "RM91", "standup", {}, {}, "9d!17", false, 0, 0, true});
}

TEST(IceServers, RoundTrip) {
  expect_round_trip(IceServers{{{{"turn:a.example.org"}, "1800000600:PA5c", "secret"}}});
  expect_round_trip(IceServers{});
}

TEST(Welcome, BringsASecretOfUpTo1024Bytes) {
  Welcome welcome{"PA5c", "RM91", "standup", {}, {}};
  welcome.resume.assign(limits::resume_secret_bytes, 'x');
  expect_round_trip(welcome);
  welcome.resume += 'x';
  expect_bad_message(encode(welcome), "WELCOME.resume: longer than 1024 bytes");
}

TEST(Lobby, RoundTrips) {
  expect_round_trip(Lobby{
      "PA5c", "RM91", "standup", {ben, guest}, {{{{"stun:stun.example.org"}, "", ""}}}, "9d!0"});
  expect_round_trip(Lobby{"PA5c", "RM91", "standup", {}, std::vector<IceServer>()});
  expect_round_trip(Lobby{"PA5c", "RM91", "standup", {ben}, std::nullopt, "9d!0"});
  Lobby limited{"PA5c", "RM91", "standup", {ben}, std::nullopt, "9d!0"};
  limited.most = 8;
  expect_round_trip(limited);
  Lobby closed{"PA5c", "RM91", "standup", {}, std::nullopt, "9d!0"};
  closed.state.locked = true;
  closed.count = 3;
  expect_round_trip(closed);
}

TEST(Lobby, NamesTheFieldThatIsWrong) {
  expect_bad_message(R"({"type":"LOBBY"})", "LOBBY.id: expected a string");
  Lobby lobby{"PA5c", "RM91", "standup", {}, {}};
  lobby.secret.assign(limits::resume_secret_bytes + 1, 'x');
  expect_bad_message(encode(lobby), "LOBBY.secret: longer than 1024 bytes");
}

TEST(Welcome, IsAsDocumented) {
  const auto decoded = decode_server_message(
      R"({"type": "WELCOME", "id": "PA5c", "room": {"sid": "RM91", "name": "standup"},)"
      R"( "participants": [{"id": "PA07", "identity": "Ben", "polite": true, "tracks": []}],)"
      R"( "iceServers": [{"urls": ["stun:stun.example.org"]}]})");
  expect_value(decoded, Welcome{"PA5c",
                                "RM91",
                                "standup",
                                {{"PA07", "Ben", false, true, {}}},
                                {{{"stun:stun.example.org"}, "", ""}}});
}

TEST(Welcome, NamesTheFieldThatIsWrong) {
  const std::string head = R"({"type":"WELCOME","id":"PA5c","room":{"sid":"RM91","name":"x"})";
  expect_bad_message(R"({"type":"WELCOME"})", "WELCOME.id: expected a string");
  expect_bad_message(R"({"type":"WELCOME","id":"PA5c"})", "WELCOME.room: missing");
  expect_bad_message(R"({"type":"WELCOME","id":"PA5c","room":7})",
                     "WELCOME.room: expected an object");
  expect_bad_message(R"({"type":"WELCOME","id":"PA5c","room":{"sid":"RM91"}})",
                     "WELCOME.room.name: expected a string");
  expect_bad_message(head + R"(,"participants":{}})", "WELCOME.participants: expected an array");
  expect_bad_message(head + R"(,"participants":[{"id":"PA1"},{}]})",
                     "WELCOME.participants[1].id: expected a string");
  expect_bad_message(head + R"(,"participants":[{"id":"PA1","tracks":[{"sid":7}]}]})",
                     "WELCOME.participants[0].tracks[0].sid: expected a string");
  expect_bad_message(head + R"(,"participants":[{"id":"PA1","polite":1}]})",
                     "WELCOME.participants[0].polite: expected true or false");
  expect_bad_message(head + R"(,"iceServers":[{"urls":"stun:x"}]})",
                     "WELCOME.iceServers[0].urls: expected an array");
  expect_bad_message(head + R"(,"resume":7})", "WELCOME.resume: expected a string");
  expect_bad_message(head + R"(,"resumed":1})", "WELCOME.resumed: expected true or false");
  expect_bad_message(head + R"(,"received":-1})",
                     "WELCOME.received: expected a whole number from 0 to 4294967295");
  expect_bad_message(head + R"(,"restoreWindow":"1"})",
                     "WELCOME.restoreWindow: expected a whole number from 0 to 4294967295");
  expect_bad_message(head + R"(,"iceServers":[{"urls":[7]}]})",
                     "WELCOME.iceServers[0].urls: expected strings of at most 65536 bytes");
}

TEST(Welcome, ListsUpTo50ParticipantsAnd16IceServers) {
  Welcome welcome{"PA5c", "RM91", "standup", {}, {}};
  welcome.participants.assign(limits::participants_per_room, ben);
  welcome.ice_servers.assign(limits::ice_servers, {{"stun:stun.example.org"}, "", ""});
  expect_round_trip(welcome);

  Welcome crowded = welcome;
  crowded.participants.push_back(ben);
  expect_bad_message(encode(crowded), "WELCOME.participants: more than 50 entries");

  welcome.ice_servers.push_back({});
  expect_bad_message(encode(welcome), "WELCOME.iceServers: more than 16 entries");
}

TEST(Welcome, ListsUpTo8UrlsOfAnIceServer) {
  Welcome welcome{"PA5c", "RM91", "standup", {}, {{}}};
  welcome.ice_servers[0].urls.assign(limits::urls_per_ice_server, "stun:stun.example.org");
  expect_round_trip(welcome);
  welcome.ice_servers[0].urls.emplace_back("stun:stun.example.org");
  expect_bad_message(encode(welcome), "WELCOME.iceServers[0].urls: more than 8 entries");
}

TEST(UserJoin, RoundTrips) {
  expect_round_trip(UserJoin{ben});
  expect_round_trip(UserJoin{guest});
  Participant lost = ben;
  lost.reconnecting = true;
  expect_round_trip(UserJoin{lost});
}

TEST(UserJoin, NamesTheFieldThatIsWrong) {
  expect_bad_message(R"({"type":"USER_JOIN"})", "USER_JOIN.from: expected a string");
  expect_bad_message(R"({"type":"USER_JOIN","from":"PA1","guest":"yes"})",
                     "USER_JOIN.guest: expected true or false");
}

TEST(UserLeave, RoundTrips) {
  expect_round_trip(UserLeave{"PA07"});
}

TEST(UserLeave, NeedsFrom) {
  expect_bad_message(R"({"type":"USER_LEAVE"})", "USER_LEAVE.from: expected a string");
}

TEST(UserReconnecting, RoundTrips) {
  expect_round_trip(UserReconnecting{"PA07"});
  expect_round_trip(UserReconnected{"PA07"});
}

TEST(UserReconnecting, NeedsFrom) {
  expect_bad_message(R"({"type":"USER_RECONNECTING"})",
                     "USER_RECONNECTING.from: expected a string");
  expect_bad_message(R"({"type":"USER_RECONNECTED"})", "USER_RECONNECTED.from: expected a string");
}

TEST(PongMessage, RoundTrips) {
  expect_round_trip(Pong{0});
  expect_round_trip(Pong{UINT32_MAX});
  expect_round_trip(Pong{17, "9d!17!PA5c"});
}

TEST(Description, RoundTrips) {
  const std::string sdp = "v=0\r\ns=-\r\n";
  expect_round_trip(Description{
      "PA1", "PA2", DescriptionType::Offer, sdp, 1, 3, 0, {{"0", "MT0f"}, {"1", "MT1f"}}});
  expect_round_trip(Description{
      "PA1", "PA2", DescriptionType::Answer, sdp, UINT32_MAX, UINT32_MAX, UINT32_MAX, {}});
}

TEST(Description, OfAGuestCountsNothing) {
  expect_value(decode_server_message(
                   R"({"from":"PA1","type":"OFFER","message":{"type":"offer","sdp":"v=0"}})"),
               Description{"PA1", "", DescriptionType::Offer, "v=0", 0, 0, 0, {}});
}

TEST(Description, NamesTheFieldThatIsWrong) {
  const std::string head = R"({"from":"PA1","type":"OFFER","message":{"type":"offer","sdp":"v=0"})";
  const std::string whole_number = "expected a whole number from 0 to 4294967295";
  expect_bad_message(R"({"type":"OFFER"})", "OFFER.from: expected a string");
  expect_bad_message(R"({"type":"OFFER","from":"PA1"})", "OFFER.message: missing");
  expect_bad_message(R"({"type":"OFFER","from":"PA1","message":"v=0"})",
                     "OFFER.message: expected an object");
  expect_bad_message(R"({"type":"OFFER","from":"PA1","message":{"type":"offer"}})",
                     "OFFER.message.sdp: expected a string");
  for (const char* epoch : {"-1", "1.5", "4294967296", R"("1")"}) {
    expect_bad_message(head + R"(,"epoch":)" + epoch + "}", "OFFER.epoch: " + whole_number);
  }
  expect_bad_message(head + R"(,"offerId":true})", "OFFER.offerId: " + whole_number);
  expect_bad_message(head + R"(,"tracks":[]})",
                     "OFFER.tracks: expected an object of at most 16 entries");
  expect_bad_message(head + R"(,"tracks":{"0":7}})",
                     "OFFER.tracks: expected strings of at most 34 bytes");
}

TEST(Description, IsOfTheKindItsTypeSays) {
  expect_bad_message(R"({"type":"OFFER","from":"PA1","message":{"type":"answer","sdp":""}})",
                     "OFFER.message.type: expected \"offer\"");
  expect_bad_message(R"({"type":"ANSWER","from":"PA1","message":{"type":"rollback","sdp":""}})",
                     "ANSWER.message.type: expected \"answer\"");
}

TEST(Description, MapsUpTo16Tracks) {
  Description offer{"PA1", "PA2", DescriptionType::Offer, "v=0", 1, 1, 0, {}};
  for (std::size_t mid = 0; mid < limits::tracks_per_participant; ++mid) {
    offer.tracks.push_back({std::to_string(10 + mid), "MT0f"});
  }
  expect_round_trip(offer);
  offer.tracks.push_back({"99", "MT0f"});
  expect_bad_message(encode(offer), "OFFER.tracks: expected an object of at most 16 entries");
}

TEST(Candidate, RoundTrips) {
  expect_round_trip(
      Candidate{"PA1", "PA2", "candidate:1 1 udp 1 192.0.2.1 9 typ host", "0", 0, "x3Wd", 1});
  expect_round_trip(Candidate{"PA1", "", "", std::nullopt, std::nullopt, std::nullopt, 0});
}

TEST(Candidate, TakesNullForAbsentAsBrowsersWriteIt) {
  expect_value(decode_server_message(
                   R"({"from":"PA1","type":"candidate","candidate":{"candidate":"","sdpMid":null,)"
                   R"("sdpMLineIndex":null,"usernameFragment":null}})"),
               Candidate{"PA1", "", "", std::nullopt, std::nullopt, std::nullopt, 0});
}

TEST(Candidate, NamesTheFieldThatIsWrong) {
  const std::string head = R"({"type":"candidate","from":"PA1","candidate":)";
  expect_bad_message(R"({"type":"candidate","from":"PA1"})", "candidate.candidate: missing");
  expect_bad_message(head + "7}", "candidate.candidate: expected an object");
  expect_bad_message(head + R"({"candidate":7}})",
                     "candidate.candidate.candidate: expected a string");
  expect_bad_message(head + R"({"sdpMLineIndex":-1}})",
                     "candidate.candidate.sdpMLineIndex: expected a whole number from 0 to "
                     "4294967295");
  expect_bad_message(head + R"({"usernameFragment":")" + std::string(257, 'u') + R"("}})",
                     "candidate.candidate.usernameFragment: longer than 256 bytes");
}

TEST(ServerPublications, RoundTrip) {
  expect_round_trip(Publications{"PA07", {microphone, muted_camera}});
  expect_round_trip(Publications{"PA07", {}});
}

TEST(ServerMessages, AreNotWhatOnlyClientsSay) {
  for (const char* type : {"HELLO", "BYE", "PING", "user_join"}) {
    expect_error(decode_server_message(R"({"type":")" + std::string(type) + R"("})"),
                 ErrorId::UnknownType, "No message has the type \"" + std::string(type) + "\".");
  }
}

TEST(ServerMessages, AreNestedUpTo16Deep) {
  expect_error(decode_server_message(nested_message("USER_LEAVE", limits::json_depth + 1)),
               ErrorId::BadJson, "The message is not JSON: nested deeper than 16");
}

TEST(Encoding, ReplacesBytesThatAreNotUtf8) {
  const auto decoded = decode_server_message(encode(UserLeave{"PA\xFF"}));
  expect_value(decoded, UserLeave{"PA\uFFFD"});
}

TEST(Encoding, LeavesOutWhatIsNotSaid) {
  EXPECT_EQ(encode(Description{"", "PA2", DescriptionType::Offer, "v=0", 0, 0, 0, {}}),
            R"({"message":{"sdp":"v=0","type":"offer"},"to":"PA2","type":"OFFER"})");
  EXPECT_EQ(encode(Candidate{"", "PA2", "", std::nullopt, std::nullopt, std::nullopt, 0}),
            R"({"candidate":{"candidate":""},"to":"PA2","type":"candidate"})");
}

TEST(PreferencesOfTracks, RoundTrip) {
  expect_round_trip(Preferences{"PA07", "PA5c", {}});
  expect_round_trip(Preferences{"PA07", "PA5c", {{"MT0f", true, 0}, {"MT1f", false, 180}}});
}

TEST(PreferencesOfTracks, NameTheFieldThatIsWrong) {
  expect_bad_message(R"({"type":"PREFERENCES","from":"PA07","tracks":[{"off":true}]})",
                     "PREFERENCES.tracks[0].sid: expected a string");
  expect_bad_message(R"({"type":"PREFERENCES","from":"PA07","tracks":[{"sid":"MT0f","off":1}]})",
                     "PREFERENCES.tracks[0].off: expected true or false");
}

TEST(TrackPriorities, RoundTripAndAreStandardUnlessTheySayOtherwise) {
  TrackPublication important = microphone;
  important.priority = TrackPriority::High;
  expect_round_trip(Publications{"PA07", {important, microphone}});
  const auto decoded = decode_server_message(
      R"({"type":"PUBLICATIONS","from":"PA07","tracks":)"
      R"([{"sid":"MT0f","kind":"audio","name":"microphone","priority":"urgent"}]})");
  expect_value(decoded, Publications{"PA07", {microphone}});
}

}  // namespace
}  // namespace parley::protocol
