// A hub with clients whose ids are known, and what each of them heard last.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "parley/hub/hub.h"
#include "parley/protocol/codec.h"
#include "stand_ins.h"

namespace parley::hub {

class Meeting : public testing::Test {
 protected:
  static constexpr ConnectionId ann = 1;
  static constexpr ConnectionId ben = 2;
  static constexpr ConnectionId cleo = 3;

  /// Comes in as a parley.1 client. Answers with its participant's id.
  std::string join(ConnectionId id, const std::string& identity,
                   std::string_view room = "standup") {
    hub.connect(id, room, Mode::Parley1, now);
    last = hub.receive(id, encode(protocol::Hello{identity, {}}), now);
    const auto welcome = heard<protocol::Welcome>(id);
    return welcome.id;
  }

  /// Comes in as a guest.
  void join_as_guest(ConnectionId id, std::string_view room = "standup") {
    last = hub.connect(id, room, Mode::Legacy, now);
  }

  void say(ConnectionId id, std::string_view text) { last = hub.receive(id, text, now); }

  /// The texts that the last call delivered to a connection, but for what it told of the room's
  /// state.
  [[nodiscard]] std::vector<std::string> texts(ConnectionId id) const {
    std::vector<std::string> found;
    for (const Delivery& delivery : last) {
      if (delivery.to == id && delivery.text && !is_state(*delivery.text)) {
        found.push_back(*delivery.text);
      }
    }
    return found;
  }

  /// What the last call told a connection of the room's state, last.
  [[nodiscard]] protocol::RoomState state_told(ConnectionId id) const {
    protocol::RoomState state;
    bool told = false;
    for (const Delivery& delivery : last) {
      if (delivery.to != id || !delivery.text || !is_state(*delivery.text)) continue;
      state = decoded<protocol::RoomChanged>(*delivery.text).state;
      told = true;
    }
    EXPECT_TRUE(told) << "nothing of the state for connection " << id;
    return state;
  }

  /// The only message that the last call delivered to a connection.
  template <class Message>
  [[nodiscard]] Message heard(ConnectionId id) const {
    const std::vector<std::string> all = texts(id);
    EXPECT_EQ(all.size(), 1U) << "messages to connection " << id;
    return all.size() == 1 ? decoded<Message>(all.front()) : Message{};
  }

  template <class Message>
  [[nodiscard]] static Message decoded(const std::string& text) {
    auto any = protocol::decode_server_message(text);
    if (!any) {
      ADD_FAILURE() << any.error().message << " in " << text;
      return {};
    }
    const auto* message = std::get_if<Message>(&any.value());
    EXPECT_NE(message, nullptr) << text;
    return message == nullptr ? Message{} : *message;
  }

  [[nodiscard]] bool heard_nothing(ConnectionId id) const { return texts(id).empty(); }

  /// The code with which the last call closed a connection, 0 where it did not.
  [[nodiscard]] int closed_with(ConnectionId id) const {
    for (const Delivery& delivery : last) {
      if (delivery.to == id && !delivery.text) return delivery.close_code;
    }
    return 0;
  }

  /// The last call refused `id`, closed it with that code (0: did not), and did nothing else.
  void expect_refused(ConnectionId id, protocol::ErrorId error, int code) const {
    EXPECT_EQ(to_string(heard<protocol::Error>(id).id), to_string(error));
    EXPECT_EQ(closed_with(id), code);
    EXPECT_EQ(last.size(), code == 0 ? 1U : 2U);
  }

  static bool is_state(const std::string& text) {
    return text.find(R"("type":"ROOM")") != std::string::npos;
  }

  CountingIds ids;
  PlainSigner signer;
  HubOptions options{{{{"stun:stun.example.org"}, "", ""}}, 1'000'000};
  Hub hub{ids, signer, options};
  Instant now{1000};
  Deliveries last;
};

}  // namespace parley::hub
