// Tokens, and what a server that asks for them or hides addresses does otherwise.
#include "returning.h"

namespace parley::hub {
namespace {

using protocol::Error;
using protocol::ErrorId;
using protocol::Hello;
using protocol::IceServer;
using protocol::Welcome;

/// Takes "NAME@ROOM" for a token; ROOM may be "*". "expired" is one that has expired.
class PlainTokens : public base::TokenVerifier {
 public:
  [[nodiscard]] protocol::Result<base::Access> verify(std::string_view token,
                                                      std::string_view room_name) const override {
    const std::size_t at = token.find('@');
    if (all_expired) return protocol::vendor_error(ErrorId::TokenExpired);
    if (at == std::string_view::npos) return protocol::vendor_error(ErrorId::TokenInvalid);
    const std::string_view room = token.substr(at + 1);
    if (room != "*" && room != room_name) return protocol::vendor_error(ErrorId::RoomNotFound);
    return base::Access{std::string(token.substr(0, at))};
  }

  bool all_expired = false;
};

class AccessTest : public Returning {
 protected:
  AccessTest() {
    options.tokens = &tokens;
    options.require_token = true;
    restart_server();
    now = Instant{60'000};  // nothing of an earlier run is believed
  }

  void say_hello(ConnectionId id, const std::string& token, const std::string& resume = "",
                 std::string_view room = "standup") {
    Hello hello{"Says who", {}};
    hello.token = token;
    hello.resume = resume;
    hub().connect(id, room, Mode::Parley1, now);
    last = hub().receive(id, encode(hello), now);
  }

  /// Ann enters with a token, and loses her connection.
  Welcome enter_and_lose() {
    say_hello(ann, "Ann@standup");
    const Welcome before = welcome(ann);
    lose(ann);
    return before;
  }

  [[nodiscard]] Welcome welcome(ConnectionId id) const {
    const auto all = texts(id);
    return all.empty() ? Welcome{} : decoded<Welcome>(all.front());
  }

  PlainTokens tokens;
};

TEST_F(AccessTest, TheTokenNamesTheParticipant) {
  say_hello(ann, "Ann@standup");
  EXPECT_FALSE(welcome(ann).id.empty());
  say_hello(ben, "Ben@*");
  EXPECT_EQ(welcome(ben).participants.at(0).identity, "Ann");
  EXPECT_EQ(heard<protocol::UserJoin>(ann).participant.identity, "Ben");
}

TEST_F(AccessTest, WithoutATokenNobodyEnters) {
  say_hello(ann, "");
  expect_refused(ann, ErrorId::TokenRequired, 1008);
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(AccessTest, WithoutATokenNobodyLooks) {
  hub().connect(ann, "standup", Mode::Parley1, now);
  say(ann, encode(protocol::Preview{}));
  expect_refused(ann, ErrorId::TokenRequired, 1008);
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(AccessTest, TheLobbysSecretReplacesNoToken) {
  hub().connect(ann, "standup", Mode::Parley1, now);
  say(ann, encode(protocol::Preview{"Ann@standup"}));
  Hello hello{"Ann", {}};
  hello.lobby = heard<protocol::Lobby>(ann).secret;
  hub().connect(ben, "standup", Mode::Parley1, now);
  say(ben, encode(hello));
  expect_refused(ben, ErrorId::TokenRequired, 1008);
}

TEST_F(AccessTest, WhoLooksEntersWithATokenToo) {
  hub().connect(ann, "standup", Mode::Parley1, now);
  say(ann, encode(protocol::Preview{"Ann@standup"}));
  say(ann, encode(Hello{"Ann", {}}));
  expect_refused(ann, ErrorId::TokenRequired, 1008);
}

TEST_F(AccessTest, GuestsDoNotEnter) {
  say_hello(ann, "Ann@standup");
  last = hub().connect(ben, "standup", Mode::Legacy, now);
  expect_refused(ben, ErrorId::TokenRequired, 1008);
  say(ben, R"({"type":"OFFER","message":{"type":"offer","sdp":""}})");
  EXPECT_TRUE(last.empty());
}

TEST_F(AccessTest, AWrongTokenIsRefusedWithItsError) {
  say_hello(ann, "nonsense");
  expect_refused(ann, ErrorId::TokenInvalid, 1008);
}

TEST_F(AccessTest, ARoomThatIsThereAndOneThatIsNotAreRefusedAlike) {
  say_hello(ann, "Ann@standup");
  say_hello(ben, "Ben@other");
  expect_refused(ben, ErrorId::RoomNotFound, 1008);
  const std::string there = texts(ben).front();
  say_hello(cleo, "Ben@other", "", "empty");
  expect_refused(cleo, ErrorId::RoomNotFound, 1008);
  EXPECT_EQ(texts(cleo).front(), there);
}

TEST_F(AccessTest, TwoOfTheSameNameAreTwo) {
  say_hello(ann, "Ann@standup");
  say_hello(ben, "Ann@standup");
  EXPECT_EQ(welcome(ben).participants.size(), 1U);
  EXPECT_EQ(closed_with(ann), 0);
}

TEST_F(AccessTest, NewerOfTheSameNameTakesThePlaceWhereTheOperatorWantsThat) {
  options.replace_duplicates = true;
  restart_server();
  now = Instant{60'000};
  say_hello(cleo, "Cleo@standup");
  say_hello(ann, "Ann@standup");
  const Welcome older = welcome(ann);
  say_hello(ben, "Ann@standup");
  EXPECT_EQ(heard<Error>(ann).id, ErrorId::DuplicateIdentity);
  EXPECT_EQ(closed_with(ann), 1008);
  ASSERT_EQ(welcome(ben).participants.size(), 1U);
  EXPECT_EQ(welcome(ben).participants[0].identity, "Cleo");
  EXPECT_EQ(texts(cleo).size(), 2U);  // USER_LEAVE and USER_JOIN
  // Or the two would throw each other out again and again.
  say_hello(ann_again, "Ann@standup", older.resume);
  expect_refused(ann_again, ErrorId::DuplicateIdentity, 1008);
  EXPECT_EQ(closed_with(ben), 0);
}

TEST_F(AccessTest, OneAloneIsReplacedInTheSameRoom) {
  options.replace_duplicates = true;
  restart_server();
  now = Instant{60'000};
  say_hello(ann, "Ann@standup");
  const std::string sid = welcome(ann).room_sid;
  lose(ann);
  say_hello(ben, "Ann@standup");
  EXPECT_EQ(welcome(ben).room_sid, sid);
  EXPECT_TRUE(welcome(ben).participants.empty());
  EXPECT_EQ(hub().room_count(), 1U);
}

TEST_F(AccessTest, OneIsReplacedInAFullRoomToo) {
  options.replace_duplicates = true;
  options.limits.participants_per_room = 2;
  restart_server();
  now = Instant{60'000};
  say_hello(cleo, "Cleo@standup");
  say_hello(ann, "Ann@standup");
  say_hello(ben, "Dora@standup");
  expect_refused(ben, ErrorId::RoomFull, 1013);
  say_hello(ann_again, "Ann@standup");
  EXPECT_EQ(welcome(ann_again).participants.size(), 1U);
}

TEST_F(AccessTest, NamesThatNoTokenSaysReplaceNobody) {
  options.replace_duplicates = true;
  options.require_token = false;
  restart_server();
  enter(ann, "Ann");
  EXPECT_EQ(enter(ben, "Ann").participants.size(), 1U);
  say_hello(cleo, "Ann@standup");
  EXPECT_EQ(welcome(cleo).participants.size(), 2U);
  EXPECT_EQ(closed_with(ann), 0);
}

TEST_F(AccessTest, OneComesBackWithItsToken) {
  const Welcome before = enter_and_lose();
  say_hello(ann_again, "Ann@standup", before.resume);
  EXPECT_TRUE(welcome(ann_again).resumed);
  EXPECT_EQ(welcome(ann_again).id, before.id);
}

TEST_F(AccessTest, TheTokenIsCheckedAgainWhenOneComesBack) {
  const Welcome before = enter_and_lose();
  tokens.all_expired = true;
  say_hello(ann_again, "Ann@standup", before.resume);
  expect_refused(ann_again, ErrorId::TokenExpired, 1008);
  say_hello(ann_once_more, "", before.resume);
  expect_refused(ann_once_more, ErrorId::TokenRequired, 1008);
  // It keeps its place for a token that is good.
  tokens.all_expired = false;
  say_hello(cleo, "Ann@standup", before.resume);
  EXPECT_EQ(welcome(cleo).id, before.id);
}

TEST_F(AccessTest, NobodyComesBackAsSomeoneElse) {
  const Welcome before = enter_and_lose();
  say_hello(ben, "Ben@standup", before.resume);
  EXPECT_FALSE(welcome(ben).resumed);
  EXPECT_NE(welcome(ben).id, before.id);
}

TEST_F(AccessTest, AfterARestartTheTokenNamesTheParticipant) {
  say_hello(ann, "Ann@standup");
  const Welcome before = welcome(ann);
  restart_server();
  say_hello(ann_again, "Ann@standup", before.resume);
  EXPECT_EQ(welcome(ann_again).id, before.id);
  say_hello(ben, "Ben@standup");
  EXPECT_EQ(welcome(ben).participants.at(0).identity, "Ann");
}

TEST_F(AccessTest, WhereNoneIsAskedForATokenMustStillBeRight) {
  options.require_token = false;
  restart_server();
  say_hello(ann, "");
  EXPECT_FALSE(welcome(ann).id.empty());
  say_hello(ben, "nonsense");
  expect_refused(ben, ErrorId::TokenInvalid, 1008);
  say_hello(cleo, "Cleo@standup");
  EXPECT_EQ(heard<protocol::UserJoin>(ann).participant.identity, "Cleo");
}

// --- TURN credentials ---------------------------------------------------------------------------

class CountingTurn : public base::TurnIssuer {
 public:
  [[nodiscard]] base::TurnCredential issue(std::string_view participant_id) const override {
    return {std::to_string(++count_) + ":" + std::string(participant_id), "secret"};
  }
  [[nodiscard]] std::chrono::milliseconds lifetime() const override {
    return std::chrono::minutes(10);
  }

 private:
  mutable int count_ = 0;
};

class Turn : public Returning {
 protected:
  Turn() {
    options.turn = &turn;
    options.ice_servers = {{{"stun:stun.example.org"}, "", ""},
                           {{"turn:turn.example.org"}, "", ""},
                           {{"turns:fixed.example.org"}, "user", "password"}};
    restart_server();
    now = Instant{60'000};
  }

  [[nodiscard]] static std::vector<IceServer> servers(const std::string& username) {
    return {{{"stun:stun.example.org"}, "", ""},
            {{"turn:turn.example.org"}, username, "secret"},
            {{"turns:fixed.example.org"}, "user", "password"}};
  }

  CountingTurn turn;
};

TEST_F(Turn, EveryoneGetsACredentialOfItsOwn) {
  const Welcome first = enter(ann, "Ann");
  EXPECT_EQ(first.ice_servers, servers("1:" + first.id));
  const Welcome second = enter(ben, "Ben");
  EXPECT_EQ(second.ice_servers, servers("2:" + second.id));
}

TEST_F(Turn, ACredentialIsRenewedHalfWay) {
  const Welcome welcome = enter(ann, "Ann");
  EXPECT_EQ(hub().deadline(), now + std::chrono::minutes(5));
  wait(std::chrono::minutes(5) - Instant{1});
  EXPECT_TRUE(last.empty());
  wait(Instant{1});
  EXPECT_EQ(heard<protocol::IceServers>(ann).ice_servers, servers("2:" + welcome.id));
  wait(std::chrono::minutes(5));
  EXPECT_EQ(heard<protocol::IceServers>(ann).ice_servers, servers("3:" + welcome.id));
}

TEST_F(Turn, WhoComesBackHasANewOneAndOneRenewal) {
  const Welcome before = enter(ann, "Ann");
  wait(std::chrono::minutes(4));
  lose(ann);
  EXPECT_EQ(come_back(ann_again, before, 0).ice_servers, servers("2:" + before.id));
  wait(std::chrono::minutes(1));
  EXPECT_TRUE(last.empty());
  wait(std::chrono::minutes(4));
  EXPECT_EQ(heard<protocol::IceServers>(ann_again).ice_servers, servers("3:" + before.id));
}

TEST_F(Turn, APreviewGetsNoCredential) {
  hub().connect(ann, "standup", Mode::Parley1, now);
  say(ann, encode(protocol::Preview{}));
  EXPECT_EQ(heard<protocol::Lobby>(ann).ice_servers, std::nullopt);
  wait(std::chrono::minutes(5));
  EXPECT_TRUE(last.empty()) << "nothing is renewed either";
  say(ann, encode(Hello{"Ann", {}}));
  EXPECT_EQ(heard<Welcome>(ann).ice_servers, servers("1:" + heard<Welcome>(ann).id));
  EXPECT_EQ(hub().deadline(), now + std::chrono::minutes(5));
}

TEST_F(Turn, NorOneThatIsTheSameForAll) {
  options.turn = nullptr;
  options.ice_servers = {{{"stun:stun.example.org"}, "", ""},
                         {{"turns:fixed.example.org"}, "user", "password"}};
  restart_server();
  hub().connect(ann, "standup", Mode::Parley1, now);
  say(ann, encode(protocol::Preview{}));
  EXPECT_EQ(heard<protocol::Lobby>(ann).ice_servers, std::nullopt);
}

TEST_F(Turn, NothingIsRenewedForOneWhoHasLeft) {
  enter(ann, "Ann");
  last = hub().leave(ann, now);
  wait(std::chrono::minutes(5));
  EXPECT_TRUE(last.empty());
  EXPECT_EQ(hub().deadline(), std::nullopt);
}

// --- Only relays --------------------------------------------------------------------------------

class RelayOnly : public Returning {
 protected:
  RelayOnly() {
    options.relay_only = true;
    restart_server();
    now = Instant{60'000};
  }

  void say_candidate(ConnectionId id, const std::string& to, const std::string& candidate) {
    say(id, R"({"type":"candidate","to":")" + to + R"(","candidate":{"candidate":")" + candidate +
                R"("}})");
  }

  static constexpr const char* host = "candidate:1 1 udp 99 192.0.2.7 5000 typ host";
  static constexpr const char* relay =
      "candidate:2 1 udp 9 203.0.113.1 6000 typ relay raddr 192.0.2.7 rport 5000";
};

TEST_F(RelayOnly, ClientsAreToldSo) {
  EXPECT_TRUE(enter(ann, "Ann").relay_only);
}

TEST_F(RelayOnly, OtherCandidatesReachNobody) {
  enter(ann, "Ann");
  const std::string ben_id = enter(ben, "Ben").id;
  say_candidate(ann, ben_id, host);
  EXPECT_TRUE(last.empty());
  say_candidate(ann, ben_id, relay);
  EXPECT_EQ(heard<protocol::Candidate>(ben).candidate,
            "candidate:2 1 udp 9 203.0.113.1 6000 typ relay raddr 0.0.0.0 rport 9");
}

TEST_F(RelayOnly, OtherCandidatesOfGuestsReachNobody) {
  const std::string ann_id = enter(ann, "Ann").id;
  last = hub().connect(ben, "standup", Mode::Legacy, now);
  say_candidate(ben, ann_id, host);
  EXPECT_TRUE(last.empty());
  say(ben, R"({"type":"OFFER","from":"PA9","message":{"type":"offer","sdp":"v=0\r\na=)" +
               std::string(host) + R"(\r\n"}})");
  const auto offer = heard<protocol::Description>(ann);
  EXPECT_EQ(offer.sdp, "v=0\r\n");
  EXPECT_NE(offer.from, "PA9");
}

TEST_F(RelayOnly, WhatCannotBeJudgedIsRefused) {
  enter(ann, "Ann");
  const std::string to_ben = R"("to":")" + enter(ben, "Ben").id + R"(",)";
  say(ann, R"({"type":"candidate",)" + to_ben +
               R"("candidate":"candidate:1 1 udp 99 192.0.2.7 5000 typ host"})");
  expect_refused(ann, ErrorId::BadMessage, 0);
  say(ann, R"({"type":"OFFER",)" + to_ben + R"("message":{"type":"offer","sdp":["v=0"]}})");
  expect_refused(ann, ErrorId::BadMessage, 0);
}

}  // namespace
}  // namespace parley::hub
