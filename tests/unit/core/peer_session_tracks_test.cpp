// Tracks and data channels: what is put on a connection, and what comes over it.
#include "peer_session_fixture.h"

namespace parley::core::test {
namespace {

// Ben, who has come later and publishes these.
protocol::Participant ben_with(std::vector<protocol::TrackPublication> tracks) {
  protocol::Participant ben = participant(false);
  ben.tracks = std::move(tracks);
  return ben;
}

// His first offer, with the track on the first m-line.
protocol::Description offer_with(const std::string& sid) {
  protocol::Description first = offer(1);
  first.tracks = {{"0", sid}};
  return first;
}

// A guest's.
protocol::Description offer_of_guest() {
  protocol::Description first = offer(0);
  first.epoch = 0;
  return first;
}

const protocol::TrackPublication bens_camera{"MT1", TrackKind::Video, "camera", true};

TEST_F(PeerSessionTest, TrackPublishedLaterIsNegotiated) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  session.publish({"MTs", TrackKind::Video, "screen", true});
  session.negotiation_needed();
  EXPECT_EQ(drain(), (Lines{"#1 addTrack MTs", "#1 setLocalDescription"}));
  session.unpublish("MTs");
  EXPECT_EQ(drain(), Lines{"#1 removeTrack MTs"});
}

TEST_F(PeerSessionTest, TrackPublishedBeforeFirstContactWaitsForIt) {
  PeerSession session(participant(false), context_, start);
  drain();
  context_.local_tracks.push_back({{"MTs", TrackKind::Video, "screen", true}});
  session.publish({"MTs", TrackKind::Video, "screen", true});
  EXPECT_EQ(drain(), Lines{});
  session.receive(offer(1), start);
  session.remote_description_applied(false, start);
  EXPECT_EQ(drain(), (Lines{"#1 setRemoteDescription offer", "#1 addTrack MTv", "#1 addTrack MTs",
                            "#1 setLocalDescription"}));
}

TEST_F(PeerSessionTest, NewcomerMakesRoomForDataWhereOnlyTheOtherHasAny) {
  protocol::Participant ben = participant(true);
  ben.tracks = {{"MT1", TrackKind::Data, "chat", true}, {"MT2", TrackKind::Data, "files", true}};
  PeerSession session(ben, context_, start);
  EXPECT_EQ(drain(), (Lines{"trackPublished PA2 MT1 data enabled standard",
                            "trackPublished PA2 MT2 data enabled standard", "#1 createConnection",
                            "#1 addTrack MTv", "#1 addReceivers audio 1", "#1 addReceivers data 1",
                            "#1 setLocalDescription"}));
  context_.local_tracks.push_back({{"MTc", TrackKind::Data, "chat", true}});
  PeerSession another(ben, context_, start);
  EXPECT_EQ(drain(), (Lines{"trackPublished PA2 MT1 data enabled standard",
                            "trackPublished PA2 MT2 data enabled standard", "#2 createConnection",
                            "#2 addTrack MTv", "#2 addTrack MTc", "#2 addReceivers audio 1",
                            "#2 setLocalDescription"}));
}

TEST_F(PeerSessionTest, DataIsNotSentToAGuest) {
  context_.local_tracks.push_back({{"MTc", TrackKind::Data, "chat", true}});
  PeerSession session(guest(false), context_, start);
  exchange(session, offer_of_guest());
  session.publish({"MTd", TrackKind::Data, "files", true});
  EXPECT_EQ(drain(),
            (Lines{"#1 createConnection", "#1 setRemoteDescription offer", "#1 addTrack MTv",
                   "#1 setLocalDescription", "sendText ANSWER to PA2"}));
}

TEST_F(PeerSessionTest, DataChannelOfTheOtherIsItsTrack) {
  PeerSession session(ben_with({{"MT1", TrackKind::Data, "chat", true}}), context_, start);
  exchange(session, offer(1));
  drain();
  session.remote_data_channel_added("MT1");
  EXPECT_EQ(drain(), Lines{"trackSubscribed PA2 MT1 1 MT1"});
}

TEST_F(PeerSessionTest, SendsAsMuchAsTheOtherShowsAndItsShare) {
  PeerSession session(participant(false), context_, start);
  // As the room does it.
  const auto update = [this, &session] {
    context_.upload.demands.clear();
    session.demand(context_.upload.demands);
    context_.upload.shares = share_upload(context_.upload.demands, {800'000, 0, 0, 0});
    session.update_encodings();
  };
  update();
  EXPECT_TRUE(context_.upload.demands.empty()) << "nothing is attached yet";
  drain();
  exchange(session, offer(1));
  drain();
  update();
  EXPECT_EQ(drain(), Lines{"#1 setEncoding MTv active 500000 25 360"});
  session.receive(protocol::Preferences{"PA2", "PA1", {{"MTv", false, 90}}});
  update();
  EXPECT_EQ(drain(), Lines{"#1 setEncoding MTv active 60000 15 90"});
  session.receive(protocol::Preferences{"PA2", "PA1", {{"MTv", true, 0}}});
  update();
  EXPECT_EQ(drain(), Lines{"#1 setEncoding MTv 0 0 0"});
}

TEST_F(PeerSessionTest, ConnectionKeepsTheStartBitrateItBeganWith) {
  auto applied = [this, offers = 0U](PeerSession& session, const std::string& description) mutable {
    drain();
    protocol::Description next = offer(++offers);
    next.sdp += description;
    session.receive(next, start);
    const auto action = context_.actions.pop();
    session.remote_description_applied(false, start);
    local_applied(session, DescriptionType::Answer);
    return std::get<action::SetRemoteDescription>(action.value()).sdp;
  };
  const std::string video = "m=video 9 X 96\r\na=rtpmap:96 VP8/90000\r\n";
  context_.others = 2;
  PeerSession session(participant(false), context_, start);
  EXPECT_NE(applied(session, video).find("x-google-start-bitrate=600\r"), std::string::npos);
  context_.others = 1;
  EXPECT_NE(applied(session, video).find("x-google-start-bitrate=600\r"), std::string::npos);
}

TEST_F(PeerSessionTest, WhatIsNotNeededIsToldAndSwitchedOff) {
  PeerSession session(ben_with({bens_camera}), context_, start);
  exchange(session, offer_with("MT1"));
  drain();
  session.set_preference({"MT1", true, 0});
  EXPECT_EQ(drain(), (Lines{"trackSwitched PA2 MT1 off", "sendText PREFERENCES to PA2"}));
  session.set_preference({"MT1", true, 0});
  session.set_preference({"MT9", true, 0});
  EXPECT_EQ(drain(), Lines{});
  session.set_preference({"MT1", false, 180});
  EXPECT_EQ(drain(), (Lines{"trackSwitched PA2 MT1", "sendText PREFERENCES to PA2"}));
}

TEST_F(PeerSessionTest, WhatIsNotNeededIsToldAgainWhereItMayHaveBeenLost) {
  PeerSession session(ben_with({bens_camera}), context_, start);
  exchange(session, offer_with("MT1"));
  session.signaling_resumed(true, start);
  drain();
  session.signaling_resumed(true, start);
  EXPECT_EQ(drain(), Lines{}) << "everything is needed";
  session.set_preference({"MT1", true, 0});
  drain();
  session.signaling_resumed(false, start);
  EXPECT_EQ(drain(), Lines{});
  session.signaling_resumed(true, start);
  EXPECT_EQ(drain(), Lines{"sendText PREFERENCES to PA2"});
  session.set_preference({"MT1", false, 0});
  drain();
  session.signaling_resumed(true, start);
  EXPECT_EQ(drain(), Lines{"sendText PREFERENCES to PA2"}) << "that nothing is off any more";
}

TEST_F(PeerSessionTest, WhoSubscribesToNothingSaysSo) {
  context_.subscribe = false;
  PeerSession session(ben_with({bens_camera}), context_, start);
  EXPECT_EQ(drain(), (Lines{"trackPublished PA2 MT1 video enabled standard", "#1 createConnection",
                            "sendText PREFERENCES to PA2"}));
  exchange(session, offer_with("MT1"));
  EXPECT_EQ(drain(), (Lines{"#1 setRemoteDescription offer", "#1 addTrack MTv",
                            "#1 setLocalDescription", "sendText ANSWER to PA2"}));
}

TEST_F(PeerSessionTest, GuestsMediaIsPublishedAndSubscribed) {
  PeerSession session(guest(false), context_, start);
  session.receive(offer_of_guest(), start);
  session.remote_track_added("0", TrackKind::Video);
  session.remote_description_applied(false, start);
  EXPECT_EQ(drain(),
            (Lines{"#1 createConnection", "#1 setRemoteDescription offer",
                   "trackPublished PA2 MT00 video enabled standard", "trackSubscribed PA2 MT00 1 0",
                   "#1 addTrack MTv", "#1 setLocalDescription"}));
}

TEST_F(PeerSessionTest, ClosingTellsThatTheMediaIsGone) {
  PeerSession session(ben_with({bens_camera}), context_, start);
  exchange(session, offer_with("MT1"));
  drain();
  session.close();
  EXPECT_EQ(drain(), (Lines{"trackUnsubscribed PA2 MT1", "#1 closeConnection"}));
}

}  // namespace
}  // namespace parley::core::test
