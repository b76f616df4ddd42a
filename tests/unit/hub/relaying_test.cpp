// What goes from participant to participant: PROTOCOL.md, "Negotiation".
#include "meeting.h"

namespace parley::hub {
namespace {

using Relaying = Meeting;

TEST_F(Relaying, AGuestsMessageWithoutToGoesToEveryoneElse) {
  join_as_guest(ann);
  join(ben, "Ben");
  const std::string ann_id = heard<protocol::Welcome>(ben).participants.at(0).id;
  join_as_guest(cleo);
  say(ann, R"({"type":"OFFER","message":{"type":"offer","sdp":"v=0"}})");
  EXPECT_TRUE(heard_nothing(ann));
  EXPECT_EQ(heard<protocol::Description>(ben).from, ann_id);
  EXPECT_EQ(heard<protocol::Description>(cleo).from, ann_id);
}

TEST_F(Relaying, AParticipantsMessageHasOneRecipient) {
  join(ann, "Ann");
  join(ben, "Ben");
  for (const std::string_view type : {"OFFER", "ANSWER", "candidate", "PREFERENCES"}) {
    say(ann, R"({"type":")" + std::string(type) + R"("})");
    expect_refused(ann, protocol::ErrorId::BadMessage, 0);
    EXPECT_TRUE(heard_nothing(ben));
  }
}

TEST_F(Relaying, RecipientsShareOneText) {
  join_as_guest(ann);
  join(ben, "Ben");
  join(cleo, "Cleo");
  say(ann, R"({"type":"OFFER"})");
  ASSERT_EQ(last.size(), 2U);
  EXPECT_EQ(last[0].text, last[1].text);
}

TEST_F(Relaying, MessageWithToGoesToThatParticipantOnly) {
  const std::string ann_id = join(ann, "Ann");
  join(ben, "Ben");
  join(cleo, "Cleo");
  say(ben, R"({"type":"candidate","to":")" + ann_id + R"(","candidate":{"candidate":""}})");
  EXPECT_EQ(heard<protocol::Candidate>(ann).to, ann_id);
  EXPECT_TRUE(heard_nothing(cleo));
}

TEST_F(Relaying, GuestsHoldCallsWithEachOther) {
  join_as_guest(ann);
  join_as_guest(ben);
  say(ann, R"({"type":"ANSWER","message":{"type":"answer","sdp":"v=0"}})");
  EXPECT_EQ(heard<protocol::Description>(ben).type, protocol::DescriptionType::Answer);
}

TEST_F(Relaying, GuestGetsCandidatesOnlyOnceItCanTakeThem) {
  join_as_guest(ann);
  join_as_guest(ben);
  say(ben, R"({"type":"OFFER","message":{"type":"offer","sdp":"v=0"}})");
  EXPECT_EQ(texts(ann).size(), 1U);
  say(ben, R"({"type":"candidate","candidate":{"candidate":"early"}})");
  EXPECT_TRUE(heard_nothing(ann)) << "its page would drop it";
  say(ann, R"({"type":"ANSWER","message":{"type":"answer","sdp":"v=0"}})");
  EXPECT_EQ(heard<protocol::Candidate>(ann).candidate, "early");
  say(ben, R"({"type":"candidate","candidate":{"candidate":"late"}})");
  EXPECT_EQ(heard<protocol::Candidate>(ann).candidate, "late");
}

TEST_F(Relaying, AnswerForAGuestBringsTheCandidatesThatWaited) {
  join_as_guest(ann);
  join_as_guest(ben);
  say(ben, R"({"type":"candidate","candidate":{"candidate":"early"}})");
  EXPECT_TRUE(heard_nothing(ann));
  say(ben, R"({"type":"ANSWER","message":{"type":"answer","sdp":"v=0"}})");
  EXPECT_EQ(texts(ann).size(), 2U);
}

TEST_F(Relaying, GuestBeginsAnewWhenSomeoneJoins) {
  join_as_guest(ann);
  join_as_guest(ben);
  say(ann, R"({"type":"ANSWER","message":{"type":"answer","sdp":"v=0"}})");
  join_as_guest(cleo);
  say(cleo, R"({"type":"candidate","candidate":{"candidate":"early"}})");
  EXPECT_TRUE(heard_nothing(ann)) << "its page has made a new connection";
}

TEST_F(Relaying, WhatWaitsForAGuestHasALimit) {
  join_as_guest(ann);
  join_as_guest(ben);
  for (std::size_t i = 0; i <= guest_candidates; ++i) {
    say(ben, R"({"type":"candidate","candidate":{"candidate":""}})");
  }
  say(ann, R"({"type":"ANSWER","message":{"type":"answer","sdp":"v=0"}})");
  EXPECT_EQ(texts(ann).size(), guest_candidates);
}

TEST_F(Relaying, FromIsTheServersEvenWhereTheSenderForgesIt) {
  const std::string ann_id = join(ann, "Ann");
  const std::string ben_id = join(ben, "Ben");
  for (const std::string_view key : {"from", "\\u0066rom"}) {
    say(ann, R"({"type":"candidate","to":")" + ben_id + R"(",")" + std::string(key) + R"(":")" +
                 ben_id + R"(","candidate":{"candidate":"x"}})");
    EXPECT_EQ(heard<protocol::Candidate>(ben).from, ann_id);
  }
}

TEST_F(Relaying, UnknownFieldsPassThrough) {
  join(ann, "Ann");
  const std::string ben_id = join(ben, "Ben");
  say(ann, R"({"type":"OFFER","to":")" + ben_id + R"(","x":[1,{"y":null}]})");
  ASSERT_EQ(texts(ben).size(), 1U);
  EXPECT_NE(texts(ben)[0].find(R"("x":[1,{"y":null}])"), std::string::npos);
}

TEST_F(Relaying, NoMessageReachesAnotherRoom) {
  const std::string ann_id = join(ann, "Ann", "standup");
  join(ben, "Ben", "retro");
  say(ben, R"({"type":"OFFER","to":")" + ann_id + R"("})");
  expect_refused(ben, protocol::ErrorId::UnknownRecipient, 0);
}

TEST_F(Relaying, MessageToOneWhoLeftIsRefused) {
  const std::string ann_id = join(ann, "Ann");
  join(ben, "Ben");
  say(ann, R"({"type":"BYE"})");
  say(ben, R"({"type":"OFFER","to":")" + ann_id + R"("})");
  expect_refused(ben, protocol::ErrorId::UnknownRecipient, 0);
}

TEST_F(Relaying, MessageInAnEmptyRoomGoesNowhere) {
  join_as_guest(ann);
  say(ann, R"({"type":"OFFER"})");
  EXPECT_TRUE(last.empty());
}

}  // namespace
}  // namespace parley::hub
