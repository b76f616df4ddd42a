// A meeting with a host who sets things.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "returning.h"

namespace parley::hub {

/// Takes "NAME", "NAME+" of a host and "NAME-" of one who never is for a token.
class HostTokens : public base::TokenVerifier {
 public:
  [[nodiscard]] protocol::Result<base::Access> verify(
      std::string_view token, std::string_view /*room_name*/) const override {
    if (token.ends_with('+'))
      return base::Access{std::string(token.substr(0, token.size() - 1)), true};
    if (token.ends_with('-'))
      return base::Access{std::string(token.substr(0, token.size() - 1)), false};
    return base::Access{std::string(token)};
  }
};

class Hosting : public Returning {
 protected:
  using Hosts = std::vector<std::string>;
  static constexpr ConnectionId dora = 4;

  Hosting() { options.tokens = &tokens; }
  /// The server has been restarted, but so long ago that it makes no difference.
  void SetUp() override {
    restart_server();
    now = Instant{60'000};
  }

  /// A new connection says HELLO; what comes of it is in `last`.
  void say_hello(ConnectionId id, const protocol::Hello& hello) {
    hub().connect(id, "standup", Mode::Parley1, now);
    last = hub().receive(id, encode(hello), now);
  }
  void say_hello(ConnectionId id, const std::string& identity, const std::string& password = "") {
    protocol::Hello hello{identity, {}};
    hello.password = password;
    say_hello(id, hello);
  }
  void say_token(ConnectionId id, const std::string& token) {
    protocol::Hello hello{"", {}};
    hello.token = token;
    say_hello(id, hello);
  }

  void enter_as_guest(ConnectionId id) { last = hub().connect(id, "standup", Mode::Legacy, now); }
  /// A new connection looks at the room.
  void look(ConnectionId id) {
    hub().connect(id, "standup", Mode::Parley1, now);
    say(id, encode(protocol::Preview{}));
  }
  void ping(ConnectionId id) { say(id, R"({"type":"PING","received":0})"); }
  void leave(ConnectionId id) { say(id, R"({"type":"BYE"})"); }

  /// The first text that the last call delivered to the connection.
  template <class Message>
  [[nodiscard]] Message first(ConnectionId id) const {
    const auto all = texts(id);
    if (!all.empty()) return decoded<Message>(all.front());
    ADD_FAILURE() << "nothing for connection " << id;
    return {};
  }

  void set(ConnectionId id, const protocol::SetRoom& wish) { say(id, encode(wish)); }
  void order(ConnectionId id, protocol::HostAction action, const std::string& to,
             protocol::TrackKind kind = protocol::TrackKind::Audio) {
    say(id, encode(protocol::HostOrder{action, to, kind}));
  }

  /// Asks to be let in, and knows that it waits. Answers with its id.
  std::string knock(ConnectionId id, const std::string& identity) {
    say_hello(id, identity);
    const auto waiting = first<protocol::Waiting>(id);
    const Deliveries told = last;
    ping(id);
    last = told;
    return waiting.id;
  }
  /// On another connection goes on waiting.
  void wait_again(ConnectionId id, const std::string& identity, const protocol::Waiting& waiting) {
    protocol::Hello hello{identity, {}};
    hello.lobby = waiting.secret;
    say_hello(id, hello);
  }

  HostTokens tokens;
};

}  // namespace parley::hub
