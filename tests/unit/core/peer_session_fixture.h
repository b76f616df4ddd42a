// A session with Ben, in the room that Ann has entered.
#pragma once

#include <gtest/gtest.h>

#include "describe.h"
#include "parley/core/limits.h"
#include "parley/core/peer_session.h"
#include "parley/protocol/codec.h"

namespace parley::core::test {

using namespace std::chrono_literals;
using protocol::DescriptionType;
using protocol::PathKind;
using protocol::TrackKind;

inline constexpr Time start = 1000ms;

inline protocol::Participant participant(bool was_here_first) {
  return {"PA2", "Ben", false, was_here_first, {}};
}

inline protocol::Participant guest(bool was_here_first) {
  return {"PA2", "Guest", true, was_here_first, {}};
}

class PeerSessionTest : public testing::Test {
 protected:
  PeerSessionTest() {
    context_.local_tracks = {{{"MTv", TrackKind::Video, "camera", true}}};
    context_.server.connect("ws://server/ws/room", "Ann", "", {}, 1, start);
    context_.server.socket_opened({}, start);
    context_.server.welcome({"PA1", "RM1", "room", {}, {}}, start);
    drain();
  }

  Lines drain() { return test::drain(context_.actions); }

  // setLocalDescription() resolves.
  void local_applied(PeerSession& session, DescriptionType type) {
    session.local_description_applied({session.connection(), type, sdp("9", "local"), {}}, start);
  }
  // The peer's offer arrives and is answered.
  void exchange(PeerSession& session, const protocol::Description& remote) {
    session.receive(remote, start);
    session.remote_description_applied(false, start);
    local_applied(session, DescriptionType::Answer);
  }

  // The only action: a REPORT that is sent.
  protocol::Report sent_report() {
    const auto sent = context_.actions.pop();
    EXPECT_TRUE(sent && std::holds_alternative<action::SendText>(*sent));
    EXPECT_EQ(drain(), Lines{});
    if (!sent || !std::holds_alternative<action::SendText>(*sent)) return {};
    const auto message = protocol::decode_client_message(std::get<action::SendText>(*sent).text);
    EXPECT_TRUE(message && std::holds_alternative<protocol::Report>(message.value()));
    return message ? std::get<protocol::Report>(message.value()) : protocol::Report{};
  }

  RoomContext context_;
};

}  // namespace parley::core::test
